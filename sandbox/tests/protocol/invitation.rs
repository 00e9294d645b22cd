//! Invitation → accept → dialogue → leave → wrap-up → report, and the ways out of an
//! invitation (the protocol's sequences 2.2 to 2.4).

use std::time::{Duration, Instant};

use serde_json::json;

use crate::server::Sandbox;

#[tokio::test]
async fn from_the_first_word_to_the_report_in_the_documented_order() {
    let sandbox = Sandbox::start();
    sandbox.queue(
        "Support",
        json!({"greeting": "Hello!", "question": "What is it about?", "processing": true, "wrap_up_time": 1}),
    );
    sandbox.agent("ann", json!({"chat_name": "Ann"}));
    let mut ann = sandbox.online("ann").await;
    ann.forget();
    let chat = sandbox.chat("Support", "Olena");
    assert_eq!(chat.texts(), ["Hello!", "What is it about?"]);
    assert!(!ann.hears("chat/user_invite", Duration::from_millis(300)).await, "invited before the answer");

    chat.say("My order");
    let labels = ann.labels_until("channel/offering").await;
    assert_eq!(labels, ["chat/user_invite", "channel/distribute", "channel/offering"]);

    let list = ann.ok("list_active_chat", json!({})).await;
    let invite = list["items"][0].clone();
    assert_eq!(invite["variables"]["cc_queue_name"], "Support");
    assert_eq!(invite["variables"]["cc_reporting"], "true");
    assert_eq!(invite["variables"]["answer"], "My order");
    assert_eq!(invite["messages"][0]["text"], "My order");
    assert_eq!(invite["messages"][2]["channel_id"], json!(null));
    assert_eq!(invite["members"][0]["name"], "Olena");
    assert_eq!(invite["members"][0]["type"], "telegram");
    let attempt: i64 = invite["variables"]["cc_attempt_id"].as_str().unwrap().parse().unwrap();

    ann.forget();
    let me = invite["invite_id"].clone();
    ann.ok("join_chat", json!({"invite_id": me})).await;
    let labels = ann.labels_until("channel/bridged").await;
    assert_eq!(labels, ["chat/join_conversation", "OK", "channel/bridged"]);

    let leg = json!({"channel_id": me, "conversation_id": chat.id});
    let with = |more: serde_json::Value| {
        let mut all = leg.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    ann.ok("send_text_chat", with(json!({"text": "  Good day  "}))).await;
    assert_eq!(ann.labels_until("OK").await, ["chat/message", "OK"]);
    assert_eq!(chat.texts().last().unwrap(), "Good day");
    chat.say("Thank you");
    let heard = ann.chat("message").await;
    assert_eq!(
        (heard["text"].as_str(), heard["conversation_id"].as_str()),
        (Some("Thank you"), Some(&*chat.id))
    );

    ann.forget();
    ann.ok("leave_chat", leg.clone()).await;
    let labels = ann.labels_until("channel/processing").await;
    assert_eq!(labels, ["chat/leave_conversation", "OK", "channel/processing"]);
    ann.ok("leave_chat", leg.clone()).await;
    assert!(sandbox.conversation(&chat.id)["closed"].as_bool().unwrap());

    // The chat stays in the list while its report is due.
    let list = ann.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"][0]["task"]["state"], "processing");
    assert!(list["items"][0]["closed_at"].is_i64());
    ann.forget();
    ann.ok("cc_renewal", json!({"attempt_id": attempt.to_string(), "renewal_sec": "15"})).await;
    assert_eq!(ann.labels_until("OK").await, ["channel/processing", "OK"]);
    ann.ok("cc_reporting", json!({"attempt_id": attempt, "success": true, "description": "done"})).await;
    assert_eq!(ann.labels_until("OK").await, ["channel/wrap_time", "OK"]);
    let again = ann.fail("cc_reporting", json!({"attempt_id": attempt, "success": true})).await;
    assert_eq!(again["id"], "app.cc_member.reporting.app_err");
    assert!(ann.channel("waiting").await.get("attempt_id").is_none());
    assert_eq!(ann.ok("subscribe_chat", json!({})).await["items"], json!([]));
}

#[tokio::test]
async fn an_invitation_follows_the_customers_answer_within_half_a_second() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"question": "What is it about?"}));
    sandbox.agent("ann", json!({"chat_count": 9}));
    let mut ann = sandbox.online("ann").await;
    let mut waits = Vec::new();
    for _ in 0..9 {
        let chat = sandbox.chat("Q", "Olena");
        let answered = Instant::now();
        chat.say("My order");
        ann.rings().await;
        waits.push(answered.elapsed());
    }
    waits.sort();
    assert!(waits[4] < Duration::from_millis(500), "{waits:?}");
}

