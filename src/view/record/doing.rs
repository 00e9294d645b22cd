//! What a dialog's main button does: once at a time; the dialog closes when it worked, and says why
//! when it did not.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The state of such a dialog.
#[derive(Clone, Copy)]
pub struct Doing {
    open: RwSignal<bool>,
    /// Whether it is under way.
    pub busy: RwSignal<bool>,
    /// Why it did not work, in words; empty where nothing failed.
    pub trouble: RwSignal<String>,
}

impl Doing {
    /// For the dialog that is shown while `open`.
    #[must_use]
    pub fn new(open: RwSignal<bool>) -> Self {
        Self { open, busy: RwSignal::new(false), trouble: RwSignal::new(String::new()) }
    }

    /// Does it.
    pub fn start(self, doing: impl Future<Output = Result<(), String>> + 'static) {
        self.run(doing.boxed_local());
    }

    /// The part that is the same for all: boxed, it is compiled once.
    fn run(self, doing: LocalBoxFuture<'static, Result<(), String>>) {
        self.busy.set(true);
        spawn_local(async move {
            // The dialog may be closed by now.
            match doing.await {
                Ok(()) => drop(self.open.try_set(false)),
                Err(words) => drop(self.trouble.try_set(words)),
            }
            self.busy.try_set(false);
        });
    }
}
