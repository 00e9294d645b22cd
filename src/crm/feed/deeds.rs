//! What the agent does in a feed, beside writing.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Feed, Place, Reading, Thread};
use crate::browser::blob::{self, BlobUrl};
use crate::client::creatio::CrmError;
use crate::client::web::fetch_crm_bytes;
use crate::domain::feed::{PostAuthor, PostFile, Typed};
use crate::domain::record::Named;
use crate::ids::crm::{ContactId, PostId};

impl Feed {
    /// Reads the newest posts.
    pub fn begin(self) {
        let shared = self.shared();
        spawn_local(async move { shared.read_feed().await });
    }

    /// Reads earlier posts.
    pub fn go_on(self) {
        let shared = self.shared();
        if shared.feed.reading.get_untracked() != Reading::Running {
            spawn_local(async move { shared.read_on().await });
        }
    }

    /// The feed is on the screen, or not any more. What is there then is seen.
    pub fn look(self, looks: bool) {
        self.0.try_with_value(|shared| {
            shared.feed.looked_at.set(looks);
            if !shared.feed.unseen.with_untracked(Vec::is_empty) {
                shared.feed.unseen.set(Vec::new());
            }
        });
    }

    /// Folds or unfolds the comments on a post.
    pub fn unfold(self, on: PostId, unfold: bool) {
        let shared = self.shared();
        shared.feed.thread(on, |thread| thread.shown = unfold);
        if unfold {
            spawn_local(async move { shared.read_comments(on, false).await });
        }
    }

    /// Reads further comments on a post.
    pub fn more_comments(self, on: PostId) {
        let shared = self.shared();
        spawn_local(async move { shared.read_comments(on, true).await });
    }

    /// Begins to edit a post of this user's.
    pub fn edit(self, id: PostId) {
        let shared = self.shared();
        let Some(post) = untrack(|| shared.feed.find(id)) else { return };
        let writing = self.writing(Place::Edit(id));
        if writing.is_blank() {
            writing.write(Typed::read(&post.html));
        }
        shared.feed.edited.update(|edited| {
            edited.push(id);
        });
    }

    /// Leaves a post as it is.
    pub fn stop_editing(self, id: PostId) {
        let shared = self.shared();
        shared.feed.writings.borrow_mut().retain(|(place, _)| *place != Place::Edit(id));
        shared.feed.edited.update(|edited| {
            edited.retain(|one| *one != id);
        });
    }

    /// Likes a post or does so no more; it shows at once.
    ///
    /// # Errors
    /// See [`CrmError`]; then it is as it was.
    pub async fn like(self, id: PostId, like: bool) -> Result<(), CrmError> {
        let shared = self.shared();
        let Some(before) = untrack(|| shared.feed.find(id)) else { return Ok(()) };
        let likes = if like { before.likes + 1 } else { before.likes.saturating_sub(1) };
        let show = |likes, liked| shared.feed.change(id, |post| (post.likes, post.liked) = (likes, liked));
        show(likes, like);
        match shared.client.like(id, like).await {
            Ok(post) => show(post.likes, post.liked),
            Err(error) => {
                show(before.likes, before.liked);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Who likes a post.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn who_liked(self, id: PostId) -> Result<Vec<PostAuthor>, CrmError> {
        self.shared().client.who_liked(id).await
    }

    /// Removes a post or a comment of this user's.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn delete(self, id: PostId) -> Result<(), CrmError> {
        let shared = self.shared();
        match shared.client.delete_post(id).await {
            Ok(()) | Err(CrmError::NotFound) => {}
            Err(error) => return Err(error),
        }
        shared.feed.posts.update(|posts| posts.remove(id));
        let commented = |threads: &Vec<Thread>| {
            threads.iter().find(|thread| thread.comments.get(id).is_some()).map(|thread| thread.on)
        };
        let post = shared.feed.threads.with_untracked(commented);
        if let Some(post) = post {
            shared.feed.thread(post, |thread| thread.comments.remove(id));
            shared.feed.change(post, |post| post.comments = post.comments.saturating_sub(1));
        }
        Ok(())
    }

    /// Who can be mentioned by a name that begins so; a few of them.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn mentionable(self, name: &str) -> Result<Vec<Named<ContactId>>, CrmError> {
        self.shared().client.mentionable(name, 0).await
    }

    /// Fetches a file of a post and hands it to the browser to be saved.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn download(self, file: &PostFile) -> Result<(), CrmError> {
        let request = self.shared().client.post_file_request(file.id).await?;
        let bytes = fetch_crm_bytes(request).await?;
        // Never opened here, whatever it is.
        let url = BlobUrl::new(&bytes, "application/octet-stream").ok_or(CrmError::TooLarge)?;
        blob::save(&url, &file.name);
        Ok(())
    }
}
