//! The customer's interface, and what the agent hears of what happens there.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::server::Sandbox;

#[tokio::test]
async fn the_page_hears_everything_and_takes_up_the_thread() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({"greeting": "Hello!"})).await;
    let chat = sandbox.chat("Q", "Olena");
    let url = format!("ws://127.0.0.1:{}{}", sandbox.port, chat.path("socket"));
    let (mut page, _) = tokio_tungstenite::connect_async(&url).await.unwrap();
    let state = next(&mut page).await;
    assert_eq!(state["event"], "state");
    assert_eq!(state["messages"][0]["from"], "bot");

    let invite = ann.accept().await;
    assert_eq!(next(&mut page).await["event"], "agent_joined");
    let leg = json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": "Good day"});
    ann.ok("send_text_chat", leg.clone()).await;
    let message = next(&mut page).await["message"].clone();
    assert_eq!((message["from"].as_str(), message["name"].as_str()), (Some("agent"), Some("ann")));
    drop(page);

    let own = chat.say("I am back");
    let after = format!("{url}&after={}", message["id"]);
    let (mut page, _) = tokio_tungstenite::connect_async(after).await.unwrap();
    let state = next(&mut page).await;
    assert_eq!(state["messages"].as_array().unwrap().len(), 1);
    assert_eq!(state["messages"][0]["id"], own);
    assert_eq!(state["agents"], json!(["ann"]));
    ann.ok("leave_chat", leg).await;
    assert_eq!(next(&mut page).await["event"], "agent_left");
    assert_eq!(next(&mut page).await["event"], "closed");
    let (status, _) = sandbox.try_post(&chat.path("messages"), &json!({"text": "hello?"}));
    assert_eq!(status, 409);
}

#[tokio::test]
async fn edits_deletions_and_the_bot_reach_the_agent() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    ann.accept().await;
    let id = chat.say("helo");
    assert_eq!(ann.chat("message").await["id"], id);
    let agent = ureq::Agent::new_with_defaults();
    let path = sandbox.url(&format!("/sandbox/messages/{id}"));
    agent.patch(&path).send_json(json!({"text": "hello"})).unwrap();
    let edited = ann.chat("message").await;
    assert_eq!((edited["id"].as_i64(), edited["text"].as_str()), (Some(id), Some("hello")));
    assert!(edited["updated_at"].is_i64());
    agent.delete(&path).call().unwrap();
    assert_eq!(ann.chat("message_deleted").await["id"], id);
    sandbox.post(&format!("/sandbox/conversations/{}/bot", chat.id), &json!({"text": "Beep"}));
    let beep = ann.chat("message").await;
    assert_eq!(beep["channel_id"].as_str(), Some(&*chat.id));
}

#[tokio::test]
async fn a_file_of_the_customer_arrives() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    ann.accept().await;
    let path = sandbox.url(&format!("{}&name=a.png", chat.path("files")));
    let agent = ureq::Agent::new_with_defaults();
    agent.post(path).header("Content-Type", "image/png").send(&[1u8, 2, 3][..]).unwrap();
    let message = ann.chat("message").await;
    assert_eq!(message["type"], "file");
    assert_eq!(message["file"]["name"], "a.png");
    assert_eq!(message["file"]["size"], 3);
    let path = chat.path(&format!("files/{}", message["file"]["id"]));
    let bytes = agent.get(sandbox.url(&path)).call().unwrap().body_mut().read_to_vec().unwrap();
    assert_eq!(bytes, [1, 2, 3]);
}

#[tokio::test]
async fn many_messages_and_bursts() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    let path = format!("/sandbox/conversations/{}/messages", chat.id);
    sandbox.post(&path, &json!({"count": 5000}));
    ann.accept().await;
    let list = ann.ok("subscribe_chat", json!({})).await;
    let messages = list["items"][0]["messages"].as_array().unwrap();
    assert_eq!(messages.len(), 250);
    assert_eq!(messages[0]["text"], "Message 5000");
    let burst = json!({"conversations": [chat.id], "rate": 100, "seconds": 1});
    assert_eq!(sandbox.post("/sandbox/burst", &burst)["messages"], 100);
    for n in 1..=100 {
        assert_eq!(ann.chat("message").await["text"], format!("Message {n}"));
    }
}

async fn next<S>(page: &mut S) -> Value
where
    S: StreamExt<
            Item = Result<tokio_tungstenite::tungstenite::Message, tokio_tungstenite::tungstenite::Error>,
        > + Unpin,
{
    let message = tokio::time::timeout(Duration::from_secs(5), page.next()).await.unwrap().unwrap().unwrap();
    serde_json::from_str(message.to_text().unwrap()).unwrap()
}
