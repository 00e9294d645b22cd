//! A customer's page listens.

use std::time::Duration;

use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, State};
use axum::response::Response;
use futures_util::{SinkExt, StreamExt};
use tokio::time::Instant;
use webitel_chats::ids::MessageId;

use super::event::{CustomerEvent, CustomerMessage};
use super::{After, OwnChat};
use crate::app::App;
use crate::chat::members;
use crate::error::Result;
use crate::hub::Line;
use crate::store::conversations::{self, Thread};

/// How often the server asks whether the page is there.
const PING: Duration = Duration::from_secs(30);
/// The largest frame that a page may send; it has nothing to say here.
const MAX_FRAME: usize = 1024;

pub(super) async fn upgrade(
    upgrade: WebSocketUpgrade,
    State(app): State<App>,
    Query(after): Query<After>,
    OwnChat(thread): OwnChat,
) -> Response {
    upgrade
        .max_message_size(MAX_FRAME)
        .max_frame_size(MAX_FRAME)
        .on_upgrade(move |socket| serve(app, thread, after.id(), socket))
}

async fn serve(app: App, thread: Thread, after: MessageId, socket: WebSocket) {
    let (line, mut frames, cut) = Line::new(app.hub.next_line());
    let id = line.id;
    // Under the lock nothing can happen between the picture and the first event after it.
    let welcomed = app.read(|db| {
        let thread = conversations::get(db, thread.id)?.unwrap_or_else(|| thread.clone());
        let state = state(db, &thread, after)?;
        line.send(Utf8Bytes::from(serde_json::to_string(&state)?));
        app.hub.customer_joins(thread.id, line);
        Ok(())
    });
    if welcomed.is_ok() {
        let (mut sink, mut stream) = socket.split();
        let mut ping = tokio::time::interval_at(Instant::now() + PING, PING);
        loop {
            let message = tokio::select! {
                frame = frames.recv() => match frame {
                    Some(frame) => Message::Text(frame),
                    None => break,
                },
                _ = ping.tick() => Message::Ping(axum::body::Bytes::new()),
                heard = stream.next() => match heard {
                    Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                    Some(Ok(_)) => continue,
                },
                () = cut.notified() => break,
            };
            if sink.send(message).await.is_err() {
                break;
            }
        }
    }
    app.hub.customer_leaves(thread.id, id);
}

/// How things stand, with the messages that the page does not have yet.
fn state(db: &rusqlite::Connection, thread: &Thread, after: MessageId) -> Result<CustomerEvent> {
    Ok(CustomerEvent::State {
        closed: thread.closed_at.is_some(),
        agents: members::agent_names(db, thread.id)?,
        messages: CustomerMessage::since(db, thread, after)?,
    })
}
