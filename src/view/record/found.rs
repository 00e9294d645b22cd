//! Changes that were not saved before the page was closed, or broke down: offered again.

use leptos::prelude::*;

use crate::browser::clock::use_clock;
use crate::browser::intl;
use crate::crm::Record;
use crate::view::ui::{Button, Weight};
use crate::words::record::{self, RecordWord};

/// The offer; nothing where nothing was found.
#[component]
pub fn FoundChanges(
    /// The record.
    record: Record,
) -> impl IntoView {
    let clock = use_clock();
    let found = Memo::new(move |_| record.found());
    move || {
        found.get().map(|(at, fields)| {
            let when = intl::when(at, untrack(|| clock.now()));
            view! {
                <div class="line line-warn" role="status">
                    <p class="line-text">{record::found(&when, &fields)}</p>
                    <Button on:click=move |_| record.take_up_found()>{RecordWord::Restore.text()}</Button>
                    <Button weight=Weight::Quiet on:click=move |_| record.drop_found()>{RecordWord::Discard.text()}</Button>
                </div>
            }
        })
    }
}
