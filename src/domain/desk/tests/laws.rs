//! Whatever the order, the doubling and the loss of events: after the next resync the time-line
//! is the server's history.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{CHAT, CLIENT, COLLEAGUE, ME, MINE, desk, joined, said, snapshot, text};
use crate::domain::desk::Desk;
use crate::domain::fact::{Fact, HistoryPage};
use crate::domain::message::{Author, Body, Message, Sender};
use crate::domain::outgoing::Content;
use crate::domain::timeline::Row;
use crate::ids::MessageId;
use crate::time::Millis;

/// What happens to a conversation on the server.
#[derive(Clone, Debug)]
enum Step {
    Says(u8, String),
    Edits(prop::sample::Index, String),
    Deletes(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..4u8, "[a-c]{1,3}").prop_map(|(who, words)| Step::Says(who, words)),
        2 => (any::<prop::sample::Index>(), "[d-f]{1,3}").prop_map(|(which, words)| Step::Edits(which, words)),
        1 => any::<prop::sample::Index>().prop_map(Step::Deletes),
    ]
}

/// The server's history and the events that tell of it, in the server's order.
fn run(steps: Vec<Step>) -> (BTreeMap<MessageId, Message>, Vec<Fact>) {
    let mut history = BTreeMap::new();
    let mut events = Vec::new();
    for (at, step) in (1..).zip(steps) {
        match step {
            Step::Says(who, words) => {
                let from = match who {
                    0 => Sender::Flow,
                    1 => Sender::Channel(MINE),
                    2 => Sender::Channel(COLLEAGUE),
                    _ => Sender::Channel(CLIENT),
                };
                let message = text(at, from, &words);
                history.insert(message.id, message.clone());
                events.push(said(message));
            }
            Step::Edits(which, words) if !history.is_empty() => {
                let id = *which.get(&history.keys().copied().collect::<Vec<_>>());
                let Some(message) = history.get_mut(&id) else { continue };
                if message.body == Body::Deleted {
                    continue;
                }
                message.body = Body::Text(words.into());
                message.edited = Some(Millis(at * 10));
                events.push(said(message.clone()));
            }
            Step::Deletes(which) if !history.is_empty() => {
                let id = *which.get(&history.keys().copied().collect::<Vec<_>>());
                if let Some(message) = history.get_mut(&id) {
                    message.body = Body::Deleted;
                }
                events.push(Fact::TakenBack { conversation: CHAT, message: id });
            }
            Step::Edits(..) | Step::Deletes(_) => {}
        }
    }
    (history, events)
}

fn shown(desk: &Desk) -> Vec<(MessageId, Author, Body)> {
    let chat = desk.conversation(CHAT).unwrap();
    chat.timeline.messages().map(|one| (one.id, chat.author(one, ME), one.body.clone())).collect()
}

fn expected(history: &BTreeMap<MessageId, Message>) -> Vec<(MessageId, Author, Body)> {
    let author = |from: &Sender| match from {
        Sender::Channel(channel) if *channel == MINE => Author::Me,
        Sender::Channel(channel) if *channel == COLLEAGUE => Author::Colleague("Petro".into()),
        Sender::Channel(_) => Author::Client,
        Sender::Flow | Sender::Known(_) => Author::Bot,
    };
    history.values().map(|one| (one.id, author(&one.from), one.body.clone())).collect()
}

