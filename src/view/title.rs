//! The title of the browser's tab, which says from afar that somebody waits.

use leptos::prelude::*;

use super::panel::strip::open_invitations;
use crate::desk::use_desk;
use crate::words::phrases;

/// Keeps the title up to date.
pub fn keep_title() {
    let desk = use_desk();
    let title = Memo::new(move |_| phrases::page_title(open_invitations(desk).count()));
    Effect::new(move |_| document().set_title(&title.get()));
}
