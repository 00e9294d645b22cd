//! Who is connected, and delivery of events to them.

mod line;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use serde_json::value::RawValue;
use webitel_chats::ids::{ConversationId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::frame::EventFrame;

use crate::actions::session::DOMAIN;
use crate::app::now;
use crate::frames::FrameLog;

pub(crate) use line::Line;

/// What an event is about; decides its name and who asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    Chat,
    AgentStatus,
    Channel,
    UserState,
    Notification,
}

impl Topic {
    /// The event's name on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::AgentStatus => "agent_status",
            Self::Channel => "channel",
            Self::UserState => "user_state",
            Self::Notification => "notification",
        }
    }
}

/// Which events a user's sockets have asked for. All sockets of a user get what one asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Subscriptions {
    pub(crate) chats: bool,
    pub(crate) agent: bool,
    pub(crate) users: bool,
}

impl Subscriptions {
    fn include(self, topic: Topic) -> bool {
        match topic {
            Topic::Chat => self.chats,
            Topic::AgentStatus | Topic::Channel => self.agent,
            Topic::UserState => self.users,
            Topic::Notification => true,
        }
    }
}

/// Something that a command has to tell, in the order in which it happened.
#[derive(Debug)]
pub(crate) enum Post {
    /// An event for all sockets of a user.
    ToUser { user: UserId, topic: Topic, data: Box<RawValue> },
    /// A frame for all pages of a customer.
    ToCustomer { conversation: ConversationId, frame: String },
    /// Here the caller gets the reply; without it the reply comes last.
    Reply,
}

struct Socket {
    line: Line,
    /// The `seq` of the next event.
    seq: i64,
}

impl Socket {
    /// Queues an event; a socket that does not keep up is cut, and leaves by itself.
    fn event(&mut self, name: &str, user_id: Option<UserId>, data: &RawValue) {
        let frame = EventFrame { event: name.to_owned(), seq: self.seq, user_id, data: Some(data) };
        self.seq += 1;
        if let Ok(text) = serde_json::to_string(&frame) {
            self.line.send(text.into());
        }
    }
}

#[derive(Default)]
struct Person {
    sockets: Vec<Socket>,
    subscriptions: Subscriptions,
    /// Since when nobody is there; meaningless while somebody is.
    absent_since: Millis,
}

#[derive(Default)]
struct Connected {
    people: HashMap<UserId, Person>,
    customers: HashMap<ConversationId, Vec<Line>>,
    next_line: u64,
}

/// Who is connected.
pub(crate) struct Hub {
    connected: Mutex<Connected>,
    /// A user never seen counts as absent since then.
    started: Millis,
    /// What went over the sockets; only where tests may look at it.
    pub(crate) frames: Option<FrameLog>,
}

impl Hub {
    pub(crate) fn new(frames: Option<FrameLog>) -> Self {
        Self { connected: Mutex::default(), started: now(), frames }
    }

    /// A number for a new line.
    pub(crate) fn next_line(&self) -> u64 {
        let mut connected = self.lock();
        connected.next_line += 1;
        connected.next_line
    }

    /// Adds an agent's socket. It is greeted before anything else can reach it.
    pub(crate) fn join(&self, user: UserId, line: Line, hello: &RawValue) {
        let mut socket = Socket { line, seq: 0 };
        socket.event("hello", None, hello);
        let mut connected = self.lock();
        connected.people.entry(user).or_default().sockets.push(socket);
        connected.tell_presence(user);
    }

    /// Removes an agent's socket; with the last one go the user's subscriptions.
    pub(crate) fn leave(&self, user: UserId, line: u64) {
        let mut connected = self.lock();
        let Some(person) = connected.people.get_mut(&user) else { return };
        let before = person.sockets.len();
        person.sockets.retain(|socket| socket.line.id != line);
        if person.sockets.len() == before {
            return;
        }
        if person.sockets.is_empty() {
            person.subscriptions = Subscriptions::default();
            person.absent_since = now();
        }
        connected.tell_presence(user);
    }

