//! One agent's WebSocket: authentication, requests and their replies, keep-alive, limits.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::any;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde_json::value::RawValue;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, MissedTickBehavior};
use webitel_chats::wire::call::{Authenticate, Call};
use webitel_chats::wire::error::{ApiError, id};
use webitel_chats::wire::event::SessionError;
use webitel_chats::wire::frame::{Reply, Request, Status};

use crate::actions::{self, Answer, Caller, Outcome};
use crate::app::App;
use crate::auth::{self, Session};
use crate::error::{Failure, Result};
use crate::faults::ReplyFate;
use crate::frames::Kind;
use crate::hub::{Line, Post};

/// The largest frame that a client may send.
const MAX_FRAME: usize = 256 * 1024;
/// How soon after connecting a client has to say who it is.
const AUTHENTICATION: Duration = Duration::from_secs(20);
/// How often the server asks whether the client is there.
const PING: Duration = Duration::from_secs(54);
/// How long the client may leave that unanswered.
const PONG: Duration = Duration::from_secs(60);
/// How long one frame may take to be written.
const WRITE: Duration = Duration::from_secs(10);

/// The endpoints: the bare one, and the one behind which production hides it.
pub(crate) fn router(app: App) -> Router {
    Router::new().route("/websocket", any(upgrade)).route("/ws/websocket", any(upgrade)).with_state(app)
}

async fn upgrade(upgrade: WebSocketUpgrade, State(app): State<App>) -> Response {
    upgrade.max_message_size(MAX_FRAME).max_frame_size(MAX_FRAME).on_upgrade(|socket| serve(app, socket))
}

/// What the requests of one socket share.
struct Peer {
    app: App,
    line: Line,
    /// The token and its owner, once authenticated.
    session: Mutex<Option<Session>>,
}

async fn serve(app: App, socket: WebSocket) {
    let (line, frames, cut) = Line::new(app.hub.next_line());
    let peer = Arc::new(Peer { app, line, session: Mutex::default() });
    let (sink, stream) = socket.split();
    let writer = tokio::spawn(write(sink, frames, cut.clone()));
    read(&peer, stream, &cut).await;
    writer.abort();
    if let Some(session) = peer.session() {
        peer.app.hub.leave(session.user.id, peer.line.id);
    }
}

/// Writes what is queued, and pings; a client too slow for that is cut.
async fn write(
    mut sink: SplitSink<WebSocket, Message>,
    mut frames: mpsc::Receiver<Utf8Bytes>,
    cut: Arc<Notify>,
) {
    let mut ping = tokio::time::interval_at(Instant::now() + PING, PING);
    ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let message = tokio::select! {
            frame = frames.recv() => match frame {
                Some(frame) => Message::Text(frame),
                None => return,
            },
            _ = ping.tick() => Message::Ping(Default::default()),
        };
        match tokio::time::timeout(WRITE, sink.send(message)).await {
            Ok(Ok(())) => {}
            _ => return cut.notify_one(),
        }
    }
}

/// Reads requests until the socket is over.
async fn read(peer: &Arc<Peer>, mut stream: SplitStream<WebSocket>, cut: &Notify) {
    let authentication = Instant::now() + AUTHENTICATION;
    let mut heard = Instant::now();
    loop {
        let deadline = if peer.session().is_some() { heard + PONG } else { authentication.min(heard + PONG) };
        let message = tokio::select! {
            message = stream.next() => message,
            () = tokio::time::sleep_until(deadline) => return,
            () = cut.notified() => return,
        };
        match message {
            Some(Ok(Message::Text(text))) => {
                tokio::spawn(handle(peer.clone(), text));
            }
            Some(Ok(Message::Pong(_))) => heard = Instant::now(),
            Some(Ok(Message::Binary(_) | Message::Ping(_))) => {}
            Some(Ok(Message::Close(_)) | Err(_)) | None => return,
        }
    }
}

/// Handles one frame. What can't be read is ignored.
async fn handle(peer: Arc<Peer>, text: Utf8Bytes) {
    // A list would be read as the fields in their order.
    if !text.trim_start().starts_with('{') {
        return;
    }
    let Ok(request) = serde_json::from_str::<Request<Box<RawValue>>>(&text) else { return };
    if request.action.is_empty() {
        return peer.refuse(request.seq, Failure::new(400, id::NO_ACTION, ""));
    }
    if request.seq <= 0 {
        return peer.refuse(0, Failure::new(400, id::BAD_SEQ, ""));
    }
    if request.action == Authenticate::ACTION {
        return peer.authenticate(&request);
    }
    let session = match peer.valid_session() {
        Ok(session) => session,
        Err(failure) => return peer.refuse(request.seq, failure),
    };
    let fate = peer.app.faults.reply_fate(session.user.id);
    if let Some(late) = peer.run(&session, &request, fate)
        && let ReplyFate::Late(delay) = fate
    {
        tokio::time::sleep(delay).await;
        peer.line.send(late);
    }
}

