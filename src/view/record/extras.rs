//! What an installation shows on the page of a record besides the usual.

pub mod dashboard;
pub mod detail;
pub mod field;
pub mod group;

use leptos::prelude::*;

use self::dashboard::DashboardView;
use self::detail::DetailList;
use self::group::FieldGroup;
use crate::client::creatio::CrmError;
use crate::crm::{Configured, Crm, Opening, Record, use_crm};
use crate::domain::record::{Item, OwnTab};
use crate::view::ui::Button;
use crate::words::extras::{self, ExtraWord};

/// The tabs that an installation has besides the usual ones; tracked.
pub(super) fn own_tabs(crm: Crm) -> Vec<&'static OwnTab> {
    match crm.configured() {
        Some(Configured::Layout(layout)) => layout.tabs.iter().collect(),
        _ => Vec::new(),
    }
}

/// What is configured at the end of "Chat details".
#[component]
pub fn ExtraDetails(
    /// The record.
    record: Record,
) -> impl IntoView {
    let crm = use_crm();
    let configured = Memo::new(move |_| crm.configured());
    move || match configured.get() {
        Some(Configured::Layout(layout)) => items(record, &layout.details).into_any(),
        Some(Configured::Broken(error)) => {
            view! { <p class="line line-warn extra-wide" role="alert">{extras::broken(&error)}</p> }
                .into_any()
        }
        None => ().into_any(),
    }
}

/// A tab of the installation's own.
#[component]
pub fn OwnTabView(
    /// The record.
    record: Record,
    /// The tab.
    tab: &'static OwnTab,
) -> impl IntoView {
    let is_here = Memo::new(move |_| record.opening() == Opening::Here);
    view! {
        <Show when=move || is_here.get()>
            <div class="details">{items(record, &tab.items)}</div>
        </Show>
    }
}

fn items(record: Record, items: &'static [Item]) -> impl IntoView {
    let item = |item: &'static Item| match item {
        Item::Group(group) => view! { <FieldGroup record=record group=group /> }.into_any(),
        Item::Detail(detail) => view! { <DetailList record=record detail=detail /> }.into_any(),
        Item::Dashboard(dashboard) => {
            view! { <DashboardView record=record dashboard=dashboard /> }.into_any()
        }
    };
    items.iter().map(item).collect_view()
}

/// Why something could not be read, and the way to try again.
fn not_read(error: &CrmError, again: Callback<()>) -> impl IntoView + use<> {
    let words = extras::not_read(error);
    view! {
        <div class="line line-warn" role="alert">
            <p class="line-text">{words}</p>
            <Button on:click=move |_| again.run(())>{ExtraWord::Again.text()}</Button>
        </div>
    }
}
