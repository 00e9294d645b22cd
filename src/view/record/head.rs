//! The page's title, and under it where the chat comes from; at the end what can be done.

use leptos::prelude::*;

use super::actions::Actions;
use super::saving::SaveOrCancel;
use crate::browser::clock::use_clock;
use crate::browser::day::day_of;
use crate::browser::intl;
use crate::browser::location::use_location;
use crate::crm::Record;
use crate::desk::use_desk;
use crate::ids::ConversationId;
use crate::view::chat::EndChat;
use crate::view::ui::{Icon, icon};
use crate::words::{Word, phrases, say};

/// The head.
#[component]
pub fn PageHead(
    /// The chat.
    id: ConversationId,
    /// Its record.
    record: Record,
) -> impl IntoView {
    let desk = use_desk();
    let location = use_location();
    let title = Memo::new(move |_| {
        let of_chat = desk.conversation(id, |chat| chat.name.clone());
        let name = of_chat.or_else(|| record.read(|draft| draft.base().name.clone()));
        name.map_or_else(|| say(Word::Chat).to_owned(), |name| phrases::chat_with(&name))
    });
    let started = Memo::new(move |_| desk.conversation(id, |chat| chat.started).flatten());
    let today = Memo::new(move |_| day_of(use_clock().now()));
    let start = move || {
        let at = started.get()?;
        let (at, machine) = (intl::when(at, today.get()), intl::machine(at));
        Some(view! { <time class="page-start" datetime=machine>{phrases::started_at(&at)}</time> })
    };
    let from = Memo::new(move |_| {
        desk.conversation(id, |chat| phrases::origin(&chat.source, chat.queue.as_deref()))
    });
    view! {
        <header class="page-head">
            <a class="icon-button page-back" href=move || location.home().to_string() title=say(Word::Back)>
                {icon(Icon::Back)} <span class="unseen">{say(Word::Back)}</span>
            </a>
            <h1 class="page-title">
                <span class="one-line" dir="auto">{title}</span>
                {start}
            </h1>
            <p class="page-from one-line">{from}</p>
            <div class="page-tools">
                <SaveOrCancel record=record />
                <Actions record=record />
                <EndChat id=id />
            </div>
        </header>
    }
}
