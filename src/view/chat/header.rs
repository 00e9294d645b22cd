//! Who a chat is with, where it comes from, and its end.

use leptos::prelude::*;

use super::end::EndChat;
use crate::desk::use_desk;
use crate::domain::route::Route;
use crate::ids::ConversationId;
use crate::view::ui::{Avatar, Icon, IconButton};
use crate::words::phrases;
use crate::words::{Word, say};

/// The header of a chat in the panel. The name leads to the chat's own page.
#[component]
pub fn ChatHeader(
    /// The chat.
    id: ConversationId,
    /// Goes back to the lists.
    on_back: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let person = Memo::new(move |_| {
        desk.conversation(id, |chat| (chat.name.clone(), chat.source.clone())).unwrap_or_default()
    });
    let origin = Memo::new(move |_| {
        desk.conversation(id, |chat| phrases::origin(&chat.source, chat.queue.as_deref())).unwrap_or_default()
    });
    view! {
        <header class="chat-header">
            <IconButton icon=Icon::Back label=say(Word::Back) on:click=move |_| on_back.run(()) />
            {move || {
                let (name, source) = person.get();
                view! { <Avatar name=name source=source /> }
            }}
            <div class="chat-who">
                <h2 class="one-line">
                    <a class="chat-name" href=Route::Chat(id).to_string()><bdi>{move || phrases::name_of(&person.get().0).to_owned()}</bdi></a>
                </h2>
                <p class="chat-origin one-line">{origin}</p>
            </div>
            <EndChat id=id />
        </header>
    }
}
