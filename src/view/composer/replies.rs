//! Choosing a ready-made text: from "Select text" or by `/` at the start of a word. It goes into
//! the message at the caret and can be changed there; nothing is sent by choosing.

mod list;
mod preview;
mod values;

use std::ops::Range;
use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use self::list::list;
use self::preview::preview;
use self::values::Values;
use crate::browser::{edit, focus};
use crate::crm::{Freshness, QuickReplies, use_crm};
use crate::desk::use_desk;
use crate::domain::quick_replies::{QuickReply, fill, slash, tokens};
use crate::ids::ConversationId;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::unique_id;
use crate::words::replies::{self, ReplyWord};

/// From where the texts are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Opened {
    /// From the button: they have a field of their own to search in.
    Aside,
    /// From a slash in the message, which stands here, in UTF-16 units.
    Slash(Range<usize>),
}

/// What is offered, and what is chosen of it.
#[derive(Clone, Copy)]
pub(super) struct Picker {
    field: NodeRef<html::Textarea>,
    replies: StoredValue<Option<QuickReplies>, LocalStorage>,
    values: StoredValue<Values, LocalStorage>,
    opened: RwSignal<Option<Opened>>,
    query: RwSignal<String>,
    found: Memo<Arc<Vec<usize>>>,
    active: RwSignal<usize>,
    /// Where a slash stands that is meant as one.
    refused: StoredValue<Option<usize>>,
    list: StoredValue<String>,
}

impl Picker {
    pub(super) fn new(chat: ConversationId, field: NodeRef<html::Textarea>) -> Self {
        let replies = StoredValue::new_local(use_crm().quick_replies(use_desk()));
        let opened = RwSignal::new(None::<Opened>);
        let query = RwSignal::new(String::new());
        let found = Memo::new(move |_| {
            // Nobody looks: nothing is looked for.
            if opened.with(Option::is_none) {
                return Arc::default();
            }
            let catalogue = replies.with_value(|replies| replies.map(QuickReplies::catalogue));
            Arc::new(catalogue.map(|catalogue| query.with(|query| catalogue.find(query))).unwrap_or_default())
        });
        Self {
            field,
            replies,
            values: StoredValue::new_local(Values::new(chat)),
            opened,
            query,
            found,
            active: RwSignal::new(0),
            refused: StoredValue::new(None),
            list: StoredValue::new(unique_id("replies")),
        }
    }

    fn open(self, opened: Opened, query: &str) {
        if self.opened.with_untracked(Option::is_none) {
            self.replies.with_value(|replies| replies.map(QuickReplies::refresh));
            self.values.update_value(Values::look);
        }
        self.active.set(0);
        self.query.set(query.to_owned());
        self.opened.set(Some(opened));
    }

    pub(super) fn close(self) {
        self.opened.set(None);
    }

    fn toggle(self) {
        if self.opened.with_untracked(Option::is_some) { self.close() } else { self.open(Opened::Aside, "") }
    }

    /// The message or the caret is elsewhere.
    pub(super) fn follow(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let (text, at) = (field.value(), edit::selection(&field));
        let asked = slash(&text, at.start).filter(|_| at.is_empty());
        let start = asked.as_ref().map(|asked| asked.at.start);
        if self.refused.get_value() != start {
            self.refused.set_value(None);
        }
        match asked.filter(|_| self.refused.get_value().is_none()) {
            Some(asked) => self.open(Opened::Slash(asked.at), asked.query),
            None if self.opened.with_untracked(|opened| matches!(opened, Some(Opened::Slash(_)))) => {
                self.close()
            }
            None => {}
        }
    }

    /// Whether a key was meant for the list.
    pub(super) fn key(self, event: &ev::KeyboardEvent) -> bool {
        let count = self.found.with_untracked(|found| found.len());
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.is_composing();
        if self.opened.with_untracked(Option::is_none) || !is_plain {
            return false;
        }
        match event.key().as_str() {
            "ArrowDown" if count > 0 => self.active.update(|active| *active = (*active + 1) % count),
            "ArrowUp" if count > 0 => self.active.update(|active| *active = (*active + count - 1) % count),
            "Enter" if count > 0 && !event.shift_key() => self.choose(self.active.get_untracked()),
            "Escape" => {
                event.stop_propagation();
                self.refuse();
            }
            _ => return false,
        }
        event.prevent_default();
        true
    }

    /// The slash is meant as one, or nothing is wanted after all.
    fn refuse(self) {
        if let Some(Opened::Slash(at)) = self.opened.get_untracked() {
            self.refused.set_value(Some(at.start));
        }
        self.close();
        if let Some(field) = self.field.get_untracked() {
            focus::focus(&field);
        }
    }

