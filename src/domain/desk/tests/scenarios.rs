use super::{ATTEMPT, CHAT, CLIENT, ME, MINE, desk, joined, offer, said, snapshot, text};
use crate::domain::conversation::{Answer, Ending, Member, Phase, Vanishing, WrapUp};
use crate::domain::desk::Desk;
use crate::domain::fact::{Change, DeclineCause, Fact, HistoryPage};
use crate::domain::message::Sender;
use crate::domain::outgoing::{Content, Delivery, LocalId};
use crate::domain::timeline::{Closer, RowKey};
use crate::ids::{ChannelId, ConversationId};
use crate::time::Millis;
use uuid::Uuid;

fn phase(desk: &Desk) -> Phase {
    desk.conversation(CHAT).unwrap().phase.clone()
}

fn i_join() -> Fact {
    let member = Member { name: "Ann".into(), user: Some(ME), agent: true };
    Fact::Joined { conversation: CHAT, channel: MINE, member, at: Millis(40) }
}

fn send(desk: &mut Desk, words: &str) -> LocalId {
    let (local, _) = desk.send_off(CHAT, Content::Text(words.to_owned()), Millis(100)).unwrap();
    desk.asking(CHAT, local, Millis(1));
    local
}

#[test]
fn an_invitation_is_answered_once() {
    let mut desk = desk(vec![]);
    desk.apply(offer(vec![text(1, Sender::Flow, "Hello"), text(2, Sender::Channel(CLIENT), "Hi")]));
    assert_eq!(desk.invitations().count(), 1);
    let (channel, _) = desk.answer(CHAT, Answer::Accepting).unwrap();
    assert_eq!(channel, MINE);
    assert!(desk.answer(CHAT, Answer::Accepting).is_none());
    assert!(desk.answer(CHAT, Answer::Declining).is_none());
    desk.apply(i_join());
    assert_eq!((desk.invitations().count(), desk.active().count()), (0, 1));
    assert_eq!(desk.conversation(CHAT).unwrap().started, Some(Millis(40)), "when it was accepted");
    assert_eq!(desk.conversation(CHAT).unwrap().timeline.messages().count(), 2);
}

#[test]
fn a_repeated_invitation_does_not_undo_the_join() {
    let mut desk = desk(vec![]);
    desk.apply(offer(vec![]));
    desk.apply(i_join());
    desk.apply(offer(vec![]));
    assert!(matches!(phase(&desk), Phase::Joined { .. }));
}

#[test]
fn a_vanished_invitation_says_why() {
    let cases = [
        (Some(DeclineCause::TimedOut), None, Vanishing::Expired),
        (Some(DeclineCause::Declined), None, Vanishing::Cancelled),
        (Some(DeclineCause::Withdrawn), None, Vanishing::Withdrawn),
        (None, Some(Closer::Client), Vanishing::CustomerLeft),
        (Some(DeclineCause::Withdrawn), Some(Closer::Client), Vanishing::CustomerLeft),
    ];
    for (declined, closed, why) in cases {
        let mut desk = desk(vec![]);
        desk.apply(offer(vec![]));
        if let Some(cause) = declined {
            desk.apply(Fact::Declined { conversation: CHAT, channel: MINE, cause });
        }
        if let Some(by) = closed {
            desk.apply(Fact::Closed { conversation: CHAT, by, at: Millis(50) });
        }
        assert_eq!(phase(&desk), Phase::Vanished(why));
        desk.dismiss(CHAT);
        assert_eq!(desk.invitations().count(), 0);
    }
}

#[test]
fn a_decline_that_overtakes_its_invitation_counts() {
    let mut desk = desk(vec![]);
    desk.apply(Fact::Declined { conversation: CHAT, channel: MINE, cause: DeclineCause::TimedOut });
    desk.apply(offer(vec![]));
    assert!(matches!(phase(&desk), Phase::Vanished(_)));
}

#[test]
fn the_echo_becomes_the_row_of_the_message() {
    let mut desk = desk(vec![joined(vec![text(1, Sender::Channel(CLIENT), "ok")])]);
    let first = send(&mut desk, "ok");
    let second = send(&mut desk, "ok");
    desk.apply(said(text(2, Sender::Channel(MINE), "ok")));
    let timeline = &desk.conversation(CHAT).unwrap().timeline;
    assert_eq!(timeline.key(1), Some(RowKey::Local(first)));
    assert_eq!(timeline.outgoing().len(), 1);
    // The same echo again is not the second message's.
    desk.apply(said(text(2, Sender::Channel(MINE), "ok")));
    let timeline = &desk.conversation(CHAT).unwrap().timeline;
    assert_eq!(timeline.outgoing().first().map(|one| one.id), Some(second));
    assert_eq!(timeline.len(), 3);
}

