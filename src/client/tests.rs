//! The client against a server made of a script: no network, and a clock of the test's own.

mod wire;
pub(crate) mod world;

use std::cell::RefCell;
use std::rc::Rc;

use serde_json::json;
use tokio::task::LocalSet;

use super::connection::{News, stay_connected};
use super::error::CallError;
use crate::client::server::{Server, Token};
use crate::client::{Client, RestError};
use crate::domain::fact::{Fact, Snapshot};
use crate::ids::{ChannelId, ConversationId};
use crate::wire::call::{Join, SendText};
use world::World;

pub(crate) const CHAT: &str = "00000000-0000-0000-0000-000000000001";
pub(crate) const LEG: &str = "00000000-0000-0000-0000-000000000003";

type Told = Rc<RefCell<Vec<News>>>;

/// Runs a client that is signed in; what it tells is collected.
fn run(test: impl AsyncFnOnce(World, Client<World>, Told)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = World::default();
        let client = Client::new(world.clone(), Server::new("ws://server/ws", "http://server"));
        client.sign_in(Token::new("token".to_owned()));
        let told = Told::default();
        let collect = Rc::clone(&told);
        let connection = stay_connected(client.clone(), move |news| collect.borrow_mut().push(news));
        tokio::task::spawn_local(connection);
        test(world, client, told).await;
    });
}

/// Plays the server's part of the start sequence.
pub(crate) async fn start(world: &World, early: &[serde_json::Value]) {
    start_with(world, early, LEG).await;
}

/// The same, where the agent takes part through this leg.
pub(crate) async fn start_as(world: &World, leg: &str) {
    start_with(world, &[], leg).await;
}

async fn start_with(world: &World, early: &[serde_json::Value], leg: &str) {
    let auth = world.request("authentication_challenge").await;
    assert_eq!(auth["data"]["token"], "token");
    assert!(!world.url().contains("token"), "the token stands in the address");
    world.say(
        &json!({"event":"hello","seq":0,"data":{"server_time":0,"session":{"user_id":10,"name":"Ann"}}}),
    );
    world.answer(&auth, json!(null));
    let session = world.request("cc_agent_session").await;
    world.answer(&session, json!({"agent_id":7,"status":"online","channels":[]}));
    let tasks = world.request("cc_agent_tasks").await;
    let subscribe = world.request("cc_agent_subscribe_status").await;
    let chats = world.request("subscribe_chat").await;
    for event in early {
        world.say(event);
    }
    // Answers come in any order.
    let listed = json!({"id":CHAT,"channel_id":leg,"invite_id":null,"title":"","created_at":1,"joined_at":1,
        "members":null,"variables":null,
        "messages":[{"id":2,"channel_id":"","created_at":2,"type":"text","text":"second"},
                    {"id":1,"channel_id":"","created_at":1,"type":"text","text":"first"}]});
    world.answer(&chats, json!({"items":[listed]}));
    world.answer(&subscribe, json!(null));
    world.answer(&tasks, json!({"items":null}));
}

fn message(id: i64) -> serde_json::Value {
    json!({"event":"chat","seq":5,"data":{"action":"message","data":
        {"conversation_id":CHAT,"timestamp":id,"id":id,"channel_id":CHAT,"created_at":id,"type":"text","text":"hello"}}})
}

fn send_text() -> SendText {
    SendText {
        channel_id: LEG.parse::<ChannelId>().unwrap(),
        conversation_id: CHAT.parse::<ConversationId>().unwrap(),
        text: "hi".to_owned(),
    }
}

fn snapshot(told: &Told) -> Option<Snapshot> {
    told.borrow().iter().rev().find_map(|news| match news {
        News::Live(Fact::Synced(snapshot)) => Some(snapshot.clone()),
        _ => None,
    })
}

#[test]
fn the_start_reads_everything_and_tells_early_events_after_it() {
    run(async |world, _client, told| {
        start(&world, &[message(3)]).await;
        world.settle().await;
        let chats = snapshot(&told).unwrap().chats;
        let ids: Vec<_> = chats[0].chat.messages.iter().map(|message| message.id.0).collect();
        assert_eq!(ids, [1, 2], "the list comes newest first");
        let told = told.borrow();
        let live = told.iter().position(|news| matches!(news, News::Live(_))).unwrap();
        let early = told.iter().position(|news| matches!(news, News::Heard(Fact::Said { .. }))).unwrap();
        assert!(live < early);
    });
}

