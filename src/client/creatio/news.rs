//! What others did: looked for now and then, with one request while nothing happens.

use super::batch::Batch;
use super::query::Query;
use super::values::Values;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::feed::{Notice, words};
use crate::ids::crm::{ContactId, Guid, PostId, RecordId};
use crate::time::Millis;
use crate::wire::creatio::entity::{created_on, id};
use crate::wire::creatio::{EsnNotification, FeedStamp, RecordStamp, SocialMessage, WebitelChat};

/// The most notices that are read at once; the newest.
const MOST: u32 = 50;

/// What a look shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// What the user is told of and has not read yet, newest first. Nothing is said of it here but
    /// its key and its post.
    pub unread: Vec<Unread>,
    /// How the records stand that were asked for; those that are not there are left out.
    pub records: Vec<(RecordId, Stamp)>,
}

/// Something that the user is told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The key of the notification.
    pub id: Guid,
    post: PostId,
    kind: String,
    by: String,
    at: Option<Millis>,
}

/// What differs once somebody has changed a record or written into its feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// When the record was changed.
    pub record: Option<Millis>,
    /// How many posts and comments its feed has, and when something last happened to one.
    pub feed: (u64, Option<Millis>),
}

impl<P: Platform> Crm<P> {
    /// Looks for news, and how these records stand; one request.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn glance(&self, records: &[RecordId]) -> Result<Glance, CrmError> {
        let me = self.me().await?.contact;
        let mut batch = Batch::new();
        let unread = batch.list(unread_of(me));
        let mut slots = Vec::new();
        for record in records {
            let stamp = batch.list(Query::<RecordStamp>::new().filter(id::<WebitelChat>().eq(*record)));
            let of_feed = Query::<FeedStamp>::new().filter(SocialMessage::ENTITY.eq(Guid(record.0)));
            let feed = batch.list(of_feed.by_descending(SocialMessage::LAST_ACTION).top(1).count());
            slots.push((*record, stamp, feed));
        }
        let mut answers = self.send(batch).await?;
        let mut glance = Glance {
            unread: answers.take(unread)?.rows.into_iter().filter_map(told).collect(),
            records: Vec::new(),
        };
        for (record, stamp, feed) in slots {
            let (stamp, feed) = (answers.take(stamp)?, answers.take(feed)?);
            if let Some(row) = stamp.rows.first() {
                let last = feed.rows.first().and_then(|row| row.last_action_on);
                let feed = (feed.total.unwrap_or_default(), last);
                glance.records.push((record, Stamp { record: row.modified_on, feed }));
            }
        }
        Ok(glance)
    }

    /// Reads what these are about. What belongs to other objects than chats is left out.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn notices(&self, unread: &[Unread]) -> Result<Vec<Notice>, CrmError> {
        let Some(these) = id::<SocialMessage>().one_of(unread.iter().map(|unread| unread.post)) else {
            return Ok(Vec::new());
        };
        let schema = self.record_schema().await?;
        let of_chats = these.and(SocialMessage::SCHEMA.eq(schema));
        let posts = self.list(Query::<SocialMessage>::new().filter(of_chats)).await?.rows;
        let chats = posts.iter().filter_map(|post| post.entity_id).map(|entity| RecordId(entity.0));
        let Some(chats) = id::<WebitelChat>().one_of(chats) else { return Ok(Vec::new()) };
        let chats = self.list(Query::<RecordStamp>::new().filter(chats)).await?.rows;
        let notice = |unread: &Unread| {
            let post = posts.iter().find(|post| post.id == Some(unread.post))?;
            let record = RecordId(post.entity_id?.0);
            let chat = chats.iter().find(|chat| chat.id == Some(record))?;
            Some(Notice {
                id: unread.id,
                kind: unread.kind.clone(),
                by: unread.by.clone(),
                at: unread.at,
                post: unread.post,
                record,
                title: chat.name.clone(),
                words: words(&post.message),
            })
        };
        Ok(unread.iter().filter_map(notice).collect())
    }

    /// These were read.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn mark_read(&self, notices: &[Guid]) -> Result<(), CrmError> {
        let mut batch = Batch::new();
        for notice in notices {
            let _done =
                batch.change::<EsnNotification>(*notice, Values::new().set(EsnNotification::IS_READ, true));
        }
        match self.send(batch).await?.failure() {
            // One that is gone needs no reading.
            None | Some(CrmError::NotFound) => Ok(()),
            Some(error) => Err(error),
        }
    }
}

fn unread_of(contact: ContactId) -> Query<EsnNotification> {
    Query::new()
        .filter(EsnNotification::OWNER.is(contact).and(EsnNotification::IS_READ.eq(false)))
        .by_descending(created_on())
        .by(id())
        .top(MOST)
}

fn told(row: EsnNotification) -> Option<Unread> {
    let (id, post) = (row.id?, row.social_message_id?);
    Some(Unread { id, post, kind: row.r#type, by: row.created_by, at: row.created_on })
}
