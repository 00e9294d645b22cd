//! What is said in the feed of a record.

use super::counted;
use super::record::why;
use crate::client::creatio::CrmError;
use crate::crm::Place;
use crate::domain::feed::Notice;

/// What the feed says without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "what each says is said below")]
pub enum FeedWord {
    AllRead,
    AttachFile,
    Cancel,
    Comment,
    Delete,
    DeleteMeans,
    DeletePost,
    Earlier,
    Edit,
    Edited,
    Feed,
    Like,
    Liked,
    Loading,
    MoreActions,
    Mentions,
    No,
    Nobody,
    NoPosts,
    NoPostsHint,
    Post,
    Posts,
    Save,
    ShowComments,
    TryAgain,
    Unknown,
    WhoLikes,
    WriteComment,
    WritePost,
    Yes,
}

impl FeedWord {
    /// In English.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::AllRead => "Mark all as read",
            Self::AttachFile => "Attach a file",
            Self::Cancel => "Cancel",
            Self::Comment => "Comment",
            Self::Delete => "Delete",
            Self::DeleteMeans => "It can't be brought back.",
            Self::DeletePost => "Delete this post?",
            Self::Earlier => "Show earlier posts",
            Self::Edit => "Edit",
            Self::Edited => "edited",
            Self::Feed => "Feed",
            Self::Like => "Like",
            Self::Liked => "Liked",
            Self::Loading => "Loading…",
            Self::MoreActions => "More",
            Self::Mentions => "People to mention",
            Self::No => "No",
            Self::Nobody => "Nobody",
            Self::NoPosts => "No posts yet",
            Self::NoPostsHint => "What you post here your colleagues can read; the customer can't.",
            Self::Post => "Post",
            Self::Posts => "Posts",
            Self::Save => "Save",
            Self::ShowComments => "Show comments",
            Self::TryAgain => "Try again",
            Self::Unknown => "Somebody",
            Self::WhoLikes => "Who likes it",
            Self::WriteComment => "Write a comment; @ mentions a colleague",
            Self::WritePost => "Write to your colleagues; @ mentions one",
            Self::Yes => "Yes, delete",
        }
    }
}

/// The field for what is written there.
#[must_use]
pub fn field(place: Place) -> &'static str {
    match place {
        Place::Post => "New post",
        Place::Comment(_) => "New comment",
        Place::Edit(_) => "Text of the post",
    }
}

/// What stands in that field while it is empty.
#[must_use]
pub fn hint(place: Place) -> &'static str {
    match place {
        Place::Post => FeedWord::WritePost,
        Place::Comment(_) | Place::Edit(_) => FeedWord::WriteComment,
    }
    .text()
}

/// What sends it.
#[must_use]
pub fn send(place: Place) -> &'static str {
    match place {
        Place::Post => FeedWord::Post,
        Place::Comment(_) => FeedWord::Comment,
        Place::Edit(_) => FeedWord::Save,
    }
    .text()
}

/// Why something was not posted; it is still in its field.
#[must_use]
pub fn not_posted(error: &CrmError) -> String {
    format!("Not posted. {}", why(error))
}

/// Why posts or comments did not come.
#[must_use]
pub fn not_read(error: &CrmError) -> String {
    format!("The feed did not load. {}", why(error))
}

/// Takes a file out of what is written.
#[must_use]
pub fn leave_out(name: &str) -> String {
    format!("Leave out {name}")
}

/// A post, as a place on the page.
#[must_use]
pub fn post_of(name: &str) -> String {
    format!("Post of {name}")
}

/// A comment, as a place on the page.
#[must_use]
pub fn comment_of(name: &str) -> String {
    format!("Comment of {name}")
}

/// How many comments a post has.
#[must_use]
pub fn comments(count: u32) -> String {
    counted(count as usize, "comment", "comments")
}

/// How many further comments there are.
#[must_use]
pub fn more_comments(count: usize) -> String {
    format!("Show {} more", counted(count, "comment", "comments"))
}

/// How many like a post.
#[must_use]
pub fn likes(count: u32) -> String {
    counted(count as usize, "like", "likes")
}

/// How much is unread.
#[must_use]
pub fn news(count: usize) -> String {
    format!("{} from the feed", counted(count, "piece of news", "pieces of news"))
}

/// Who did what, in short.
#[must_use]
pub fn happened(notice: &Notice) -> String {
    let by = if notice.by.is_empty() { FeedWord::Unknown.text() } else { &notice.by };
    if notice.kind.is_empty() { by.to_owned() } else { format!("{by} · {}", notice.kind) }
}

/// What has just come: the first piece of `count`.
#[must_use]
pub fn told(notice: &Notice, count: usize) -> String {
    const LONGEST: usize = 80;
    let mut words: String = notice.words.chars().take(LONGEST).collect();
    if words.len() < notice.words.len() {
        words.push('…');
    }
    let more = if count > 1 { format!(" (+{})", count - 1) } else { String::new() };
    format!("{}: {words}{more}", happened(notice))
}
