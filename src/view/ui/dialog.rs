//! A modal dialog on the native `<dialog>`: focus moves in, Esc leaves, focus returns.

use leptos::{ev, html, prelude::*};
use web_sys::HtmlElement;

use super::unique_id;
use crate::browser::focus;

/// A modal dialog. Mount it to open it (inside a `Show`) and unmount it to close it; nothing of
/// it is in the page meanwhile. The element marked `autofocus` among the children gets the focus.
#[component]
pub fn Dialog(
    /// Its heading and name.
    #[prop(into)]
    title: Signal<String>,
    /// The user wants to leave: Esc or a click on the backdrop. Without it the dialog stays.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // Remembered by hand too: the element that had the focus may be gone or disabled by the end.
    let opener = StoredValue::new_local(focus::active());
    dialog.on_load(|element| {
        // It throws only when it is open already.
        let _ = element.show_modal();
    });
    on_cleanup(move || return_focus(dialog, opener));
    let leave = move || {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    let leave_by_backdrop = move |event: ev::MouseEvent| {
        // The dialog's own box is covered by its body, so that only the backdrop hits it.
        if event.target() == event.current_target() {
            leave();
        }
    };
    let leave_by_escape = move |event: ev::Event| {
        event.prevent_default();
        leave();
    };
    // Browsers let nobody keep a dialog open against a second Esc. After the clean-up the reference
    // is gone, so that our own closing is not taken for the user's.
    let leave_by_close = move |_| {
        if let Some(dialog) = dialog.try_get_untracked().flatten() {
            if on_leave.is_none() {
                let _ = dialog.show_modal();
            }
            leave();
        }
    };
    let title_id = unique_id("dialog");
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby=title_id.clone()
            on:click=leave_by_backdrop
            on:cancel=leave_by_escape
            on:close=leave_by_close
        >
            <div class="dialog-body">
                <h2 id=title_id.clone() class="dialog-title">{title}</h2>
                {children()}
            </div>
        </dialog>
    }
}

/// Closes what is left of the dialog and puts the focus back where it was.
fn return_focus(dialog: NodeRef<html::Dialog>, opener: StoredValue<Option<HtmlElement>, LocalStorage>) {
    if let Some(dialog) = dialog.try_get_untracked().flatten() {
        dialog.close();
    }
    let opener = opener.try_get_value().flatten();
    // After this turn, when the dialog is out of the page and nothing is inert any more.
    queue_microtask(move || {
        if let Some(opener) = opener {
            focus::focus(&opener);
        }
    });
}
