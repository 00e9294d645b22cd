//! Requests wait while somebody is about to sign in: without a session they would fail for nothing.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;

/// A gate, open at first. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub struct Gate(Rc<RefCell<State>>);

#[derive(Debug, Default)]
enum State {
    #[default]
    Open,
    /// Who waits; dropping the senders lets them in.
    Shut(Vec<oneshot::Sender<()>>),
}

impl Gate {
    /// From now on requests wait.
    pub fn shut(&self) {
        let state = &mut *self.0.borrow_mut();
        if let State::Open = state {
            *state = State::Shut(Vec::new());
        }
    }

    /// Lets those who wait in, and all that come after.
    pub fn open(&self) {
        self.0.replace(State::Open);
    }

    /// Waits until it is open.
    pub(super) async fn pass(&self) {
        loop {
            let waiting = match &mut *self.0.borrow_mut() {
                State::Open => return,
                State::Shut(waiting) => {
                    let (sender, opened) = oneshot::channel();
                    waiting.push(sender);
                    opened
                }
            };
            // It may be shut again by the time one is let in.
            let _ = waiting.await;
        }
    }
}
