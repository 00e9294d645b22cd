//! Our own icons: strokes on a grid of 20, coloured by the text around them.

use leptos::prelude::*;

/// An icon. It is decoration: the control around it carries the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Icon {
    Attach,
    Back,
    Bell,
    Calls,
    Chats,
    Check,
    ChevronDown,
    Clock,
    Close,
    Copy,
    Delete,
    Desk,
    Download,
    Eye,
    File,
    Gear,
    Help,
    LogOut,
    Mail,
    Moon,
    NewTask,
    Offline,
    Open,
    Pause,
    Post,
    Save,
    Send,
    Smile,
    Sun,
    Task,
    Undo,
    Warning,
}

impl Icon {
    /// The strokes.
    fn path(self) -> &'static str {
        match self {
            Self::Attach => {
                "m14.6 8.3-5.9 5.9a2.1 2.1 0 0 1-3-3l6.6-6.6a3.4 3.4 0 0 1 4.8 4.8l-6.7 6.7a4.8 4.8 0 0 1-6.8-6.8l5.7-5.7"
            }
            Self::Back => "M12 4.5 6.5 10l5.5 5.5",
            Self::Bell => "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.3 1.7H3.7ZM8.3 17.5h3.4",
            Self::Calls => {
                "M6.3 3 8 6.6 6.3 8.2c.9 2.4 3.1 4.6 5.5 5.5l1.6-1.7 3.6 1.7v2.2c0 .6-.5 1.1-1.1 1.1C9.3 17 3 10.7 3 4.1 3 3.5 3.5 3 4.1 3Z"
            }
            Self::Chats => {
                "M4.5 3.5h11A1.5 1.5 0 0 1 17 5v7.5a1.5 1.5 0 0 1-1.5 1.5H9.5L6 17v-3H4.5A1.5 1.5 0 0 1 3 12.5V5a1.5 1.5 0 0 1 1.5-1.5ZM6.5 7.5h7M6.5 10.3h4.5"
            }
            Self::Check => "m4 10.5 4 4 8-9",
            Self::ChevronDown => "m5.5 7.5 4.5 4.7 4.5-4.7",
            Self::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.8 1.8",
            Self::Close => "m5 5 10 10M15 5 5 15",
            Self::Copy => "M7 7h9.5v9.5H7ZM4 13H3.5V3.5H13V4",
            Self::Delete => "M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.8 11h8.4l.8-11M8.3 8.5v5M11.7 8.5v5",
            Self::Desk => "M3 4.5h14v8.5H3ZM7 16.5h6M10 13v3.5M12.5 4.5V13",
            Self::Download => "M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13",
            Self::Eye => {
                "M1.8 10C3.6 6.6 6.6 4.8 10 4.8s6.4 1.8 8.2 5.2c-1.8 3.4-4.8 5.2-8.2 5.2S3.6 13.4 1.8 10ZM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z"
            }
            Self::File => "M5 2.5h6.5L15.5 6.5v11H5ZM11.5 2.5v4h4",
            Self::Gear => {
                "M8.3 4.4 8.5 2.4h3l.2 2L14 5.7l1.8-.9 1.6 2.7-1.6 1.2v2.6l1.6 1.2-1.6 2.7-1.8-.9-2.3 1.3-.2 2h-3l-.2-2L6 14.3l-1.8.9-1.6-2.7 1.6-1.2V8.7L2.6 7.5l1.6-2.7 1.8.9ZM10 12.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z"
            }
            Self::Help => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.9 8.2a2.1 2.1 0 1 1 3.1 1.8c-.6.4-1 .8-1 1.5M10 13.8h.01"
            }
            Self::LogOut => "M8 3.5H4.5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1H8M13 6.5l3.5 3.5-3.5 3.5M16.5 10H8",
            Self::Mail => "M3 5h14v10.5H3ZM3.4 5.4 10 11l6.6-5.6",
            Self::Moon => "M16.5 11.6A6.8 6.8 0 0 1 8.4 3.5a6.8 6.8 0 1 0 8.1 8.1Z",
            Self::NewTask => {
                "M12 3.5H4.5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V11M6.8 9.6l2.6 2.6M9.4 12.2l2.1-2.5M15.5 2.5v6M12.5 5.5h6"
            }
            Self::Offline => {
                "M3 3l14 14M2.5 8.5A10.6 10.6 0 0 1 6 6.2M9.3 5.1A10.7 10.7 0 0 1 17.5 8.5M5 11.4a7 7 0 0 1 3.3-1.9M12.5 9.9a7 7 0 0 1 2.5 1.5M10 15.5h.01"
            }
            Self::Open => "M8 4.5H4.5v11h11V12M11 3.5h5.5V9M16.5 3.5 9 11",
            Self::Pause => "M7.2 5v10M12.8 5v10",
            Self::Post => {
                "m3.5 16.5.9-3.6 8.7-8.7a1.5 1.5 0 0 1 2.1 0l.6.6a1.5 1.5 0 0 1 0 2.1l-8.7 8.7ZM11.6 5.7l2.7 2.7"
            }
            Self::Save => "M3.5 3.5h10l3 3v10h-13ZM6.5 3.5v4h6v-4M6 16.5v-5.5h8v5.5",
            Self::Send => "M3.5 10 3 3.5 17.5 10 3 16.5 3.5 10ZM3.5 10H10",
            Self::Smile => {
                "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.2 11.8c.6 1 1.6 1.6 2.8 1.6s2.2-.6 2.8-1.6M7.7 8.2h.01M12.3 8.2h.01"
            }
            Self::Sun => {
                "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M15.8 4.2l-1.2 1.2M5.4 14.6l-1.2 1.2"
            }
            Self::Task => {
                "M4.5 3.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1ZM6.8 10.2l2.4 2.4 4.1-5"
            }
            Self::Undo => "M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H7",
            Self::Warning => "M10 3.2 18 16.5H2ZM10 8v4M10 14.2h.01",
        }
    }
}

/// Draws an icon.
pub fn icon(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" class:icon-turns=matches!(icon, Icon::Back | Icon::Send) viewBox="0 0 20 20" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}
