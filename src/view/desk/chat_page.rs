//! A chat's own page: its title, its tabs, and the conversation in full width.

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use crate::browser::clock::use_clock;
use crate::browser::day::day_of;
use crate::browser::intl;
use crate::browser::location::use_location;
use crate::desk::use_desk;
use crate::ids::ConversationId;
use crate::view::chat::{ChatBody, EndChat};
use crate::view::panel::invitation::Answers;
use crate::view::ui::{Drawn, EmptyState, Icon, Tab, Tabs, icon, later};
use crate::words::{Word, phrases, say};

/// The element that shows the chosen tab.
const PAGE_ID: &str = "chat-page";

/// What a chat's page shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The conversation.
    Chat,
}

/// The page of one chat.
#[component]
pub fn ChatPage(
    /// The chat.
    id: ConversationId,
    /// Whether the panel, where invitations are answered, does not stand beside it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    later(load_page, move || page(id, alone))
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_page))]
fn page(id: ConversationId, alone: bool) -> Drawn {
    let desk = use_desk();
    let is_known = Memo::new(move |_| desk.conversation(id, |_| ()).is_some());
    // A page that is opened by its address may be a closed chat's.
    Effect::new(move |_| {
        if desk.closed(|closed| closed.get(id).is_some()) {
            desk.bring(id);
        }
    });
    let is_offered =
        Memo::new(move |_| desk.conversation(id, |chat| chat.invitation().is_some()) == Some(true));
    let tabs = vec![Tab { value: Part::Chat, name: say(Word::Chat), count: Signal::stored(0) }];
    let page = view! {
        <article class="page">
            <PageHead id=id />
            <Show when=move || { alone && is_offered.get() }>
                <div class="page-offer">
                    <Answers id=id />
                </div>
            </Show>
            <Tabs label=say(Word::Chat) tabs=tabs selected=Signal::stored(Part::Chat) on_select=Callback::new(|_| ()) panel=PAGE_ID />
            <div class="page-body" id=PAGE_ID role="tabpanel" aria-label=say(Word::Chat)>
                <Show when=move || is_known.get() fallback=Unknown>
                    <ChatBody id=id />
                </Show>
            </div>
        </article>
    };
    Ok(page.into_any())
}

/// The title, and under it where the chat comes from.
#[component]
fn PageHead(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let location = use_location();
    let title = Memo::new(move |_| {
        let title = desk.conversation(id, |chat| phrases::chat_with(&chat.name));
        title.unwrap_or_else(|| say(Word::Chat).to_owned())
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
            <EndChat id=id />
        </header>
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! { <EmptyState icon=Icon::Chats title=say(Word::ChatUnknown) text=say(Word::ChatUnknownHint) /> }
}
