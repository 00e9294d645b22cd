//! The feed of a record: through the services, which keep counts, mentions and notifications.

use serde_json::json;

use super::files::Target;
use super::query::Query;
use super::{Crm, CrmError, Me, body_of};
use crate::client::platform::{Platform, Request};
use crate::client::rest::percent_encode;
use crate::domain::feed::{Post, PostAuthor, PostFile};
use crate::domain::record::Named;
use crate::ids::crm::{AttachmentId, ContactId, Guid, Key, PostId, RecordId};
use crate::wire::creatio::entity::{Entity, created_on, id};
use crate::wire::creatio::{self as wire, Contact, FeedFile, Mentioned, NewPost, SocialMessage};
use crate::wire::lenient::Nothing;

/// How many posts or comments a page has.
pub const FEED_PAGE: u32 = 20;
/// The most files of a page's posts that are shown.
const MOST_FILES: u32 = 200;

/// A page of posts or comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPage {
    /// The posts.
    pub posts: Vec<Post>,
    /// Whether there may be others behind them.
    pub full: bool,
}

impl<P: Platform> Crm<P> {
    /// The posts of a record, newest first, without the first ones.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn posts(&self, record: RecordId, skip: u32) -> Result<FeedPage, CrmError> {
        let what = NewPost { entity_id: Some(Guid(record.0)), ..NewPost::default() };
        self.read_feed("ReadEntityMessage", what, skip).await
    }

    /// The comments on a post, oldest first, without the first ones.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn comments(&self, post: PostId, skip: u32) -> Result<FeedPage, CrmError> {
        self.read_feed("ReadComments", NewPost { id: Some(post), ..NewPost::default() }, skip).await
    }

    /// Writes a post, in HTML. `key` is made by the caller: the same one again makes no second
    /// post, but one that says what is given now.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn post(&self, key: PostId, record: RecordId, html: &str) -> Result<Post, CrmError> {
        self.write_post("PostMessage", key, record, None, html).await
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
        self.write_post("PostComment", key, record, Some(on), html).await
    }

    async fn write_post(
        &self,
        method: &str,
        key: PostId,
        record: RecordId,
        parent_id: Option<PostId>,
        html: &str,
    ) -> Result<Post, CrmError> {
        let schema = Some(self.record_schema().await?);
        let entity_id = Some(Guid(record.0));
        let post = NewPost { id: Some(key), schema, entity_id, message: html.to_owned(), parent_id };
        match self.change_feed(method, post).await {
            // It went through, and only its answer was lost.
            Err(CrmError::Conflict) => self.edit_post(key, html).await,
            result => result,
        }
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

    /// Who likes a post or a comment.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn who_liked(&self, post: PostId) -> Result<Vec<PostAuthor>, CrmError> {
        let me = self.me().await?;
        let body = body_of(&json!({"message": NewPost { id: Some(post), ..NewPost::default() }}))?;
        let people: Vec<wire::Author> = self.method("EsnService", "GetWhoLikedMessage", body).await?;
        Ok(people.into_iter().map(|row| author(&me, row)).collect())
    }

    /// Attaches a file to a post, telling how many bytes have left. `key` is made by the caller, so
    /// that a retry attaches no second one.
    ///
    /// # Errors
    /// [`CrmError::TooLarge`] if it is larger than Creatio takes; else see [`CrmError`].
    pub async fn attach_to_post(
        &self,
        key: AttachmentId,
        post: PostId,
        file: &P::File,
        progress: impl FnMut(u64) + 'static,
    ) -> Result<(), CrmError> {
        let settings = self.settings();
        let what = json!({settings.name(FeedFile::OBJECT.field().member()): SocialMessage::SET}).to_string();
        let more = format!("&additionalParams={}", percent_encode(&what));
        let target = Target {
            object: settings.object(FeedFile::SET),
            id: key,
            parent: settings.name(FeedFile::RECORD.field().member()),
            record: post.uuid(),
            more: &more,
        };
        self.upload(target, file, progress).await
    }

    /// How to fetch a file of a post with whatever tells who asks.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn post_file_request(&self, file: AttachmentId) -> Result<Request, CrmError> {
        Ok(self.fetch_request(self.url_of(FeedFile::SET, file).await?))
    }

    /// Where Creatio shows a contact, who is mentioned by that.
    #[must_use]
    pub fn page_of_contact(&self, contact: ContactId) -> Option<String> {
        self.page_of::<Contact>(contact)
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

    async fn read_feed(&self, method: &str, message: NewPost, skip: u32) -> Result<FeedPage, CrmError> {
        let me = self.me().await?;
        let body = json!({"message": message, "count": FEED_PAGE, "offset": skip}).to_string();
        let rows: Vec<wire::Post> = self.method("EsnService", method, body).await?;
        let full = rows.len() >= FEED_PAGE as usize;
        let mut posts: Vec<Post> = rows.into_iter().filter_map(|row| post(&me, row)).collect();
        self.add_files(&mut posts).await?;
        Ok(FeedPage { posts, full })
    }

    async fn change_feed(&self, method: &str, message: NewPost) -> Result<Post, CrmError> {
        let me = self.me().await?;
        let body = body_of(&json!({"message": message}))?;
        let row: wire::Post = self.method("EsnService", method, body).await?;
        let mut posts = vec![post(&me, row).ok_or(CrmError::Unreadable)?];
        self.add_files(&mut posts).await?;
        posts.pop().ok_or(CrmError::Unreadable)
    }

    /// Reads the files of all these posts at once.
    async fn add_files(&self, posts: &mut [Post]) -> Result<(), CrmError> {
        let Some(of_these) = FeedFile::RECORD.one_of(posts.iter().map(|post| post.id)) else { return Ok(()) };
        let query = Query::<FeedFile>::new().filter(of_these).by(created_on()).by(id()).top(MOST_FILES);
        let rows = match self.list(query).await {
            Ok(page) => page.rows,
            // Who may not see the files may still read the words.
            Err(CrmError::Forbidden { .. } | CrmError::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        for row in rows {
            let Some((post, id)) = row.record_id.zip(row.id) else { continue };
            if let Some(post) = posts.iter_mut().find(|known| known.id == post) {
                post.files.push(PostFile { id, name: row.name, size: row.size });
            }
        }
        Ok(())
    }
}

fn post(me: &Me, row: wire::Post) -> Option<Post> {
    Some(Post {
        id: row.id?,
        html: row.message,
        author: author(me, row.created_by),
        at: row.created_on,
        edited: row.modified_on > row.created_on,
        likes: row.like_count,
        liked: row.is_liked,
        comments: row.comment_count,
        files: Vec::new(),
    })
}

fn author(me: &Me, row: wire::Author) -> PostAuthor {
    PostAuthor {
        me: row.value == Some(me.contact),
        id: row.value,
        name: row.display_value,
        photo: row.primary_image_value,
    }
}