    /// Changes what a user's sockets are told.
    pub(crate) fn subscribe(&self, user: UserId, change: impl FnOnce(&mut Subscriptions)) {
        if let Some(person) = self.lock().people.get_mut(&user)
            && !person.sockets.is_empty()
        {
            change(&mut person.subscriptions);
        }
    }

    /// Whether a user has a socket open.
    pub(crate) fn is_present(&self, user: UserId) -> bool {
        self.lock().people.get(&user).is_some_and(|person| !person.sockets.is_empty())
    }

    /// Since when a user has had no socket; `None` while there is one.
    pub(crate) fn absent_since(&self, user: UserId) -> Option<Millis> {
        match self.lock().people.get(&user) {
            Some(person) if !person.sockets.is_empty() => None,
            Some(person) => Some(person.absent_since.max(self.started)),
            None => Some(self.started),
        }
    }

    /// Sends one socket an event that concerns only it.
    pub(crate) fn tell_socket(&self, user: UserId, line: u64, event: &str, data: &RawValue) {
        if let Some(person) = self.lock().people.get_mut(&user)
            && let Some(socket) = person.sockets.iter_mut().find(|socket| socket.line.id == line)
        {
            socket.event(event, None, data);
        }
    }

    /// Closes all sockets of a user.
    pub(crate) fn cut(&self, user: UserId) {
        if let Some(person) = self.lock().people.get(&user) {
            person.sockets.iter().for_each(|socket| socket.line.cut());
        }
    }

    /// Adds a customer's page.
    pub(crate) fn customer_joins(&self, conversation: ConversationId, line: Line) {
        self.lock().customers.entry(conversation).or_default().push(line);
    }

    /// Removes a customer's page.
    pub(crate) fn customer_leaves(&self, conversation: ConversationId, line: u64) {
        let mut connected = self.lock();
        if let Some(lines) = connected.customers.get_mut(&conversation) {
            lines.retain(|other| other.id != line);
            if lines.is_empty() {
                connected.customers.remove(&conversation);
            }
        }
    }

    /// Queues everything that a command has to tell.
    pub(crate) fn deliver(&self, posts: Vec<Post>) {
        if posts.is_empty() {
            return;
        }
        let mut connected = self.lock();
        for post in posts {
            if let Post::ToUser { user, topic, data } = &post
                && let Some(frames) = &self.frames
            {
                frames.event(*user, topic.name(), data);
            }
            connected.deliver(post);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Connected> {
        self.connected.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connected {
    /// Tells everybody who asked for it how many sockets a user has now.
    fn tell_presence(&mut self, user: UserId) {
        let open = self.people.get(&user).map_or(0, |person| person.sockets.len());
        let status = if open > 0 { "web" } else { "" };
        let state = serde_json::json!({"state": {
            "id": user.to_string(), "app": "sandbox", "status": status, "open": open,
            "closed": open == 0, "timestamp": now(), "domain_id": DOMAIN,
        }});
        let Ok(data) = serde_json::value::to_raw_value(&state) else { return };
        for (listener, person) in &mut self.people {
            person.tell(*listener, Topic::UserState, &data);
        }
    }

    fn deliver(&mut self, post: Post) {
        match post {
            Post::ToUser { user, topic, data } => {
                if let Some(person) = self.people.get_mut(&user) {
                    person.tell(user, topic, &data);
                }
            }
            Post::ToCustomer { conversation, frame } => {
                if let Some(lines) = self.customers.get_mut(&conversation) {
                    let frame = Utf8Bytes::from(frame);
                    lines.retain(|line| line.send(frame.clone()));
                }
            }
            Post::Reply => {}
        }
    }
}

impl Person {
    fn tell(&mut self, user: UserId, topic: Topic, data: &RawValue) {
        if !self.subscriptions.include(topic) {
            return;
        }
        let user_id = matches!(topic, Topic::AgentStatus | Topic::Channel).then_some(user);
        self.sockets.iter_mut().for_each(|socket| socket.event(topic.name(), user_id, data));
    }
}
