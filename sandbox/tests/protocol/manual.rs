//! Queues from which agents pick the chats themselves.

use std::time::Duration;

use serde_json::json;

use crate::server::Sandbox;

#[tokio::test]
async fn a_waiting_chat_is_listed_and_taken() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"manual_distribution": true, "greeting": "Hello!"}));
    sandbox.agent("ann", json!({}));
    sandbox.agent("bob", json!({}));
    let mut ann = sandbox.online("ann").await;
    let mut bob = sandbox.online("bob").await;
    let chat = sandbox.chat("Q", "Olena");
    let list = ann.event("notification/waiting_list").await;
    let waiting = list["data"]["notification"]["body"]["chats"][0].clone();
    assert_eq!(waiting["session_id"].as_str(), Some(&*chat.id));
    assert_eq!(waiting["communication"]["name"], "Olena");
    assert_eq!(waiting["communication"]["msg"], "Hello!");
    assert_eq!(waiting["communication"]["member"]["type"], "bot");
    assert!(!ann.hears("chat/user_invite", Duration::from_millis(300)).await);

    ann.forget();
    let take = json!({"attempt_id": waiting["attempt_id"], "agent_id": ann.agent_id});
    ann.ok("cc_intercept_attempt", take.clone()).await;
    let invite = ann.chat("user_invite").await;
    assert_eq!(invite["variables"]["wbt_auto_answer"], "true");
    let hidden = bob.event("notification/hide_attempt").await;
    assert_eq!(hidden["data"]["notification"]["body"]["attempt_id"], waiting["attempt_id"]);
    let late = json!({"attempt_id": waiting["attempt_id"], "agent_id": bob.agent_id});
    assert_eq!(bob.fail("cc_intercept_attempt", late).await["id"], "app.cc_member.intercept.app_err");
    let foreign = bob.fail("cc_intercept_attempt", take).await;
    assert_eq!(foreign["id"], "api.context.permissions.app_error");
    ann.ok("join_chat", json!({"invite_id": invite["invite_id"]})).await;
    bob.forget();
    assert!(!bob.hears("notification/waiting_list", Duration::from_millis(1500)).await);
}
