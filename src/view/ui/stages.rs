//! The stages through which a record goes, as a bar: the present one is marked, others can be
//! clicked where a move to them is allowed.

use leptos::prelude::*;

use super::{Icon, icon};

/// A bar of stages.
#[component]
pub fn Stages(
    /// What goes through them.
    #[prop(into)]
    label: String,
    /// Their names, in order.
    names: Vec<&'static str>,
    /// Which one is the present one; none before it is known.
    #[prop(into)]
    current: Signal<Option<usize>>,
    /// Whether a stage can be chosen now; tracked.
    may_choose: Callback<usize, bool>,
    /// A stage was chosen.
    on_choose: Callback<usize>,
) -> impl IntoView {
    let stage = move |(at, name): (usize, &'static str)| {
        let is_current = move || current.get() == Some(at);
        let is_past = move || current.get().is_some_and(|current| at < current);
        view! {
            <li class="stage" class:stage-past=is_past class:stage-current=is_current>
                <button
                    class="stage-button"
                    type="button"
                    aria-current=move || is_current().then_some("step")
                    prop:disabled=move || !is_current() && !may_choose.run(at)
                    on:click=move |_| if current.get_untracked() != Some(at) { on_choose.run(at) }
                >
                    <Show when=is_past>{icon(Icon::Check)}</Show>
                    <span class="one-line">{name}</span>
                </button>
            </li>
        }
    };
    view! { <ol class="stages" aria-label=label>{names.into_iter().enumerate().map(stage).collect_view()}</ol> }
}
