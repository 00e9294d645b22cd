//! The present moment by the server's clock, by which everything on the desk is dated.

use leptos::prelude::*;

use crate::browser::clock::use_clock;
use crate::desk::use_desk;
use crate::time::Millis;

/// Now, to the second; tracked.
#[must_use]
pub fn use_now() -> Signal<Millis> {
    let (desk, clock) = (use_desk(), use_clock());
    Signal::derive(move || {
        clock.track();
        desk.server_now()
    })
}
