//! What the agent does, against a scripted server.

mod acquaint;
mod faults;
mod files;
mod visiting;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::{Value, json};
use tokio::task::LocalSet;

use super::{Connection, Intents, Shown};
use crate::client::Client;
use crate::client::server::{Server, Token};
use crate::client::tests::world::World;
use crate::client::tests::{CHAT, LEG, start, start_as};
use crate::domain::conversation::{Answer, Ending, Phase, Vanishing};
use crate::domain::outgoing::{Delivery, Failure, LocalId};
use crate::ids::ConversationId;

const HISTORY: &str = "/messages";

/// Seats an agent at a desk with one open chat.
fn run(test: impl AsyncFnOnce(World, Intents<World>)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = World::default();
        let connection = Rc::new(RefCell::new(None));
        let seen = Rc::clone(&connection);
        let client = Client::new(world.clone(), Server::new("ws://server/ws", "http://server"));
        let intents = Intents::new(client, move |shown| {
            if let Shown::Connection(state) = shown {
                *seen.borrow_mut() = Some(state);
            }
        });
        world.reply("/api/agent/chats", 200, r#"{"items":[]}"#);
        world.reply(HISTORY, 200, r#"{"messages":[],"peers":[],"next":false}"#);
        intents.connect(Token::new("token".to_owned()));
        start(&world, &[]).await;
        world.settle().await;
        // What writes is here.
        intents.keep_settled();
        assert!(matches!(*connection.borrow(), Some(Connection::Live { .. })));
        test(world, intents).await;
    });
}

fn chat() -> ConversationId {
    CHAT.parse().unwrap()
}

/// Sends "hello"; returns the request for it, which is not answered yet.
async fn send_hello(world: &World, intents: &Intents<World>) -> Value {
    intents.send_text(chat(), "hello");
    world.request("send_text_chat").await
}

/// A "hello" that the server refused.
async fn refused_hello(world: &World, intents: &Intents<World>) -> LocalId {
    let asked = send_hello(world, intents).await;
    world.refuse(&asked, "chat.send.text.app_err", "");
    world.settle().await;
    outgoing(intents)[0].0
}

/// An invitation to another chat comes in.
async fn invited(world: &World) -> ConversationId {
    let invited = "00000000-0000-0000-0000-0000000000aa";
    world.say(&json!({"event":"chat","data":{"action":"user_invite","data":
        {"conversation_id":invited,"timestamp":1,"title":"Q","invite_id":invited,"timeout_sec":30}}}));
    world.settle().await;
    invited.parse().unwrap()
}

fn outgoing(intents: &Intents<World>) -> Vec<(LocalId, Delivery)> {
    intents.read(|desk| {
        let outgoing = desk.conversation(chat()).unwrap().timeline.outgoing();
        outgoing.iter().map(|one| (one.id, one.delivery.clone())).collect()
    })
}

fn count(intents: &Intents<World>) -> usize {
    intents.read(|desk| desk.conversation(chat()).unwrap().timeline.messages().count())
}

fn echo(id: i64, text: &str) -> Value {
    json!({"event":"chat","seq":1,"data":{"action":"message","data":{"conversation_id":CHAT,"timestamp":id,
        "id":id,"channel_id":LEG,"created_at":id,"type":"text","text":text}}})
}

fn history_with(id: i64, text: &str) -> String {
    json!({"messages":[{"id":id.to_string(),"date":"9","from":{"id":"1"},"text":text}],
        "peers":[{"id":"10","type":"user","name":"Ann"}],"next":false})
    .to_string()
}

#[test]
fn a_text_is_sent_when_its_echo_is_there() {
    run(async |world, intents| {
        assert!(!intents.send_text(chat(), "  \n "), "a blank text is nothing to send");
        assert!(intents.send_text(chat(), " hello "));
        let asked = world.request("send_text_chat").await;
        assert_eq!(asked["data"]["text"], "hello");
        assert_eq!(outgoing(&intents)[0].1, Delivery::Sending);
        world.answer(&asked, json!(null));
        world.settle().await;
        assert_eq!(outgoing(&intents)[0].1, Delivery::Sending, "an answer is not an echo");
        world.say(&echo(3, "hello"));
        world.settle().await;
        assert_eq!((outgoing(&intents), count(&intents)), (vec![], 3));
    });
}

#[test]
fn texts_go_one_after_the_other() {
    run(async |world, intents| {
        intents.send_text(chat(), "one");
        intents.send_text(chat(), "two");
        let one = world.request("send_text_chat").await;
        world.settle().await;
        assert!(!world.has_asked("send_text_chat"));
        world.answer(&one, json!(null));
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "two");
    });
}

