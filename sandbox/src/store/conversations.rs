//! Conversations, and the customers who began them.

use rusqlite::{Connection, Result, Row, params};
use webitel_chats::ids::{ChannelId, ContactId, ConversationId, QueueId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::{Variables, Via};

use super::{first, from_json, run, to_json};

/// Somebody who writes to us. The id is a user id, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Customer {
    pub(crate) id: UserId,
    /// The provider, such as `telegram`.
    pub(crate) source: String,
    /// The id with the provider.
    pub(crate) external_id: String,
    pub(crate) name: String,
    pub(crate) contact: Option<ContactId>,
}

/// Where the flow of a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The bot has asked and waits for the customer's answer.
    Asking,
    /// In the queue, or with the agent whom the queue found.
    Queued,
    /// Handed over to this user.
    Bridge(UserId),
    /// Over.
    Ended,
}

impl Stage {
    fn columns(self) -> (&'static str, Option<i64>) {
        match self {
            Self::Asking => ("asking", None),
            Self::Queued => ("queued", None),
            Self::Bridge(user) => ("bridge", Some(user.0)),
            Self::Ended => ("ended", None),
        }
    }

    fn from_columns(stage: &str, user: Option<i64>) -> Self {
        match (stage, user) {
            ("asking", _) => Self::Asking,
            ("queued", _) => Self::Queued,
            ("bridge", Some(user)) => Self::Bridge(UserId(user)),
            _ => Self::Ended,
        }
    }
}

/// A whole chat thread.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Thread {
    pub(crate) id: ConversationId,
    pub(crate) title: String,
    pub(crate) customer: UserId,
    /// The customer's leg.
    pub(crate) customer_channel: ChannelId,
    /// What the customer's page shows to come back.
    pub(crate) customer_token: String,
    pub(crate) via: Via,
    /// The queue that the customer chose, or to which the chat was handed over.
    pub(crate) queue: QueueId,
    pub(crate) stage: Stage,
    pub(crate) created_at: Millis,
    pub(crate) updated_at: Millis,
    pub(crate) closed_at: Option<Millis>,
    /// `client_leave`, `flow_end`, …
    pub(crate) close_cause: String,
    pub(crate) variables: Variables,
}

const COLUMNS: &str =
    "c.id, c.title, c.customer_id, c.customer_channel, c.customer_token, c.queue_id, c.stage,
    c.bridge_user, c.created_at, c.updated_at, c.closed_at, c.close_cause, c.variables, g.id, g.type, g.name";
const TABLES: &str = "conversations c JOIN gateways g ON g.id = c.gateway_id";

fn read(row: &Row) -> Result<Thread> {
    Ok(Thread {
        id: ConversationId(row.get(0)?),
        title: row.get(1)?,
        customer: UserId(row.get(2)?),
        customer_channel: ChannelId(row.get(3)?),
        customer_token: row.get(4)?,
        queue: QueueId(row.get(5)?),
        stage: Stage::from_columns(&row.get::<_, String>(6)?, row.get(7)?),
        created_at: Millis(row.get(8)?),
        updated_at: Millis(row.get(9)?),
        closed_at: row.get::<_, Option<i64>>(10)?.map(Millis),
        close_cause: row.get(11)?,
        variables: from_json(&row.get::<_, String>(12)?)?,
        via: Via { id: row.get(13)?, kind: row.get(14)?, name: row.get(15)? },
    })
}

pub(crate) fn get(db: &Connection, id: ConversationId) -> Result<Option<Thread>> {
    first(db, &format!("SELECT {COLUMNS} FROM {TABLES} WHERE c.id = ?1"), [id.0], read)
}

pub(crate) fn add(db: &Connection, thread: &Thread) -> Result<()> {
    let (stage, bridge_user) = thread.stage.columns();
    run(
        db,
        "INSERT INTO conversations (id, title, customer_id, customer_channel, customer_token, gateway_id,
             queue_id, stage, bridge_user, created_at, updated_at, closed_at, close_cause, variables)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            thread.id.0,
            thread.title,
            thread.customer.0,
            thread.customer_channel.0,
            thread.customer_token,
            thread.via.id,
            thread.queue.0,
            stage,
            bridge_user,
            thread.created_at.0,
            thread.updated_at.0,
            thread.closed_at.map(|time| time.0),
            thread.close_cause,
            to_json(&thread.variables)?,
        ],
    )
    .map(drop)
}

/// Writes back what may change in a conversation.
pub(crate) fn save(db: &Connection, thread: &Thread) -> Result<()> {
    let (stage, bridge_user) = thread.stage.columns();
    run(
        db,
        "UPDATE conversations SET queue_id = ?2, stage = ?3, bridge_user = ?4, updated_at = ?5,
             closed_at = ?6, close_cause = ?7, variables = ?8 WHERE id = ?1",
        params![
            thread.id.0,
            thread.queue.0,
            stage,
            bridge_user,
            thread.updated_at.0,
            thread.closed_at.map(|time| time.0),
            thread.close_cause,
            to_json(&thread.variables)?,
        ],
    )
    .map(drop)
}

/// The gateway of a provider, new if need be.
pub(crate) fn gateway(db: &Connection, source: &str) -> Result<Via> {
    run(
        db,
        "INSERT OR IGNORE INTO gateways (type, name) VALUES (?1, ?2)",
        params![source, format!("Main {source}")],
    )?;
    db.query_row("SELECT id, type, name FROM gateways WHERE type = ?1", [source], |row| {
        Ok(Via { id: row.get(0)?, kind: row.get(1)?, name: row.get(2)? })
    })
}

pub(super) fn read_customer(row: &Row) -> Result<Customer> {
    Ok(Customer {
        id: UserId(row.get(0)?),
        source: row.get(1)?,
        external_id: row.get(2)?,
        name: row.get(3)?,
        contact: row.get::<_, Option<i64>>(4)?.map(ContactId),
    })
}

/// The ids of customers begin above those of the staff.
const CUSTOMER_IDS: i64 = 1_000_000;

/// The customer with this id at this provider: new, or with the name given now.
pub(crate) fn put_customer(db: &Connection, source: &str, external_id: &str, name: &str) -> Result<Customer> {
    db.prepare_cached(
        "INSERT INTO customers (id, source, external_id, name)
         VALUES ((SELECT max(coalesce(max(id), 0), ?4) + 1 FROM customers), ?1, ?2, ?3)
         ON CONFLICT (source, external_id) DO UPDATE SET name = ?3
         RETURNING id, source, external_id, name, contact_id",
    )?
    .query_row(params![source, external_id, name, CUSTOMER_IDS], read_customer)
}

pub(crate) fn customer(db: &Connection, id: UserId) -> Result<Option<Customer>> {
    first(
        db,
        "SELECT id, source, external_id, name, contact_id FROM customers WHERE id = ?1",
        [id.0],
        read_customer,
    )
}

/// Says which contact a customer is. `false` if there is no such contact.
pub(crate) fn set_contact(db: &Connection, customer: UserId, contact: ContactId) -> Result<bool> {
    let known = first(db, "SELECT 1 FROM contacts WHERE id = ?1", [contact.0], |_| Ok(()))?.is_some();
    if known {
        run(db, "UPDATE customers SET contact_id = ?2 WHERE id = ?1", params![customer.0, contact.0])?;
    }
    Ok(known)
}
