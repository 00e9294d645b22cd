//! Signing in to the CRM, where its session has ended or never was; what was typed stays.

use leptos::{ev, prelude::*};

use super::doing::Doing;
use crate::browser::storage::{self, Key};
use crate::crm::use_crm;
use crate::view::ui::{Button, Dialog, TextField, Weight};
use crate::words::record::{self, RecordWord};
use crate::words::{Word, say};

/// A button that opens the dialog.
#[component]
pub fn SignIn() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Button on:click=move |_| open.set(true)>{say(Word::LogIn)}</Button>
        <Show when=move || open.get()>
            <SignInDialog open=open />
        </Show>
    }
}

#[component]
fn SignInDialog(open: RwSignal<bool>) -> impl IntoView {
    let crm = use_crm();
    let user = RwSignal::new(storage::read(Key::User).unwrap_or_default());
    let password = RwSignal::new(String::new());
    let doing = Doing::new(open);
    let Doing { busy, trouble, .. } = doing;
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (name, secret) = (user.get_untracked().trim().to_owned(), password.get_untracked());
        if busy.get_untracked() || name.is_empty() || secret.is_empty() {
            return;
        }
        doing.start(async move {
            crm.sign_in(&name, &secret).await.map_err(|error| record::not_signed_in(&error))
        });
    };
    view! {
        <Dialog title=RecordWord::SignIn.text().to_owned() on_leave=Callback::new(move |()| open.set(false))>
            <form class="login-form" novalidate=true on:submit=submit>
                <TextField label=say(Word::UserName) value=user autocomplete="username" />
                <TextField
                    label=say(Word::Password)
                    value=password
                    kind=Signal::stored("password")
                    autocomplete="current-password"
                    autofocus=true
                />
                <p class="login-error" role="alert">{trouble}</p>
                <Button weight=Weight::Primary submit=true busy=busy>{say(Word::LogIn)}</Button>
            </form>
        </Dialog>
    }
}
