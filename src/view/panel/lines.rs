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
    let connection = Memo::new(move |_| desk.connection());
    let text = Memo::new(move |_| match connection.get() {
        Connection::Live { .. } | Connection::SignedOut { .. } => None,
        Connection::Connecting => Some(say(Word::Connecting).to_owned()),
        Connection::Lost { .. } => Some(say(Word::ConnectionLost).to_owned()),
    });
    let wait = Memo::new(move |_| match connection.get() {
        Connection::Lost { retry_at } => Some(phrases::retry_in(retry_at.since(clock.now()))),
        _ => None,
    });
    let retry =
        move || view! { <LineAction word=Word::TryNow on_click=Callback::new(move |()| desk.hurry()) /> };
    view! {
        <Line glyph=Icon::Offline warns=true text=text runs=wait>
            {move || wait.with(Option::is_some).then(retry)}
        </Line>
    }
}

/// Says why no chats come, with the button that mends it where the agent can.
#[component]
pub fn ReasonLine() -> impl IntoView {
    let desk = use_desk();
    let now = use_now();
    let attempts = StoredValue::new_local(use_attempts());
    let why = Memo::new(move |_| desk.why_no_chats());
    let text = Memo::new(move |_| why.with(|why| why.as_ref().map(phrases::no_chats)));
    // The clock is read only where something runs out.
    let left = Memo::new(move |_| {
        let until = why.with(|why| why.as_ref().and_then(NoChats::until))?;
        Some(phrases::duration(until.since(now.get())))
    });
    let remedy = Memo::new(move |_| why.with(|why| why.as_ref().and_then(Remedy::of)));
    let mend = move |remedy| {
        let apply = move |()| {
            attempts.with_value(|attempts| match remedy {
                Remedy::Ready => attempts.start(desk.go_ready()),
                Remedy::EndRest => attempts.start(desk.stop_resting()),
            });
        };
        let word = match remedy {
            Remedy::Ready => Word::GoReady,
            Remedy::EndRest => Word::EndRest,
        };
        view! { <LineAction word=word on_click=Callback::new(apply) /> }
    };
    view! {
        <Line glyph=Icon::Pause text=text runs=left>
            {move || remedy.get().map(mend)}
        </Line>
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
}

/// A notice; nothing stands there while it has no text. What runs is not read out each second.
#[component]
fn Line(
    glyph: Icon,
    #[prop(optional)] warns: bool,
    text: Memo<Option<String>>,
    runs: Memo<Option<String>>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Show when=move || text.with(Option::is_some)>
            <div class="line" class:line-warn=warns>
                {icon(glyph)}
                <p class="line-text">
                    <span role="status">{text}</span> " " <span class="line-runs" aria-hidden="true">{runs}</span>
                </p>
                {children.with_value(|children| children())}
            </div>
        </Show>
    }
}

#[component]
fn LineAction(word: Word, on_click: Callback<()>) -> impl IntoView {
    view! {
        <button class="line-action" type="button" on:click=move |_| on_click.run(())>
            {say(word)}
        </button>
    }
}
