//! Figures: single numbers, and numbers by the rows of a lookup as bars.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::not_read;
use crate::browser::intl;
use crate::client::creatio::CrmError;
use crate::crm::{Record, use_crm};
use crate::domain::record::{Bars, Dashboard, Figures, Metric};
use crate::view::ui::Skeleton;
use crate::words::extras::ExtraWord;
use crate::words::record::RecordWord;

/// The figures.
#[component]
pub fn DashboardView(
    /// The record.
    record: Record,
    /// What is configured.
    dashboard: &'static Dashboard,
) -> impl IntoView {
    let crm = use_crm();
    let figures = RwSignal::new(None::<Result<Figures, CrmError>>);
    let subject = Memo::new(move |_| record.subject());
    let read = move || {
        let Some(asked) = subject.get_untracked() else { return };
        figures.set(None);
        spawn_local(async move {
            let answer = crm.figures(dashboard, asked).await;
            // Another client may be on the record by now.
            if subject.try_get_untracked() == Some(Some(asked)) {
                figures.set(Some(answer));
            }
        });
    };
    Effect::new(move |_| {
        subject.track();
        read();
    });
    let shown = move || match figures.get() {
        None => view! { <Skeleton label=RecordWord::Loading.text() rows=2 /> }.into_any(),
        Some(Err(error)) => not_read(&error, Callback::new(move |()| read())).into_any(),
        Some(Ok(figures)) => {
            let metrics =
                dashboard.metrics.iter().zip(figures.metrics).map(|(metric, count)| number(metric, count));
            let bars = dashboard.bars.iter().zip(figures.bars).map(|(bars, counts)| bar_list(bars, counts));
            view! {
                <dl class="metrics">{metrics.collect_view()}</dl>
                {bars.collect_view()}
            }
            .into_any()
        }
    };
    view! {
        <section class="extra-wide dashboard" aria-label=dashboard.title.as_str()>
            <h2 class="group-title extra-title">{dashboard.title.as_str()}</h2>
            {shown}
        </section>
    }
}

fn number(metric: &'static Metric, count: Option<u64>) -> impl IntoView {
    let count = count.map_or_else(|| "—".to_owned(), in_words);
    view! {
        <div class="metric">
            <dt>{metric.title.as_str()}</dt>
            <dd>{count}</dd>
        </div>
    }
}

/// Each bar is as long as its share of the longest one; its number stands beside it.
fn bar_list(bars: &'static Bars, counts: Vec<(String, u64)>) -> impl IntoView {
    let longest = counts.iter().map(|bar| bar.1).max().unwrap_or_default().max(1);
    let none = counts.is_empty().then(|| view! { <p class="extra-none">{ExtraWord::NoFigures.text()}</p> });
    let bar = move |(title, count): (String, u64)| {
        view! {
            <li class="bar">
                <span class="one-line" dir="auto">{title}</span>
                <span class="bar-length" style:--share=share(count, longest)></span>
                <span class="bar-count">{in_words(count)}</span>
            </li>
        }
    };
    view! {
        <div class="bars">
            <h3 class="bars-title">{bars.of.title.as_str()}</h3>
            <ul>{counts.into_iter().map(bar).collect_view()}</ul>
            {none}
        </div>
    }
}

/// A part of a whole, as style sheets take it.
fn share(part: u64, whole: u64) -> String {
    // Thousandths are finer than any screen.
    let thousandths = part.saturating_mul(1000) / whole;
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}

fn in_words(count: u64) -> String {
    intl::number(usize::try_from(count).unwrap_or(usize::MAX))
}
