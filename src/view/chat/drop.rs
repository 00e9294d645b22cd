//! Files that are dragged onto a chat.

use leptos::{ev, prelude::*};

use crate::browser::files;
use crate::desk::use_desk;
use crate::domain::conversation::Phase;
use crate::ids::ConversationId;
use crate::view::composer::attach;
use crate::view::ui::{Icon, icon, use_announcer};
use crate::words::chat::ChatWord;

/// Takes files that are dropped on what it holds; a chat in which nothing can be sent says so.
#[component]
pub fn DropZone(
    /// The chat.
    id: ConversationId,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let desk = use_desk();
    let announcer = use_announcer();
    // Entering a child comes before leaving its parent: only a count tells who is still inside.
    let inside = RwSignal::new(0_i32);
    let takes =
        move || desk.conversation(id, |chat| matches!(chat.phase, Phase::Joined { .. })).unwrap_or_default();
    let carries = |event: &ev::DragEvent| files::carries_files(event.data_transfer().as_ref());
    let over = move |event: ev::DragEvent| {
        if carries(&event) {
            event.prevent_default();
            if let Some(carried) = event.data_transfer() {
                carried.set_drop_effect(if untrack(takes) { "copy" } else { "none" });
            }
        }
    };
    let step = move |event: ev::DragEvent, by: i32| {
        if carries(&event) {
            inside.update(|inside| *inside = (*inside + by).max(0));
        }
    };
    let dropped = move |event: ev::DragEvent| {
        if !carries(&event) {
            return;
        }
        event.prevent_default();
        inside.set(0);
        let files = files::dropped(event.data_transfer());
        if !untrack(takes) || !attach(desk, id, files) {
            announcer.toast(ChatWord::DropRefused.text());
        }
    };
    view! {
        <div
            class="drop-zone"
            on:dragenter=move |event| step(event, 1)
            on:dragleave=move |event| step(event, -1)
            on:dragover=over
            on:drop=dropped
        >
            {children()}
            {move || (inside.get() > 0).then(|| view! { <p class="drop-hint">{icon(Icon::Attach)} {hint(takes())}</p> })}
        </div>
    }
}

fn hint(takes: bool) -> &'static str {
    if takes { ChatWord::DropHere.text() } else { ChatWord::DropRefused.text() }
}
