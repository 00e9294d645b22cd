//! Hand-overs to a colleague and to a plan (the protocol's sequence 2.5), and colleagues who
//! are asked in.

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::server::Sandbox;

/// Ann, who serves the queue `Q`, and Bob, whom a plan leads to; both are online.
async fn pair() -> (Sandbox, Desk, Desk) {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.queue("Other", json!({"skills": ["other"]}));
    sandbox.post("/sandbox/plans", &json!({"name": "To other", "queue": "Other", "message": "One moment"}));
    sandbox.agent("ann", json!({}));
    sandbox.agent("bob", json!({"skills": ["other"]}));
    let (ann, bob) = (sandbox.online("ann").await, sandbox.online("bob").await);
    (sandbox, ann, bob)
}

fn user_of(sandbox: &Sandbox, login: &str) -> Value {
    sandbox.get(&format!("/sandbox/agents/{login}"))["user_id"].clone()
}

#[tokio::test]
async fn to_a_colleague() {
    let (sandbox, mut ann, mut bob) = pair().await;
    let bob_user = user_of(&sandbox, "bob");
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    ann.forget();
    let call = json!({"conversation_id": chat.id, "channel_id": invite["invite_id"],
        "user_id": bob_user.to_string(), "variables": {"note": "VIP", "cc_queue_id": "1"}});
    ann.ok("transfer_user_chat", call.clone()).await;
    let labels = ann.labels_until("channel/wrap_time").await;
    assert_eq!(labels, ["chat/leave_conversation", "OK", "channel/wrap_time"]);

    let second = bob.chat("user_invite").await;
    assert_eq!((second["timeout_sec"].as_i64(), second["title"].as_str()), (Some(0), Some("")));
    assert_eq!(second["variables"]["note"], "VIP");
    assert!(second["variables"].get("cc_queue_id").is_none());
    assert_eq!(second["members"].as_array().unwrap().len(), 2, "the former agent is listed, too");
    bob.forget();
    bob.ok("join_chat", json!({"invite_id": second["invite_id"]})).await;
    chat.say("Hello again");
    assert_eq!(bob.chat("message").await["text"], "Hello again");
    assert!(!ann.hears("chat/message", std::time::Duration::from_millis(200)).await);
    let again = ann.fail("transfer_user_chat", call).await;
    assert_eq!(again["id"], "chat.transfer.api_err");

    bob.forget();
    bob.ok("leave_chat", json!({"channel_id": second["invite_id"], "conversation_id": chat.id})).await;
    assert_eq!(bob.labels_until("OK").await, ["chat/leave_conversation", "OK"]);
    assert_eq!(sandbox.conversation(&chat.id)["close_cause"], "flow_end");
}

#[tokio::test]
async fn a_colleague_who_declines_ends_the_chat() {
    let (sandbox, mut ann, mut bob) = pair().await;
    let bob_user = user_of(&sandbox, "bob");
    let chat = sandbox.chat("Q", "Olena");
    ann.accept().await;
    ann.ok("transfer_user_chat", json!({"conversation_id": chat.id, "user_id": bob_user})).await;
    let second = bob.chat("user_invite").await;
    bob.ok("decline_chat", json!({"invite_id": second["invite_id"]})).await;
    assert_eq!(sandbox.conversation(&chat.id)["close_cause"], "flow_end");
}

#[tokio::test]
async fn an_invitation_is_handed_over_to_a_plan() {
    let (sandbox, mut ann, mut bob) = pair().await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.rings().await;
    ann.forget();
    let call = json!({"conversation_id": chat.id, "channel_id": invite["invite_id"], "plan_id": 99});
    assert_eq!(ann.fail("blind_transfer_chat", call).await["id"], "chat.transfer.api_err");
    ann.forget();
    let call = json!({"conversation_id": chat.id, "channel_id": invite["invite_id"], "plan_id": 1});
    ann.ok("blind_transfer_chat", call).await;
    let labels = ann.labels_until("channel/missed").await;
    assert_eq!(labels, ["chat/decline_invite", "OK", "channel/missed"]);
    let second = bob.rings().await;
    assert_eq!(second["variables"]["cc_queue_name"], "Other");
    assert_ne!(second["variables"]["cc_attempt_id"], invite["variables"]["cc_attempt_id"]);
    assert_eq!(chat.texts(), ["One moment"]);
}

#[tokio::test]
async fn a_colleague_is_asked_in() {
    let (sandbox, mut ann, mut bob) = pair().await;
    let bob_user = user_of(&sandbox, "bob");
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    let call = json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "user_id": bob_user});
    ann.forget();
    ann.ok("add_to_chat", call.clone()).await;
    assert_eq!(ann.labels_until("OK").await, ["chat/invite_conversation", "OK"]);
    assert_eq!(ann.fail("add_to_chat", call).await["id"], "chat.invite.app_err");
    // Who is invited hears what is said before joining.
    let second = bob.chat("user_invite").await;
    chat.say("Hello?");
    assert_eq!(bob.chat("message").await["text"], "Hello?");
    bob.ok("join_chat", json!({"invite_id": second["invite_id"]})).await;
    assert_eq!(ann.chat("join_conversation").await["member"]["name"], "bob");
    // The leave of either ends the talk for both.
    bob.ok("leave_chat", json!({"channel_id": second["invite_id"], "conversation_id": chat.id})).await;
    let closed = ann.chat("close_conversation").await;
    assert_eq!(closed["from_channel_id"].as_str(), Some(&*chat.id));
    ann.channel("wrap_time").await;
}
