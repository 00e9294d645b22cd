//! The ends of a chat: by the customer, by the agent for everybody, by idle rules.

use serde_json::json;

use crate::server::Sandbox;

#[tokio::test]
async fn the_customer_ends_a_chat_without_a_form() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    let customer = invite["members"][0]["id"].clone();
    ann.forget();
    chat.end();
    chat.end();
    let closed = ann.chat("close_conversation").await;
    assert_eq!((&closed["from_channel_id"], closed["cause"].as_str()), (&customer, Some("client_leave")));
    assert!(ann.channel("wrap_time").await["attempt_id"].is_i64());
    let late = ann
        .fail(
            "send_text_chat",
            json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": "too late"}),
        )
        .await;
    assert_eq!(late["id"], "chat.send.text.app_err");
    assert!(late["detail"].as_str().unwrap().contains("chat.send.channel.from.closed"));
    assert_eq!(ann.ok("subscribe_chat", json!({})).await["items"], json!([]));
}

#[tokio::test]
async fn an_agent_closes_the_whole_conversation() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    ann.forget();
    let leg = json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "cause": "done"});
    ann.ok("close_chat", leg).await;
    let labels = ann.labels_until("channel/wrap_time").await;
    assert_eq!(labels, ["chat/close_conversation", "OK", "channel/wrap_time"]);
}

#[tokio::test]
async fn idle_rules_take_the_agent_out() {
    let sandbox = Sandbox::start();
    for (queue, rule) in [
        ("agent", json!({"max_idle_agent": 1})),
        ("client", json!({"max_idle_client": 1})),
        ("dialog", json!({"max_idle_dialog": 1})),
    ] {
        sandbox.queue(queue, rule);
        sandbox.agent(queue, json!({}));
        let mut desk = sandbox.online(queue).await;
        let chat = sandbox.chat(queue, "Olena");
        let invite = desk.accept().await;
        let left = desk.chat("leave_conversation").await;
        assert_eq!(left["leaved_channel_id"], invite["invite_id"]);
        assert!(left.get("cause").is_none());
        desk.channel("wrap_time").await;
        assert_eq!(sandbox.conversation(&chat.id)["close_cause"], "flow_end");
        desk.ok("cc_agent_offline", json!({"agent_id": desk.agent_id})).await;
    }
}

#[tokio::test]
async fn a_chat_that_nobody_takes_is_given_up() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"max_wait_time": 1}));
    let chat = sandbox.chat("Q", "Olena");
    sandbox.agent("ann", json!({}));
    let mut ann = sandbox.online("ann").await;
    ann.rings().await;
    ann.forget();
    let labels = ann.labels_until("channel/missed").await;
    assert_eq!(labels[0], "chat/decline_invite");
    let conversation = sandbox.conversation(&chat.id);
    assert_eq!(conversation["closed"], true);
    assert!(chat.texts().last().unwrap().starts_with("Sorry"));
}