impl Peer {
    fn session(&self) -> Option<Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_session(&self, session: Option<Session>) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = session;
    }

    /// The session, checked anew; one that is not valid any more is dropped and told so.
    fn valid_session(&self) -> Result<Session> {
        let Some(session) = self.session() else {
            return Err(Failure::new(500, id::NOT_AUTHENTICATED, ""));
        };
        self.app.read(|db| auth::session(db, &session.token)).inspect_err(|failure| {
            let event = SessionError { error: failure.0.clone() };
            if let Ok(data) = serde_json::value::to_raw_value(&event) {
                self.app.hub.tell_socket(session.user.id, self.line.id, "error", &data);
            }
            self.app.hub.leave(session.user.id, self.line.id);
            self.set_session(None);
        })
    }

    /// Lets a socket in. A second challenge gets no answer, a token that is no text ends it.
    fn authenticate(&self, request: &Request<Box<RawValue>>) {
        if self.session().is_some() {
            return;
        }
        let challenge =
            request.data.as_ref().and_then(|data| serde_json::from_str::<Authenticate>(data.get()).ok());
        let Some(challenge) = challenge else { return self.line.cut() };
        let session = match self.app.read(|db| auth::session(db, &challenge.token)) {
            Ok(session) => session,
            Err(failure) => return self.refuse(request.seq, failure),
        };
        if self.app.faults.refuses_sockets(session.user.id) {
            return self.line.cut();
        }
        match actions::session::hello(&session, self.line.id) {
            Ok(hello) => {
                self.set_session(Some(session.clone()));
                self.app.hub.join(session.user.id, self.line.clone(), &hello);
                if let Some(frames) = &self.app.hub.frames {
                    frames.note(session.user.id, Kind::Request, &request.action, None);
                }
                self.answer(request.seq, &Ok(None));
            }
            Err(failure) => self.refuse(request.seq, failure),
        }
    }

    /// Runs a request and replies; returns a reply that shall come later.
    fn run(&self, session: &Session, request: &Request<Box<RawValue>>, fate: ReplyFate) -> Option<Utf8Bytes> {
        let data = request.data.as_deref();
        self.note(session, Kind::Request, &request.action, data);
        let caller = Caller { app: &self.app, session };
        let mut late = None;
        let mut reply = |answer: &Answer| {
            let kind = if answer.is_ok() { Kind::Ok } else { Kind::Fail };
            self.note(session, kind, &request.action, None);
            let frame = frame(request.seq, answer);
            match fate {
                ReplyFate::Now => drop(self.line.send(frame)),
                ReplyFate::Late(_) => late = Some(frame),
                ReplyFate::Never => {}
            }
        };
        let done = self.app.act_then(
            |act| actions::run(act, &caller, &request.action, data),
            |outcome, hub, mut posts| {
                let marked = posts.iter().position(|post| matches!(post, Post::Reply));
                let after = marked.map(|mark| posts.split_off(mark));
                hub.deliver(posts);
                match outcome {
                    Outcome::Done(data) => reply(&Ok(data.clone())),
                    Outcome::DoneBut(failure) => reply(&Err(failure.clone())),
                }
                hub.deliver(after.unwrap_or_default());
            },
        );
        match done {
            Ok(_) => self.app.wake.notify_one(),
            Err(failure) => reply(&Err(failure)),
        }
        late
    }

    fn note(&self, session: &Session, kind: Kind, name: &str, data: Option<&RawValue>) {
        if let Some(frames) = &self.app.hub.frames {
            frames.note(session.user.id, kind, name, data);
        }
    }

    fn refuse(&self, seq: i64, failure: Failure) {
        self.answer(seq, &Err(failure));
    }

    fn answer(&self, seq: i64, answer: &Answer) {
        self.line.send(frame(seq, answer));
    }
}

/// A reply as it travels. Without data the field is left out; so is a `seq` that makes no sense.
fn frame(seq: i64, answer: &Answer) -> Utf8Bytes {
    let seq_reply = (seq > 0).then_some(seq);
    let reply = match answer {
        Ok(data) => Reply { status: Status::Ok, seq_reply, data: data.as_ref(), error: None },
        Err(Failure(error)) => {
            Reply { status: Status::Fail, seq_reply, data: None, error: Some(error.clone()) }
        }
    };
    let text = serde_json::to_string(&reply).unwrap_or_else(|error| {
        // Can't happen with the types above; a client must get an answer all the same.
        let error = ApiError::new(500, "sandbox.json.app_err", error.to_string());
        serde_json::json!({"status": "FAIL", "seq_reply": seq_reply, "error": error}).to_string()
    });
    text.into()
}
