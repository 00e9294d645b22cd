//! "End chat": asked for once more, then asked of the server once.

use leptos::{ev, html, prelude::*};

use crate::browser::focus;
use crate::desk::use_desk;
use crate::domain::conversation::Phase;
use crate::ids::ConversationId;
use crate::view::attempt::use_attempts;
use crate::view::ui::Dialog;
use crate::words::chat::{self, ChatWord};

/// The button; there is none while the agent takes no part in the chat.
#[component]
pub fn EndChat(
    /// The chat.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let joined = Memo::new(move |_| {
        desk.conversation(id, |chat| matches!(chat.phase, Phase::Joined { .. })).unwrap_or_default()
    });
    let asking = RwSignal::new(false);
    let ending = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let ask = move |_| {
        // Not every browser moves the focus to a button that is clicked; it has to return there.
        if let Some(button) = button.get_untracked() {
            focus::focus(&button);
        }
        asking.set(!ending.get_untracked());
    };
    move || {
        joined.get().then(|| {
            view! {
                <button
                    class="button chat-end"
                    type="button"
                    node_ref=button
                    aria-haspopup="dialog"
                    aria-busy=move || ending.get().then_some("true")
                    on:click=ask
                >
                    {ChatWord::EndChat.text()}
                </button>
                <Show when=move || asking.get()>
                    <AskToEnd id=id asking=asking ending=ending />
                </Show>
            }
        })
    }
}

/// The question. Every way out but Yes leaves the chat as it is.
#[component]
fn AskToEnd(id: ConversationId, asking: RwSignal<bool>, ending: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let attempts = use_attempts();
    let title = untrack(|| desk.conversation(id, |chat| chat::end_chat_with(&chat.name))).unwrap_or_default();
    let end = move |_: ev::MouseEvent| {
        asking.set(false);
        if ending.get_untracked() {
            return;
        }
        ending.set(true);
        attempts.start(async move {
            let ended = desk.end_chat(id).await;
            // The window may be closed by now.
            ending.try_set(false);
            ended
        });
    };
    view! {
        <Dialog title=title on_leave=Callback::new(move |()| asking.set(false))>
            <p>{ChatWord::EndChatMeans.text()}</p>
            <div class="dialog-actions">
                <button class="button button-danger" type="button" on:click=end>{ChatWord::Yes.text()}</button>
                <button class="button" type="button" autofocus=true on:click=move |_| asking.set(false)>
                    {ChatWord::No.text()}
                </button>
            </div>
        </Dialog>
    }
}
