//! Nonsense, other people's things, limits and faults: documented errors, never a panic.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::server::Sandbox;

#[tokio::test]
async fn nonsense_is_refused_or_ignored() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let mut desk = Desk::connect(sandbox.port).await;
    let before = desk.fail("subscribe_chat", json!({})).await;
    assert_eq!(before["id"], "api.web_socket_router.not_authenticated.app_error");
    desk.authenticate(&sandbox.token("ann")).await;
    desk.subscribe().await;
    desk.forget();
    for text in ["{", "[]", "null", "\0\0\0\0", "{\"seq\":\"x\"}", "{\"seq\":1e400,\"action\":\"ping\"}"] {
        desk.send_raw(text).await;
    }
    desk.send_raw(r#"{"seq":5,"action":""}"#).await;
    assert_eq!(desk.event("FAIL api.web_socket_router.no_action.app_error").await["seq_reply"], json!(5));
    desk.send_raw(r#"{"seq":0,"action":"ping"}"#).await;
    assert!(desk.event("FAIL api.web_socket_router.bad_seq.app_error").await.get("seq_reply").is_none());

    let id = "0b5fdb3e-7f0c-4c0e-8f5d-2f6a1d6a7b11";
    let actions = [
        ("cc_agent_tasks", "agent_id"),
        ("cc_agent_online", "agent_id"),
        ("cc_agent_pause", "agent_id"),
        ("cc_agent_offline", "agent_id"),
        ("cc_agent_waiting", "agent_id"),
        ("cc_intercept_attempt", "attempt_id"),
        ("cc_reporting", "attempt_id"),
        ("cc_renewal", "attempt_id"),
        ("join_chat", "invite_id"),
        ("decline_chat", "invite_id"),
        ("send_text_chat", "channel_id"),
        ("send_file_chat", "channel_id"),
        ("leave_chat", "channel_id"),
        ("close_chat", "channel_id"),
        ("blind_transfer_chat", "plan_id"),
        ("transfer_user_chat", "user_id"),
        ("chat_set_contact", "contact_id"),
        ("update_channel_chat", "channel_id"),
        ("add_to_chat", "user_id"),
        ("start_chat", "user_id"),
    ];
    let wrong: [Value; 7] =
        [json!(null), json!(true), json!([]), json!({}), json!("../../etc"), json!(1.5), json!({"$": [id]})];
    for (action, field) in actions {
        for value in &wrong {
            let error = desk.fail(action, json!({ field: value })).await;
            assert_eq!(error["id"], "api.websocket_handler.invalid_param.app_error", "{action} {value}");
        }
        for data in [json!("text"), json!([id, id, "text"])] {
            let error = desk.fail(action, data).await;
            assert_eq!(error["id"], "api.websocket_handler.invalid_param.app_error", "{action}");
        }
    }
    let unknown = desk.fail("join_chat", json!({"invite_id": id})).await;
    assert_eq!((unknown["id"].as_str(), unknown["code"].as_i64()), (Some("chat.accept.app_err"), Some(500)));
    let unknown =
        desk.fail("send_text_chat", json!({"channel_id": id, "conversation_id": id, "text": "x"})).await;
    assert!(unknown["detail"].as_str().unwrap().contains("chat.send.channel.from.not_found"));
    assert_eq!(
        desk.ok("cc_agent_tasks", json!({"agent_id": desk.agent_id.to_string()})).await["items"],
        json!([])
    );
}

#[tokio::test]
async fn other_peoples_things_are_out_of_reach() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"processing": true}));
    sandbox.agent("ann", json!({}));
    sandbox.agent("eve", json!({"skills": []}));
    let mut ann = sandbox.online("ann").await;
    let mut eve = sandbox.online("eve").await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.chat("user_invite").await;
    let foreign = json!({"invite_id": invite["invite_id"]});
    assert_eq!(eve.fail("join_chat", foreign.clone()).await["id"], "chat.accept.app_err");
    assert_eq!(eve.fail("decline_chat", foreign.clone()).await["id"], "chat.decline.app_err");
    ann.ok("join_chat", foreign).await;
    let leg = json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": "hi",
        "cause": "x", "user_id": 1, "plan_id": 1, "contact_id": 1, "id": chat.id});
    for (action, id) in [
        ("send_text_chat", "chat.send.text.app_err"),
        ("leave_chat", "chat.leave.app_err"),
        ("close_chat", "chat.close.app_err"),
        ("transfer_user_chat", "chat.transfer.api_err"),
        ("blind_transfer_chat", "chat.transfer.api_err"),
        ("chat_set_contact", "chat.set_contact.app_err"),
        ("add_to_chat", "chat.invite.app_err"),
        ("update_channel_chat", "chat.send.channel.from.not_found"),
    ] {
        assert_eq!(eve.fail(action, leg.clone()).await["id"], id, "{action}");
    }
    let attempt: i64 = invite["variables"]["cc_attempt_id"].as_str().unwrap().parse().unwrap();
    let report = json!({"attempt_id": attempt, "success": true, "renewal_sec": 5});
    assert_eq!(eve.fail("cc_reporting", report.clone()).await["id"], "app.cc_member.reporting.app_err");
    assert_eq!(eve.fail("cc_renewal", report).await["id"], "app.cc_member.renewal_attempt.app_err");
    let seat = json!({"agent_id": ann.agent_id, "payload": "Lunch", "channel": "chat"});
    for action in
        ["cc_agent_tasks", "cc_agent_online", "cc_agent_pause", "cc_agent_offline", "cc_agent_waiting"]
    {
        assert_eq!(
            eve.fail(action, seat.clone()).await["id"],
            "api.context.permissions.app_error",
            "{action}"
        );
    }
    assert_eq!(eve.ok("subscribe_chat", json!({})).await["items"], json!([]));
    assert_eq!(chat.texts(), [] as [&str; 0]);

    // The right leg in the wrong conversation is foreign, too.
    let other = sandbox.chat("Q", "Petro");
    let mixed = json!({"channel_id": invite["invite_id"], "conversation_id": other.id, "text": "hi"});
    assert!(ann.fail("send_text_chat", mixed).await["detail"].as_str().unwrap().contains("user.mismatch"));
    // A customer's token opens only that customer's chat.
    let path = format!("/customer/chats/{}/messages?token={}", other.id, chat.token);
    assert_eq!(sandbox.try_post(&path, &json!({"text": "hi"})).0, 401);
}