    fn reply(self, at: usize) -> Option<QuickReply> {
        let place = self.found.with(|found| found.get(at).copied())?;
        self.replies.with_value(|replies| replies.and_then(|replies| replies.catalogue().get(place).cloned()))
    }

    /// What a text says with what is known of the chat.
    fn filled(self, reply: &QuickReply) -> String {
        self.values.with_value(|values| fill(&reply.text, |variable| values.get(variable)))
    }

    /// Puts a text into the message: in the place of its search, or of what is selected.
    fn choose(self, at: usize) {
        let (Some(reply), Some(field)) = (untrack(|| self.reply(at)), self.field.get_untracked()) else {
            return;
        };
        let place = match self.opened.get_untracked() {
            Some(Opened::Slash(at)) => at,
            _ => edit::selection(&field),
        };
        let text = self.filled(&reply);
        self.close();
        self.replies.with_value(|replies| replies.map(|replies| replies.took(reply.id)));
        let then = first_token(&text).unwrap_or_else(|| {
            let end = units(&text);
            end..end
        });
        edit::replace(&field, &place, &text, &(place.start + then.start..place.start + then.end));
    }

    /// The id of the row that Enter takes, while there is one; tracked.
    pub(super) fn active_id(self) -> Option<String> {
        let is_open = self.opened.with(Option::is_some) && self.found.with(|found| !found.is_empty());
        is_open.then(|| self.row_id(self.active.get()))
    }

    /// The id of the list, while it is open; tracked.
    pub(super) fn open_list_id(self) -> Option<String> {
        self.opened.with(Option::is_some).then(|| self.list_id())
    }

    fn list_id(self) -> String {
        self.list.get_value()
    }

    fn row_id(self, at: usize) -> String {
        self.list.with_value(|list| format!("{list}-{at}"))
    }
}

/// Where the first variable stands that has no value, in UTF-16 units.
pub(super) fn first_token(text: &str) -> Option<Range<usize>> {
    let token = tokens(text).next()?;
    let start = units(&text[..token.at.start]);
    Some(start..start + units(&text[token.at]))
}

pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The button, and what it opens.
pub(super) fn replies_button(picker: Picker) -> impl IntoView {
    let is_open = Memo::new(move |_| picker.opened.with(Option::is_some));
    // Pressing the button must not take the caret out of the message.
    view! {
        <button
            class="button button-quiet replies-button"
            type="button"
            aria-haspopup="dialog"
            aria-expanded=move || is_open.get().to_string()
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| picker.toggle()
        >
            {ReplyWord::SelectText.text()}
        </button>
    }
}

/// The box with the texts, over the composer.
pub(super) fn replies_box(picker: Picker) -> impl IntoView {
    let is_open = Memo::new(move |_| picker.opened.with(Option::is_some));
    let is_aside = Memo::new(move |_| picker.opened.with(|opened| *opened == Some(Opened::Aside)));
    view! {
        <Show when=move || is_open.get()>
            <div class="replies" role="group" aria-label=ReplyWord::SelectText.text()>
                <Show when=move || is_aside.get()><Search picker=picker /></Show>
                {list(picker)}
                <Standing picker=picker />
                {preview(picker)}
            </div>
        </Show>
    }
}

/// The field to search in.
#[component]
fn Search(picker: Picker) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| focus::focus(&field));
    let typed = move |event| {
        picker.active.set(0);
        picker.query.set(event_target_value(&event));
    };
    view! {
        <input
            class="field-input field-alone replies-search"
            type="search"
            role="combobox"
            node_ref=field
            aria-label=ReplyWord::Search.text()
            placeholder=ReplyWord::Search.text()
            aria-expanded="true"
            aria-controls=picker.list_id()
            aria-activedescendant=move || picker.active_id()
            autocomplete="off"
            on:input=typed
            on:keydown=move |event| { picker.key(&event); }
        />
    }
}

/// How many there are, and whether they are as they are now.
#[component]
fn Standing(picker: Picker) -> impl IntoView {
    let freshness =
        Memo::new(move |_| picker.replies.with_value(|replies| replies.map(QuickReplies::freshness)));
    let count = Memo::new(move |_| picker.found.with(|found| found.len()));
    let words = move || match (freshness.get(), count.get()) {
        (Some(Freshness::Asking), 0) => ReplyWord::Loading.text().to_owned(),
        (Some(Freshness::NoCrm(error)), _) => replies::no_crm(&error),
        (Some(Freshness::NoWebitel(error)), _) => replies::no_webitel(&error),
        (_, 0) => ReplyWord::NoneFound.text().to_owned(),
        (_, count) => replies::found(count),
    };
    let signed_out = move || {
        matches!(freshness.get(), Some(Freshness::NoCrm(crate::client::creatio::CrmError::SignedOut)))
    };
    view! {
        <p class="replies-standing" role="status">{words}</p>
        <Show when=signed_out><SignIn /></Show>
    }
}