#[test]
fn answers_find_their_questions_in_any_order() {
    run(async |world, client, _told| {
        start(&world, &[]).await;
        world.settle().await;
        let invite_id: ChannelId = LEG.parse().unwrap();
        let (first, second, ()) =
            tokio::join!(client.call(send_text()), client.call(Join { invite_id }), async {
                let send = world.request("send_text_chat").await;
                let join = world.request("join_chat").await;
                world.say_text("\0\0\0\0");
                world.answer(&join, json!({"channel_id":LEG}));
                world.say(&message(9));
                world.refuse(&send, "chat.send.text.app_err", "chat.send.channel.from.closed");
            });
        assert!(first.unwrap_err().is("chat.send.channel.from.closed"));
        assert_eq!(second.unwrap().channel_id, invite_id);
    });
}

#[test]
fn a_call_without_an_answer_ends_in_time() {
    run(async |world, client, _told| {
        start(&world, &[]).await;
        world.settle().await;
        assert_eq!(client.call(send_text()).await, Err(CallError::TimedOut));
    });
}

#[test]
fn a_break_settles_what_was_asked_and_everything_is_read_anew() {
    run(async |world, client, told| {
        start(&world, &[]).await;
        world.settle().await;
        let (sent, ()) = tokio::join!(client.call(send_text()), async {
            world.request("send_text_chat").await;
            world.cut();
        });
        assert_eq!(sent, Err(CallError::Interrupted));
        assert_eq!(client.call(send_text()).await, Err(CallError::Offline));
        assert!(matches!(told.borrow().last(), Some(News::Lost { .. })));
        told.borrow_mut().clear();
        start(&world, &[]).await;
        world.settle().await;
        assert!(snapshot(&told).is_some());
    });
}

#[test]
fn it_never_stops_trying() {
    run(async |world, _client, told| {
        world.refuse_connections(30);
        start(&world, &[]).await;
        world.settle().await;
        let lost = told.borrow().iter().filter(|news| matches!(news, News::Lost { .. })).count();
        assert_eq!(lost, 30);
        assert!(snapshot(&told).is_some());
    });
}

#[test]
fn a_silent_server_is_noticed() {
    run(async |world, _client, told| {
        start(&world, &[]).await;
        world.settle().await;
        let ping = world.request("ping").await;
        assert_eq!(ping["data"]["ping"], 1);
        // No answer: the connection is given up, and the next one begins.
        start(&world, &[]).await;
        assert!(told.borrow().iter().any(|news| matches!(news, News::Lost { .. })));
    });
}

#[test]
fn a_refused_token_ends_the_session() {
    run(async |world, _client, told| {
        let auth = world.request("authentication_challenge").await;
        world.refuse_as(&auth, "auth.unauthorized", "expired", 401);
        world.settle().await;
        assert!(matches!(told.borrow().last(), Some(News::SignedOut)));
        assert_eq!(world.opened(), 1);
    });
}

#[test]
fn a_session_that_ends_meanwhile_is_noticed() {
    run(async |world, _client, told| {
        start(&world, &[]).await;
        world.settle().await;
        world.say(&json!({"event":"error","data":{"sock_id":"1","error":{"id":"auth","code":401}}}));
        world.settle().await;
        assert!(matches!(told.borrow().last(), Some(News::SignedOut)));
    });
}

#[test]
fn a_user_without_a_seat_gets_no_chats() {
    run(async |world, _client, told| {
        let auth = world.request("authentication_challenge").await;
        // Some servers answer before they greet.
        world.answer(&auth, json!(null));
        world.say(&json!({"event":"hello","data":{"session":{"user_id":"10","name":"Ann"}}}));
        let session = world.request("cc_agent_session").await;
        world.refuse(&session, "User.valid.agent_id", "");
        world.settle().await;
        let snapshot = snapshot(&told).unwrap();
        assert_eq!((snapshot.agent, snapshot.chats.len()), (None, 0));
    });
}

#[test]
fn an_html_page_instead_of_an_answer_is_told_apart() {
    run(async |world, client, _told| {
        world.reply("/api/agent/chats", 200, "<html>a proxy's page</html>");
        assert_eq!(client.closed_chats().await, Err(RestError::Unreadable));
        world.reply("/api/agent/chats", 401, "{}");
        assert_eq!(client.closed_chats().await, Err(RestError::SignedOut));
    });
}
