//! The bridge between a conversation, the window over it, and the page.
//!
//! The window lives outside of the reactive graph: it joins what the desk tells with what the
//! browser measures. All changes end in [`Scroller::show`], which writes the few signals that the
//! page is made of, and then in [`Scroller::place`], once the page has followed and before it is
//! painted: nothing flickers, and the layout is asked for at most once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use super::page::Page;
use super::row::{RowModel, row_at};
use crate::desk::Desk;
use crate::domain::conversation::{Conversation, History};
use crate::domain::desk::Desk as Model;
use crate::domain::outgoing::LocalId;
use crate::domain::timeline::RowKey;
use crate::domain::window::{Keyed, Window};
use crate::ids::{ConversationId, MessageId};

/// The height that a row is taken to have until it was rendered: a short message's.
const ROW_ESTIMATE: f64 = 46.0;
/// Older messages are fetched when the reader is this many viewports from the first.
const FETCH_AHEAD: f64 = 2.0;
/// Scrolling has come to rest after this long without a scroll event.
const REST: Duration = Duration::from_millis(140);

/// The time-line of one chat on the screen.
pub(super) struct Scroller {
    chat: ConversationId,
    desk: Desk,
    /// The rendered rows.
    pub(super) keys: ArcRwSignal<Vec<RowKey>>,
    /// The space before and after them, in pixels.
    pub(super) space: ArcRwSignal<(f64, f64)>,
    /// Whether the reader is at the end.
    pub(super) at_end: ArcRwSignal<bool>,
    /// The newest message that was there when the reader was at the end.
    pub(super) seen: ArcRwSignal<Option<MessageId>>,
    list: RefCell<Option<Keyed<RowKey>>>,
    cells: RefCell<HashMap<RowKey, ArcRwSignal<RowModel>>>,
    page: RefCell<Option<Page>>,
    rest: Cell<Option<TimeoutHandle>>,
    last_sent: Cell<Option<LocalId>>,
    placing: Cell<bool>,
    this: Weak<Self>,
}