#[tokio::test]
async fn an_oversize_frame_ends_the_socket_and_one_below_does_not() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    let text = |length: usize| json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": "x".repeat(length)});
    ann.ok("send_text_chat", text(250_000)).await;
    ann.ask("send_text_chat", text(270_000)).await;
    ann.closed().await;
}

#[tokio::test]
async fn what_a_test_lets_go_wrong_goes_wrong_once() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    let text =
        |text: &str| json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": text});
    sandbox.post("/sandbox/faults", &json!({"user": "ann", "fail_next_send": "before"}));
    ann.fail("send_text_chat", text("lost")).await;
    sandbox.post(
        "/sandbox/faults",
        &json!({"user": "ann", "fail_next_send": "after", "error_id": "custom.bot.send_notify.do_request.rejected"}),
    );
    ann.forget();
    let error = ann.fail("send_text_chat", text("stored")).await;
    assert_eq!(error["id"], "custom.bot.send_notify.do_request.rejected");
    assert_eq!(ann.labels_until(&format!("FAIL {}", error["id"].as_str().unwrap())).await[0], "chat/message");
    assert_eq!(chat.texts(), ["stored"]);

    sandbox.post("/sandbox/faults", &json!({"user": "ann", "reply_delay_ms": 300}));
    let asked = Instant::now();
    ann.ok("send_text_chat", text("late")).await;
    assert!(asked.elapsed() >= Duration::from_millis(300));
    sandbox.post("/sandbox/faults", &json!({"user": "ann", "reply_delay_ms": 0, "swallow_next_reply": true}));
    ann.forget();
    ann.ask("send_text_chat", text("silent")).await;
    ann.event("chat/message").await;
    assert!(!ann.hears("OK", Duration::from_millis(200)).await);

    let frames = sandbox.get("/sandbox/frames?user=ann");
    assert_eq!(frames["counts"]["request send_text_chat"], 4);
    assert!(!frames.to_string().contains("\"token\""));
    sandbox.post("/sandbox/faults", &json!({"user": "ann", "cut": true, "refuse_sockets_ms": 300}));
    ann.closed().await;
    let mut refused = Desk::connect(sandbox.port).await;
    refused.ask("authentication_challenge", json!({"token": sandbox.token("ann")})).await;
    refused.closed().await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let list = sandbox.desk("ann").await.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"][0]["messages"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn reading_is_marked_for_all_devices() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let mut second = sandbox.desk("ann").await;
    sandbox.chat("Q", "Olena");
    let invite = ann.accept().await;
    let mark = |until: i64| json!({"channel_id": invite["invite_id"], "read_until": until});
    let now = invite["timestamp"].as_i64().unwrap();
    ann.ok("update_channel_chat", mark(now)).await;
    assert_eq!(second.chat("update_channel").await["updated_at"], now);
    assert_eq!(ann.fail("update_channel_chat", mark(now - 1)).await["id"], "chat.read.date.invalid");
    assert_eq!(ann.fail("update_channel_chat", mark(now + 3_600_000)).await["id"], "chat.read.date.invalid");
}

