//! What is written into a feed and not posted yet: a new post, a comment, another text for a post.
//! It stays through errors, logins and other tabs; what is new stays through a crash.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use leptos::prelude::*;

use super::Feed;
use crate::browser::draft;
use crate::client::creatio::CrmError;
use crate::client::web::BrowserFile;
use crate::crm::record::Shared;
use crate::domain::feed::{Post, Typed};
use crate::ids::crm::{AttachmentId, PostId};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A post about the record.
    Post,
    /// A comment on this post.
    Comment(PostId),
    /// Another text for this post.
    Edit(PostId),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Post => f.write_str("post"),
            Self::Comment(on) => write!(f, "comment.{on}"),
            Self::Edit(post) => write!(f, "edit.{post}"),
        }
    }
}

/// How posting stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// Nothing is under way.
    #[default]
    Rest,
    /// On its way.
    Running,
    /// It did not go; the text and the files are still here.
    Failed(CrmError),
}

/// A file that goes with a post.
#[derive(Clone)]
pub struct NewFile {
    /// Its key.
    pub id: AttachmentId,
    /// The file.
    pub file: web_sys::File,
    /// Whether it is in the CRM already.
    sent: bool,
}

pub(super) struct State {
    /// The key of what is new: a retry makes no second post.
    key: Cell<PostId>,
    typed: ArcRwSignal<Typed>,
    files: ArcRwSignal<Vec<NewFile>>,
    sending: ArcRwSignal<Sending>,
}

impl State {
    /// What was written there before and not posted, or nothing.
    fn of(shared: &Shared, place: Place) -> Rc<Self> {
        let kept = draft::read(&draft_key(shared, place)).and_then(|kept| take_up(&kept.text));
        let (key, typed) = kept.unwrap_or_else(|| (new_key(shared), Typed::default()));
        Rc::new(Self {
            key: Cell::new(key),
            typed: ArcRwSignal::new(typed),
            files: ArcRwSignal::default(),
            sending: ArcRwSignal::default(),
        })
    }
}

/// A handle to something that is written; copies are the same.
#[derive(Clone, Copy)]
pub struct Writing(StoredValue<Parts, LocalStorage>);

#[derive(Clone)]
struct Parts {
    shared: Rc<Shared>,
    place: Place,
    state: Rc<State>,
}

impl Feed {
    /// What is written there.
    #[must_use]
    pub fn writing(self, place: Place) -> Writing {
        let shared = self.shared();
        let known = shared
            .feed
            .writings
            .borrow()
            .iter()
            .find(|(one, _)| *one == place)
            .map(|(_, state)| Rc::clone(state));
        let state = known.unwrap_or_else(|| {
            let state = State::of(&shared, place);
            shared.feed.writings.borrow_mut().push((place, Rc::clone(&state)));
            state
        });
        Writing(StoredValue::new_local(Parts { shared, place, state }))
    }
}

fn draft_key(shared: &Shared, place: Place) -> String {
    format!("feed.{}.{place}", shared.key())
}

fn new_key(shared: &Shared) -> PostId {
    PostId(shared.client.new_id().0)
}

/// What was kept, with its key: it may have been posted, and only the answer was lost.
fn take_up(kept: &str) -> Option<(PostId, Typed)> {
    let (key, typed) = kept.split_once('\n')?;
    Some((key.parse().ok()?, Typed::take_up(typed)))
}

impl Writing {
    fn parts(self) -> Parts {
        self.0.get_value()
    }

