//! The bridge between a conversation, the window over it, and the page.
//!
//! The window lives outside of the reactive graph: it joins what the desk tells with what the
//! browser measures. All changes end in [`Scroller::show`], which changes the rows and the space
//! around them. The scroller is placed when the sizes of new rows are known, which is before they
//! are painted: nothing flickers, and the page is laid out once.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::page::{Page, likely_viewport};
use super::row::{RowModel, State, row_at};
use super::timeline_row;
use crate::browser::resize::Measured;
use crate::desk::Desk;
use crate::domain::conversation::{Conversation, History};
use crate::domain::desk::Desk as Model;
use crate::domain::outgoing::LocalId;
use crate::domain::timeline::RowKey;
use crate::domain::window::{Keyed, Window};
use crate::ids::{ConversationId, MessageId};
use crate::time::Millis;

/// The height that a row is taken to have until it was rendered: a short message's.
const ROW_ESTIMATE: f64 = 46.0;
/// Older messages are fetched when the reader is this many viewports from the first.
const FETCH_AHEAD: f64 = 2.0;
/// Scrolling has come to rest after this long without a scroll event.
const REST: Duration = Duration::from_millis(140);

/// What a row in the page was built from, and what changes in it without its being built anew.
struct Shown {
    model: RowModel,
    state: Option<ArcRwSignal<State>>,
}

/// The time-line of one chat on the screen.
pub(super) struct Scroller {
    chat: ConversationId,
    desk: Desk,
    /// What rows use comes from here.
    owner: Owner,
    /// The midnight with which this day began.
    today: Memo<Millis>,
    /// Whether the reader is at the end.
    pub(super) at_end: ArcRwSignal<bool>,
    /// The newest message that was there when the reader was at the end.
    pub(super) seen: ArcRwSignal<Option<MessageId>>,
    list: RefCell<Keyed<RowKey>>,
    page: RefCell<Option<Page<Shown>>>,
    rest: Cell<Option<TimeoutHandle>>,
    last_sent: Cell<Option<LocalId>>,
    /// Whether rows have come into the page and were not measured yet.
    sizes_due: Cell<bool>,
    this: Weak<Self>,
}

impl Scroller {
    pub(super) fn new(desk: Desk, chat: ConversationId, today: Memo<Millis>) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            chat,
            desk,
            owner: Owner::current().unwrap_or_default(),
            today,
            at_end: ArcRwSignal::new(true),
            seen: ArcRwSignal::new(None),
            list: RefCell::new(Keyed::new(0, ROW_ESTIMATE, likely_viewport(), |_| None)),
            page: RefCell::new(None),
            rest: Cell::new(None),
            last_sent: Cell::new(None),
            sizes_due: Cell::new(false),
            this: Weak::clone(this),
        })
    }

    /// The scroller is in the page: shows the end of the chat.
    pub(super) fn mount(&self, element: HtmlElement) {
        let this = Weak::clone(&self.this);
        *self.page.borrow_mut() = Page::new(element, &self.owner, move |sizes| {
            if let Some(this) = this.upgrade() {
                this.resized(sizes);
            }
        });
        self.last_sent.set(self.newest_sent());
        self.follow();
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
        self.follow();
        let sent = self.newest_sent();
        if sent > self.last_sent.replace(sent) {
            // Whoever writes wants to see what he wrote.
            self.act(Window::to_end);
        }
        self.show();
    }

    /// The reader scrolled.
    pub(super) fn scrolled(&self) {
        let moved = |page: &mut Page<Shown>| page.position().map(|position| (position, page.viewport()));
        let Some(((top, to_end), viewport)) = self.with_page(moved).flatten() else { return };
        self.act(|window| window.scrolled(top, viewport, to_end));
        self.show();
        self.wait_for_rest();
    }

    /// Goes to the newest message.
    pub(super) fn to_end(&self) {
        self.act(Window::to_end);
        self.show();
    }

    /// Sizes that the next paint will show.
    fn resized(&self, sizes: Vec<Measured>) {
        let Some((viewport, heights)) = self.with_page(|page| page.sort(sizes)) else { return };
        self.act(|window| {
            let first = window.rows().start;
            if let Some(viewport) = viewport {
                window.resized(viewport);
            }
            window.measured(heights.into_iter().map(|(nth, height)| (first + nth, height)));
        });
        self.show();
        // Rows that came in just now are measured in the next round, but the paint may come before.
        self.sizes_due.set(false);
        self.place();
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

    /// Takes in what became of the chat's rows.
    fn follow(&self) {
        let len = self.len();
        self.list.borrow_mut().update(len, |index| self.key_at(index));
    }

    fn act(&self, act: impl FnOnce(&mut Window)) {
        self.list.borrow_mut().act(act, |index| self.key_at(index));
    }

    /// Brings the page in line with the window, touching only what differs.
    fn show(&self) {
        // Where rows came in their sizes follow before the paint: only then is it known where to stand.
        if self.show_rows() {
            self.sizes_due.set(true);
        } else if !self.sizes_due.get() {
            self.place();
        }
        let list = self.list.borrow();
        let window = list.window();
        if self.at_end.get_untracked() != window.is_pinned() {
            self.at_end.set(window.is_pinned());
        }
        if window.is_pinned() {
            let newest = self.read(|chat, _| chat.newest_id()).flatten();
            if self.seen.get_untracked() != newest {
                self.seen.set(newest);
            }
        }
        if window.scroll() < FETCH_AHEAD * window.viewport() && self.may_have_older() {
            self.desk.load_older(self.chat);
        }
    }

    /// Returns whether rows came into the page.
    fn show_rows(&self) -> bool {
        let list = self.list.borrow();
        let (keys, window) = (list.keys(), list.window());
        let first = window.rows().start;
        let space = (window.space_above(), window.space_below());
        let content = |nth: usize, _, shown: Option<&Shown>| self.content(first + nth, shown);
        let view = |shown: &Shown| timeline_row(&shown.model, shown.state.clone(), self.chat, self.today);
        self.with_page(|page| page.show(keys, space, content, view)).unwrap_or_default()
    }

    /// From what to build the row at this place, unless it is shown already.
    fn content(&self, index: usize, shown: Option<&Shown>) -> Option<Shown> {
        let row = |chat: &Conversation, desk: &Model| row_at(chat, index, desk.me()?);
        let (model, state) = self.read(row).flatten()?;
        match shown {
            Some(shown) if shown.model == model && shown.state.is_some() == state.is_some() => {
                if let Some((cell, state)) = shown.state.as_ref().zip(state)
                    && cell.with_untracked(|known| *known != state)
                {
                    cell.set(state);
                }
                None
            }
            _ => Some(Shown { model, state: state.map(ArcRwSignal::new) }),
        }
    }

    fn place(&self) {
        let top = self.list.borrow().window().scroll();
        if let Some(top) = self.with_page(|page| page.scroll_to(top)).flatten() {
            self.act(|window| window.placed(top));
        }
    }

    fn with_page<T>(&self, act: impl FnOnce(&mut Page<Shown>) -> T) -> Option<T> {
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
