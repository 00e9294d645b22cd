//! The feed of a record.

use crate::ids::crm::{ContactId, PostId};
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
}

/// Who wrote a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostAuthor {
    /// The contact, where known.
    pub id: Option<ContactId>,
    /// The name.
    pub name: String,
    /// Whether it is this user, who alone may change it.
    pub me: bool,
}
