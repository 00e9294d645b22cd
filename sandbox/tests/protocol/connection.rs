//! Connect, authenticate, subscribe, go online (the protocol's sequence 2.1).

use std::time::Duration;

use serde_json::json;

use crate::desk::Desk;
use crate::server::Sandbox;

#[tokio::test]
async fn hello_comes_before_the_reply_and_events_are_counted() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut desk = Desk::connect(sandbox.port).await;
    desk.call("authentication_challenge", json!({"token": sandbox.token("ann")})).await;
    assert_eq!(desk.labels_until("OK").await, ["hello", "OK"]);

    desk.subscribe().await;
    desk.forget();
    desk.ok("cc_agent_online", json!({"agent_id": desk.agent_id})).await;
    let status = desk.event("agent_status/online").await;
    assert_eq!(status["seq"], 1);
    assert_eq!(status["data"]["channels"].as_array().unwrap().len(), 5);
    assert_eq!(status["data"]["on_demand"], false);
}

#[tokio::test]
async fn status_changes_are_told_before_the_reply_and_refused_when_senseless() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut desk = sandbox.online("ann").await;
    let me = json!({"agent_id": desk.agent_id});
    let again = desk.fail("cc_agent_online", me.clone()).await;
    assert_eq!((again["id"].as_str(), again["code"].as_i64()), (Some("app.agent.login.app_err"), Some(400)));

    desk.forget();
    desk.ok("cc_agent_pause", json!({"agent_id": desk.agent_id, "payload": "Lunch"})).await;
    assert_eq!(desk.labels_until("OK").await, ["agent_status/pause", "OK"]);
    let twice = desk.fail("cc_agent_pause", json!({"agent_id": desk.agent_id, "payload": "Lunch"})).await;
    assert_eq!(twice["id"], "app.agent.set_pause.payload");

    desk.ok("cc_agent_offline", me.clone()).await;
    assert_eq!(desk.fail("cc_agent_offline", me.clone()).await["id"], "app.agent.logout.app_err");
    assert_eq!(
        desk.fail("cc_agent_waiting", json!({"agent_id": desk.agent_id, "channel": "chat"})).await["id"],
        "app.agent.waiting.app_err"
    );
    let session = desk.ok("cc_agent_session", json!({})).await;
    assert_eq!(session["status"], "offline");
    assert_eq!(session["team"]["name"], "Team");
}

#[tokio::test]
async fn a_pause_is_refused_while_a_queue_needs_the_agent() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"min_online_agents": 1}));
    sandbox.agent("ann", json!({}));
    let mut desk = sandbox.online("ann").await;
    let refused = desk.fail("cc_agent_pause", json!({"agent_id": desk.agent_id, "payload": "Lunch"})).await;
    assert_eq!(refused["id"], "app.agent.set_pause.not_allow");
}

#[tokio::test]
async fn users_without_a_seat_or_a_licence_are_told_so() {
    let sandbox = Sandbox::start();
    sandbox.post("/sandbox/users", &json!({"user": "crm"}));
    sandbox.post("/sandbox/users", &json!({"user": "boss", "licences": ["CALL_CENTER", "CHAT"]}));
    let mut crm = Desk::connect(sandbox.port).await;
    crm.authenticate(&sandbox.token("crm")).await;
    assert_eq!(crm.fail("cc_agent_session", json!({})).await["id"], "api.context.permissions.license");
    assert_eq!(crm.fail("subscribe_chat", json!({})).await["id"], "chat.valid.license");
    let mut boss = Desk::connect(sandbox.port).await;
    boss.authenticate(&sandbox.token("boss")).await;
    let error = boss.fail("cc_agent_session", json!({})).await;
    assert_eq!((error["id"].as_str(), error["code"].as_i64()), (Some("User.valid.agent_id"), Some(404)));
    assert_eq!(boss.ok("subscribe_chat", json!({})).await["items"], json!([]));
}

#[tokio::test]
async fn an_expired_token_ends_the_session_with_an_error_event() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut desk = sandbox.online("ann").await;
    sandbox.post("/sandbox/tokens/expire", &json!({"user": "ann"}));
    desk.forget();
    let error = desk.fail("ping", json!({"ping": 1})).await;
    assert_eq!(error["code"], 401);
    let event = desk.event("error").await;
    assert_eq!(event["data"]["error"]["id"], error["id"]);
    let next = desk.fail("ping", json!({"ping": 1})).await;
    assert_eq!(next["id"], "api.web_socket_router.not_authenticated.app_error");
    // The socket may be used on with another token.
    desk.authenticate(&sandbox.token("ann")).await;
    desk.ok("ping", json!({"ping": 1})).await;

    let mut late = Desk::connect(sandbox.port).await;
    let refused = late.fail("authentication_challenge", json!({"token": "nonsense"})).await;
    assert_eq!(refused["code"], 401);
}

#[tokio::test]
async fn a_token_that_is_no_text_ends_the_socket_and_a_second_challenge_is_not_answered() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut rude = Desk::connect(sandbox.port).await;
    rude.ask("authentication_challenge", json!({"token": 7})).await;
    rude.closed().await;

    let mut desk = sandbox.desk("ann").await;
    desk.forget();
    desk.ask("authentication_challenge", json!({"token": "again"})).await;
    assert_eq!(desk.ok("ping", json!({"ping": 1})).await["pong"], 1);
    assert_eq!(desk.labels_until("OK").await, ["OK"]);
    assert!(desk.hears_nothing(Duration::from_millis(200)).await);
}

#[tokio::test]
async fn small_actions_answer_as_documented() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut desk = sandbox.desk("ann").await;
    assert_eq!(desk.ok("subscribe_call", json!({})).await, json!({"items": []}));
    assert_eq!(desk.ok("un_subscribe_call", json!({})).await, json!(null));
    let members = desk.ok("cc_fetch_offline_members", json!({"agent_id": 1, "page": 1})).await;
    assert_eq!(members, json!({"items": [], "next": false}));
    let ack = desk.ok("latency_ack", json!({"client_ts": 5, "last_latency": 2})).await;
    assert_eq!((ack["client_ts"].as_i64(), ack["server_ack_ts"].is_i64()), (Some(5), true));
    assert!(desk.ok("latency_start", json!({})).await["server_ts"].is_i64());
    let unknown = desk.fail("no_such_action", json!({})).await;
    assert_eq!(unknown["id"], "api.web_socket_router.bad_action.app_error");
    assert_eq!(desk.fail("start_chat", json!({"user_id": 1})).await["id"], "chat.invite.app_err");
}