#[test]
fn a_refused_text_that_was_stored_is_sent() {
    run(async |world, intents| {
        let asked = send_hello(&world, &intents).await;
        world.reply(HISTORY, 200, &history_with(3, "hello"));
        world.refuse(&asked, "chat.send.text.app_err", "the gateway is down");
        world.settle().await;
        assert_eq!((outgoing(&intents), count(&intents)), (vec![], 3));
    });
}

#[test]
fn a_refused_text_fails_with_the_servers_reason() {
    run(async |world, intents| {
        let asked = send_hello(&world, &intents).await;
        world.refuse(&asked, "chat.send.text.app_err", "the gateway is down");
        world.settle().await;
        let failed = Delivery::Failed(Failure::Refused("the gateway is down".to_owned()));
        assert_eq!(outgoing(&intents)[0].1, failed);
    });
}

#[test]
fn what_cannot_be_found_out_is_not_confirmed() {
    run(async |world, intents| {
        let asked = send_hello(&world, &intents).await;
        world.no_replies();
        world.refuse(&asked, "chat.send.text.app_err", "the gateway is down");
        world.settle().await;
        assert_eq!(outgoing(&intents)[0].1, Delivery::Unconfirmed);
    });
}

#[test]
fn a_retry_asks_first_and_never_doubles() {
    run(async |world, intents| {
        let local = refused_hello(&world, &intents).await;
        // The server had it all the same, and says so late.
        world.reply(HISTORY, 200, &history_with(3, "hello"));
        intents.retry(chat(), local);
        world.settle().await;
        assert!(!world.has_asked("send_text_chat"));
        assert_eq!((outgoing(&intents), count(&intents)), (vec![], 3));
    });
}

#[test]
fn a_history_that_is_hidden_holds_up_nothing() {
    run(async |world, intents| {
        send_hello(&world, &intents).await;
        intents.send_text(chat(), "after it");
        world.reply(HISTORY, 403, r#"{"id":"chat.hidden","code":403,"detail":""}"#);
        world.cut();
        start(&world, &[]).await;
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "after it");
        assert_eq!(outgoing(&intents)[0].1, Delivery::Unconfirmed);
    });
}

#[test]
fn the_history_is_read_back_to_what_was_known() {
    run(async |world, intents| {
        let local = refused_hello(&world, &intents).await;
        // The server had it, and much was said since.
        let later =
            (101..=150).map(|id| json!({"id":id.to_string(),"date":"9","from":{"id":"1"},"text":"later"}));
        let peers = json!([{"id":"5","type":"telegram","name":"Olena"}]);
        let page = json!({"messages":later.collect::<Vec<_>>(),"peers":peers,"next":true});
        world.reply(HISTORY, 200, &page.to_string());
        world.reply("&offset.id=101", 200, &history_with(3, "hello").replace("false", "true"));
        world.reply(
            "&offset.id=3",
            200,
            r#"{"messages":[{"id":"2","from":{"id":"1"},"text":"second"}],"next":true}"#,
        );
        intents.retry(chat(), local);
        world.settle().await;
        assert!(!world.has_asked("send_text_chat"));
        assert_eq!((outgoing(&intents), count(&intents)), (vec![], 53));
    });
}

#[test]
fn a_text_for_a_leg_that_is_over_does_not_go_through_another_one() {
    run(async |world, intents| {
        world.cut();
        world.settle().await;
        intents.send_text(chat(), "hello");
        // Meanwhile the chat was handed over and came back.
        start_as(&world, "00000000-0000-0000-0000-000000000004").await;
        world.settle().await;
        assert_eq!(outgoing(&intents)[0].1, Delivery::Failed(Failure::ChatOver));
        // The agent may want it there all the same.
        intents.retry(chat(), outgoing(&intents)[0].0);
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "hello");
    });
}

#[test]
fn a_retry_really_sends() {
    run(async |world, intents| {
        let local = refused_hello(&world, &intents).await;
        intents.retry(chat(), local);
        intents.retry(chat(), local);
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "hello");
        world.settle().await;
        assert!(!world.has_asked("send_text_chat"), "two clicks are one retry");
        world.say(&echo(3, "hello"));
        world.settle().await;
        assert_eq!(outgoing(&intents), vec![]);
    });
}