/// Every row can be reached by its place, and the keys are all different.
fn check_rows(desk: &Desk) {
    let timeline = &desk.conversation(CHAT).unwrap().timeline;
    let keys: std::collections::BTreeSet<_> =
        (0..timeline.len()).map(|at| timeline.key(at).unwrap()).collect();
    assert_eq!(keys.len(), timeline.len());
    let ids: Vec<_> = (0..timeline.len())
        .filter_map(|at| match timeline.row(at) {
            Some(Row::Message(message)) => Some(message.id),
            _ => None,
        })
        .collect();
    assert_eq!(ids, timeline.messages().map(|one| one.id).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn events_in_any_order_and_number_give_the_servers_history(
        steps in prop::collection::vec(step(), 0..24),
        order in any::<u64>(),
    ) {
        let (history, events) = run(steps);
        let mut told: Vec<_> = events.iter().cloned().chain(events.iter().step_by(2).cloned()).collect();
        shuffle(&mut told, order);
        let mut desk = desk(vec![joined(vec![])]);
        for fact in told {
            desk.apply(fact);
        }
        prop_assert_eq!(shown(&desk), expected(&history));
        check_rows(&desk);
    }

    #[test]
    fn a_resync_heals_any_loss_and_late_events_do_no_harm(
        steps in prop::collection::vec(step(), 0..24),
        lost in any::<u64>(),
        late in any::<u64>(),
    ) {
        let (history, events) = run(steps);
        let mut desk = desk(vec![joined(vec![])]);
        let picked = |mask: u64| events.iter().enumerate().filter(move |(at, _)| mask >> (at % 64) & 1 == 1);
        for (_, fact) in picked(!lost) {
            desk.apply(fact.clone());
        }
        desk.apply(snapshot(vec![joined(history.values().cloned().collect())]));
        for (_, fact) in picked(late) {
            desk.apply(fact.clone());
        }
        prop_assert_eq!(shown(&desk), expected(&history));
        check_rows(&desk);
    }

    #[test]
    fn pages_of_history_meet_the_live_messages(
        count in 1..40i64,
        live in 0..40i64,
        page in 1..10usize,
    ) {
        let messages: Vec<_> = (1..=count).map(|id| text(id, Sender::Channel(CLIENT), "hello")).collect();
        let first_live = count - live.min(count);
        let mut desk = desk(vec![joined(vec![])]);
        for message in messages.iter().filter(|one| one.id.0 > first_live) {
            desk.apply(said(message.clone()));
        }
        let mut end = usize::try_from(first_live).unwrap();
        while end > 0 {
            let start = end.saturating_sub(page);
            // The pages overlap by one message, as they may.
            let messages = messages[start..(end + 1).min(messages.len())].to_vec();
            desk.history(CHAT, HistoryPage { messages, more: start > 0 }, true);
            end = start;
        }
        let ids: Vec<_> = shown(&desk).into_iter().map(|(id, ..)| id.0).collect();
        prop_assert_eq!(ids, (1..=count).collect::<Vec<_>>());
        check_rows(&desk);
    }

    #[test]
    fn every_sent_message_is_shown_exactly_once(
        texts in prop::collection::vec("[ab]{1,2}", 1..8),
        stored in any::<u8>(),
        echoed in 0..8usize,
    ) {
        // A socket keeps its order: echoes come for all sends before it broke, then for none.
        let mut desk = desk(vec![joined(vec![])]);
        let mut history = Vec::new();
        for (place, words) in texts.iter().enumerate() {
            let (local, _) = desk.send_off(CHAT, Content::Text(words.clone()), Millis(1)).unwrap();
            desk.asking(CHAT, local, Millis(1));
            if stored >> place & 1 == 1 {
                let id = i64::try_from(history.len()).unwrap() + 1;
                let message = text(id, Sender::Channel(MINE), words);
                history.push(message.clone());
                if place < echoed {
                    desk.apply(said(message));
                }
            }
        }
        desk.unconfirm();
        let arrived = history.len();
        desk.apply(snapshot(vec![joined(history)]));
        let timeline = &desk.conversation(CHAT).unwrap().timeline;
        // Each is either a message of the server's or still in the agent's hands.
        prop_assert_eq!(timeline.messages().count(), arrived);
        prop_assert_eq!(timeline.len(), texts.len());
        check_rows(&desk);
    }
}

fn shuffle<T>(list: &mut [T], mut seed: u64) {
    for end in (1..list.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(seed >> 33).unwrap() % (end + 1);
        list.swap(end, place);
    }
}
