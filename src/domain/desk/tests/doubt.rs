//! What is missing or in doubt after an interruption is looked up, and nothing more.

use super::{CHAT, CLIENT, ME, MINE, desk, joined, said, snapshot, text};
use crate::domain::desk::{Desk, LookUp};
use crate::domain::fact::{Fact, HistoryPage};
use crate::domain::message::{Author, Sender};
use crate::domain::outgoing::{Content, Delivery, Failure, LocalId};
use crate::domain::timeline::{Closer, RowKey};
use crate::ids::MessageId;
use crate::time::Millis;

fn page(ids: impl IntoIterator<Item = i64>) -> HistoryPage {
    let from = Sender::Known(Author::Client);
    HistoryPage { messages: ids.into_iter().map(|id| text(id, from.clone(), "hello")).collect(), more: false }
}

fn shown(desk: &Desk) -> Vec<i64> {
    desk.conversation(CHAT).unwrap().timeline.messages().map(|one| one.id.0).collect()
}

fn send(desk: &mut Desk, words: &str) -> LocalId {
    let (local, _) = desk.send_off(CHAT, Content::Text(words.to_owned()), Millis(1)).unwrap();
    desk.asking(CHAT, local, Millis(1));
    local
}

#[test]
fn ones_own_messages_stay_ones_own_when_the_chat_is_over() {
    let mut desk = desk(vec![joined(vec![text(1, Sender::Channel(MINE), "hello")])]);
    desk.apply(Fact::Closed { conversation: CHAT, by: Closer::Client, at: Millis(90) });
    let chat = desk.conversation(CHAT).unwrap();
    assert_eq!(chat.author(chat.last_message().unwrap(), ME), Author::Me);
}

#[test]
fn a_chat_that_ended_meanwhile_is_read_to_its_end() {
    let mut desk = desk(vec![joined(vec![text(1, Sender::Channel(CLIENT), "hello")])]);
    desk.apply(snapshot(vec![]));
    assert_eq!(desk.look_up(CHAT), Some(LookUp { since: MessageId(1), from: Millis(0) }));
    desk.looked_up(CHAT, page([1, 2, 3]), Millis(5));
    assert_eq!((shown(&desk), desk.look_up(CHAT)), (vec![1, 2, 3], None));
}

#[test]
fn a_chat_listed_without_its_messages_is_read_from_where_it_was_known() {
    let mut desk = desk(vec![joined(vec![text(1, Sender::Channel(CLIENT), "hello")])]);
    let mut listed = joined(vec![]);
    listed.chat.complete = false;
    desk.apply(snapshot(vec![listed]));
    // What is heard meanwhile does not close the gap before it.
    desk.apply(said(text(4, Sender::Channel(CLIENT), "hello")));
    assert_eq!(desk.look_up(CHAT).map(|look_up| look_up.since), Some(MessageId(1)));
    desk.looked_up(CHAT, page(1..=4), Millis(5));
    assert_eq!((shown(&desk), desk.look_up(CHAT)), (vec![1, 2, 3, 4], None));
}

#[test]
fn an_echo_belongs_to_the_text_under_way_rather_than_to_one_that_failed() {
    let mut desk = desk(vec![joined(vec![])]);
    let failed = send(&mut desk, "ok");
    assert!(desk.is_under_way());
    desk.delivery(CHAT, failed, Delivery::Failed(Failure::Refused(String::new())));
    assert!(!desk.is_under_way(), "it waits for the agent");
    let under_way = send(&mut desk, "ok");
    desk.apply(said(text(2, Sender::Channel(MINE), "ok")));
    let timeline = &desk.conversation(CHAT).unwrap().timeline;
    assert_eq!(timeline.key(0), Some(RowKey::Local(under_way)));
    assert_eq!(timeline.outgoing().first().map(|one| one.id), Some(failed));
}

#[test]
fn a_text_that_was_never_asked_for_has_no_echo() {
    let mut desk = desk(vec![joined(vec![])]);
    desk.send_off(CHAT, Content::Text("ok".to_owned()), Millis(1));
    // The same words, sent from another device.
    desk.apply(said(text(2, Sender::Channel(MINE), "ok")));
    assert_eq!(desk.conversation(CHAT).unwrap().timeline.len(), 2);
}
