//! The sections, and at their end the user with what is his own: the look, and logging out.

use leptos::prelude::*;
use leptos::wasm_split::wasm_split;

use crate::browser::location::use_location;
use crate::browser::theme::Theme;
use crate::desk::use_desk;
use crate::domain::route::Route;
use crate::view::news::NewsBell;
use crate::view::ui::{Avatar, Drawn, Icon, Popup, icon, later};
use crate::words::{Word, say};

/// The bar at the start of the wide desk.
#[component]
pub fn Navigation() -> impl IntoView {
    let location = use_location();
    let route = Memo::new(move |_| location.route());
    let current = move |place: Route| {
        (route.get().section() == place).then_some(if route.get() == place { "page" } else { "true" })
    };
    view! {
        <nav class="nav" aria-label=say(Word::Navigation)>
            <a class="rail-button" href=Route::Desk.to_string() title=say(Word::Desk) aria-current=move || current(Route::Desk)>
                {icon(Icon::Desk)} <span class="unseen">{say(Word::Desk)}</span>
            </a>
            <a class="rail-button" href=Route::History.to_string() title=say(Word::History) aria-current=move || current(Route::History)>
                {icon(Icon::Clock)} <span class="unseen">{say(Word::History)}</span>
            </a>
            <NewsBell upwards=true />
            <a class="rail-button" href=Route::Designer.to_string() title=say(Word::Designer) aria-current=move || current(Route::Designer)>
                {icon(Icon::Gear)} <span class="unseen">{say(Word::Designer)}</span>
            </a>
            <UserMenu upwards=true />
        </nav>
    }
}

/// The user: who it is, the look, logging out.
#[component]
pub fn UserMenu(
    /// Whether it opens upwards.
    #[prop(optional)]
    upwards: bool,
) -> impl IntoView {
    let desk = use_desk();
    let name = Memo::new(move |_| {
        // Not known before the server's first answer.
        Some(desk.agent_name())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| say(Word::Account).to_owned())
    });
    let face = move || {
        view! {
            {move || view! { <Avatar name=name.get() /> }}
            <span class="unseen">{name}</span>
        }
    };
    view! {
        <Popup label=name open=RwSignal::new(false) button_class="user-button" face_speaks=true upwards=upwards face=face.into()>
            {later(load_menu, move || menu(name, upwards))}
        </Popup>
    }
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_menu))]
fn menu(name: Memo<String>, upwards: bool) -> Drawn {
    let desk = use_desk();
    let theme = RwSignal::new(Theme::stored());
    let choices = [
        (Theme::System, Icon::Desk, Word::AsSystem),
        (Theme::Light, Icon::Sun, Word::Light),
        (Theme::Dark, Icon::Moon, Word::Dark),
    ];
    let look =
        move |(choice, glyph, word)| view! { <Look choice=choice glyph=glyph word=word theme=theme /> };
    // Where the sections do not stand beside it.
    let designer = (!upwards).then(|| {
        view! {
            <a class="choice" href=Route::Designer.to_string()>{icon(Icon::Gear)} {say(Word::Designer)}</a>
            <hr class="choice-line" />
        }
    });
    let menu = view! {
            <p class="user-name one-line" dir="auto">{name}</p>
            {designer}
            <div role="group" aria-label=say(Word::Appearance)>{choices.map(look).into_iter().collect_view()}</div>
            <hr class="choice-line" />
            <button class="choice" type="button" on:click=move |_| desk.log_out()>
                {icon(Icon::LogOut)} {say(Word::LogOut)}
            </button>
    };
    Ok(menu.into_any())
}

#[component]
fn Look(choice: Theme, glyph: Icon, word: Word, theme: RwSignal<Theme>) -> impl IntoView {
    let chosen = move || theme.get() == choice;
    let choose = move |_| {
        choice.choose();
        theme.set(choice);
    };
    view! {
        <button class="choice" type="button" aria-pressed=move || chosen().to_string() on:click=choose>
            {icon(glyph)} <span class="choice-name">{say(word)}</span>
            <Show when=chosen>{icon(Icon::Check)}</Show>
        </button>
    }
}
