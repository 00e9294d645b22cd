//! Closed chats: some of today, so that the agents' lists of closed chats show something, the
//! others of the days before.

use std::path::Path;

use serde::Deserialize;
use uuid::Uuid;
use webitel_chats::ids::{ChannelId, ConversationId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::agent::{AttemptState, Media};

use super::{files, none, staff};
use crate::app::Act;
use crate::error::{Failure, Result};
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::{self, Customer, Stage, Thread};
use crate::store::messages::{self, Content};
use crate::store::queues::Queue;
use crate::store::users::{self, User};
use crate::store::{attempts, contacts};

/// The chats of each source.
const SOURCES: [(&str, &str); 5] = [
    ("telegram", include_str!("chats/telegram.json")),
    ("webchat", include_str!("chats/webchat.json")),
    ("infobip_whatsapp", include_str!("chats/infobip_whatsapp.json")),
    ("viber", include_str!("chats/viber.json")),
    ("messenger", include_str!("chats/messenger.json")),
];

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A chat that is over.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PastChat {
    /// The customer's name with the source.
    customer: String,
    /// The name of the contact that the customer is.
    contact: Option<String>,
    queue: String,
    /// The agent's login.
    agent: String,
    /// When it ended: today…
    minutes_ago: Option<i64>,
    /// … or before.
    days_ago: Option<i64>,
    #[serde(default)]
    closed_by: ClosedBy,
    /// How fast they write.
    seconds_per_line: i64,
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClosedBy {
    #[default]
    Agent,
    Customer,
    /// The server, because the customer was silent.
    ClientTimeout,
}

impl ClosedBy {
    fn reason(self) -> &'static str {
        match self {
            Self::Agent => "agent_leave",
            Self::Customer => "client_leave",
            Self::ClientTimeout => "client_timeout",
        }
    }

    fn cause(self) -> &'static str {
        if self == Self::Customer { "client_leave" } else { "flow_end" }
    }
}

/// What somebody said or sent.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum Line {
    Customer { customer: String },
    Agent { agent: String },
    CustomerFile { customer_file: String, caption: Option<String> },
    AgentFile { agent_file: String, caption: Option<String> },
}

/// When things happened in a chat.
struct Times {
    began: Millis,
    joined: Millis,
    ended: Millis,
    step: i64,
}

pub(super) fn put(act: &Act, folder: &Path) -> Result<()> {
    let mut chats = Vec::new();
    for (source, text) in SOURCES {
        let past: Vec<PastChat> = serde_json::from_str(text)?;
        chats.extend(past.into_iter().map(|chat| (source, chat)));
    }
    let midnight = midnight(act)?;
    let mut timed: Vec<_> =
        chats.into_iter().map(|(source, chat)| (times(&chat, act.now, midnight), source, chat)).collect();
    // Numbers of messages go up with time.
    timed.sort_by_key(|(times, ..)| times.began);
    timed.iter().try_for_each(|(times, source, chat)| put_chat(act, folder, source, chat, times))
}

fn midnight(act: &Act) -> Result<Millis> {
    let sql = "SELECT unixepoch('now', 'localtime', 'start of day', 'utc') * 1000";
    Ok(act.db.query_row(sql, [], |row| row.get(0).map(Millis))?)
}

/// A chat of today stays within today, even shortly after midnight.
fn times(chat: &PastChat, now: Millis, midnight: Millis) -> Times {
    let lines = i64::try_from(chat.lines.len()).unwrap_or(0);
    let (ended, earliest) = match (chat.minutes_ago, chat.days_ago) {
        (Some(minutes), _) => (now.plus(-minutes * MINUTE), midnight),
        (None, days) => (midnight.plus(-days.unwrap_or(1) * DAY + 14 * 60 * MINUTE), Millis(0)),
    };
    let wanted = chat.seconds_per_line * 1000 * (lines + 3);
    let began = ended.plus(-wanted).max(earliest.plus(lines)).min(now.plus(-lines - 3));
    let ended = ended.max(began.plus(lines + 3)).min(now);
    let step = ended.since(began) / (lines + 3);
    Times { began, joined: began.plus(2 * step), ended, step }
}

fn put_chat(act: &Act, folder: &Path, source: &str, chat: &PastChat, times: &Times) -> Result<()> {
    let queue = staff::queue(act, &chat.queue)?;
    let agent = users::by_login(&act.db, &chat.agent)?.ok_or_else(|| Failure::not_found(&chat.agent))?;
    let customer = put_customer(act, source, chat)?;
    let thread = put_thread(act, source, chat, times, (&queue, &customer))?;
    let leg = put_agent(act, chat, times, (&thread, &queue, &agent))?;
    put_greeting(act, &thread, &queue, times)?;
    for (index, line) in chat.lines.iter().enumerate() {
        // The first words are said before the agent comes.
        let steps = i64::try_from(index).unwrap_or(0) + if index == 0 { 1 } else { 2 };
        let at = times.began.plus(times.step * steps);
        put_line(act, folder, &thread, leg, line, at)?;
    }
    Ok(())
}

