//! The chat window: who it is with, what was said, and where to answer.

pub mod drop;
pub mod end;
mod foot;
pub mod header;
pub mod switcher;
pub mod wrap_up;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use self::drop::SendsDropped;
use self::foot::foot;
use self::switcher::Switcher;
use super::news::NewsPlaces;
use super::timeline::Timeline;
use super::ui::{Drawn, later, load};
use crate::browser::visibility::use_visible;
use crate::crm::Crm;
use crate::desk::{Desk, use_desk};
use crate::ids::ConversationId;

pub use end::EndChat;
pub use header::ChatHeader;

/// The open chat in full: its header, its time-line and its composer, under the other active chats.
#[component]
pub fn ChatWindow(
    /// The chat.
    open: Memo<Option<ConversationId>>,
    /// Goes back to the lists.
    on_back: Callback<()>,
) -> impl IntoView {
    later(load_window, move || window(open, on_back))
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_window))]
fn window(open: Memo<Option<ConversationId>>, on_back: Callback<()>) -> Drawn {
    let window = view! {
        <div class="chat-window">
            <Switcher open=open />
            // Another chat is drawn anew: nothing of one may stay for the other.
            <For each=move || open.get() key=|id| *id let:id>
                <ChatHeader id=id on_back=on_back />
                <ChatBody id=id />
            </For>
        </div>
    };
    Ok(window.into_any())
}

/// Loads what shows a chat before one is opened, and from then on takes up what waits for a connection,
/// keeps the records in step and tells what is new in the CRM.
pub async fn load_soon(desk: Desk, crm: Crm, news: NewsPlaces) {
    // Who opens a chat loads it again, and hears of trouble then.
    load(keep_records(desk, crm, news)).await;
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_records))]
fn keep_records(desk: Desk, crm: Crm, news: NewsPlaces) -> Result<(), SplitLoaderError> {
    desk.keep_settled();
    crm.follow(desk);
    news.fill();
    Ok(())
}

/// A chat without its header, for a page that has a header of its own.
#[component]
pub fn ChatBody(
    /// The chat.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let visible = use_visible();
    let attended = ArcStoredValue::new(false);
    let follow = move |now: bool| {
        let before = attended.get_value();
        attended.set_value(now);
        match (before, now) {
            (false, true) => desk.attend(id),
            (true, false) => desk.look_away(id),
            _ => {}
        }
    };
    let leave = follow.clone();
    // What comes in is read only while somebody can see it.
    Effect::new(move |_| follow(visible.get()));
    on_cleanup(move || leave(false));
    view! {
        <div class="chat-body">
            <SendsDropped id=id>
                <Timeline id=id />
                {foot(id)}
            </SendsDropped>
        </div>
    }
}
