//! One-line notices at the top of the panel: the connection, and why no chats come.

use leptos::prelude::*;

use crate::browser::clock::use_clock;
use crate::desk::use_desk;
use crate::domain::reason::NoChats;
use crate::intents::Connection;
use crate::view::attempt::use_attempts;
use crate::view::now::use_now;
use crate::view::ui::{Icon, icon};
use crate::words::{Word, phrases, say};

/// Says that the connection is away, and when it is tried again.
#[component]
pub fn ConnectionLine() -> impl IntoView {
    let desk = use_desk();
    let clock = use_clock();
    let text = Memo::new(move |_| match desk.connection() {
        Connection::Live { .. } | Connection::SignedOut { .. } => None,
        Connection::Connecting => Some(say(Word::Connecting).to_owned()),
        Connection::Lost { retry_at } => {
            let wait = phrases::retry_in(retry_at.since(clock.now()));
            Some(format!("{} {wait}", say(Word::ConnectionLost)))
        }
    });
    view! {
        <Show when=move || text.with(Option::is_some)>
            <div class="line line-warn">
                {icon(Icon::Offline)} <p class="line-text">{text}</p>
                <button class="line-action" type="button" on:click=move |_| desk.hurry()>
                    {say(Word::TryAgain)}
                </button>
            </div>
        </Show>
    }
}

/// Says why no chats come, with the button that mends it where the agent can.
#[component]
pub fn ReasonLine() -> impl IntoView {
    let desk = use_desk();
    let now = use_now();
    let attempts = use_attempts();
    let why = Memo::new(move |_| desk.why_no_chats());
    // The clock is read only where the sentence counts down.
    let text = Memo::new(move |_| why.get().map(|why| phrases::no_chats(&why, now.get())));
    let remedy = Memo::new(move |_| why.with(|why| why.as_ref().and_then(Remedy::of)));
    let mend = move |remedy| {
        let attempts = attempts.clone();
        let apply = move |_| match remedy {
            Remedy::Ready => attempts.start(desk.go_ready()),
            Remedy::EndRest => attempts.start(desk.stop_resting()),
        };
        view! { <button class="line-action" type="button" on:click=apply>{say(remedy.name())}</button> }
    };
    view! {
        <Show when=move || why.with(Option::is_some)>
            <div class="line" role="status">
                {icon(Icon::Pause)} <p class="line-text">{text}</p> {
                    let mend = mend.clone();
                    move || remedy.get().map(mend.clone())
                }
            </div>
        </Show>
    }
}

/// What the agent can do so that chats come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Remedy {
    Ready,
    EndRest,
}

impl Remedy {
    fn of(why: &NoChats) -> Option<Self> {
        match why {
            NoChats::NotInCallCenter | NoChats::TakenOut(_) | NoChats::Paused | NoChats::BrokenOut => {
                Some(Self::Ready)
            }
            NoChats::Missed(_) | NoChats::Resting(_) => Some(Self::EndRest),
            NoChats::OnCall | NoChats::AtCapacity(_) | NoChats::WrapUp => None,
        }
    }

    fn name(self) -> Word {
        match self {
            Self::Ready => Word::GoReady,
            Self::EndRest => Word::EndRest,
        }
    }
}
