//! What has no place of its own on the screen: said to screen readers, or shown as a toast.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, IconButton};
use crate::words::{Word, say};

/// How long a toast stays unless the pointer or the focus rests on it.
const TOAST_STAYS: Duration = Duration::from_secs(8);

/// Speaks for the app; share it through the context.
#[derive(Clone)]
pub struct Announcer {
    spoken: ArcRwSignal<String>,
    toasts: ArcRwSignal<Vec<Toast>>,
    last: ArcStoredValue<u32>,
}

#[derive(Clone, PartialEq)]
struct Toast {
    id: u32,
    text: String,
}

impl Announcer {
    /// Makes the announcer available to everything under the present owner.
    pub fn provide() {
        provide_context(Self::new());
    }

    fn new() -> Self {
        Self {
            spoken: ArcRwSignal::new(String::new()),
            toasts: ArcRwSignal::new(Vec::new()),
            last: ArcStoredValue::new(0),
        }
    }

    /// Says something to screen readers only.
    pub fn say(&self, text: &str) {
        // A no-break space makes the same words said twice a change, which is what gets read.
        let again = self.spoken.with_untracked(|spoken| spoken == text);
        self.spoken.set(if again { format!("{text}\u{a0}") } else { text.to_owned() });
    }

    /// Shows a toast, which is read out as well.
    pub fn toast(&self, text: &str) {
        self.last.update_value(|last| *last += 1);
        let id = self.last.get_value();
        self.toasts.update(|toasts| toasts.push(Toast { id, text: text.to_owned() }));
        let announcer = self.clone();
        set_timeout(move || announcer.dismiss(id), TOAST_STAYS);
    }

    fn dismiss(&self, id: u32) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }
}

/// The page's announcer.
#[must_use]
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(Announcer::new)
}

/// The live region and the toasts; once a page.
#[component]
pub fn Toasts() -> impl IntoView {
    let announcer = use_announcer();
    let (spoken, toasts) = (announcer.spoken.clone(), announcer.toasts.clone());
    let one = move |toast: Toast| {
        let announcer = announcer.clone();
        view! {
            <li class="toast">
                <span>{toast.text}</span>
                <IconButton icon=Icon::Close label=say(Word::Dismiss) on:click=move |_| announcer.dismiss(toast.id) />
            </li>
        }
    };
    view! {
        <p class="unseen" role="status">{spoken}</p>
        <ul class="toasts" aria-live="polite">
            <For each=move || toasts.get() key=|toast| toast.id children=one />
        </ul>
    }
}
