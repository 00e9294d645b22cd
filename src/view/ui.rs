//! Parts of an interface that know nothing of chats.

use std::cell::Cell;

pub mod announcer;
pub mod avatar;
pub mod button;
pub mod countdown;
pub mod dialog;
pub mod drop_zone;
pub mod empty;
pub mod field;
pub mod fixed_rows;
pub mod icon;
pub mod later;
pub mod lines;
pub mod lookup;
pub mod menu;
pub mod popup;
pub mod prose;
pub mod rows;
pub mod select;
pub mod skeleton;
pub mod sort;
pub mod stages;
pub mod tabs;

pub use announcer::{Announcer, Toasts, use_announcer};
pub use avatar::Avatar;
pub use button::{Button, IconButton, Weight};
pub use countdown::Countdown;
pub use dialog::Dialog;
pub use drop_zone::DropZone;
pub use empty::EmptyState;
pub use field::TextField;
pub use fixed_rows::FixedRows;
pub use icon::{Icon, icon};
pub use later::{Drawn, later, load};
pub use lines::LinesField;
pub use lookup::{Choice, Found, Lookup, Search};
pub use menu::{Action, Menu};
pub use popup::Popup;
pub use rows::{Rows, keep_rows};
pub use select::{SelectField, SelectOption};
pub use skeleton::Skeleton;
pub use stages::Stages;
pub use tabs::{Tab, Tabs};

/// An element id that no other element of this page has.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    thread_local! { static NEXT: Cell<u32> = const { Cell::new(0) } }
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("{prefix}-{number}")
}
