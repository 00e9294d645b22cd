//! The toolbar: one tab stop, arrows move.

use leptos::{ev, html, prelude::*};

use super::Editor;
use super::tool::{Action, Face, GROUPS, Tool, act};
use crate::browser::files;
use crate::browser::focus::{self, Step};
use crate::words::notes::{NotesWord, with_keys};

pub(super) fn toolbar(editor: Editor) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    let picker = editor.images.picker();
    // The tool that Tab leads to.
    let stop = RwSignal::new(NotesWord::Bold);
    let keydown = move |event: ev::KeyboardEvent| {
        if let (Some(step), Some(bar)) = (Step::horizontal(&event.key()), bar.get_untracked()) {
            event.prevent_default();
            focus::step(&bar, "button", step);
        }
    };
    let picked = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        editor.put_images(files::listed(picker.files()));
        // Otherwise the same file again would be no change.
        picker.set_value("");
    };
    let offered = |tool: &&Tool| tool.action != Action::Image || editor.images.can_store();
    let groups: Vec<_> = GROUPS
        .into_iter()
        .map(|group| {
            let buttons: Vec<_> =
                group.iter().filter(offered).map(|tool| button(editor, *tool, stop)).collect();
            view! { <div class="notes-tools">{buttons}</div> }
        })
        .collect();
    view! {
        <div
            class="notes-toolbar"
            role="toolbar"
            aria-label=NotesWord::Formatting.text()
            node_ref=bar
            on:keydown=keydown
        >
            {groups}
        </div>
        <input type="file" accept="image/*" multiple hidden node_ref=picker on:change=picked aria-label=NotesWord::Image.text() />
    }
}

fn button(editor: Editor, tool: Tool, stop: RwSignal<NotesWord>) -> impl IntoView {
    let Tool { action, name, face, keys } = tool;
    let face = match face {
        Face::Letters(letters) => {
            view! { <span class="notes-letters" aria-hidden="true">{letters}</span> }.into_any()
        }
        Face::Strokes(strokes) => {
            view! { <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=strokes></path></svg> }
                .into_any()
        }
    };
    view! {
        <button
            class="icon-button"
            type="button"
            data-tool=format!("{name:?}")
            aria-label=name.text()
            title=with_keys(name.text(), keys)
            aria-keyshortcuts=(!keys.is_empty()).then(|| keys.replace("Ctrl", "Control"))
            tabindex=move || if stop.get() == name { "0" } else { "-1" }
            on:focus=move |_| stop.set(name)
            on:click=move |_| act(editor, action)
        >
            {face}
        </button>
    }
}
