//! What others did in the CRM, wherever the agent is: a bell with a list, there only while something
//! is unread. What comes while the agent works is said once.

use leptos::prelude::*;

use super::ui::{Icon, Popup, icon, use_announcer};
use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::use_crm;
use crate::domain::feed::Notice;
use crate::domain::route::Route;
use crate::words::feed::{self, FeedWord};

/// What is drawn of the news, by a part that loads later; until then there is nothing of it.
#[derive(Clone, Copy)]
pub struct NewsPlaces(RwSignal<Option<Draw>>);

type Draw = fn(Piece) -> AnyView;

/// What is drawn at a place.
#[derive(Clone, Copy)]
enum Piece {
    /// What has just come, in passing.
    Passing,
    /// The bell; whether its list opens upwards.
    Bell { upwards: bool },
}

impl NewsPlaces {
    /// Gives all under the present owner such places.
    pub fn provide() -> Self {
        let places = Self(RwSignal::new(None));
        provide_context(places);
        places
    }

    /// From now on they are filled. Called by the part that draws.
    pub fn fill(self) {
        self.0.set(Some(|piece| match piece {
            Piece::Passing => passing().into_any(),
            Piece::Bell { upwards } => view! { <Bell upwards=upwards /> }.into_any(),
        }));
    }
}

/// The place of the bell.
#[component]
pub fn NewsBell(
    /// Whether its list opens upwards.
    #[prop(optional)]
    upwards: bool,
) -> impl IntoView {
    place(Piece::Bell { upwards })
}

/// Where it is said what has just come; once a page.
#[component]
pub fn NewsInPassing() -> impl IntoView {
    place(Piece::Passing)
}

fn place(piece: Piece) -> impl IntoView {
    let places = use_context::<NewsPlaces>();
    move || places.and_then(|places| places.0.get()).map(|draw| draw(piece))
}

fn passing() -> impl IntoView {
    let crm = use_crm();
    let announcer = use_announcer();
    Effect::new(move |_| {
        if let Some((notice, count)) = crm.latest_news() {
            announcer.toast(&feed::told(&notice, count));
        }
    });
}

#[component]
fn Bell(upwards: bool) -> impl IntoView {
    let crm = use_crm();
    let news = Memo::new(move |_| crm.news());
    let count = Memo::new(move |_| news.with(Vec::len));
    let open = RwSignal::new(false);
    let label = Signal::derive(move || feed::news(count.get()));
    let face = move || {
        view! {
            {icon(Icon::Bell)}
            <span class="strip-count" data-count=count></span>
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <Popup label=label open=open button_class="rail-button news-bell" upwards=upwards face=face.into()>
                <ul class="news">
                    {move || news.get().into_iter().map(|notice| item(notice, open)).collect_view()}
                </ul>
                <button class="choice news-read" type="button" on:click=move |_| crm.read_news(None)>
                    {icon(Icon::Check)} {FeedWord::AllRead.text()}
                </button>
            </Popup>
        </Show>
    }
}

/// A piece of news; it leads to the feed that it is from.
fn item(notice: Notice, open: RwSignal<bool>) -> impl IntoView {
    let crm = use_crm();
    let today = untrack(|| use_clock().now());
    let what = feed::happened(&notice);
    let Notice { at, record, title, words, .. } = notice;
    let follow = move |_| {
        crm.want_feed(record);
        open.set(false);
    };
    view! {
        <li>
            <a class="choice news-item" href=Route::Chat(record.conversation()).to_string() on:click=follow>
                <span class="news-what one-line" dir="auto">{what}</span>
                {at.map(|at| view! { <time class="news-time">{intl::when(at, today)}</time> })}
                <span class="news-words one-line" dir="auto">{words}</span>
                <span class="news-title one-line" dir="auto">{title}</span>
            </a>
        </li>
    }
}
