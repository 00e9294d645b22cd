//! Intents that may fail: started by a click, and their trouble told to the agent.

use futures_util::future::LocalBoxFuture;
use leptos::task::spawn_local;

use super::ui::{Announcer, use_announcer};
use crate::client::error::CallError;
use crate::words::trouble;

/// Starts intents from event handlers.
#[derive(Clone)]
pub struct Attempts(Announcer);

/// A starter of intents for the present component.
#[must_use]
pub fn use_attempts() -> Attempts {
    Attempts(use_announcer())
}

impl Attempts {
    /// Does it; where it fails a toast says why.
    pub fn start(&self, doing: impl Future<Output = Result<(), CallError>> + 'static) {
        self.run(Box::pin(doing));
    }

    /// The part that is the same for all: boxed, it is compiled once.
    fn run(&self, doing: LocalBoxFuture<'static, Result<(), CallError>>) {
        let announcer = self.0.clone();
        spawn_local(async move {
            if let Err(error) = doing.await {
                announcer.toast(&trouble::call(&error));
            }
        });
    }
}
