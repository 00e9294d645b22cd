//! What the forms of the action panel have in common: a failure is told in them.

use leptos::prelude::*;

use super::super::sign_in::SignIn;
use crate::client::creatio::CrmError;
use crate::view::ui::Announcer;
use crate::words::record;

/// Tells that the form's request failed: in the form, or where that is closed by now, beside it.
pub fn tell_failure(failure: RwSignal<Option<CrmError>>, announcer: &Announcer, what: &str, error: CrmError) {
    if let Some(Some(error)) = failure.try_set(Some(error)) {
        announcer.toast(&record::failed(what, &error));
    }
}

/// Why the form's request failed; after the end of a session also the way back in.
#[component]
pub fn Failure(
    /// The failure, if there is one.
    error: RwSignal<Option<CrmError>>,
) -> impl IntoView {
    let line = move |error: CrmError| {
        view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{record::not_saved(&error)}</p>
                {(error == CrmError::SignedOut).then(SignIn)}
            </div>
        }
    };
    move || error.get().map(line)
}
