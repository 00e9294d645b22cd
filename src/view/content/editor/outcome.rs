//! What has become of saving a row: it failed, or somebody else has changed it meanwhile.

use leptos::prelude::*;

use crate::client::creatio::CrmError;
use crate::crm::Standing;
use crate::domain::content::{Theirs, Values};
use crate::ids::crm::LookupId;
use crate::view::content::sheet::Sheet;
use crate::view::record::sign_in::SignIn;
use crate::view::ui::Button;
use crate::words::content::{self, ContentWord};

/// What has become of saving it.
pub(super) fn outcome(sheet: Sheet, id: LookupId, standing: Standing) -> AnyView {
    match standing {
        Standing::Saving => view! { <p role="status">{ContentWord::Saving.text()}</p> }.into_any(),
        Standing::Conflict(theirs) => decision(sheet, id, theirs).into_any(),
        Standing::Failed(error) => {
            let words = content::not_saved(&error, &untrack(|| sheet.content.title()));
            view! {
                <div class="line line-warn" role="alert">
                    <p class="line-text">{words}</p>
                    {(error == CrmError::SignedOut).then(SignIn)}
                    <Button on:click=move |_| sheet.save(id)>{ContentWord::TryAgain.text()}</Button>
                </div>
            }
            .into_any()
        }
    }
}

/// Both versions of a row that two people changed, to choose from.
fn decision(sheet: Sheet, id: LookupId, theirs: Theirs) -> impl IntoView {
    let question = content::conflict(&theirs);
    let mine = move || sheet.content.values(id).unwrap_or_default();
    let (keep, take) = match theirs.values {
        Some(_) => (ContentWord::KeepMine, ContentWord::TakeTheirs),
        None => (ContentWord::MakeAnew, ContentWord::LetGo),
    };
    let keep_mine = move |_| {
        sheet.content.keep_mine(id);
        sheet.save(id);
    };
    let take_theirs = move |_| {
        sheet.content.discard(id);
        sheet.leave();
    };
    let theirs = theirs.values.map(|values| version(&values).into_any());
    view! {
        <section class="conflict content-conflict" role="alert">
            <p>{question}</p>
            <button class="choice" type="button" on:click=keep_mine>
                <span class="choice-name">{keep.text()}</span>
                {move || version(&mine())}
            </button>
            <button class="choice" type="button" on:click=take_theirs>
                <span class="choice-name">{take.text()}</span>
                {theirs}
            </button>
        </section>
    }
}

fn version(values: &Values) -> impl IntoView + use<> {
    let text = values.description.clone();
    let text = if text.is_empty() { ContentWord::Nothing.text().to_owned() } else { text };
    view! {
        <span class="content-version">
            <b dir="auto">{content::named(&values.name)}</b>
            <q dir="auto">{text}</q>
        </span>
    }
}
