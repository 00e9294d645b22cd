//! Files that are dragged onto a chat.

use leptos::prelude::*;

use crate::desk::use_desk;
use crate::domain::conversation::Phase;
use crate::ids::ConversationId;
use crate::view::composer::attach;
use crate::view::ui::{DropZone, use_announcer};
use crate::words::chat::ChatWord;

/// Sends files that are dropped on what it holds; a chat in which nothing can be sent says so.
#[component]
pub fn SendsDropped(
    /// The chat.
    id: ConversationId,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let desk = use_desk();
    let announcer = use_announcer();
    let refuses = Memo::new(move |_| {
        desk.conversation(id, |chat| matches!(chat.phase, Phase::Joined { .. })) != Some(true)
    });
    let hint =
        Signal::derive(move || if refuses.get() { ChatWord::DropRefused } else { ChatWord::DropHere }.text());
    let send = UnsyncCallback::new(move |files| {
        if refuses.get_untracked() || !attach(desk, id, files) {
            announcer.toast(ChatWord::DropRefused.text());
        }
    });
    view! { <DropZone refuses=refuses hint=hint on_drop=send children=children /> }
}
