//! A message in the time-line.

use leptos::prelude::*;

use super::delivery::delivery;
use super::file::file;
use super::rich_text::{marked_up, plain};
use super::row::{Said, State, Who, Words};
use crate::browser::intl;
use crate::ids::ConversationId;
use crate::time::Millis;
use crate::words::chat::{self, ChatWord};

impl Who {
    /// The word by which `style/` tells the authors apart.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Me => "me",
            Self::Colleague => "colleague",
            Self::Bot => "bot",
        }
    }
}

/// A message: its words, its time, and how far it has come if it is an own one.
pub(super) fn bubble(
    said: &Said,
    at: Millis,
    state: Option<ArcRwSignal<State>>,
    id: ConversationId,
) -> impl IntoView + use<> {
    let clock = intl::clock(at);
    let label = chat::said_at(&said.name, &clock);
    let time = if said.edited { format!("{clock} · {}", ChatWord::Edited.text()) } else { clock };
    let foot = match state.clone() {
        Some(state) => view! { <footer class="bubble-foot">{delivery(time, state, id)}</footer> }.into_any(),
        None => view! { <time class="bubble-time">{time}</time> }.into_any(),
    };
    view! {
        <article
            class="bubble"
            data-who=said.who.name()
            data-goes-on=said.goes_on.then_some("")
            aria-label=label
        >
            {content(&said.words, said.who, id, state)}
            {foot}
        </article>
    }
}

fn content(words: &Words, who: Who, id: ConversationId, state: Option<ArcRwSignal<State>>) -> AnyView {
    match words {
        // The customer's words are his own: a star is a star.
        Words::Text(text) if who == Who::Client => plain(text).into_any(),
        Words::Text(text) => marked_up(text).into_any(),
        Words::File { file: shown, caption } => file(shown.clone(), caption, id, state).into_any(),
        Words::RefusedFile => view! { <p class="bubble-gone">{ChatWord::RefusedFile.text()}</p> }.into_any(),
        Words::Deleted => view! { <p class="bubble-gone">{ChatWord::Deleted.text()}</p> }.into_any(),
    }
}
