//! A world for unit tests: an empty database and a clock of one's own.

use rusqlite::Connection;
use webitel_chats::ids::{AgentId, ConversationId, QueueId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AgentStatus, Media};
use webitel_chats::wire::chat::Variables;

use crate::app::Act;
use crate::auth::{CALL_CENTER, CHAT};
use crate::chat::start::{self, NewChat};
use crate::error::Result;
use crate::hub::{Hub, Line, Post};
use crate::store::agents::{self, Agent};
use crate::store::queues::{self, Queue, QueueSkill};
use crate::store::teams::{self, Team};
use crate::store::users::{self, User};
use crate::store::{self, TeamId};
use crate::{agents as seats, routing};

/// The skill that everybody has and every queue asks for.
const SKILL: &str = "support";

pub(crate) struct World {
    db: Connection,
    pub(crate) hub: Hub,
    pub(crate) now: Millis,
}

impl World {
    pub(crate) fn new() -> Self {
        let db = store::in_memory().expect("a database in memory");
        Self { db, hub: Hub::new(None), now: Millis(1_000_000_000_000) }
    }

    /// Runs a command and hands over what it tells, too.
    pub(crate) fn tells<T>(&mut self, command: impl FnOnce(&mut Act) -> Result<T>) -> Result<(T, Vec<Post>)> {
        let mut act = Act::begin(&mut self.db, &self.hub, self.now)?;
        let value = command(&mut act)?;
        Ok((value, act.commit()?))
    }

    /// Runs a command that may be refused.
    pub(crate) fn tries<T>(&mut self, command: impl FnOnce(&mut Act) -> Result<T>) -> Result<T> {
        self.tells(command).map(|(value, _)| value)
    }

    /// Runs a command that must succeed.
    pub(crate) fn act<T>(&mut self, command: impl FnOnce(&mut Act) -> Result<T>) -> T {
        self.tries(command).unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    /// Time passes, and the routing engine has its round.
    pub(crate) fn pass(&mut self, ms: i64) {
        self.now = self.now.plus(ms);
        self.act(routing::quick);
        self.act(routing::slowly);
    }

    pub(crate) fn queue(&mut self, queue: Queue) -> QueueId {
        self.act(|act| {
            let id = queues::put(&act.db, &queue)?;
            let skill = teams::put_skill(&act.db, SKILL)?;
            let skill = QueueSkill { skill, level: 0, min_capacity: 0, max_capacity: 100 };
            queues::set_skills(&act.db, id, &[skill])?;
            Ok(id)
        })
    }

    /// An agent who is connected and online.
    pub(crate) fn agent(&mut self, login: &str, chat_count: i64) -> Agent {
        let agent = self.act(|act| {
            let team = Team { id: TeamId(1), name: "Team".to_owned(), no_answer_delay: 0, ..Team::default() };
            let team = teams::put(&act.db, &Team { max_no_answer: 1_000_000, ..team })?;
            let person = User {
                id: UserId(0),
                login: login.to_owned(),
                name: login.to_owned(),
                chat_name: String::new(),
                extension: String::new(),
                licences: vec![CALL_CENTER.to_owned(), CHAT.to_owned()],
            };
            let user = users::put(&act.db, &person, "secret")?;
            let agent = Agent {
                id: AgentId(0),
                user,
                team,
                status: AgentStatus::Offline,
                status_payload: String::new(),
                status_comment: String::new(),
                status_since: act.now,
                on_demand: false,
                takes_chats: true,
                takes_calls: true,
                chat_count,
            };
            let id = agents::put(&act.db, &agent)?;
            let skill = teams::put_skill(&act.db, SKILL)?;
            agents::put_skill(&act.db, id, skill, 100)?;
            Ok(Agent { id, ..agent })
        });
        self.connect(agent.user);
        self.act(|act| seats::go_online(act, agent.id, false));
        self.seat(agent.id)
    }

    /// A socket of this user that nobody reads.
    pub(crate) fn connect(&mut self, user: UserId) -> u64 {
        let id = self.hub.next_line();
        let (line, _frames, _cut) = Line::new(id);
        let hello = serde_json::value::to_raw_value(&()).expect("JSON");
        self.hub.join(user, line, &hello);
        id
    }

    pub(crate) fn seat(&mut self, id: AgentId) -> Agent {
        self.act(|act| seats::seat(act, id))
    }

    pub(crate) fn chat(&mut self, queue: QueueId) -> ConversationId {
        self.act(|act| {
            let new = NewChat {
                source: "telegram".to_owned(),
                external_id: uuid::Uuid::new_v4().to_string(),
                name: "Olena".to_owned(),
                queue,
                variables: Variables::new(),
            };
            Ok(start::start(act, new)?.id)
        })
    }
}

/// A queue of chats, or of calls.
pub(crate) fn queue(name: &str, channel: Media) -> Queue {
    Queue { name: name.to_owned(), channel, ..Queue::default() }
}