    fn read<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.0.with_value(|parts| read(&parts.state))
    }

    /// What it is.
    #[must_use]
    pub fn place(self) -> Place {
        self.0.with_value(|parts| parts.place)
    }

    /// The feed into which it goes.
    #[must_use]
    pub fn feed(self) -> Feed {
        Feed(StoredValue::new_local(self.parts().shared))
    }

    /// What is typed; tracked.
    #[must_use]
    pub fn typed(self) -> Typed {
        self.read(|state| state.typed.get())
    }

    /// Whether nothing is typed; not tracked.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.read(|state| state.typed.with_untracked(Typed::is_blank))
    }

    /// Whether there is something to post; tracked.
    #[must_use]
    pub fn can_send(self) -> bool {
        self.read(|state| !state.typed.with(Typed::is_blank) || !state.files.with(Vec::is_empty))
    }

    /// How posting stands; tracked.
    #[must_use]
    pub fn sending(self) -> Sending {
        self.read(|state| state.sending.get())
    }

    /// The files that go with it; tracked.
    #[must_use]
    pub fn files(self) -> Vec<NewFile> {
        self.read(|state| state.files.get())
    }

    /// This is typed now.
    pub fn write(self, typed: Typed) {
        let Parts { shared, place, state } = self.parts();
        if !matches!(place, Place::Edit(_)) {
            let name = draft_key(&shared, place);
            if typed.is_blank() {
                draft::forget(&name);
                // What comes next is something else.
                if state.files.with_untracked(Vec::is_empty) {
                    state.key.set(new_key(&shared));
                }
            } else {
                draft::keep(&name, &format!("{}\n{}", state.key.get(), typed.keep()));
            }
        }
        state.typed.set(typed);
    }

    /// This file shall go with it.
    pub fn add(self, file: web_sys::File) {
        let Parts { shared, state, .. } = self.parts();
        let id = AttachmentId(shared.client.new_id().0);
        state.files.update(|files| files.push(NewFile { id, file, sent: false }));
    }

    /// It shall not go with it.
    pub fn leave_out(self, file: AttachmentId) {
        self.read(|state| state.files.update(|files| files.retain(|one| one.id != file)));
    }

    /// Posts it. Returns whether that worked; then nothing is left here.
    pub async fn send(self) -> bool {
        let Parts { shared, place, state } = self.parts();
        if state.sending.get_untracked() == Sending::Running {
            return false;
        }
        state.sending.set(Sending::Running);
        match post(&shared, place, &state).await {
            Ok(post) => {
                show(&shared, place, post);
                draft::forget(&draft_key(&shared, place));
                state.key.set(new_key(&shared));
                state.typed.set(Typed::default());
                state.files.set(Vec::new());
                state.sending.set(Sending::Rest);
                true
            }
            Err(error) => {
                state.sending.set(Sending::Failed(error));
                false
            }
        }
    }
}

async fn post(shared: &Shared, place: Place, state: &State) -> Result<Post, CrmError> {
    let client = &shared.client;
    let mut typed = state.typed.get_untracked();
    if typed.is_blank() {
        // The CRM takes no post without words.
        let names =
            state.files.with_untracked(|files| files.iter().map(|one| one.file.name()).collect::<Vec<_>>());
        typed.text = format!("`{}`", names.join(", ").replace('`', "'"));
    }
    let html = typed.html(|contact| client.page_of_contact(contact));
    let record = shared.key();
    let key = match place {
        Place::Post | Place::Comment(_) => state.key.get(),
        Place::Edit(post) => post,
    };
    // The files first: who reads the post sees all of it.
    for NewFile { id, file, .. } in state.files.get_untracked().into_iter().filter(|file| !file.sent) {
        client.attach_to_post(id, key, &BrowserFile(file), |_| {}).await?;
        state.files.update(|files| {
            files.iter_mut().filter(|one| one.id == id).for_each(|one| one.sent = true);
        });
    }
    match place {
        Place::Post => client.post(key, record, &html).await,
        Place::Comment(on) => client.comment(key, record, on, &html).await,
        Place::Edit(post) => client.edit_post(post, &html).await,
    }
}

/// Shows what was posted in its place.
fn show(shared: &Shared, place: Place, post: Post) {
    let feed = &shared.feed;
    match place {
        Place::Post => feed.posts.update(|posts| posts.put(post)),
        Place::Comment(on) => {
            feed.thread(on, |thread| thread.comments.put(post));
            feed.change(on, |post| post.comments += 1);
        }
        Place::Edit(id) => {
            feed.change(id, |known| *known = post.clone());
            feed.edited.update(|edited| {
                edited.retain(|one| *one != id);
            });
        }
    }
}