#[test]
fn after_an_interruption_the_list_tells_what_arrived() {
    let mut desk = desk(vec![joined(vec![])]);
    let arrived = send(&mut desk, "arrived");
    let lost = send(&mut desk, "lost");
    desk.unconfirm();
    desk.apply(snapshot(vec![joined(vec![text(7, Sender::Channel(MINE), "arrived")])]));
    let timeline = &desk.conversation(CHAT).unwrap().timeline;
    assert_eq!(timeline.key(0), Some(RowKey::Local(arrived)));
    let left = timeline.outgoing().first().unwrap();
    assert_eq!((left.id, &left.delivery), (lost, &Delivery::Unconfirmed));
    // The request may still be on its way; later the history is sure, and it goes again.
    let look_up = desk.look_up(CHAT).unwrap();
    for (began, delivery) in [(Millis(2), Delivery::Unconfirmed), (look_up.from, Delivery::Waiting)] {
        desk.looked_up(CHAT, HistoryPage { messages: vec![], more: false }, began);
        assert_eq!(desk.conversation(CHAT).unwrap().timeline.outgoing()[0].delivery, delivery);
    }
}

#[test]
fn a_chat_ends_the_same_way_whoever_ends_it() {
    let endings: [(Fact, Ending); 4] = [
        (Fact::Left { conversation: CHAT, channel: MINE, at: Millis(90), transfer: false }, Ending::ByServer),
        (
            Fact::Left { conversation: CHAT, channel: MINE, at: Millis(90), transfer: true },
            Ending::Transferred,
        ),
        (Fact::Closed { conversation: CHAT, by: Closer::Client, at: Millis(90) }, Ending::ByClient),
        (Fact::Closed { conversation: CHAT, by: Closer::Flow, at: Millis(90) }, Ending::ByFlow),
    ];
    for (fact, how) in endings {
        let mut desk = desk(vec![joined(vec![])]);
        let changes = desk.apply(fact);
        assert_eq!(phase(&desk), Phase::Ended { at: Some(Millis(90)), how });
        assert!(changes.contains(Change::Closed) && changes.contains(Change::Lists));
        assert_eq!(desk.active().count(), 0);
        assert_eq!(desk.closed().chats().first().map(|chat| chat.id), Some(CHAT));
        assert!(desk.send_off(CHAT, Content::Text("too late".to_owned()), Millis(99)).is_none());
    }
}

#[test]
fn a_chat_stays_active_until_its_wrap_up_is_done() {
    let mut desk = desk(vec![joined(vec![])]);
    desk.leave(CHAT);
    desk.apply(Fact::Left { conversation: CHAT, channel: MINE, at: Millis(90), transfer: false });
    let wrap_up = WrapUp { until: Some(Millis(30_090)), renewal_sec: 15 };
    desk.apply(Fact::WrapUp { attempt: ATTEMPT, wrap_up });
    assert_eq!((desk.active().count(), desk.closed().chats().len()), (1, 0));
    desk.apply(Fact::AttemptOver { attempt: ATTEMPT });
    assert_eq!((desk.active().count(), desk.closed().chats().len()), (0, 1));
    assert_eq!(phase(&desk), Phase::Ended { at: Some(Millis(90)), how: Ending::ByMe });
}

#[test]
fn unread_counts_each_message_of_others_until_the_agent_looks() {
    let mut desk = desk(vec![joined(vec![])]);
    for id in 1..=3 {
        desk.apply(said(text(id, Sender::Channel(CLIENT), "hello")));
        desk.apply(said(text(id, Sender::Channel(CLIENT), "hello")));
    }
    desk.apply(said(text(4, Sender::Channel(MINE), "hi")));
    assert_eq!(desk.unread(), 3);
    desk.apply(Fact::Read { conversation: CHAT, until: Millis(20) });
    assert_eq!(desk.unread(), 1);
    desk.attend(CHAT);
    desk.apply(said(text(5, Sender::Channel(CLIENT), "still there?")));
    assert_eq!(desk.unread(), 0);
}

#[test]
fn a_chat_in_two_views_is_read_until_both_look_away() {
    let mut desk = desk(vec![joined(vec![])]);
    desk.attend(CHAT);
    desk.attend(CHAT);
    desk.look_away(CHAT);
    desk.apply(said(text(1, Sender::Channel(CLIENT), "hello")));
    assert_eq!(desk.unread(), 0);
    desk.look_away(CHAT);
    desk.apply(said(text(2, Sender::Channel(CLIENT), "anybody there?")));
    assert_eq!(desk.unread(), 1);
}

#[test]
fn only_the_last_ten_closed_chats_are_kept_newest_first() {
    let mut desk = desk(vec![]);
    for number in 0..12 {
        let id = ConversationId(Uuid::from_u128(100 + number));
        let mut listed = joined(vec![]);
        listed.chat.id = id;
        desk.apply(snapshot(vec![listed]));
        let at = Millis(1000 + i64::try_from(number).unwrap());
        desk.apply(Fact::Left { conversation: id, channel: MINE, at, transfer: false });
        // The same leg can't be left twice; a new chat has a new one.
        desk.over.remove(&ChannelId(MINE.0));
    }
    let ends: Vec<_> = desk.closed().chats().iter().map(|chat| chat.ended.unwrap().0).collect();
    assert_eq!(ends, (1002..1012).rev().collect::<Vec<_>>());
}
