//! The feed of a record: through the services, which keep counts, mentions and notifications.

use serde_json::json;

use super::{Crm, CrmError, Me, body_of};
use crate::client::platform::Platform;
use crate::domain::record::{Named, Post, PostAuthor};
use crate::ids::crm::{ContactId, Guid, PostId, RecordId};
use crate::wire::creatio::{self as wire, Mentioned, NewPost};
use crate::wire::lenient::Nothing;

/// How many posts or comments a page has.
pub const FEED_PAGE: u32 = 20;

impl<P: Platform> Crm<P> {
    /// The posts of a record, newest first, without the first ones.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn posts(&self, record: RecordId, skip: u32) -> Result<Vec<Post>, CrmError> {
        let what = NewPost { entity_id: Some(Guid(record.0)), ..NewPost::default() };
        self.read_feed("ReadEntityMessage", what, skip).await
    }

    /// The comments on a post, oldest first, without the first ones.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn comments(&self, post: PostId, skip: u32) -> Result<Vec<Post>, CrmError> {
        self.read_feed("ReadComments", NewPost { id: Some(post), ..NewPost::default() }, skip).await
    }

    /// Writes a post, in HTML. `key` is made by the caller, so that a retry makes no second one.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn post(&self, key: PostId, record: RecordId, html: &str) -> Result<Post, CrmError> {
        let schema = Some(self.record_schema().await?);
        let entity_id = Some(Guid(record.0));
        let post = NewPost { id: Some(key), schema, entity_id, message: html.to_owned(), parent_id: None };
        self.change_feed("PostMessage", post).await
    }

    /// Writes a comment on a post. `key` as with posts.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn comment(
        &self,
        key: PostId,
        record: RecordId,
        on: PostId,
        html: &str,
    ) -> Result<Post, CrmError> {
        let schema = Some(self.record_schema().await?);
        let entity_id = Some(Guid(record.0));
        let post =
            NewPost { id: Some(key), schema, entity_id, message: html.to_owned(), parent_id: Some(on) };
        self.change_feed("PostComment", post).await
    }

    /// Changes a post or a comment of one's own.
    ///
    /// # Errors
    /// [`CrmError::Forbidden`] for those of others; else see [`CrmError`].
    pub async fn edit_post(&self, post: PostId, html: &str) -> Result<Post, CrmError> {
        let post = NewPost { id: Some(post), message: html.to_owned(), ..NewPost::default() };
        self.change_feed("EditMessage", post).await
    }

    /// Removes a post or a comment of one's own.
    ///
    /// # Errors
    /// [`CrmError::Forbidden`] for those of others; else see [`CrmError`].
    pub async fn delete_post(&self, post: PostId) -> Result<(), CrmError> {
        let body = json!({"message": NewPost { id: Some(post), ..NewPost::default() }}).to_string();
        let Nothing = self.method("EsnService", "DeleteMessage", body).await?;
        Ok(())
    }

    /// Likes a post or a comment, or does so no more.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn like(&self, post: PostId, like: bool) -> Result<Post, CrmError> {
        let method = if like { "LikeMessage" } else { "UnLikeMessage" };
        self.change_feed(method, NewPost { id: Some(post), ..NewPost::default() }).await
    }

    /// Contacts who can be mentioned, whose names have a part that begins so; five at a time.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn mentionable(&self, text: &str, skip: u32) -> Result<Vec<Named<ContactId>>, CrmError> {
        let body = json!({"text": text, "offset": skip}).to_string();
        let found: Vec<Mentioned> =
            self.method("ESNFeedModuleService", "GetContactsForMention", body).await?;
        Ok(found.into_iter().filter_map(|found| Named::maybe(found.id, found.name)).collect())
    }

    /// Follows a record's feed, or does so no more.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn follow(&self, record: RecordId, follow: bool) -> Result<(), CrmError> {
        let schema = self.record_schema().await?;
        let method = if follow { "SubscribeUser" } else { "UnsubscribeUser" };
        let body = json!({"entityId": record, "entitySchemaUId": schema, "useOnlyOwn": true}).to_string();
        let Nothing = self.method("SocialSubscriptionService", method, body).await?;
        Ok(())
    }

    /// Whether this user follows a record's feed.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn is_followed(&self, record: RecordId) -> Result<bool, CrmError> {
        let schema = self.record_schema().await?;
        let body = json!({"entityId": record, "entitySchemaUId": schema}).to_string();
        self.method("SocialSubscriptionService", "GetIsUserSubscribed", body).await
    }

    async fn read_feed(&self, method: &str, message: NewPost, skip: u32) -> Result<Vec<Post>, CrmError> {
        let me = self.me().await?;
        let body = json!({"message": message, "count": FEED_PAGE, "offset": skip}).to_string();
        let posts: Vec<wire::Post> = self.method("EsnService", method, body).await?;
        Ok(posts.into_iter().filter_map(|row| post(&me, row)).collect())
    }

    async fn change_feed(&self, method: &str, message: NewPost) -> Result<Post, CrmError> {
        let me = self.me().await?;
        let body = body_of(&json!({"message": message}))?;
        let row: wire::Post = self.method("EsnService", method, body).await?;
        post(&me, row).ok_or(CrmError::Unreadable)
    }
}

fn post(me: &Me, row: wire::Post) -> Option<Post> {
    Some(Post {
        id: row.id?,
        html: row.message,
        author: PostAuthor {
            me: row.created_by.value == Some(me.contact),
            id: row.created_by.value,
            name: row.created_by.display_value,
        },
        at: row.created_on,
        edited: row.modified_on > row.created_on,
        likes: row.like_count,
        liked: row.is_liked,
        comments: row.comment_count,
    })
}
