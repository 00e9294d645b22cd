//! The whole page: who is here, how much room there is, and what stands where.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chat;
use super::desk::WideDesk;
use super::login::{LoginAgain, LoginPage};
use super::news::{NewsInPassing, NewsPlaces};
use super::panel::Panel;
use super::panel::state::PanelState;
use super::record::RecordPage;
use super::sections::Section;
use super::title::keep_title;
use super::ui::{Announcer, EmptyState, Icon, Toasts};
use crate::browser::clock::Clock;
use crate::browser::files::keep_page_on_drop;
use crate::browser::location::{Location, use_location};
use crate::browser::theme::Theme;
use crate::browser::viewport::use_wide;
use crate::crm::{Crm, use_crm};
use crate::desk::{Config, ConfigError, Desk, use_desk};
use crate::domain::route::Route;
use crate::ids::ConversationId;
use crate::intents::Connection;
use crate::words::{Word, say};

/// How long after the start what opens a chat is loaded, if nobody opens one before: the first
/// paint comes first.
const LOAD_SOON: Duration = Duration::from_millis(700);

/// The app. The desk is provided by the caller.
#[component]
pub fn App() -> impl IntoView {
    Theme::stored().apply();
    keep_page_on_drop();
    Clock::provide();
    Location::provide();
    Announcer::provide();
    PanelState::provide();
    let (desk, crm, news) = (use_desk(), use_crm(), NewsPlaces::provide());
    keep_title();
    // Nobody should wait for the next attempt when the network is back.
    let online = window_event_listener(leptos::ev::online, move |_| desk.hurry());
    on_cleanup(move || online.remove());
    // A session that ends leaves its desk in place, behind the dialog to log in again.
    let has_desk = Memo::new(move |before| match desk.connection() {
        Connection::SignedOut { expired } => {
            expired && before == Some(&true) && !desk.agent_name().is_empty()
        }
        Connection::Connecting | Connection::Live { .. } | Connection::Lost { .. } => true,
    });
    let is_live = Memo::new(move |_| matches!(desk.connection(), Connection::Live { .. }));
    Effect::new(move |_| {
        if is_live.get() {
            set_timeout(move || spawn_local(chat::load_soon(desk, crm, news)), LOAD_SOON);
        }
    });
    let ended = Memo::new(move |_| matches!(desk.connection(), Connection::SignedOut { .. }));
    view! {
        <Show when=move || has_desk.get() fallback=LoginPage>
            <Layout />
            <Show when=move || ended.get()>
                <LoginAgain />
            </Show>
        </Show>
        <NewsInPassing />
        <Toasts />
    }
}

/// What stands on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The panel alone.
    Panel,
    /// A section alone: the page is too narrow for more.
    Section(Route),
    /// One chat alone: the page is too narrow for more.
    Chat(ConversationId),
    /// The work area with the panel beside it.
    Desk,
}

#[component]
fn Layout() -> impl IntoView {
    let location = use_location();
    let wide = use_wide();
    let standing = Memo::new(move |_| match (location.route(), wide.get()) {
        (Route::Panel, _) | (Route::Desk, false) => Standing::Panel,
        (Route::Chat(id), false) => Standing::Chat(id),
        (_, true) => Standing::Desk,
        (section, false) => Standing::Section(section),
    });
    move || match standing.get() {
        Standing::Panel => view! { <main class="alone">
            <h1 class="unseen">{say(Word::CommunicationPanel)}</h1>
            <Panel alone=true />
        </main> }
        .into_any(),
        Standing::Chat(id) => view! { <main class="alone"><RecordPage id=id alone=true /></main> }.into_any(),
        Standing::Section(route) => view! { <main class="alone"><Section route=route /></main> }.into_any(),
        Standing::Desk => view! { <WideDesk /> }.into_any(),
    }
}

/// Starts the app on the page: reads where the server is, then shows the desk.
pub async fn start() {
    match Config::load().await {
        Ok(config) => mount_to_body(move || {
            Desk::provide(&config);
            Crm::provide(config.creatio);
            // The connection opens while the page is drawn.
            let opens = RwSignal::new(false);
            spawn_local(async move { opens.set(true) });
            move || opens.get().then(App)
        }),
        Err(ConfigError(why)) => mount_to_body(move || {
            view! { <main class="login"><EmptyState icon=Icon::Warning title=say(Word::BadConfig) text=why.clone() /></main> }
        }),
    }
}
