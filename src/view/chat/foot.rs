//! What stands under the time-line: the composer while the agent takes part, and else why not.

use leptos::{html, prelude::*};

use super::wrap_up::WrapUpBar;
use crate::browser::focus;
use crate::desk::use_desk;
use crate::domain::conversation::{Conversation, Phase};
use crate::ids::ConversationId;
use crate::view::composer::Composer;
use crate::words::chat::{self, ChatWord};
use crate::words::phrases;

/// What can be done in a chat.
#[derive(Clone, PartialEq)]
enum Foot {
    Write,
    /// Only read, until the invitation is answered: that is done where it is shown.
    Read,
    /// Only read: other agents answer.
    Elsewhere,
    /// Nothing more, and why.
    Over(String),
}

impl Foot {
    fn of(chat: &Conversation) -> Self {
        match &chat.phase {
            Phase::Joined { .. } => Self::Write,
            Phase::Invited(_) => Self::Read,
            Phase::Vanished(why) => Self::Over(phrases::vanished(*why).to_owned()),
            Phase::Ended { how, .. } => Self::Over(chat::ended(*how, &chat.name)),
            Phase::Elsewhere { over: true } => Self::Over(ChatWord::IsOver.text().to_owned()),
            Phase::Elsewhere { over: false } => Self::Elsewhere,
        }
    }
}

pub(super) fn foot(id: ConversationId) -> impl IntoView {
    let desk = use_desk();
    let foot = Memo::new(move |_| desk.conversation(id, Foot::of));
    move || match foot.get() {
        Some(Foot::Write) => view! { <Composer id=id /> }.into_any(),
        Some(Foot::Read) => {
            view! { <p class="chat-over chat-over-hint">{ChatWord::Preview.text()}</p> }.into_any()
        }
        Some(Foot::Elsewhere) => {
            view! { <p class="chat-over chat-over-hint">{ChatWord::NotYours.text()}</p> }.into_any()
        }
        Some(Foot::Over(why)) => over(id, why).into_any(),
        None => ().into_any(),
    }
}

/// The focus was on what has gone now: it goes on to what says why.
fn over(id: ConversationId, why: String) -> impl IntoView {
    let line = NodeRef::<html::Div>::new();
    line.on_load(|line| {
        if focus::is_nowhere() {
            focus::focus(&line);
        }
    });
    view! {
        <div class="chat-over" role="status" tabindex="-1" node_ref=line>
            <p dir="auto">{why}</p>
            <p class="chat-over-hint">{ChatWord::ChatOver.text()}</p>
        </div>
        <WrapUpBar id=id />
    }
}
