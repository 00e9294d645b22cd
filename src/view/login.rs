//! Logging in, at the start and again when the session has ended.

use std::future::ready;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos::{ev, html, prelude::*};

use crate::browser::clock::pause;
use crate::browser::focus;
use crate::browser::storage::{self, Key};
use crate::client::LoginError;
use crate::crm::{Crm, use_crm};
use crate::desk::use_desk;
use crate::intents::Connection;
use crate::view::ui::{Button, Dialog, Drawn, Icon, IconButton, TextField, Weight, later};
use crate::words::{Word, say, trouble};

/// How long after the login the CRM is signed in to, in ms: the desk comes first.
const CRM_SOON: u32 = 700;

/// The page before anybody has logged in.
#[component]
pub fn LoginPage() -> impl IntoView {
    let desk = use_desk();
    let expired = move || desk.connection() == Connection::SignedOut { expired: true };
    view! {
        <main class="login">
            <div class="login-card">
                <h1 class="login-title">{say(Word::ProductName)}</h1>
                <Show when=expired>
                    <p role="status">{say(Word::SessionEndedShort)}</p>
                </Show>
                <LoginForm follow=|crm, name, password| sign_in_later(crm, name, password).boxed_local() />
            </div>
        </main>
    }
}

/// Over the desk when the session has ended: everything behind it stays as it was.
#[component]
pub fn LoginAgain() -> impl IntoView {
    later(load_dialog, dialog)
}

#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_dialog))]
fn dialog() -> Drawn {
    // There is nothing to do on the desk without a session, so that this dialog can't be left.
    let dialog = view! {
        <Dialog title=say(Word::SessionEnded).to_owned()>
            <p>{say(Word::SessionEndedHint)}</p>
            // Here all is loaded; and a part that asks for a part cannot be tested by itself.
            <LoginForm follow=|crm, name, password| ready(sign_in_now(crm, name, password)).boxed_local() />
        </Dialog>
    };
    Ok(dialog.into_any())
}

/// How far the login has come. Shared by count: the answer may come when the form is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    /// Nothing was sent yet.
    Typing,
    /// A field is empty.
    Incomplete,
    /// On its way.
    Asking,
    /// The server said no.
    Failed(LoginError),
}

impl Progress {
    fn trouble(&self) -> Option<String> {
        match self {
            Self::Typing | Self::Asking => None,
            Self::Incomplete => Some(say(Word::FillBoth).to_owned()),
            Self::Failed(error) => Some(trouble::login(error)),
        }
    }
}

/// Signs in to the CRM after the login; whether what does so is there.
type Follow = fn(Crm, String, String) -> LocalBoxFuture<'static, bool>;

async fn sign_in_later(crm: Crm, name: String, password: String) -> bool {
    sign_in_to_crm(crm, name, password).await.is_ok()
}

/// Outside of the CRM a desk has no session there: the same password makes one.
#[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible, preload(load_crm))]
fn sign_in_to_crm(crm: Crm, name: String, password: String) -> Result<(), SplitLoaderError> {
    sign_in_now(crm, name, password);
    Ok(())
}

fn sign_in_now(crm: Crm, name: String, password: String) -> bool {
    spawn_local(async move {
        // The page of a record says what was wrong, and asks again.
        let _ = crm.sign_in(&name, &password).await;
    });
    true
}

#[component]
fn LoginForm(follow: Follow) -> impl IntoView {
    let (desk, crm) = (use_desk(), use_crm());
    let user = RwSignal::new(storage::read(Key::User).unwrap_or_default());
    let password = RwSignal::new(String::new());
    let has_user = !user.get_untracked().is_empty();
    let progress = ArcRwSignal::new(Progress::Typing);
    let first = NodeRef::<html::Input>::new();
    let (told, asked) = (progress.clone(), progress.clone());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if progress.get_untracked() == Progress::Asking {
            return;
        }
        let (name, secret) = (user.get_untracked().trim().to_owned(), password.get_untracked());
        if name.is_empty() || secret.is_empty() {
            progress.set(Progress::Incomplete);
            if let Some(first) = first.get_untracked() {
                focus::focus(&first);
            }
            return;
        }
        progress.set(Progress::Asking);
        let (progress, password) = (progress.clone(), secret);
        spawn_local(async move {
            match desk.log_in(name.clone(), password.clone()).await {
                Ok(()) => {
                    storage::write(Key::User, &name);
                    crm.hold(true);
                    pause(CRM_SOON).await;
                    // Where it does not load, the page of a record asks for the password again.
                    if !follow(crm, name, password).await {
                        crm.hold(false);
                    }
                }
                Err(error) => progress.set(Progress::Failed(error)),
            }
        });
    };
    let busy = Signal::derive(move || asked.get() == Progress::Asking);
    view! {
        <form class="login-form" novalidate=true on:submit=submit>
            <TextField label=say(Word::UserName) value=user autocomplete="username" autofocus=!has_user node_ref=first />
            <PasswordField value=password autofocus=has_user />
            <p class="login-error" role="alert">{move || told.with(Progress::trouble)}</p>
            <Button weight=Weight::Primary submit=true busy=busy>{say(Word::LogIn)}</Button>
        </form>
    }
}

/// A password, which can be looked at.
#[component]
fn PasswordField(value: RwSignal<String>, autofocus: bool) -> impl IntoView {
    let shown = RwSignal::new(false);
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    let does = move || say(if shown.get() { Word::HidePassword } else { Word::ShowPassword }).to_owned();
    view! {
        <TextField label=say(Word::Password) value=value kind=kind autocomplete="current-password" autofocus=autofocus>
            <IconButton
                icon=Icon::Eye
                label=Signal::derive(does)
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            />
        </TextField>
    }
}
