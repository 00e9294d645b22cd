//! One open socket: correlates answers with questions and reads events.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use futures_channel::oneshot;
use futures_util::future::{Either, LocalBoxFuture, select};
use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};
use serde_json::{Map, Value};

use super::error::CallError;
use super::json::{self, Json};
use super::platform::{Platform, Socket};
use crate::wire::call::Call;
use crate::wire::chat::{ChatEvent, SetContact};
use crate::wire::error::ApiError;
use crate::wire::event::Event;
use crate::wire::frame::Request;

/// How long the server may take to answer, in ms.
const ANSWER_LIMIT: u32 = 10_000;

type Answer = Result<Value, ApiError>;

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
        // The shapes of calls are ours: they always serialise.
        let data = to_raw_value(&call).map_err(|_| CallError::Unreadable)?;
        let answer = self.exchange(platform, C::ACTION, data).await?;
        C::Reply::deserialize(Json(answer)).map_err(|_| CallError::Unreadable)
    }

    /// The part of a call that is the same for all. Boxed, it is compiled once instead of into
    /// each caller.
    fn exchange<'a, P: Platform>(
        &'a self,
        platform: &'a P,
        action: &'a str,
        data: Box<RawValue>,
    ) -> LocalBoxFuture<'a, Result<Value, CallError>> {
        Box::pin(async move {
            let (seq, answer) = self.ask(action, data)?;
            let limit = std::pin::pin!(platform.sleep(ANSWER_LIMIT));
            match select(answer, limit).await {
                Either::Left((answer, _)) => {
                    answer.map_err(|_| CallError::Interrupted)?.map_err(CallError::Refused)
                }
                Either::Right(_) => {
                    self.waiting.borrow_mut().remove(&seq);
                    Err(CallError::TimedOut)
                }
            }
        })
    }

    fn ask(&self, action: &str, data: Box<RawValue>) -> Result<(i64, oneshot::Receiver<Answer>), CallError> {
        let seq = self.last_seq.get() + 1;
        self.last_seq.set(seq);
        let request = Request { seq, action: action.to_owned(), data: Some(data) };
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
        let Ok(Value::Object(mut frame)) = json::parse(text) else { return None };
        let data = frame.remove("data").unwrap_or_default();
        if let Some(seq) = frame.get("seq_reply").and_then(Value::as_i64).filter(|seq| *seq > 0) {
            self.answer(seq, frame, data);
            return None;
        }
        heard(frame.get("event")?.as_str()?, data)
    }

    fn answer(&self, seq: i64, mut frame: Map<String, Value>, data: Value) {
        let Some(waiting) = self.waiting.borrow_mut().remove(&seq) else { return };
        let answer = if frame.get("status").and_then(Value::as_str) == Some("OK") {
            Ok(data)
        } else {
            let error = frame.remove("error").unwrap_or_default();
            Err(ApiError::deserialize(Json(error)).unwrap_or_default())
        };
        // Whoever asked may have given up.
        let _ = waiting.send(answer);
    }

    /// The socket is gone: nobody will be answered.
    pub(super) fn break_off(&self) {
        self.waiting.borrow_mut().clear();
    }
}

fn heard(kind: &str, mut data: Value) -> Option<Heard> {
    match kind {
        "chat" => {
            let inner = data.get_mut("data")?.take();
            ChatEvent::read(data.get("action")?.as_str()?, Json(inner)).ok()?.map(Heard::Chat)
        }
        "notification" => {
            let notification = data.get_mut("notification")?;
            let body = notification.get_mut("body")?.take();
            match notification.get("action")?.as_str()? {
                "set_contact" => SetContact::deserialize(Json(body)).ok().map(Heard::Contact),
                _ => None,
            }
        }
        _ => Event::read(kind, Json(data)).ok()?.map(Heard::Event),
    }
}
