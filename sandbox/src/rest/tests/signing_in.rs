//! Signing in, and what a user is told without being allowed to.

use serde_json::json;

use crate::testing::Sandbox;

#[tokio::test]
async fn a_login_gives_a_token_that_works_until_the_logout() {
    let sandbox = Sandbox::new();
    let login = |body| {
        let sandbox = &sandbox;
        async move { sandbox.send_json("POST", "", "/api/login", &body).await }
    };
    let reply = login(json!({"username": "anna", "password": "demo"})).await.json();
    let token = reply["access_token"].as_str().unwrap();
    assert_eq!(sandbox.get(token, "/api/userinfo").await.status, 200);
    assert_eq!(sandbox.send_json("POST", token, "/api/logout", &json!({})).await.status, 200);
    assert_eq!(sandbox.get(token, "/api/userinfo").await.status, 401);

    let with_domain = json!({"domain": "demo", "username": "anna", "password": "demo"});
    assert_eq!(login(with_domain).await.status, 200);
    for (body, code) in [
        (json!({"username": "anna", "password": "wrong"}), 401),
        (json!({"username": "nobody", "password": "demo"}), 401),
        (json!({"domain": "other", "username": "anna", "password": "demo"}), 401),
        (json!({"username": "anna"}), 400),
        (json!({"username": "", "password": ""}), 400),
        (json!([1]), 400),
    ] {
        let answer = login(body.clone()).await;
        assert_eq!(answer.refusal().0, code, "{body}");
        assert_ne!(answer.json()["detail"], "", "{body}");
    }
}

#[tokio::test]
async fn nothing_is_told_without_a_valid_token() {
    let sandbox = Sandbox::new();
    let anna = sandbox.user("anna");
    let expired = sandbox.app.act(|act| crate::auth::issue_token(act, anna, -1)).unwrap().0;
    for path in [
        "/api/userinfo",
        "/api/agent/chats",
        "/api/chat/dialogs",
        "/api/contacts",
        "/api/call_center/users",
        "/api/call_center/quick_replies",
        "/api/routing/outbound/chat",
        "/api/storage/file/1/download",
    ] {
        for token in ["", "nonsense", &expired] {
            assert_eq!(sandbox.get(token, path).await.refusal().0, 401, "{path} with {token:?}");
        }
    }
}

#[tokio::test]
async fn a_misspelt_request_is_told_so() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.get("", "/api/agent/chat").await.refusal().0, 404);
}

#[tokio::test]
async fn a_user_of_the_crm_only_is_no_agent() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("olha");
    let info = sandbox.get(&token, "/api/userinfo").await.json();
    assert_eq!((&info["license"], &info["scope"]), (&json!([]), &json!([])));
    let access = sandbox.get(&token, "/api/role/metadata/access").await.json();
    assert_eq!(access["agent"]["_enabled"], false);
    let refusal = sandbox.get(&token, "/api/agent/chats").await.refusal();
    assert_eq!(refusal, (403, "agent_chat.objclass.access.denied".to_owned()));
}

#[tokio::test]
async fn presence_is_what_was_set() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let set = |status: &'static str| {
        let (sandbox, token) = (&sandbox, &token);
        async move { sandbox.send_json("PATCH", token, "/api/presence", &json!({"status": status})).await }
    };
    assert_eq!(set("dnd").await.status, 200);
    assert_eq!(sandbox.get(&token, "/api/user").await.json()["presence"]["status"], "dnd");
    assert_eq!(set("").await.status, 200);
    assert_eq!(sandbox.get(&token, "/api/user").await.json()["presence"]["status"], "");
    assert_eq!(set("asleep").await.refusal().0, 400);
}
