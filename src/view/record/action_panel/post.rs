//! Telling colleagues something about the chat, without leaving it for the tab "Feed".

use leptos::prelude::*;

use crate::crm::{Place, Record};
use crate::view::feed::Compose;
use crate::view::ui::Dialog;
use crate::words::actions::ActionWord;

/// The dialog; what is written in it is what is written in the tab.
#[component]
pub fn PostDialog(
    /// The record.
    record: Record,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog title=ActionWord::Post.text().to_owned() on_leave=close>
            <Compose writing=record.feed().writing(Place::Post) on_sent=close on_cancel=close autofocus=true />
        </Dialog>
    }
}
