//! A place on which files can be dropped.

use leptos::{ev, prelude::*};
use web_sys::File;

use super::{Icon, icon};
use crate::browser::files;

/// Takes files that are dropped on what it holds, and says meanwhile what that would do.
#[component]
pub fn DropZone(
    /// Whether files can be dropped now. Where not, they are handed over all the same: whoever
    /// drops them hears why not.
    #[prop(optional, into)]
    refuses: Signal<bool>,
    /// What dropping does, or why nothing can be dropped.
    #[prop(into)]
    hint: Signal<&'static str>,
    /// These were dropped; folders are not among them.
    on_drop: UnsyncCallback<Vec<File>>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    // Entering a child comes before leaving its parent: only a count tells who is still inside.
    let inside = RwSignal::new(0_i32);
    let carries = |event: &ev::DragEvent| files::carries_files(event.data_transfer().as_ref());
    let over = move |event: ev::DragEvent| {
        if carries(&event) {
            event.prevent_default();
            if let Some(carried) = event.data_transfer() {
                carried.set_drop_effect(if refuses.get_untracked() { "none" } else { "copy" });
            }
        }
    };
    let step = move |event: ev::DragEvent, by: i32| {
        if carries(&event) {
            inside.update(|inside| *inside = (*inside + by).max(0));
        }
    };
    let dropped = move |event: ev::DragEvent| {
        if carries(&event) {
            event.prevent_default();
            inside.set(0);
            on_drop.run(files::dropped(event.data_transfer()));
        }
    };
    view! {
        <div
            class="drop-zone"
            on:dragenter=move |event| step(event, 1)
            on:dragleave=move |event| step(event, -1)
            on:dragover=over
            on:drop=dropped
        >
            {children()}
            {move || (inside.get() > 0).then(|| view! { <p class="drop-hint">{icon(Icon::Attach)} {hint}</p> })}
        </div>
    }
}
