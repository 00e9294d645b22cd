//! What the toolbar offers.

use leptos::prelude::*;

use super::Editor;
use crate::browser::edit;
use crate::domain::notes::edit::{Format, toggle};
use crate::domain::notes::{Level, Mark};
use crate::words::notes::NotesWord;

/// What a tool does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Format(Format),
    Link,
    Image,
    Undo,
    Redo,
}

/// One button of the toolbar.
#[derive(Clone, Copy)]
pub(super) struct Tool {
    pub(super) action: Action,
    pub(super) name: NotesWord,
    pub(super) face: Face,
    /// The keys that do the same, as they are shown.
    pub(super) keys: &'static str,
}

/// What a button shows.
#[derive(Clone, Copy)]
pub(super) enum Face {
    /// Letters that look like what they do.
    Letters(&'static str),
    /// Strokes on a grid of 20.
    Strokes(&'static str),
}

const fn format(format: Format, name: NotesWord, face: Face, keys: &'static str) -> Tool {
    Tool { action: Action::Format(format), name, face, keys }
}

/// The tools, by what belongs together.
pub(super) const GROUPS: [&[Tool]; 5] = [
    &[
        format(Format::Mark(Mark::Bold), NotesWord::Bold, Face::Letters("B"), "Ctrl+B"),
        format(Format::Mark(Mark::Italic), NotesWord::Italic, Face::Letters("I"), "Ctrl+I"),
        format(Format::Mark(Mark::Strike), NotesWord::Strike, Face::Letters("S"), "Ctrl+Shift+X"),
        format(
            Format::Code,
            NotesWord::Code,
            Face::Strokes("m6.5 6-4 4 4 4M13.5 6l4 4-4 4M11.5 4l-3 12"),
            "Ctrl+E",
        ),
    ],
    &[
        format(Format::Heading(Level::One), NotesWord::HeadingOne, Face::Letters("H1"), "Ctrl+Alt+1"),
        format(Format::Heading(Level::Two), NotesWord::HeadingTwo, Face::Letters("H2"), "Ctrl+Alt+2"),
        format(Format::Heading(Level::Three), NotesWord::HeadingThree, Face::Letters("H3"), "Ctrl+Alt+3"),
    ],
    &[
        format(
            Format::Bullets,
            NotesWord::Bullets,
            Face::Strokes("M3.5 5h.01M3.5 10h.01M3.5 15h.01M7 5h10M7 10h10M7 15h10"),
            "Ctrl+Shift+8",
        ),
        format(
            Format::Numbers,
            NotesWord::Numbers,
            Face::Strokes(
                "M8.5 5H17M8.5 10H17M8.5 15H17M2.8 3.6 4 3v4M2.8 12.4c.5-.8 2-.7 2 .3 0 .9-2 1.7-2 3h2.2",
            ),
            "Ctrl+Shift+7",
        ),
        format(
            Format::Quote,
            NotesWord::Quote,
            Face::Strokes("M3.5 4v12M7.5 6H17M7.5 10H17M7.5 14h6"),
            "Ctrl+Shift+9",
        ),
        format(
            Format::CodeBlock,
            NotesWord::CodeBlock,
            Face::Strokes("M3 4h14v12H3ZM8 7.5 5.5 10 8 12.5M12 7.5l2.5 2.5-2.5 2.5"),
            "",
        ),
    ],
    &[
        Tool {
            action: Action::Link,
            name: NotesWord::Link,
            face: Face::Strokes(
                "M8.5 11.5a3 3 0 0 0 4.3.2l3-3a3 3 0 0 0-4.3-4.3L10.3 5.6M11.5 8.5a3 3 0 0 0-4.3-.2l-3 3a3 3 0 0 0 4.3 4.3l1.2-1.2",
            ),
            keys: "Ctrl+K",
        },
        Tool {
            action: Action::Image,
            name: NotesWord::Image,
            face: Face::Strokes("M3 4h14v12H3ZM3 13.5l4-4 4.5 4.5 2-2L17 15M12.5 7.5h.01"),
            keys: "",
        },
    ],
    &[
        Tool {
            action: Action::Undo,
            name: NotesWord::Undo,
            face: Face::Strokes("M4 8h8.5a4 4 0 0 1 0 8H8M7 4.5 3.5 8 7 11.5"),
            keys: "Ctrl+Z",
        },
        Tool {
            action: Action::Redo,
            name: NotesWord::Redo,
            face: Face::Strokes("M16 8H7.5a4 4 0 0 0 0 8H12M13 4.5 16.5 8 13 11.5"),
            keys: "Ctrl+Y",
        },
    ],
];

/// Does what a tool does.
pub(super) fn act(editor: Editor, action: Action) {
    match action {
        Action::Format(format) => {
            editor.edit(|text, selection| toggle(text, selection, format));
        }
        Action::Link => editor.asks_link.set(true),
        Action::Image => editor.images.pick(),
        Action::Undo => with_field(editor, edit::undo),
        Action::Redo => with_field(editor, edit::redo),
    }
}

fn with_field(editor: Editor, act: fn(&web_sys::HtmlTextAreaElement)) {
    if let Some(field) = editor.field.get_untracked() {
        act(&field);
    }
}
