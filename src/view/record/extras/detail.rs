//! A list of related records, page by page.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::not_read;
use crate::client::creatio::CrmError;
use crate::crm::{Record, use_crm};
use crate::domain::record::{Detail, DetailPage, DetailRow};
use crate::view::ui::{Button, Skeleton};
use crate::words::extras::{self, ExtraWord};
use crate::words::record::RecordWord;

/// How far the list has come.
#[derive(Clone, PartialEq)]
enum Progress {
    Reading,
    Rest,
    Failed(CrmError),
}

/// The list.
#[component]
pub fn DetailList(
    /// The record.
    record: Record,
    /// What is configured.
    detail: &'static Detail,
) -> impl IntoView {
    let crm = use_crm();
    let page = RwSignal::new(DetailPage::default());
    let progress = RwSignal::new(Progress::Reading);
    let subject = Memo::new(move |_| record.subject());
    let read = move |skip: usize| {
        let Some(asked) = subject.get_untracked() else { return };
        progress.set(Progress::Reading);
        spawn_local(async move {
            let from = u32::try_from(skip).unwrap_or(u32::MAX);
            let answer = crm.detail(detail, asked, from).await;
            // Another client may be on the record by now.
            if subject.try_get_untracked() != Some(Some(asked)) {
                return;
            }
            let state = match answer {
                Ok(found) => {
                    page.update(|page| {
                        page.rows.truncate(skip);
                        page.rows.extend(found.rows);
                        page.total = found.total;
                    });
                    Progress::Rest
                }
                Err(error) => Progress::Failed(error),
            };
            progress.set(state);
        });
    };
    Effect::new(move |_| {
        subject.track();
        page.set(DetailPage::default());
        read(0);
    });
    let known = move || page.with_untracked(|page| page.rows.len());
    let more = Memo::new(move |_| page.with(|page| (page.rows.len() as u64) < page.total));
    let standing = move || match (progress.get(), page.with(|page| page.rows.is_empty())) {
        (Progress::Reading, true) => view! { <Skeleton label=RecordWord::Loading.text() /> }.into_any(),
        (Progress::Failed(error), _) => not_read(&error, Callback::new(move |()| read(known()))).into_any(),
        (Progress::Rest, true) => view! { <p class="extra-none">{ExtraWord::NoRows.text()}</p> }.into_any(),
        _ => ().into_any(),
    };
    let busy = Signal::derive(move || progress.get() == Progress::Reading);
    view! {
        <section class="extra-wide" aria-label=detail.title.as_str()>
            <h2 class="group-title extra-title">
                {detail.title.as_str()}
                <span class="extra-count">{move || page.with(|page| (page.total > 0).then(|| extras::rows(page.total)))}</span>
            </h2>
            <Show when=move || page.with(|page| !page.rows.is_empty())>
                <div class="extra-scroll">
                    <table class="extra-table">
                        <thead><tr>{heads(detail)}</tr></thead>
                        <tbody>{move || page.with(|page| page.rows.iter().map(|row| cells(detail, row)).collect_view())}</tbody>
                    </table>
                </div>
            </Show>
            {standing}
            <Show when=move || more.get() && progress.get() != Progress::Failed(CrmError::Offline)>
                <Button busy=busy on:click=move |_| read(known())>{ExtraWord::More.text()}</Button>
            </Show>
        </section>
    }
}

fn heads(detail: &'static Detail) -> impl IntoView {
    detail.columns.iter().map(|column| view! { <th scope="col">{column.title.as_str()}</th> }).collect_view()
}

/// A row; its first value leads to the record.
fn cells(detail: &'static Detail, row: &DetailRow) -> impl IntoView + use<> {
    let mut page = row.page.clone();
    let shown = detail.columns.iter().zip(&row.cells).map(|(column, cell)| {
        let words = extras::cell(cell, &column.kind);
        let target = page.as_ref().is_some_and(|page| !page.starts_with('#')).then_some("_top");
        match page.take() {
            Some(href) => {
                let words = if words.is_empty() { RecordWord::OpenRecord.text().to_owned() } else { words };
                view! { <td dir="auto"><a href=href target=target>{words}</a></td> }.into_any()
            }
            None => view! { <td dir="auto">{words}</td> }.into_any(),
        }
    });
    view! { <tr>{shown.collect_view()}</tr> }
}
