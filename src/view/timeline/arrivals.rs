//! New messages for a reader who does not see them: who is above the end, or does not see at all.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use crate::desk::use_desk;
use crate::domain::conversation::Conversation;
use crate::domain::message::{Author, Body, Message};
use crate::ids::{ConversationId, MessageId, UserId};
use crate::view::ui::{Icon, icon, use_announcer};
use crate::words::chat::{self, ChatWord};
use crate::words::{Word, say};

/// After an announcement further messages are gathered this long, and then told as one.
const GATHER: Duration = Duration::from_millis(1500);

/// The button that leads to new messages below, for a reader who is not at the end. `seen` is
/// the newest message that he has seen there.
pub(super) fn arrivals(
    id: ConversationId,
    at_end: ArcRwSignal<bool>,
    seen: ArcRwSignal<Option<MessageId>>,
    on_go: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let count = Memo::new(move |_| {
        let seen = seen.get();
        let count = |chat: &Conversation, me: UserId| arrived(chat, me, seen).count();
        desk.timeline(id, |chat, model| model.me().map(|me| count(chat, me))).flatten().unwrap_or_default()
    });
    move || {
        (!at_end.get()).then(|| {
            view! {
                <button
                    class="timeline-new"
                    type="button"
                    data-new=move || (count.get() > 0).then_some("")
                    on:click=move |_| on_go.run(())
                >
                    {icon(Icon::ChevronDown)}
                    <span>{move || words(count.get())}</span>
                </button>
            }
        })
    }
}

fn words(count: usize) -> String {
    if count == 0 { ChatWord::ToNewest.text().to_owned() } else { chat::new_messages(count) }
}

/// The messages of others after a message, newest first. Costs what they are.
fn arrived(
    chat: &Conversation,
    me: UserId,
    after: Option<MessageId>,
) -> impl Iterator<Item = (&Message, Author)> {
    chat.timeline
        .messages()
        .rev()
        .take_while(move |message| after.is_some_and(|after| message.id > after))
        .map(move |message| (message, chat.author(message, me)))
        .filter(|(_, author)| *author != Author::Me)
}

thread_local! {
    /// The newest message that was said, in whatever view.
    static LAST_TOLD: Cell<Option<MessageId>> = const { Cell::new(None) };
}

/// Says each message once: the first at once, those that follow within a moment together.
pub(super) fn announce(id: ConversationId) {
    let desk = use_desk();
    let announcer = use_announcer();
    let told = StoredValue::new(untrack(|| desk.timeline(id, |chat, _| chat.newest_id())).flatten());
    let gathering = StoredValue::new(false);
    let tell = move || {
        let after = told.try_get_value().flatten();
        let news = untrack(|| {
            desk.timeline(id, |chat, model| Some((summary(chat, model.me()?, after)?, chat.newest_id())))
        });
        let Some((words, newest)) = news.flatten() else { return false };
        told.set_value(newest);
        // The chat may stand in the panel and on its page at once.
        if LAST_TOLD.replace(newest) != newest {
            announcer.say(&words);
        }
        true
    };
    let tell = StoredValue::new_local(tell);
    let tell_now = move || tell.try_with_value(|tell| tell()).unwrap_or(false);
    Effect::new(move |_| {
        desk.timeline(id, |_, _| ());
        if gathering.get_value() || !tell_now() {
            return;
        }
        gathering.set_value(true);
        set_timeout(
            move || {
                gathering.try_update_value(|gathering| *gathering = false);
                tell_now();
            },
            GATHER,
        );
    });
}

fn summary(chat: &Conversation, me: UserId, after: Option<MessageId>) -> Option<String> {
    let mut news = arrived(chat, me, after);
    let (newest, author) = news.next()?;
    let more = news.count();
    if more > 0 {
        return Some(chat::new_messages(more + 1));
    }
    let name = match author {
        Author::Client => chat.name.clone(),
        Author::Me => say(Word::You).to_owned(),
        Author::Colleague(name) => name.to_string(),
        Author::Bot => say(Word::Bot).to_owned(),
    };
    let words = match &newest.body {
        Body::Deleted => ChatWord::Deleted.text(),
        Body::RefusedFile => ChatWord::RefusedFile.text(),
        body => body.text().unwrap_or_default(),
    };
    Some(chat::says(&name, words))
}
