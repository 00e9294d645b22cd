//! A list of rows that touches only those that come, go or change.
//!
//! [`For`] moves the rows that stay when several come in before them: they lose the focus, and
//! the page is laid out anew. It also keeps a trace of every row that ever was.

use leptos::tachys::view::any_view::AnyViewState;
use leptos::{html, prelude::*};
use web_sys::{Element, Node};

/// Keeps the rows of a list in line with these keys, as long as the present owner lives.
pub fn keep_rows<K: Copy + Eq + Send + Sync + 'static>(
    list: NodeRef<html::Ul>,
    keys: Memo<Vec<K>>,
    view: impl Fn(K) -> AnyView + 'static,
) {
    let owner = Owner::current().unwrap_or_default();
    let rows = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(list) = list.get() else { return };
        let keys = keys.get();
        rows.update_value(|rows| {
            let rows = rows.get_or_insert_with(|| Rows::new(list.into(), None, &owner));
            rows.show(&keys, |_, key, here| here.is_none().then_some(key), |key| view(*key));
        });
    });
}

/// The rows of one element. They stand in the order of their keys, each of which is there once.
pub struct Rows<K, T> {
    parent: Element,
    /// What stands after the last row.
    end: Option<Node>,
    /// Above all rows' owners.
    owner: Owner,
    /// The owners of rows that are gone; a new one would leave a trace in the one above.
    spare: Vec<Owner>,
    rows: Vec<Row<K, T>>,
}

/// A row in the page.
pub struct Row<K, T> {
    /// Its name.
    pub key: K,
    /// What it was built from.
    pub content: T,
    /// Its element.
    pub element: Option<Element>,
    // The view goes before what it uses: the order of the fields is that of dropping.
    view: AnyViewState,
    owner: Owner,
}

/// What came into the page and left it.
#[derive(Default)]
pub struct Turnover {
    /// The elements of new rows.
    pub came: Vec<Element>,
    /// The elements of rows that are no more.
    pub gone: Vec<Element>,
}

impl<K: Copy + Eq, T> Rows<K, T> {
    /// No rows yet; they will stand in `parent`, before `end` if there is one. What they use
    /// comes from `owner`.
    #[must_use]
    pub fn new(parent: Element, end: Option<Node>, owner: &Owner) -> Self {
        Self { parent, end, owner: owner.child(), spare: Vec::new(), rows: Vec::new() }
    }

    /// The rows, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Row<K, T>> {
        self.rows.iter()
    }

    /// Shows these rows and no others. `content` says from what to build one, by its place, its
    /// key and what it was built from; nothing means that it stays as it is. `view` builds it.
    pub fn show(
        &mut self,
        keys: &[K],
        content: impl Fn(usize, K, Option<&T>) -> Option<T>,
        view: impl Fn(&T) -> AnyView,
    ) -> Turnover {
        let mut turnover = Turnover::default();
        let (stay, go) = std::mem::take(&mut self.rows).into_iter().partition(|row| keys.contains(&row.key));
        self.rows = stay;
        for row in go {
            turnover.gone.extend(self.discard(row));
        }
        let mut at = 0;
        for (nth, key) in keys.iter().enumerate() {
            let here = self.rows.get(at).filter(|row| row.key == *key);
            let is_here = here.is_some();
            let Some(fresh) = content(nth, *key, here.map(|row| &row.content)) else {
                at += usize::from(is_here);
                continue;
            };
            // One that stands elsewhere, or shows something else, is built anew.
            if let Some(old) = self.rows.iter().position(|row| row.key == *key) {
                let row = self.rows.remove(old);
                turnover.gone.extend(self.discard(row));
            }
            let row = self.build(at, *key, fresh, &view);
            turnover.came.extend(row.element.clone());
            self.rows.insert(at, row);
            at += 1;
        }
        turnover
    }

    fn build(&mut self, at: usize, key: K, content: T, view: impl Fn(&T) -> AnyView) -> Row<K, T> {
        let owner = self.spare.pop().unwrap_or_else(|| self.owner.child());
        let mut view = untrack(|| owner.with(|| view(&content).build()));
        let next = self.rows.get(at).and_then(|row| row.element.as_ref());
        view.mount(&self.parent, next.map(AsRef::as_ref).or(self.end.as_ref()));
        let element = view.elements().into_iter().next();
        Row { key, content, element, view, owner }
    }

    fn discard(&mut self, row: Row<K, T>) -> Option<Element> {
        let Row { mut view, owner, element, .. } = row;
        view.unmount();
        drop(view);
        owner.cleanup();
        self.spare.push(owner);
        element
    }
}
