//! The wrap-up after a chat: the agent finishes it, or asks for more time.

use leptos::prelude::*;

use crate::desk::use_desk;
use crate::domain::conversation::WrapUp;
use crate::ids::ConversationId;
use crate::view::attempt::use_attempts;
use crate::view::now::use_now;
use crate::view::ui::{Button, Weight};
use crate::words::{Word, phrases, say};

/// What is left to do after a chat; nothing stands there where no wrap-up is due.
#[component]
pub fn WrapUpBar(
    /// The chat.
    id: ConversationId,
) -> impl IntoView {
    let desk = use_desk();
    let wrap_up = Memo::new(move |_| desk.conversation(id, |chat| chat.wrap_up).flatten());
    move || wrap_up.get().map(|wrap_up| view! { <Due id=id wrap_up=wrap_up /> })
}

#[component]
fn Due(id: ConversationId, wrap_up: WrapUp) -> impl IntoView {
    let desk = use_desk();
    let now = use_now();
    let attempts = use_attempts();
    let prolonging = attempts.clone();
    let left = Memo::new(move |_| wrap_up.until.map(|until| phrases::duration(until.since(now.get()))));
    let prolong = move || {
        view! {
            <Button on:click=move |_| prolonging.start(desk.prolong_wrap_up(id))>
                {phrases::more_time(wrap_up.renewal_sec)}
            </Button>
        }
    };
    view! {
        <div class="wrap-up">
            <p class="wrap-up-text">{say(Word::WrapUpDue)} " " <time aria-hidden="true">{left}</time></p>
            {(wrap_up.renewal_sec > 0).then(prolong)}
            <Button weight=Weight::Primary on:click=move |_| attempts.start(desk.finish_wrap_up(id, true))>
                {say(Word::FinishWrapUp)}
            </Button>
        </div>
    }
}
