//! Finding conversations and what was said in them, for the REST catalogue.

use rusqlite::{Connection, Result, params};
use webitel_chats::ids::{ConversationId, MessageId, UserId};
use webitel_chats::time::Millis;
use webitel_chats::wire::chat::Message;

use super::messages::{COLUMNS as MESSAGE, read as read_message};
use super::{all, first, to_json};

/// Whether a user takes part in a conversation, took part in it, or is invited into it.
pub(crate) fn takes_part(db: &Connection, user: UserId, conversation: ConversationId) -> Result<bool> {
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM channels WHERE conversation_id = ?1 AND user_id = ?2)
             OR EXISTS (SELECT 1 FROM invites WHERE conversation_id = ?1 AND user_id = ?2 AND outcome = 'pending')",
    )?
    .query_row(params![conversation.0, user.0], |row| row.get(0))
}

/// Which conversations are asked for. What is `None` or empty does not narrow.
#[derive(Clone, Debug)]
pub(crate) struct Filter<'a> {
    /// Only conversations in which this user takes or took part.
    pub(crate) participant: UserId,
    /// A pattern of `LIKE` for the customer's name.
    pub(crate) name: &'a str,
    /// Ids of conversations or legs, in any spelling.
    pub(crate) ids: Vec<String>,
    /// Open ones or closed ones; with a peer: those in which the peer still is.
    pub(crate) online: Option<bool>,
    /// A user's id, or a customer's id with the provider.
    pub(crate) peer: Option<&'a str>,
    /// `user`, or a provider.
    pub(crate) peer_type: Option<&'a str>,
    pub(crate) via: Option<i64>,
    pub(crate) via_type: Option<&'a str>,
    pub(crate) since: Option<i64>,
    pub(crate) until: Option<i64>,
}

/// The conversations that fit: open ones first, then those with the latest news.
pub(crate) fn find(db: &Connection, filter: &Filter, limit: i64, offset: i64) -> Result<Vec<ConversationId>> {
    let ids: Vec<String> = filter.ids.iter().map(|id| id.replace('-', "").to_uppercase()).collect();
    all(
        db,
        r"SELECT c.id FROM conversations c
          JOIN gateways g ON g.id = c.gateway_id
          WHERE (EXISTS (SELECT 1 FROM channels WHERE conversation_id = c.id AND user_id = ?1)
              OR EXISTS (SELECT 1 FROM invites WHERE conversation_id = c.id AND user_id = ?1 AND outcome = 'pending'))
            AND c.title LIKE ?2 ESCAPE '\'
            AND (?3 = '[]' OR hex(c.id) IN (SELECT value FROM json_each(?3))
                 OR EXISTS (SELECT 1 FROM channels WHERE conversation_id = c.id
                            AND hex(id) IN (SELECT value FROM json_each(?3))))
            AND (?4 IS NULL OR ?4 = (c.closed_at IS NULL))
            AND ((?5 IS NULL AND ?6 IS NULL) OR EXISTS (
                 SELECT 1 FROM channels p LEFT JOIN customers u ON u.id = p.customer_id
                 WHERE p.conversation_id = c.id
                   AND (?5 IS NULL OR CAST(p.user_id AS TEXT) = ?5 OR u.external_id = ?5)
                   AND (?6 IS NULL OR coalesce(u.source, 'user') = ?6)
                   AND (?4 IS NOT 1 OR p.closed_at IS NULL)))
            AND (?7 IS NULL OR g.id = ?7) AND (?8 IS NULL OR g.type = ?8)
            AND (?9 IS NULL OR c.updated_at >= ?9) AND (?10 IS NULL OR c.updated_at <= ?10)
          ORDER BY c.closed_at IS NOT NULL, c.updated_at DESC, c.id LIMIT ?11 OFFSET ?12",
        params![
            filter.participant.0,
            filter.name,
            to_json(&ids)?,
            filter.online,
            filter.peer,
            filter.peer_type,
            filter.via,
            filter.via_type,
            filter.since,
            filter.until,
            limit,
            offset,
        ],
        |row| row.get(0).map(ConversationId),
    )
}

/// Where a page of history begins; exclusive.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before {
    pub(crate) id: Option<MessageId>,
    pub(crate) date: Option<Millis>,
}

/// Messages of a conversation whose text fits a pattern of `LIKE`, **newest first**.
pub(crate) fn history(
    db: &Connection,
    id: ConversationId,
    before: Before,
    pattern: &str,
    limit: i64,
) -> Result<Vec<Message>> {
    all(
        db,
        &format!(
            r"SELECT {MESSAGE} FROM messages
              WHERE conversation_id = ?1 AND (?2 IS NULL OR id < ?2) AND (?3 IS NULL OR created_at < ?3)
                AND text LIKE ?4 ESCAPE '\'
              ORDER BY id DESC LIMIT ?5"
        ),
        params![id.0, before.id.map(|id| id.0), before.date.map(|date| date.0), pattern, limit],
        read_message,
    )
}

/// The last message of a conversation, or the last one until a time.
pub(crate) fn last_message(
    db: &Connection,
    id: ConversationId,
    until: Option<Millis>,
) -> Result<Option<Message>> {
    first(
        db,
        &format!(
            "SELECT {MESSAGE} FROM messages WHERE conversation_id = ?1 AND (?2 IS NULL OR created_at <= ?2)
             ORDER BY id DESC LIMIT 1"
        ),
        params![id.0, until.map(|time| time.0)],
        read_message,
    )
}
