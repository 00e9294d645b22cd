//! One open socket: correlates answers with questions and reads events.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::error::CallError;
use super::platform::{Platform, Socket};
use crate::wire::call::Call;
use crate::wire::chat::{ChatEnvelope, ChatEvent, SetContact};
use crate::wire::error::ApiError;
use crate::wire::event::{Event, NotificationFrame};
use crate::wire::frame::{Request, Status};

/// How long the server may take to answer, in ms.
const ANSWER_LIMIT: u32 = 10_000;

type Answer = Result<String, ApiError>;

/// One open socket and the questions that wait for their answers.
pub(super) struct Link<S> {
    socket: S,
    waiting: RefCell<HashMap<i64, oneshot::Sender<Answer>>>,
    last_seq: Cell<i64>,
}

/// What the server says unasked.
#[derive(Debug)]
pub(super) enum Heard {
    /// Anything but chats.
    Event(Event),
    /// Something in a chat.
    Chat(ChatEvent),
    /// A chat was linked to a contact.
    Contact(SetContact),
}

/// A frame before its kind is known.
#[derive(Deserialize)]
struct Incoming<'a> {
    #[serde(default)]
    seq_reply: Option<i64>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(borrow, default)]
    event: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(default)]
    error: Option<ApiError>,
}

impl<S: Socket> Link<S> {
    pub(super) fn new(socket: S) -> Self {
        Self { socket, waiting: RefCell::default(), last_seq: Cell::new(0) }
    }

    /// Asks and waits for the answer.
    pub(super) async fn call<P: Platform, C: Call>(
        &self,
        platform: &P,
        call: C,
    ) -> Result<C::Reply, CallError> {
        let (seq, answer) = self.ask(C::ACTION, call)?;
        let limit = std::pin::pin!(platform.sleep(ANSWER_LIMIT));
        let answer = match select(answer, limit).await {
            Either::Left((answer, _)) => answer.map_err(|_| CallError::Interrupted)?,
            Either::Right(_) => {
                self.waiting.borrow_mut().remove(&seq);
                return Err(CallError::TimedOut);
            }
        };
        let data = answer.map_err(CallError::Refused)?;
        serde_json::from_str(&data).map_err(|_| CallError::Unreadable)
    }

    fn ask(&self, action: &str, data: impl Serialize) -> Result<(i64, oneshot::Receiver<Answer>), CallError> {
        let seq = self.last_seq.get() + 1;
        self.last_seq.set(seq);
        let request = Request { seq, action: action.to_owned(), data: Some(data) };
        // The shapes of calls are ours: they always serialise.
        let text = serde_json::to_string(&request).map_err(|_| CallError::Unreadable)?;
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().insert(seq, sender);
        self.socket.send(&text).map_err(|_| {
            self.waiting.borrow_mut().remove(&seq);
            CallError::Offline
        })?;
        Ok((seq, receiver))
    }

    /// Reads a frame: an answer goes to whoever asked, an event is returned. Frames that can't be
    /// read, such as the keep-alive of some proxies, are nothing.
    pub(super) fn read(&self, text: &str) -> Option<Heard> {
        let frame: Incoming<'_> = serde_json::from_str(text).ok()?;
        if let Some(seq) = frame.seq_reply.filter(|seq| *seq > 0) {
            self.answer(seq, &frame);
            return None;
        }
        let kind = frame.event.as_deref()?;
        let data = frame.data?;
        match kind {
            "chat" => {
                let envelope: ChatEnvelope<&RawValue> = serde_json::from_str(data.get()).ok()?;
                ChatEvent::read(&envelope.action, envelope.data).ok()?.map(Heard::Chat)
            }
            "notification" => {
                let frame: NotificationFrame<&RawValue> = serde_json::from_str(data.get()).ok()?;
                match frame.notification.action.as_str() {
                    "set_contact" => {
                        serde_json::from_str(frame.notification.body.get()).ok().map(Heard::Contact)
                    }
                    _ => None,
                }
            }
            _ => Event::read(kind, data).ok()?.map(Heard::Event),
        }
    }

    fn answer(&self, seq: i64, frame: &Incoming<'_>) {
        let Some(waiting) = self.waiting.borrow_mut().remove(&seq) else { return };
        let answer = match frame.status {
            Some(Status::Ok) => {
                Ok(frame.data.map_or_else(|| "null".to_owned(), |data| data.get().to_owned()))
            }
            _ => Err(frame.error.clone().unwrap_or_default()),
        };
        // Whoever asked may have given up.
        let _ = waiting.send(answer);
    }

    /// The socket is gone: nobody will be answered.
    pub(super) fn break_off(&self) {
        self.waiting.borrow_mut().clear();
    }
}