impl Scroller {
    pub(super) fn new(desk: Desk, chat: ConversationId) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            chat,
            desk,
            keys: ArcRwSignal::new(Vec::new()),
            space: ArcRwSignal::new((0.0, 0.0)),
            at_end: ArcRwSignal::new(true),
            seen: ArcRwSignal::new(None),
            list: RefCell::new(None),
            cells: RefCell::default(),
            page: RefCell::new(None),
            rest: Cell::new(None),
            last_sent: Cell::new(None),
            placing: Cell::new(false),
            this: Weak::clone(this),
        })
    }

    /// The scroller is in the page: shows the end of the chat.
    pub(super) fn mount(&self, element: HtmlElement) {
        let this = Weak::clone(&self.this);
        let page = Page::new(element, move |sizes| {
            if let Some(this) = this.upgrade() {
                this.resized(&sizes);
            }
        });
        let viewport = page.viewport();
        let len = self.len();
        *self.list.borrow_mut() = Some(Keyed::new(len, ROW_ESTIMATE, viewport, |index| self.key_at(index)));
        self.last_sent.set(self.newest_sent());
        *self.page.borrow_mut() = Some(page);
        self.show();
    }

    /// The scroller leaves the page.
    pub(super) fn unmount(&self) {
        self.page.borrow_mut().take();
        if let Some(rest) = self.rest.take() {
            rest.clear();
        }
    }

    /// Something happened in the chat.
    pub(super) fn changed(&self) {
        let len = self.len();
        if let Some(list) = self.list.borrow_mut().as_mut() {
            list.update(len, |index| self.key_at(index));
        }
        let sent = self.newest_sent();
        if sent > self.last_sent.replace(sent) {
            // Whoever writes wants to see what he wrote.
            self.act(Window::to_end);
        }
        self.show();
    }

    /// The reader scrolled.
    pub(super) fn scrolled(&self) {
        let Some(((top, to_end), viewport)) = self.with_page(|page| (page.position(), page.viewport()))
        else {
            return;
        };
        self.act(|window| window.scrolled(top, viewport, to_end));
        self.show();
        self.wait_for_rest();
    }

    /// Goes to the newest message.
    pub(super) fn to_end(&self) {
        self.act(Window::to_end);
        self.show();
    }

    /// The content of a rendered row.
    pub(super) fn cell(&self, key: RowKey) -> Option<ArcRwSignal<RowModel>> {
        self.cells.borrow().get(&key).cloned()
    }

    /// Sizes that the next paint will show.
    fn resized(&self, sizes: &[(Element, f64)]) {
        let Some((viewport, heights)) = self.with_page(|page| {
            let (own, heights) = page.sort(sizes);
            (own.then(|| page.viewport()), heights)
        }) else {
            return;
        };
        self.act(|window| {
            let first = window.rows().start;
            if let Some(viewport) = viewport {
                window.resized(viewport);
            }
            window.measured(heights.into_iter().map(|(nth, height)| (first + nth, height)));
        });
        self.show();
    }

    fn wait_for_rest(&self) {
        if let Some(rest) = self.rest.take() {
            rest.clear();
        }
        let this = Weak::clone(&self.this);
        let rested = move || {
            if let Some(this) = this.upgrade() {
                this.act(Window::settle);
                this.show();
            }
        };
        self.rest.set(set_timeout_with_handle(rested, REST).ok());
    }

    fn act(&self, act: impl FnOnce(&mut Window)) {
        if let Some(list) = self.list.borrow_mut().as_mut() {
            list.act(act, |index| self.key_at(index));
        }
    }

    /// Brings the page in line with the window, touching only what differs.
    fn show(&self) {
        let list = self.list.borrow();
        let Some(list) = list.as_ref() else { return };
        let window = list.window();
        self.fill_cells(list);
        if self.keys.with_untracked(|keys| keys != list.keys()) {
            self.keys.set(list.keys().to_vec());
        }
        let space = (window.space_above(), window.space_below());
        if self.space.get_untracked() != space {
            self.space.set(space);
        }
        if self.at_end.get_untracked() != window.is_pinned() {
            self.at_end.set(window.is_pinned());
        }
        if window.is_pinned() {
            let newest = self.read(|chat, _| chat.newest_id()).flatten();
            if self.seen.get_untracked() != newest {
                self.seen.set(newest);
            }
        }
        self.place_soon();
        if window.scroll() < FETCH_AHEAD * window.viewport() && self.may_have_older() {
            self.desk.load_older(self.chat);
        }
    }

    /// Reads the rendered rows from the desk. Rows that are the same are not touched.
    fn fill_cells(&self, list: &Keyed<RowKey>) {
        let mut cells = self.cells.borrow_mut();
        if cells.len() > list.keys().len() {
            cells.retain(|key, _| list.keys().contains(key));
        }
        self.read(|chat, desk| {
            let Some(me) = desk.me() else { return };
            for (index, key) in list.window().rows().zip(list.keys()) {
                let Some(row) = row_at(chat, index, me) else { continue };
                match cells.get(key) {
                    Some(cell) if cell.with_untracked(|shown| *shown == row) => {}
                    Some(cell) => cell.set(row),
                    None => {
                        cells.insert(*key, ArcRwSignal::new(row));
                    }
                }
            }
        });
    }

    /// Places the page once it has followed the signals: their effects run before this task.
    fn place_soon(&self) {
        if self.placing.replace(true) {
            return;
        }
        let this = Weak::clone(&self.this);
        leptos::task::spawn_local(async move {
            if let Some(this) = this.upgrade() {
                this.placing.set(false);
                this.place();
            }
        });
    }

    fn place(&self) {
        let mut list = self.list.borrow_mut();
        let mut page = self.page.borrow_mut();
        let Some((list, page)) = list.as_mut().zip(page.as_mut()) else { return };
        page.watch_rows(list.keys());
        if let Some(top) = page.scroll_to(list.window().scroll()) {
            list.act(|window| window.placed(top), |index| self.key_at(index));
        }
    }

    fn with_page<T>(&self, act: impl FnOnce(&mut Page) -> T) -> Option<T> {
        self.page.borrow_mut().as_mut().map(act)
    }

    /// Reads the time-line without following it: [`Scroller::changed`] is told.
    fn read<T>(&self, read: impl FnOnce(&Conversation, &Model) -> T) -> Option<T> {
        untrack(|| self.desk.timeline(self.chat, read))
    }

    fn len(&self) -> usize {
        self.read(|chat, _| chat.timeline.len()).unwrap_or_default()
    }

    fn key_at(&self, index: usize) -> Option<RowKey> {
        self.read(|chat, _| chat.timeline.key(index)).flatten()
    }

    /// A fetch that failed is tried again when the reader asks for it.
    fn may_have_older(&self) -> bool {
        self.read(|chat, _| chat.history) == Some(History::Unknown)
    }

    fn newest_sent(&self) -> Option<LocalId> {
        self.read(|chat, _| chat.timeline.outgoing().last().map(|sent| sent.id)).flatten()
    }
}
