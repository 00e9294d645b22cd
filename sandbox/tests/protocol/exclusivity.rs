//! Calls and chats exclude each other, and agents may be for one of them only.

use std::time::Duration;

use serde_json::{Value, json};

use crate::server::Sandbox;

/// Longer than the engine needs for an offer.
const A_WHILE: Duration = Duration::from_millis(500);

fn both_queues() -> Sandbox {
    let sandbox = Sandbox::start();
    sandbox.queue("Chats", json!({}));
    sandbox.queue("Calls", json!({"channel": "call"}));
    sandbox
}

fn call(sandbox: &Sandbox) -> i64 {
    sandbox.post("/sandbox/calls", &json!({"queue": "Calls", "from": "+380"}))["attempt_id"].as_i64().unwrap()
}

#[tokio::test]
async fn no_call_beside_a_chat() {
    let sandbox = both_queues();
    sandbox.agent("ann", json!({"chat_count": 5}));
    let mut ann = sandbox.online("ann").await;
    let chat = sandbox.chat("Chats", "Olena");
    let invite = ann.rings().await;
    call(&sandbox);
    ann.forget();
    assert!(!ann.hears("channel/offering", A_WHILE).await, "a call beside an offered chat");
    ann.ok("join_chat", json!({"invite_id": invite["invite_id"]})).await;
    assert!(!ann.hears("channel/offering", A_WHILE).await, "a call beside an active chat");
    let direct = sandbox.try_post("/sandbox/calls", &json!({"agent": "ann"}));
    assert_eq!(direct.0, 409);
    ann.ok("leave_chat", json!({"channel_id": invite["invite_id"], "conversation_id": chat.id})).await;
    let offered = ann.channel("distribute").await;
    assert_eq!(offered["channel"], "call");
}

#[tokio::test]
async fn no_chat_beside_a_call() {
    let sandbox = both_queues();
    sandbox.agent("ann", json!({"chat_count": 5}));
    let mut ann = sandbox.online("ann").await;
    let attempt = call(&sandbox);
    assert_eq!(ann.channel("offering").await["channel"], "call");
    ann.forget();
    sandbox.chat("Chats", "Olena");
    assert!(!ann.hears("chat/user_invite", A_WHILE).await, "a chat beside an offered call");
    sandbox.post(&format!("/sandbox/calls/{attempt}/answer"), &json!({}));
    ann.channel("bridged").await;
    assert!(!ann.hears("chat/user_invite", A_WHILE).await, "a chat beside an active call");
    sandbox.post(&format!("/sandbox/calls/{attempt}/end"), &json!({}));
    assert_eq!(ann.channel("wrap_time").await["channel"], "call");
    ann.event("chat/user_invite").await;
}

#[tokio::test]
async fn a_colleague_in_a_call_gets_no_chat_handed_over() {
    let sandbox = both_queues();
    sandbox.agent("ann", json!({}));
    sandbox.agent("bob", json!({}));
    let mut ann = sandbox.online("ann").await;
    let chat = sandbox.chat("Chats", "Olena");
    let invite = ann.accept().await;
    sandbox.post("/sandbox/calls", &json!({"agent": "bob"}));
    let bob = sandbox.get("/sandbox/agents/bob")["user_id"].clone();
    let refused = ann.fail("transfer_user_chat", json!({"conversation_id": chat.id, "user_id": bob})).await;
    assert_eq!(refused["id"], "chat.transfer.api_err");
    let leg = json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "user_id": bob});
    assert_eq!(ann.fail("add_to_chat", leg).await["id"], "chat.invite.app_err");
    sandbox.post("/sandbox/agents/bob/call/end", &json!({}));
    ann.ok("transfer_user_chat", json!({"conversation_id": chat.id, "user_id": bob})).await;
}

#[tokio::test]
async fn agents_for_one_kind_of_work() {
    let sandbox = both_queues();
    sandbox.agent("caller", json!({"media": ["call"]}));
    sandbox.agent("chatter", json!({"media": ["chat"]}));
    let mut caller = sandbox.online("caller").await;
    let chat = sandbox.chat("Chats", "Olena");
    assert!(!caller.hears("chat/user_invite", A_WHILE).await);
    let mut chatter = sandbox.online("chatter").await;
    assert_eq!(chatter.accept().await["conversation_id"].as_str(), Some(&*chat.id));
    chat.end();
    chatter.channel("wrap_time").await;
    chatter.forget();
    caller.ok("cc_agent_pause", json!({"agent_id": caller.agent_id})).await;
    call(&sandbox);
    assert!(!chatter.hears("channel/offering", A_WHILE).await);
    caller.ok("cc_agent_online", json!({"agent_id": caller.agent_id})).await;
    assert_eq!(caller.channel("offering").await["channel"], "call");
}

/// A small generator of reproducible choices.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Three agents of all kinds, random offers, answers and ends: nobody ever has both.
#[tokio::test]
async fn never_a_call_and_a_chat_at_once() {
    let sandbox = both_queues();
    sandbox.queue("Chats", json!({"no_answer_delay": 0, "max_no_answer": 1000}));
    sandbox.queue("Calls", json!({"no_answer_delay": 0, "max_no_answer": 1000}));
    let users = ["ann", "bob", "cyd"];
    let mut desks = Vec::new();
    for (user, chats) in users.into_iter().zip([1, 2, 3]) {
        sandbox.agent(user, json!({"chat_count": chats}));
        desks.push(sandbox.online(user).await);
    }
    let mut dice = Dice(20_260_823);
    let (mut calls, mut with_call, mut with_chat) = (Vec::new(), 0, 0);
    for _ in 0..250 {
        let who = usize::try_from(dice.roll(3)).unwrap();
        match dice.roll(8) {
            0 | 1 => drop(sandbox.chat("Chats", "Olena")),
            2 => calls.push(call(&sandbox)),
            3 => drop(sandbox.try_post("/sandbox/calls", &json!({"agent": users[who]}))),
            4 if !calls.is_empty() => {
                let at = usize::try_from(dice.roll(calls.len() as u64)).unwrap();
                drop(sandbox.try_post(&format!("/sandbox/calls/{}/answer", calls[at]), &json!({})));
            }
            5 => drop(sandbox.try_post(&format!("/sandbox/agents/{}/call/end", users[who]), &json!({}))),
            step => {
                let list = desks[who].ok("list_active_chat", json!({})).await;
                let items: Vec<Value> = list["items"].as_array().unwrap().clone();
                for item in items {
                    let invite = json!({"invite_id": item["invite_id"]});
                    let leg = json!({"channel_id": item["channel_id"], "conversation_id": item["id"]});
                    match (item["invite_id"].is_string(), step) {
                        (true, 6) => drop(desks[who].call("join_chat", invite).await),
                        (true, _) => drop(desks[who].call("decline_chat", invite).await),
                        (false, 7) => drop(desks[who].call("leave_chat", leg).await),
                        (false, _) => {}
                    }
                }
            }
        }
        for user in users {
            let agent = sandbox.get(&format!("/sandbox/agents/{user}"));
            let (calls, chats) = (agent["calls"].as_i64().unwrap(), agent["chats"].as_i64().unwrap());
            assert!(calls <= 1 && (calls == 0 || chats == 0), "{user}: {calls} calls and {chats} chats");
            with_call += calls;
            with_chat += chats;
        }
    }
    assert!(with_call > 20 && with_chat > 20, "too little happened: {with_call} calls, {with_chat} chats");
}
