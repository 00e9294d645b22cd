//! The last chats that this agent closed.

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use super::row::row_id;
use super::state::use_panel;
use crate::browser::clock::now;
use crate::browser::{focus, intl};
use crate::desk::use_desk;
use crate::domain::closed::{ClosedChat, Loading};
use crate::view::ui::{Avatar, Button, Drawn, EmptyState, Icon, Skeleton, later};
use crate::words::{Word, phrases, say};

/// The closed chats, newest first.
#[component]
pub fn ClosedList() -> impl IntoView {
    later(load_list, list)
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_list))]
fn list() -> Drawn {
    let desk = use_desk();
    let chats = Memo::new(move |_| desk.closed(|closed| closed.chats().to_vec()));
    let list = view! {
        <ul class="rows">
            <For each=move || chats.get() key=|chat| (chat.id, chat.ended) let:chat>
                <ClosedRow chat=chat />
            </For>
        </ul>
        <NoClosed />
    };
    Ok(list.into_any())
}

/// What stands under the rows: that they are loading, could not be loaded, or that there are none.
#[component]
fn NoClosed() -> impl IntoView {
    let desk = use_desk();
    let state = Memo::new(move |_| desk.closed(|closed| (closed.state, closed.chats().is_empty())));
    move || match state.get() {
        (Loading::Failed, _) => Some(view! { <Failed /> }.into_any()),
        (_, false) => None,
        (Loading::NotYet | Loading::Running, true) => {
            Some(view! { <Skeleton label=say(Word::Loading) /> }.into_any())
        }
        (Loading::Done, true) => {
            let (title, text) = (say(Word::NoClosedChats), say(Word::NoClosedChatsHint));
            Some(view! { <EmptyState icon=Icon::Clock title=title text=text /> }.into_any())
        }
    }
}

#[component]
fn Failed() -> impl IntoView {
    let desk = use_desk();
    view! {
        <div class="line line-warn" role="status">
            <p class="line-text">{say(Word::ClosedFailed)}</p>
            <Button on:click=move |_| desk.load_closed()>{say(Word::TryAgain)}</Button>
        </div>
    }
}

#[component]
fn ClosedRow(chat: ClosedChat) -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    let id = chat.id;
    let read_again = move |_| {
        desk.bring(id);
        focus::release();
        panel.show_chat(id);
    };
    let ended = chat.ended.map(|at| {
        view! { <time class="chat-row-time" datetime=intl::machine(at)>{intl::when(at, now())}</time> }
    });
    view! {
        <li class="chat-row">
            <button class="chat-row-open" type="button" id=row_id(id) on:click=read_again>
                <Avatar name=chat.name.clone() source=chat.source />
                <span class="chat-row-name one-line" dir="auto">{phrases::name_of(&chat.name).to_owned()}</span>
                {ended}
                <span class="chat-row-words one-line">{phrases::ending(chat.how)}</span>
            </button>
        </li>
    }
}