fn put_customer(act: &Act, source: &str, chat: &PastChat) -> Result<Customer> {
    let external = format!("demo-{source}-{}", Uuid::new_v4().simple());
    let customer = conversations::put_customer(&act.db, source, &external, &chat.customer)?;
    if let Some(name) = &chat.contact {
        let contact = contacts::by_name(&act.db, name)?.ok_or_else(|| Failure::not_found(name))?;
        conversations::set_contact(&act.db, customer.id, webitel_chats::ids::ContactId(contact.id))?;
    }
    Ok(customer)
}

fn put_thread(
    act: &Act,
    source: &str,
    chat: &PastChat,
    times: &Times,
    (queue, customer): (&Queue, &Customer),
) -> Result<Thread> {
    let thread = Thread {
        id: ConversationId(Uuid::new_v4()),
        title: chat.customer.clone(),
        customer: customer.id,
        customer_channel: ChannelId(Uuid::new_v4()),
        customer_token: Uuid::new_v4().simple().to_string(),
        via: conversations::gateway(&act.db, source)?,
        queue: queue.id,
        stage: Stage::Ended,
        created_at: times.began,
        updated_at: times.ended,
        closed_at: Some(times.ended),
        close_cause: chat.closed_by.cause().to_owned(),
        variables: none(),
    };
    conversations::add(&act.db, &thread)?;
    let leg = Channel {
        id: thread.customer_channel,
        conversation: thread.id,
        party: Party::Customer(customer.id),
        name: chat.customer.clone(),
        attempt: None,
        created_at: times.began,
        joined_at: times.began,
        updated_at: times.ended,
        closed_at: Some(times.ended),
        close_reason: String::new(),
        needs_processing: false,
        read_until: times.ended,
        variables: none(),
    };
    channels::add(&act.db, &leg)?;
    Ok(thread)
}

/// The agent's attempt and leg.
fn put_agent(
    act: &Act,
    chat: &PastChat,
    times: &Times,
    (thread, queue, user): (&Thread, &Queue, &User),
) -> Result<ChannelId> {
    let id = ChannelId(Uuid::new_v4());
    let seat = crate::store::agents::of_user(&act.db, user.id)?;
    let began = times.began.plus(times.step);
    let mut attempt = attempts::add(&act.db, Some(queue.id), Media::Chat, Some(thread.id), "", began)?;
    attempt.state = AttemptState::Leaving;
    attempt.agent = seat.map(|seat| seat.id);
    attempt.agent_channel = Some(id);
    attempt.offered_at = Some(began);
    attempt.bridged_at = Some(times.joined);
    attempt.leaving_at = Some(times.ended);
    attempt.result = "success".to_owned();
    attempts::save(&act.db, &attempt)?;
    let leg = Channel {
        id,
        conversation: thread.id,
        party: Party::Agent(UserId(user.id.0)),
        name: user.public_name().to_owned(),
        attempt: Some(attempt.id),
        created_at: began,
        joined_at: times.joined,
        updated_at: times.ended,
        closed_at: Some(times.ended),
        close_reason: chat.closed_by.reason().to_owned(),
        needs_processing: chat.closed_by != ClosedBy::Agent,
        read_until: times.ended,
        variables: none(),
    };
    channels::add(&act.db, &leg)?;
    Ok(id)
}

fn put_greeting(act: &Act, thread: &Thread, queue: &Queue, times: &Times) -> Result<()> {
    for text in [&queue.greeting, &queue.question] {
        messages::add(&act.db, thread.id, None, Content::text(text), times.began)?;
    }
    Ok(())
}

fn put_line(
    act: &Act,
    folder: &Path,
    thread: &Thread,
    agent: ChannelId,
    line: &Line,
    at: Millis,
) -> Result<()> {
    let file = |name: &str, caption: &Option<String>| -> Result<Content> {
        Ok(Content {
            text: caption.clone().unwrap_or_default(),
            file: Some(files::put(act, folder, thread.id, name)?),
            ..Content::default()
        })
    };
    let (channel, content) = match line {
        Line::Customer { customer } => (thread.customer_channel, Content::text(customer)),
        Line::Agent { agent: text } => (agent, Content::text(text)),
        Line::CustomerFile { customer_file, caption } => {
            (thread.customer_channel, file(customer_file, caption)?)
        }
        Line::AgentFile { agent_file, caption } => (agent, file(agent_file, caption)?),
    };
    messages::add(&act.db, thread.id, Some(channel), content, at)?;
    Ok(())
}
