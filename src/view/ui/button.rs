//! Buttons. Listeners are put on them from outside: `<Button on:click=…>`.

use leptos::prelude::*;

use super::{Icon, icon};

/// How much a button weighs in its view; one primary button a view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// What the user most likely wants here.
    Primary,
    /// With a line around it.
    #[default]
    Plain,
    /// Text only.
    Quiet,
    /// Ends or destroys something.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// Its weight.
    #[prop(optional)]
    weight: Weight,
    /// Whether it can't be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether what it does is under way; it keeps its place and its focus, and says so.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=weight.class()
            type=if submit { "submit" } else { "button" }
            prop:disabled=disabled
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || busy.get().then_some("true")
        >
            {children()}
        </button>
    }
}

/// A button with an icon; `label` is its name and its tooltip.
#[component]
pub fn IconButton(
    /// The icon.
    icon: Icon,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it can't be used now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button class="icon-button" type="button" aria-label=label title=label prop:disabled=disabled>
            {self::icon(icon)}
        </button>
    }
}
