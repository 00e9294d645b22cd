//! The part of the panel behind "Chats": the two lists, or one chat.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::closed::ClosedList;
use super::invitation::InvitationCard;
use super::lines::ReasonLine;
use super::reach::Reach;
use super::row::{ActiveRow, TabStop, row_id};
use super::state::{List, use_panel};
use crate::browser::focus::{self, Step};
use crate::desk::use_desk;
use crate::domain::conversation::{Conversation, Phase};
use crate::ids::ConversationId;
use crate::view::chat::ChatWindow;
use crate::view::ui::{EmptyState, Icon, Tab, Tabs, keep_rows};
use crate::words::{Word, phrases, say};

/// The element that shows the chosen list.
const LIST_ID: &str = "chat-list";

/// Rows beyond these wait behind a button, so that the page stays light.
const ROWS_SHOWN: usize = 40;

/// The chats.
#[component]
pub fn ChatsView() -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    // A chat that is wanted but not joined (yet) leaves the lists in view, where its invitation says why.
    let open = Memo::new(move |_| {
        let id = panel.chat()?;
        let is_in = |chat: &Conversation| matches!(chat.phase, Phase::Joined { .. } | Phase::Ended { .. });
        desk.conversation(id, is_in)?.then_some(id)
    });
    let is_open = Memo::new(move |_| open.get().is_some());
    view! {
        <Invitations />
        {move || match is_open.get() {
            true => view! { <PanelChat open=open /> }.into_any(),
            false => view! { <Lists /> }.into_any(),
        }}
    }
}

/// The invitations, on top of whatever else the panel shows.
#[component]
fn Invitations() -> impl IntoView {
    let desk = use_desk();
    let invitations = Memo::new(move |_| desk.invitations());
    view! {
        <div class="invitations">
            <For each=move || invitations.get() key=|id| *id let:id>
                <InvitationCard id=id />
            </For>
        </div>
    }
}

/// The two lists and the tabs that choose between them.
#[component]
fn Lists() -> impl IntoView {
    let desk = use_desk();
    let panel = use_panel();
    let chooser = panel.clone();
    // Who comes back from a chat goes on where it stands in the list.
    let left = panel.take_left();
    if let Some(left) = left {
        request_animation_frame(move || focus::by_id(&row_id(left)));
    }
    let list = Memo::new(move |_| panel.list());
    let active = Signal::derive(move || desk.active().len());
    let tabs = vec![
        Tab { value: List::Active, name: say(Word::Active), count: active },
        Tab { value: List::Closed, name: say(Word::Closed), count: Signal::stored(0) },
    ];
    view! {
        <Tabs
            label=say(Word::Chats)
            tabs=tabs
            selected=list
            on_select=Callback::new(move |list| chooser.choose(list))
            panel=LIST_ID
        />
        <ReasonLine />
        <div class="list" id=LIST_ID role="tabpanel" aria-label=say(Word::Chats) on:keydown=move_by_arrows>
            {move || match list.get() {
                List::Active => view! { <ActiveList left=left /> }.into_any(),
                List::Closed => view! { <ClosedList /> }.into_any(),
            }}
        </div>
    }
}

/// The chats on which the agent works. `left` is the chat from which he has just come back.
#[component]
fn ActiveList(left: Option<ConversationId>) -> impl IntoView {
    let desk = use_desk();
    let all = RwSignal::new(false);
    let invitations = Memo::new(move |_| desk.invitations());
    let active = Memo::new(move |_| desk.active());
    let listed = Memo::new(move |_| {
        let mut ids = active.get();
        if !all.get() {
            ids.truncate(ROWS_SHOWN);
        }
        ids
    });
    let reach = Reach::around(left, listed);
    let shown = Memo::new(move |_| reach.rows());
    // What is not in the page yet leaves its room.
    let room = move || {
        let (rows, len) = (reach.range(), listed.with(Vec::len));
        format!("calc({} * var(--row-block)) 0 calc({} * var(--row-block))", rows.start, len - rows.end)
    };
    let stop = TabStop::among(shown, left);
    let list = NodeRef::<html::Ul>::new();
    keep_rows(list, shown, move |id| view! { <ActiveRow id=id stop=stop /> }.into_any());
    let hidden = Memo::new(move |_| active.with(Vec::len) - listed.with(Vec::len));
    let is_empty = Memo::new(move |_| active.with(Vec::is_empty) && invitations.with(Vec::is_empty));
    view! {
        <ul class="rows" style:padding=room node_ref=list></ul>
        <Show when=move || { hidden.get() > 0 }>
            <button class="rows-more" type="button" on:click=move |_| all.set(true)>
                {move || phrases::show_more(hidden.get())}
            </button>
        </Show>
        <Show when=move || is_empty.get()>
            <NoActive />
        </Show>
    }
}

/// Nothing to work on, and whether something may come.
#[component]
fn NoActive() -> impl IntoView {
    let desk = use_desk();
    let is_held = Memo::new(move |_| desk.why_no_chats().is_some());
    move || {
        let hint = if is_held.get() { Word::ChatsAreHeld } else { Word::NoActiveChatsHint };
        view! { <EmptyState icon=Icon::Chats title=say(Word::NoActiveChats) text=say(hint) /> }
    }
}

/// The open chat in the panel.
#[component]
fn PanelChat(open: Memo<Option<ConversationId>>) -> impl IntoView {
    let panel = use_panel();
    let back = Callback::new(move |()| {
        focus::release();
        panel.leave_chat();
    });
    view! { <ChatWindow open=open on_back=back /> }
}

fn move_by_arrows(event: ev::KeyboardEvent) {
    let Some(step) = Step::vertical(&event.key()) else { return };
    if let Some(list) = event.current_target().and_then(|list| list.dyn_into().ok()) {
        event.prevent_default();
        focus::step(&list, ".chat-row-open", step);
    }
}
