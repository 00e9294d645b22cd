//! Parts of the app that load after its start: what is needed before the first chat can be
//! accepted comes first, the rest while the agent waits.
//!
//! A part begins where functions are marked with `wasm_split` and its name; all that only they
//! reach becomes a file of its own beside the app.

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, join};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::{Button, Skeleton};
use crate::browser::styles;
use crate::words::{Word, say};

/// What a part draws; the error is that the part could not be loaded.
pub type Drawn = Result<AnyView, SplitLoaderError>;

/// Loads a part; whether it is here.
type Load = Box<dyn Fn() -> LocalBoxFuture<'static, bool>>;

/// How far a part has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// Loads a part, and the styles of all that is not there at the start; whether both are here.
pub async fn load(part: impl Future<Output = Result<(), SplitLoaderError>>) -> bool {
    let (part, styles) = join(part, styles::fetch_later()).await;
    part.is_ok() && styles
}

/// Shows what `draw` draws as soon as its part is here: at once when it is here already.
pub fn later<L, D>(part: impl Fn() -> L + 'static, draw: impl Fn() -> D + Send + 'static) -> impl IntoView
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Drawn>,
{
    let draw = move || draw().now_or_never().and_then(Result::ok);
    show(Box::new(move || load(part()).boxed_local()), Box::new(draw))
}

/// What is the same for all parts: boxed, it is compiled once.
fn show(load: Load, draw: Box<dyn Fn() -> Option<AnyView> + Send>) -> impl IntoView {
    let here = load().now_or_never() == Some(true);
    let stage = RwSignal::new(if here { Stage::Here } else { Stage::Loading });
    let load = StoredValue::new_local(load);
    let fetch = move || {
        let Some(loading) = load.try_with_value(|load| load()) else { return };
        stage.set(Stage::Loading);
        spawn_local(async move {
            let is_here = loading.await;
            // Nobody may wait for it any more.
            stage.try_set(if is_here { Stage::Here } else { Stage::Failed });
        });
    };
    if !here {
        fetch();
    }
    let waiting = || view! { <Skeleton label=say(Word::Loading) /> }.into_any();
    let failed = move || {
        view! {
            <div class="line line-warn" role="alert">
                <p class="line-text">{say(Word::PartFailed)}</p>
                <Button on:click=move |_| fetch()>{say(Word::TryAgain)}</Button>
            </div>
        }
        .into_any()
    };
    move || match stage.get() {
        Stage::Here => draw().unwrap_or_else(waiting),
        Stage::Loading => waiting(),
        Stage::Failed => failed(),
    }
}