#[test]
fn a_break_leaves_a_text_unconfirmed_until_the_next_connection() {
    run(async |world, intents| {
        send_hello(&world, &intents).await;
        world.cut();
        world.settle().await;
        assert_eq!(outgoing(&intents)[0].1, Delivery::Unconfirmed);
        start(&world, &[]).await;
        world.settle().await;
        // The request may still be under way to the server.
        assert_eq!(outgoing(&intents)[0].1, Delivery::Unconfirmed);
        assert!(!world.has_asked("send_text_chat"));
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "hello");
        assert_eq!(outgoing(&intents)[0].1, Delivery::Sending);
    });
}

#[test]
fn a_text_that_arrived_before_a_break_is_not_sent_again() {
    run(async |world, intents| {
        send_hello(&world, &intents).await;
        intents.send_text(chat(), "after it");
        world.cut();
        world.reply(HISTORY, 200, &history_with(3, "hello"));
        start(&world, &[]).await;
        let next = world.request("send_text_chat").await;
        assert_eq!(next["data"]["text"], "after it", "the one behind waits until that is known");
        assert_eq!(outgoing(&intents).len(), 1);
    });
}

#[test]
fn what_the_history_cannot_tell_is_left_to_the_agent_and_holds_up_nothing() {
    run(async |world, intents| {
        send_hello(&world, &intents).await;
        intents.send_text(chat(), "after it");
        world.no_replies();
        world.cut();
        start(&world, &[]).await;
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "after it");
        assert_eq!(outgoing(&intents)[0].1, Delivery::Unconfirmed);
    });
}

#[test]
fn without_a_connection_texts_wait_and_go_in_their_order() {
    run(async |world, intents| {
        world.cut();
        world.settle().await;
        intents.send_text(chat(), "hello");
        world.settle().await;
        intents.send_text(chat(), "again");
        world.settle().await;
        assert!(outgoing(&intents).iter().all(|(_, delivery)| *delivery == Delivery::Waiting));
        start(&world, &[]).await;
        let first = world.request("send_text_chat").await;
        assert_eq!(first["data"]["text"], "hello");
        world.answer(&first, json!(null));
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "again");
    });
}

#[test]
fn what_waits_for_a_connection_can_be_taken_back() {
    run(async |world, intents| {
        world.cut();
        world.settle().await;
        intents.send_text(chat(), "hello");
        intents.send_text(chat(), "after it");
        let (first, _) = outgoing(&intents)[0];
        assert_eq!(intents.discard(chat(), first).as_deref(), Some("hello"));
        start(&world, &[]).await;
        assert_eq!(world.request("send_text_chat").await["data"]["text"], "after it");
        assert_eq!(outgoing(&intents).len(), 1);
    });
}

#[test]
fn ending_a_chat_files_it_before_its_event_comes() {
    run(async |world, intents| {
        let (ended, ()) = tokio::join!(intents.end_chat(chat()), async {
            let asked = world.request("leave_chat").await;
            world.answer(&asked, json!(null));
        });
        ended.unwrap();
        let phase = intents.read(|desk| desk.conversation(chat()).unwrap().phase.clone());
        assert!(matches!(phase, Phase::Ended { how: Ending::ByMe, .. }));
        assert!(!intents.send_text(chat(), "too late"));
    });
}

#[test]
fn an_end_that_was_refused_leaves_the_chat_open() {
    run(async |world, intents| {
        let (ended, ()) = tokio::join!(intents.end_chat(chat()), async {
            let asked = world.request("leave_chat").await;
            world.refuse(&asked, "chat.leave.app_err", "");
        });
        assert!(ended.is_err());
        assert!(intents.send_text(chat(), "still here"));
    });
}

#[test]
fn a_double_click_accepts_once_and_a_late_one_learns_why() {
    run(async |world, intents| {
        let id = invited(&world).await;
        let (first, second, ()) = tokio::join!(intents.accept(id), intents.accept(id), async {
            let asked = world.request("join_chat").await;
            world.settle().await;
            assert!(!world.has_asked("join_chat"));
            world.refuse(&asked, "chat.accept.app_err", "chat.invite.not_found");
        });
        assert_eq!((first, second), (Ok(()), Ok(())));
        let phase = intents.read(|desk| desk.conversation(id).unwrap().phase.clone());
        assert_eq!(phase, Phase::Vanished(Vanishing::Withdrawn));
    });
}

#[test]
fn an_answer_that_does_not_get_through_can_be_given_again() {
    run(async |world, intents| {
        let id = invited(&world).await;
        assert!(intents.decline(id).await.is_err(), "no answer in time");
        let phase = intents.read(|desk| desk.conversation(id).unwrap().phase.clone());
        assert!(matches!(phase, Phase::Invited(invitation) if invitation.answer == Answer::Open));
    });
}