#[tokio::test]
async fn a_slow_consumer_is_cut_and_finds_everything_when_it_is_back() {
    let (sandbox, mut ann) = Sandbox::with_ann(json!({})).await;
    let chat = sandbox.chat("Q", "Olena");
    ann.accept().await;
    // The desk does not read from here on. The system's own buffers take some, then the queue;
    // the socket goes when the queue is full or one frame takes too long.
    let text = "x".repeat(50_000);
    let mut sent = 0;
    while sandbox.get("/sandbox/agents/ann")["present"] == json!(true) {
        sent += 1;
        assert!(sent < 1000, "never cut");
        chat.say(&text);
    }
    let mut ann = sandbox.desk("ann").await;
    let list = ann.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"][0]["messages"][0]["text"], text);
}

#[tokio::test]
async fn users_hear_who_is_there() {
    let sandbox = Sandbox::start();
    sandbox.agent("ann", json!({}));
    let bob = sandbox.agent("bob", json!({}))["user_id"].to_string();
    let mut ann = sandbox.desk("ann").await;
    ann.forget();
    let second = sandbox.desk("bob").await;
    let state = ann.event("user_state").await["data"]["state"].clone();
    assert_eq!((state["id"].as_str(), state["status"].as_str()), (Some(&*bob), Some("web")));
    drop(second);
    assert_eq!(ann.event("user_state").await["data"]["state"]["closed"], true);
}

#[tokio::test]
async fn the_control_interface_can_be_left_out() {
    let sandbox = Sandbox::start_with(&["--no-control"]);
    for path in ["/sandbox/queues", "/sandbox/tokens", "/sandbox/faults"] {
        assert_eq!(sandbox.try_post(path, &json!({})).0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_customers_nonsense_is_refused_in_the_usual_form() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.queue("Calls", json!({"channel": "call"}));
    sandbox.agent("ann", json!({}));
    let good = json!({"source": "telegram", "name": "Olena", "queue": "Q"});
    for (field, value) in [
        ("source", json!("carrier pigeon")),
        ("source", json!(7)),
        ("name", json!("   ")),
        ("name", json!("x".repeat(201))),
        ("queue", json!("No such queue")),
        ("queue", json!("Calls")),
        ("variables", json!(["a"])),
    ] {
        let mut start = good.clone();
        start[field] = value;
        let (status, error) = sandbox.try_post("/customer/chats", &start);
        assert!((400..500).contains(&status), "{field}: {status}");
        assert_eq!(error["code"], status, "{field}: {error}");
    }
    let mut start = good;
    start["variables"] = json!({"wbt_auto_answer": "true", "cc_attempt_id": "1", "city": "Kyiv"});
    let mut ann = sandbox.online("ann").await;
    sandbox.post("/customer/chats", &start);
    let variables = ann.rings().await["variables"].clone();
    assert_eq!(variables["city"], "Kyiv");
    assert!(variables.get("wbt_auto_answer").is_none());
    let chat = sandbox.chat("Q", "Petro");
    assert_eq!(sandbox.try_post(&chat.path("messages"), &json!({"text": " \n "})).0, 400);
    assert_eq!(sandbox.try_post(&chat.path("messages"), &json!({"text": null})).1["code"], 422);
    assert_eq!(sandbox.try_post("/customer/chats/nonsense/messages?token=x", &json!({"text": "a"})).0, 404);
}

#[tokio::test]
async fn who_does_not_say_who_they_are_is_cut_after_twenty_seconds() {
    let sandbox = Sandbox::start();
    let mut silent = Desk::connect(sandbox.port).await;
    let connected = Instant::now();
    tokio::time::sleep(Duration::from_secs(15)).await;
    let error = silent.fail("ping", json!({})).await;
    assert_eq!(error["id"], "api.web_socket_router.not_authenticated.app_error");
    silent.closed().await;
    assert!(connected.elapsed() > Duration::from_secs(19), "cut after {:?}", connected.elapsed());
}
