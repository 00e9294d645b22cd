//! A message in the time-line.

use leptos::prelude::*;

use super::delivery::delivery;
use super::file::file;
use super::rich_text::{marked_up, plain};
use super::row::{RowModel, Said, State, What, Who, Words};
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

/// A message: its words, its time, and how far it has come.
pub(super) fn bubble(cell: ArcRwSignal<RowModel>, id: ConversationId) -> impl IntoView {
    let who = said(&cell, |said| said.who);
    let label = {
        let cell = cell.clone();
        move || cell.with(|row| chat::said_at(&name(row), &intl::clock(row.at)))
    };
    let goes_on = said(&cell, |said| said.goes_on);
    let own = said(&cell, |said| said.state.is_some());
    let words = said(&cell, |said| (said.words.clone(), said.who));
    let state = said(&cell, |said| said.state.clone());
    let stamp = Memo::new(move |_| cell.with(|row| (row.at, edited(row))));
    view! {
        <article
            class="bubble"
            data-who=move || who.get().map(Who::name)
            data-goes-on=move || goes_on.get().filter(|on| *on).map(|_| "")
            aria-label=label
        >
            {move || words.get().map(|(words, who)| content(words, who, id, state))}
            {move || foot(own.get() == Some(true), stamp, state, id)}
        </article>
    }
}

/// When it was said, and how far an own message has come. Rows are many: the messages of others
/// do without the element around.
fn foot(
    own: bool,
    stamp: Memo<(Millis, bool)>,
    state: Memo<Option<Option<State>>>,
    id: ConversationId,
) -> AnyView {
    let time = move || view! { <time class="bubble-time">{move || time(stamp.get())}</time> };
    if own {
        view! { <footer class="bubble-foot">{time()} {delivery(state, id)}</footer> }.into_any()
    } else {
        time().into_any()
    }
}

/// Follows one part of what was said.
fn said<T: PartialEq + Clone + Send + Sync + 'static>(
    cell: &ArcRwSignal<RowModel>,
    part: impl Fn(&Said) -> T + Send + Sync + 'static,
) -> Memo<Option<T>> {
    let cell = cell.clone();
    Memo::new(move |_| {
        cell.with(|row| match &row.what {
            What::Said(said) => Some(part(said)),
            What::Note(_) => None,
        })
    })
}

fn content(words: Words, who: Who, id: ConversationId, state: Memo<Option<Option<State>>>) -> AnyView {
    match words {
        // The customer's words are his own: a star is a star.
        Words::Text(text) if who == Who::Client => plain(&text).into_any(),
        Words::Text(text) => marked_up(&text).into_any(),
        Words::File { file: shown, caption } => file(shown, caption, id, state).into_any(),
        Words::RefusedFile => view! { <p class="bubble-gone">{ChatWord::RefusedFile.text()}</p> }.into_any(),
        Words::Deleted => view! { <p class="bubble-gone">{ChatWord::Deleted.text()}</p> }.into_any(),
    }
}

fn name(row: &RowModel) -> String {
    match &row.what {
        What::Said(said) => said.name.clone(),
        What::Note(_) => String::new(),
    }
}

fn edited(row: &RowModel) -> bool {
    matches!(&row.what, What::Said(said) if said.edited)
}

fn time((at, edited): (Millis, bool)) -> String {
    let clock = intl::clock(at);
    if edited { format!("{clock} · {}", ChatWord::Edited.text()) } else { clock }
}
