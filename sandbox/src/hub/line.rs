//! The way to one socket.

use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use tokio::sync::{Notify, mpsc};

/// Frames that a socket may owe before it counts as a slow consumer and is cut.
const QUEUE: usize = 256;

/// The sending side of one socket.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) id: u64,
    out: mpsc::Sender<Utf8Bytes>,
    cut: Arc<Notify>,
}

impl Line {
    /// A line and what its socket has to watch: the frames to write and the order to close.
    pub(crate) fn new(id: u64) -> (Self, mpsc::Receiver<Utf8Bytes>, Arc<Notify>) {
        let (out, frames) = mpsc::channel(QUEUE);
        let cut = Arc::new(Notify::new());
        (Self { id, out, cut: cut.clone() }, frames, cut)
    }

    /// Queues a frame; a line whose queue is full is cut.
    pub(crate) fn send(&self, frame: Utf8Bytes) -> bool {
        let sent = self.out.try_send(frame).is_ok();
        if !sent {
            self.cut();
        }
        sent
    }

    /// Closes the socket at once.
    pub(crate) fn cut(&self) {
        self.cut.notify_one();
    }
}
