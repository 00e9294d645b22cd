//! Reading a chat that is not this agent's.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;

use super::run;
use crate::client::archive::{Archive, Untold};
use crate::domain::closed::Visited;
use crate::domain::conversation::{History, Phase};
use crate::domain::fact::HistoryPage;
use crate::domain::message::{Author, Body, Message, Sender};
use crate::ids::{ConversationId, MessageId};
use crate::time::Millis;

const REFUSED: &str = r#"{"id":"chat.not_found","code":404,"detail":"no such chat of yours"}"#;
const CHAT: &str = "00000000-0000-0000-0000-0000000000bb";

/// Tells two messages, one a page; or nothing, and why.
struct Kept(Option<Untold>);

impl Archive for Kept {
    fn messages(
        &self,
        _: ConversationId,
        before: Option<MessageId>,
    ) -> LocalBoxFuture<'_, Result<HistoryPage, Untold>> {
        let id = before.map_or(MessageId(2), |before| MessageId(before.0 - 1));
        let page = HistoryPage { messages: vec![message(id)], more: id.0 > 1 };
        async move { self.0.map_or(Ok(page), Err) }.boxed_local()
    }
}

fn message(id: MessageId) -> Message {
    let (from, body) = (Sender::Known(Author::Client), Body::Text("hello".into()));
    Message { id, from, at: Millis(id.0), edited: None, body, local: None }
}

fn visited() -> Visited {
    let name = "Olena".to_owned();
    Visited { name, source: "viber".to_owned(), queue: None, started: None, over: true }
}

/// What is read of the chat, and whether there is more.
fn read(archive: Option<Kept>, pages: usize) -> (usize, History) {
    let mut found = None;
    run(async |world, intents| {
        let chat: ConversationId = CHAT.parse().unwrap();
        world.reply(&format!("/api/chat/dialogs/{CHAT}/messages"), 404, REFUSED);
        if let Some(archive) = archive {
            intents.use_archive(archive);
        }
        intents.visit(chat, visited());
        world.settle().await;
        for _ in 1..pages {
            intents.load_older(chat);
            world.settle().await;
        }
        found = intents.read(|desk| {
            let chat = desk.conversation(chat)?;
            assert_eq!(chat.phase, Phase::Elsewhere { over: true });
            assert!(desk.active().all(|active| active.id != chat.id), "it is among the agent's own");
            Some((chat.timeline.messages().count(), chat.history))
        });
    });
    found.unwrap()
}

#[test]
fn what_webitel_hides_the_archive_tells_page_by_page() {
    assert_eq!(read(Some(Kept(None)), 1), (1, History::Unknown));
    assert_eq!(read(Some(Kept(None)), 2), (2, History::Complete));
}

#[test]
fn who_may_not_read_it_is_told_so() {
    assert_eq!(read(None, 1), (0, History::Hidden));
    assert_eq!(read(Some(Kept(Some(Untold::Hidden))), 1), (0, History::Hidden));
}

#[test]
fn what_only_failed_can_be_tried_again() {
    assert_eq!(read(Some(Kept(Some(Untold::Failed))), 1), (0, History::Failed));
}
