//! "Webitel Chats": the history of all chats, with what the CRM knows of them.

pub mod filters;
pub mod list;

use leptos::prelude::*;

use self::filters::Filters;
use self::list::List;
use crate::client::creatio::CrmError;
use crate::crm::use_crm;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::Button;
use crate::words::history::{HistoryWord, chats_found};
use crate::words::record;

/// The section.
#[component]
pub fn HistorySection() -> impl IntoView {
    let history = use_crm().history();
    let count = move || history.total().map(chats_found);
    let failure = move || {
        history.failure().map(|error| {
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{record::why(&error)}</p>
                    {(error == CrmError::SignedOut).then(SignIn)}
                    <Button on:click=move |_| history.retry()>{HistoryWord::TryAgain.text()}</Button>
                </div>
            }
        })
    };
    view! {
        <section class="history" aria-labelledby="history-title">
            <header class="history-head">
                <h1 class="page-title" id="history-title">{HistoryWord::Title.text()}</h1>
                <p class="history-count" role="status">{count}</p>
                <Button on:click=move |_| history.begin()>{HistoryWord::Refresh.text()}</Button>
            </header>
            <Filters history=history />
            {failure}
            <List history=history />
        </section>
    }
}
