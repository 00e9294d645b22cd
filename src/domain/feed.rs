//! The feed of a record: what colleagues post about it, and what is told of it. Pure.

mod posts;
mod text;

pub use posts::{Order, Posts};
pub use text::{Asked, Mention, Typed, asked_at, words};

use crate::ids::crm::{AttachmentId, ContactId, Guid, PostId, RecordId};
use crate::time::Millis;

/// A post, or a comment on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its key.
    pub id: PostId,
    /// The text, in HTML that others wrote: not to be shown as it is.
    pub html: String,
    /// Who wrote it.
    pub author: PostAuthor,
    /// When.
    pub at: Option<Millis>,
    /// Whether it was changed later.
    pub edited: bool,
    /// How many like it.
    pub likes: u32,
    /// Whether this user does.
    pub liked: bool,
    /// How many comments it has.
    pub comments: u32,
    /// What is attached to it.
    pub files: Vec<PostFile>,
}

/// Who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostAuthor {
    /// The contact, where known.
    pub id: Option<ContactId>,
    /// The name.
    pub name: String,
    /// The picture, if there is one.
    pub photo: Option<Guid>,
    /// Whether it is this user, who alone may change it.
    pub me: bool,
}

/// A file of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostFile {
    /// Its key.
    pub id: AttachmentId,
    /// Its name, as whoever attached it wrote it.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// What this user is told of somebody else's doing in a feed, until it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its key.
    pub id: Guid,
    /// What happened, in the CRM's own words: a comment, a change …
    pub kind: String,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: Option<Millis>,
    /// The post that it is about.
    pub post: PostId,
    /// The record in whose feed that is.
    pub record: RecordId,
    /// What that record is called.
    pub title: String,
    /// What the post says, without its formatting.
    pub words: String,
}

#[cfg(test)]
mod tests;
