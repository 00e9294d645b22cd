//! The page that embeds the desk and does for it what a page alone can't: so far making calls.
//!
//! Both sides send `{channel: "webitel-chats", v: 1, type, id, payload}`. The desk asks with the type
//! `dial` and `payload.number`; the host answers with the same `id` and the type `done`, or `failed`
//! with `payload.reason` in words for the user. Messages of other origins and windows don't count.

use std::cell::Cell;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use js_sys::{Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use super::clock::pause;

const CHANNEL: &str = "webitel-chats";
const VERSION: f64 = 1.0;
/// How long the host may take to answer, in ms.
const ANSWER_LIMIT: u32 = 10_000;

/// The page that embeds the desk.
#[derive(Clone)]
pub struct Host {
    window: Window,
    origin: String,
}

/// Why the host did not do something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostError {
    /// It did not answer.
    Silent,
    /// It could not, for this reason in words; empty where it gives none.
    Failed(String),
}

impl Host {
    /// The page of this origin, if the desk is embedded.
    #[must_use]
    pub fn at(origin: &str) -> Option<Self> {
        let own = window();
        let parent = own.parent().ok().flatten().filter(|parent| *parent != own)?;
        Some(Self { window: parent, origin: origin.trim_end_matches('/').to_owned() })
    }

    /// Lets it call a number.
    ///
    /// # Errors
    /// See [`HostError`].
    pub async fn dial(&self, number: &str) -> Result<(), HostError> {
        let id = js_sys::Math::random().to_string();
        let (tell, told) = oneshot::channel();
        let tell = Cell::new(Some(tell));
        let host = self.clone();
        let asked = id.clone();
        let listener = window_event_listener(leptos::ev::message, move |event| {
            if let Some(answer) = host.answer(&event, &asked)
                && let Some(tell) = tell.take()
            {
                // Nobody may wait any more.
                let _ = tell.send(answer);
            }
        });
        let payload = object(&[("number", number.into())]);
        let message = object(&[
            ("channel", CHANNEL.into()),
            ("v", VERSION.into()),
            ("type", "dial".into()),
            ("id", id.as_str().into()),
            ("payload", payload.into()),
        ]);
        let sent = self.window.post_message(&message, &self.origin);
        let answer = match sent {
            Ok(()) => match select(told, std::pin::pin!(pause(ANSWER_LIMIT))).await {
                Either::Left((answer, _)) => answer.unwrap_or(Err(HostError::Silent)),
                Either::Right(_) => Err(HostError::Silent),
            },
            Err(_) => Err(HostError::Silent),
        };
        listener.remove();
        answer
    }

    /// What the host says to a question, if this message is its answer.
    fn answer(&self, event: &MessageEvent, id: &str) -> Option<Result<(), HostError>> {
        let from_host = event.origin() == self.origin
            && event.source().is_some_and(|source| Object::is(&source, self.window.unchecked_ref()));
        let data = event.data();
        if !from_host || text(&data, "channel") != CHANNEL || text(&data, "id") != id {
            return None;
        }
        match text(&data, "type").as_str() {
            "done" => Some(Ok(())),
            "failed" => {
                let payload = Reflect::get(&data, &"payload".into()).unwrap_or_default();
                Some(Err(HostError::Failed(text(&payload, "reason"))))
            }
            _ => None,
        }
    }
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// The text of a field; empty where there is none.
fn text(of: &JsValue, field: &str) -> String {
    // It fails only on what is no object.
    Reflect::get(of, &field.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
