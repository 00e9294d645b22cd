//! The chats on which the agent works, over the one that is open: who waits can be seen, and is one
//! click away.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::browser::focus::{self, Step};
use crate::browser::scroll;
use crate::desk::use_desk;
use crate::domain::conversation::Conversation;
use crate::ids::ConversationId;
use crate::view::panel::reach::Reach;
use crate::view::panel::state::{PanelState, use_panel};
use crate::view::ui::{Avatar, keep_rows};
use crate::words::{Word, phrases, say};

/// Chats beyond these are in the list only.
const SHOWN: usize = 40;

/// The chats of the list from the top. It shows nothing while there is no other chat.
#[component]
pub fn Switcher(
    /// The chat that is open.
    open: Memo<Option<ConversationId>>,
) -> impl IntoView {
    let (desk, panel) = (use_desk(), use_panel());
    let active = Memo::new(move |_| desk.active());
    let listed = Memo::new(move |_| {
        let is_other = |id: &ConversationId| Some(*id) != open.get();
        active.with(|active| match active.iter().any(is_other) {
            true => active.iter().copied().take(SHOWN).collect(),
            false => Vec::new(),
        })
    });
    // The chat itself is painted first.
    let reach = Reach::around(None, listed);
    let shown = Memo::new(move |_| reach.rows());
    // Which one Tab reaches; the arrows reach the others.
    let stop = Memo::new(move |_| {
        shown.with(|shown| open.get().filter(|id| shown.contains(id)).or(shown.first().copied()))
    });
    let list = NodeRef::<html::Ul>::new();
    keep_rows(list, shown, move |id| view! { <Face id=id open=open stop=stop /> }.into_any());
    let more = Memo::new(move |_| active.with(Vec::len).saturating_sub(SHOWN));
    view! {
        <nav
            class="switcher"
            aria-label=say(Word::ActiveChats)
            hidden=move || listed.with(Vec::is_empty)
        >
            <ul class="switcher-chats" node_ref=list on:keydown=move_by_arrows></ul>
            <Show when=move || { more.get() > 0 }>
                <button
                    class="switcher-more"
                    type="button"
                    aria-label=move || phrases::show_more(more.get())
                    on:click=to_list(panel.clone())
                >
                    {move || format!("+{}", more.get())}
                </button>
            </Show>
        </nav>
    }
}

/// One chat: who it is, and how much of it is unread.
#[component]
fn Face(
    id: ConversationId,
    open: Memo<Option<ConversationId>>,
    stop: Memo<Option<ConversationId>>,
) -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    let face = Memo::new(move |_| {
        let of = |chat: &Conversation| (chat.name.clone(), chat.source.clone());
        desk.conversation(id, of).unwrap_or_default()
    });
    let unread = Memo::new(move |_| desk.conversation(id, |chat| chat.unread).unwrap_or_default());
    let label = move || face.with(|(name, _)| phrases::whose_chat(name, unread.get()));
    let avatar = move || {
        let (name, source) = face.get();
        view! { <Avatar name=name source=source /> }
    };
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if open.get() == Some(id) {
            request_animation_frame(move || {
                if let Some(button) = button.try_get_untracked().flatten() {
                    scroll::into_view(&button);
                }
            });
        }
    });
    let go = move |_| {
        if open.get_untracked() != Some(id) {
            focus::release();
            panel.show_chat(id);
        }
    };
    view! {
        <li>
            <button
                class="switcher-chat"
                type="button"
                node_ref=button
                title=label
                aria-current=move || (open.get() == Some(id)).then_some("true")
                data-unread=move || Some(unread.get()).filter(|count| *count > 0)
                tabindex=move || if stop.get() == Some(id) { "0" } else { "-1" }
                on:click=go
            >
                {avatar}
                <span class="unseen">{label}</span>
            </button>
        </li>
    }
}

fn to_list(panel: PanelState) -> impl Fn(ev::MouseEvent) {
    move |_| {
        focus::release();
        panel.leave_chat();
    }
}

fn move_by_arrows(event: ev::KeyboardEvent) {
    let Some(step) = Step::horizontal(&event.key()) else { return };
    if let Some(list) = event.current_target().and_then(|list| list.dyn_into().ok()) {
        event.prevent_default();
        focus::step(&list, ".switcher-chat", step);
    }
}