#[tokio::test]
async fn reporting_within_the_chat_leaves_it() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({"processing": true})).await;
    sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    ann.forget();
    let attempt: i64 = invite["variables"]["cc_attempt_id"].as_str().unwrap().parse().unwrap();
    ann.ok("cc_reporting", json!({"attempt_id": attempt, "success": false})).await;
    let labels = ann.labels_until("OK").await;
    assert_eq!(labels, ["chat/leave_conversation", "channel/wrap_time", "OK"]);
}

#[tokio::test]
async fn a_form_that_is_not_filled_in_times_out() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({"processing": true, "processing_sec": 1})).await;
    let chat = sandbox.chat("Q", "Olena");
    ann.accept().await;
    ann.forget();
    chat.end();
    let labels = ann.labels_until("channel/waiting").await;
    assert_eq!(labels, ["chat/close_conversation", "channel/processing", "channel/waiting"]);
}

#[tokio::test]
async fn a_declined_chat_goes_to_another_agent_and_not_back_while_one_is_free() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"no_answer_delay": 0, "max_no_answer": 9}));
    sandbox.agent("ann", json!({}));
    sandbox.agent("bob", json!({}));
    let mut ann = sandbox.online("ann").await;
    let chat = sandbox.chat("Q", "Olena");
    let first = ann.rings().await;
    let mut bob = sandbox.online("bob").await;
    ann.event("user_state").await;
    ann.forget();
    ann.ok("decline_chat", json!({"invite_id": first["invite_id"], "cause": "BUSY"})).await;
    let labels = ann.labels_until("channel/missed").await;
    assert_eq!(labels, ["chat/decline_invite", "OK", "channel/missed"]);
    ann.ok("decline_chat", json!({"invite_id": first["invite_id"]})).await;

    let second = bob.rings().await;
    assert_eq!(second["conversation_id"].as_str(), Some(&*chat.id));
    assert_eq!(second["variables"]["cc_attempt_id"], first["variables"]["cc_attempt_id"]);
    assert_ne!(second["invite_id"], first["invite_id"]);
    assert!(!ann.hears("chat/user_invite", Duration::from_millis(400)).await);

    // Nobody else is left: the first agent is asked again.
    bob.ok("cc_agent_pause", json!({"agent_id": bob.agent_id, "payload": "Lunch"})).await;
    bob.ok("decline_chat", json!({"invite_id": second["invite_id"]})).await;
    ann.rings().await;
}

#[tokio::test]
async fn an_invitation_expires_and_can_not_be_accepted_any_more() {
    let (sandbox, mut ann) =
        Sandbox::with_ann(json!({"invite_chat_timeout": 1, "no_answer_delay": 60, "max_no_answer": 9})).await;
    ann.forget();
    sandbox.chat("Q", "Olena");
    let invite = ann.chat("user_invite").await;
    assert_eq!(invite["timeout_sec"], 1);
    let declined = ann.chat("decline_invite").await;
    assert_eq!((declined["cause"].as_str(), &declined["invite_id"]), (Some("TIMEOUT"), &invite["invite_id"]));
    assert!(ann.channel("missed").await["missed"]["timeout"].is_i64());
    let late = ann.fail("join_chat", json!({"invite_id": invite["invite_id"]})).await;
    assert_eq!(late["id"], "chat.accept.app_err");
    assert!(late["detail"].as_str().unwrap().contains("chat.invite.not_found"));
    // The agent may end the rest early and is asked again.
    ann.ok("cc_agent_waiting", json!({"agent_id": ann.agent_id, "channel": "chat"})).await;
    ann.chat("user_invite").await;
}

#[tokio::test]
async fn too_many_unanswered_offers_break_the_agent_out() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({"no_answer_delay": 0, "max_no_answer": 2})).await;
    sandbox.chat("Q", "Olena");
    for round in 1..=2 {
        let invite = ann.rings().await;
        ann.forget();
        ann.ok("decline_chat", json!({"invite_id": invite["invite_id"]})).await;
        let labels = ann.labels_until("channel/missed").await;
        assert_eq!(labels.contains(&"agent_status/break_out".to_owned()), round == 2, "{labels:?}");
    }
    assert!(!ann.hears("chat/user_invite", Duration::from_millis(400)).await);
    ann.ok("cc_agent_online", json!({"agent_id": ann.agent_id})).await;
    ann.rings().await;
}

#[tokio::test]
async fn the_customer_may_leave_while_it_rings() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({"no_answer_delay": 60})).await;
    let chat = sandbox.chat("Q", "Olena");
    ann.rings().await;
    ann.forget();
    chat.end();
    let labels = ann.labels_until("channel/missed").await;
    assert_eq!(labels, ["chat/close_conversation", "channel/missed"]);
    // That was not the agent's fault: the next chat comes at once.
    sandbox.chat("Q", "Petro");
    ann.event("chat/user_invite").await;
}
