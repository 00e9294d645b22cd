//! Posts as they come: page by page, while others write and remove some.

use super::Post;
use crate::ids::crm::PostId;

/// In which order posts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As posts do.
    NewestFirst,
    /// As comments do.
    OldestFirst,
}

/// Posts in their order, each of them once, from the first one on as far as they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posts {
    order: Order,
    rows: Vec<Post>,
    more: bool,
}

impl Posts {
    /// None yet.
    #[must_use]
    pub fn new(order: Order) -> Self {
        Self { order, rows: Vec::new(), more: false }
    }

    /// In their order.
    pub fn iter(&self) -> impl Iterator<Item = &Post> {
        self.rows.iter()
    }

    /// How many are here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether there are further ones.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.more
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: PostId) -> Option<&Post> {
        self.rows.iter().find(|post| post.id == id)
    }

    /// Changes one of them, if it is here.
    pub fn change(&mut self, id: PostId, change: impl FnOnce(&mut Post)) {
        if let Some(post) = self.rows.iter_mut().find(|post| post.id == id) {
            change(post);
        }
    }

    /// How many to leave out for the next page: it shall begin with the last one that is here, by
    /// which it shows whether others came or went meanwhile.
    #[must_use]
    pub fn next_page(&self) -> u32 {
        u32::try_from(self.rows.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Takes the first page; a `full` one may have others behind it. Returns which are new here.
    pub fn begin(&mut self, page: Vec<Post>, full: bool) -> Vec<PostId> {
        let new: Vec<PostId> = page.iter().map(|post| post.id).filter(|id| self.get(*id).is_none()).collect();
        // Without one that is known there may be others between the page and the known ones.
        if new.len() == page.len() {
            self.rows.clear();
        }
        self.take(page, full);
        new
    }

    /// Takes a page further on. `false` where it does not join what is here: the page before it
    /// has to be read.
    #[must_use]
    pub fn go_on(&mut self, page: Vec<Post>, full: bool) -> bool {
        let joins = page.iter().any(|post| self.get(post.id).is_some());
        if joins {
            self.take(page, full);
        }
        joins
    }

    /// Puts a post that was just written or read in its place.
    pub fn put(&mut self, post: Post) {
        self.remove(post.id);
        let at = self.end_before(place(self.order, &post));
        self.rows.insert(at, post);
    }

    /// It is no more.
    pub fn remove(&mut self, id: PostId) {
        self.rows.retain(|post| post.id != id);
    }

    /// Takes a page as all that there is between its first and its last post; where it is not
    /// `full`, nothing comes behind it.
    fn take(&mut self, page: Vec<Post>, full: bool) {
        let order = self.order;
        let (Some(first), Some(last)) = (page.first(), page.last()) else {
            self.more = full;
            return;
        };
        let (first, last) = (place(order, first), place(order, last));
        self.rows.retain(|known| {
            let place = place(order, known);
            let is_elsewhere = !page.iter().any(|post| post.id == known.id);
            is_elsewhere && (place < first || (full && place > last))
        });
        let at = self.end_before(first);
        if at == self.rows.len() {
            self.more = full;
        }
        self.rows.splice(at..at, page);
    }

    /// How many stand before a place.
    fn end_before(&self, before: (i64, PostId)) -> usize {
        self.rows.partition_point(|known| place(self.order, known) < before)
    }
}

/// Where a post stands; those of the same moment by their keys, as the server has them.
fn place(order: Order, post: &Post) -> (i64, PostId) {
    let at = post.at.map_or(0, |at| at.0);
    match order {
        Order::OldestFirst => (at, post.id),
        Order::NewestFirst => (-at, post.id),
    }
}
