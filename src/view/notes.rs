//! The editor of notes: Markdown on one side, what becomes of it on the other.

mod field;
mod images;
mod link_dialog;
mod preview;
mod shortcut;
mod tool;
mod toolbar;

use leptos::{html, prelude::*};
use web_sys::File;

use self::images::Images;
use self::link_dialog::link_dialog;
pub(super) use self::preview::blocks as formatted;
use self::preview::preview;
use self::toolbar::toolbar;
use super::ui::{Icon, icon, unique_id};
use crate::browser::edit;
use crate::domain::notes::edit::{self as editing, Edit};
use crate::words::notes::{NotesWord, would_lose};

/// Stores an image as a file of the record. What it gives is the number of its place in the text:
/// when the image is stored, the owner of the text puts it there.
pub type StoreImage = UnsyncCallback<File, u32>;

/// Notes, to be edited or only read. The owner keeps the text: what is typed is told at once.
#[component]
pub fn NotesEditor(
    /// The notes, as Markdown.
    #[prop(into)]
    value: Signal<String>,
    /// They were changed.
    on_change: Callback<String>,
    /// Stores images; without it none can be put in.
    #[prop(optional)]
    on_image: Option<StoreImage>,
    /// How many images of the stored notes could not be kept when they were read.
    #[prop(optional, into)]
    lost_images: Signal<usize>,
    /// Whether they can only be read.
    #[prop(optional, into)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let editor = Editor {
        field,
        value,
        on_change,
        images: Images::new(on_image),
        asks_link: RwSignal::new(false),
        hint: StoredValue::new(unique_id("notes-hint")),
    };
    let shows_preview = RwSignal::new(false);
    view! {
        <Show when=move || read_only.get() fallback=move || written(editor, lost_images, shows_preview)>
            {preview(value)}
        </Show>
    }
}

/// The field and what belongs to it, as its parts share it.
#[derive(Clone, Copy)]
struct Editor {
    field: NodeRef<html::Textarea>,
    value: Signal<String>,
    on_change: Callback<String>,
    images: Images,
    /// Whether the dialog for a link is open.
    asks_link: RwSignal<bool>,
    /// The id of what is said under the field.
    hint: StoredValue<String>,
}

impl Editor {
    /// Edits what is selected, as a step of the field's own history. Returns whether it could.
    fn edit<E: Into<Option<Edit>>>(self, make: impl FnOnce(&str, &editing::Selection) -> E) -> bool {
        let Some(field) = self.field.get_untracked() else { return false };
        match make(&field.value(), &edit::selection(&field)).into() {
            Some(Edit { replace, text, select }) => {
                edit::replace(&field, &replace, &text, &select);
                true
            }
            None => false,
        }
    }
}

fn written(editor: Editor, lost_images: Signal<usize>, shows_preview: RwSignal<bool>) -> impl IntoView {
    let hint = editor.hint.get_value();
    let warning = move || {
        let count = lost_images.get();
        (count > 0).then(|| view! { <p class="notes-warning" role="note">{would_lose(count)}</p> })
    };
    view! {
        <div class="notes" class:notes-previewed=move || shows_preview.get()>
            {warning}
            <div class="notes-head">
                {toolbar(editor)}
                <button
                    class="icon-button notes-switch"
                    type="button"
                    aria-label=NotesWord::Preview.text()
                    title=NotesWord::Preview.text()
                    aria-pressed=move || shows_preview.get().to_string()
                    on:click=move |_| shows_preview.update(|shows| *shows = !*shows)
                >
                    {icon(Icon::Eye)}
                </button>
            </div>
            <div class="notes-sides">
                {field::field(editor)}
                {preview(editor.value)}
            </div>
            <p class="notes-hint" id=hint>{NotesWord::Hint.text()}</p>
            <Show when=move || editor.asks_link.get()>
                {link_dialog(editor)}
            </Show>
        </div>
    }
}
