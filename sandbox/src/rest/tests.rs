//! The shapes of the answers, and who gets which.

use serde_json::{Value, json};

use crate::testing::Sandbox;

fn entries(list: &Value) -> &[Value] {
    list.as_array().unwrap()
}

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
async fn closed_chats_come_last_closed_first_in_both_spellings() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let snake =
        sandbox.get(&token, "/api/agent/chats?only_closed=true&only_unprocessed=false&size=3").await.json();
    let camel =
        sandbox.get(&token, "/api/agent/chats?onlyClosed=true&onlyUnprocessed=false&size=3").await.json();
    assert_eq!(snake, camel);
    let chats = entries(&snake["items"]);
    assert_eq!((chats.len(), &snake["next"], &snake["page"]), (3, &json!(true), &json!(1)));
    let closed = |chat: &Value| chat["closed_at"].as_str().unwrap().parse::<i64>().unwrap();
    assert!(chats.windows(2).all(|pair| closed(&pair[0]) >= closed(&pair[1])));
    for chat in chats {
        assert_eq!(chat["id"].as_str().unwrap().len(), 36);
        assert_eq!(chat["unprocessed_close"], false);
        assert!(["bot", "agent", "client"].contains(&chat["last_message"]["from"]["type"].as_str().unwrap()));
        assert!(chat["queue"]["name"].is_string() && chat["gateway"]["type"].is_string());
    }
    let open = sandbox.get(&token, "/api/agent/chats?only_closed=false&only_unprocessed=false").await.json();
    assert_eq!(open["items"], json!([]));
    let fields = sandbox.get(&token, "/api/agent/chats?only_closed=true&fields=id&fields=title").await.json();
    assert_eq!(fields["items"][0].as_object().unwrap().len(), 2);
}

#[tokio::test]
async fn a_chat_is_marked_as_processed_once_and_only_by_its_agent() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("bohdan");
    let list = "/api/agent/chats?only_closed=true&only_unprocessed=true";
    let count = |token: String| {
        let sandbox = &sandbox;
        async move {
            let path = "/api/agent/chats/counter?only_closed=true&only_unprocessed=true";
            sandbox.get(&token, path).await.json()["count"].as_i64().unwrap()
        }
    };
    let before = count(token.clone()).await;
    let chat = sandbox.get(&token, list).await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/agent/chats/{chat}");
    let nothing = (500, "chat.agent.mark_chat_processed.no_rows_affected.error".to_owned());
    let other = sandbox.token("carmen");
    assert_eq!(sandbox.send_json("PATCH", &other, &path, &json!({})).await.refusal(), nothing);
    assert_eq!(sandbox.send_json("PATCH", &token, &path, &json!({})).await.status, 200);
    assert_eq!(sandbox.send_json("PATCH", &token, &path, &json!({})).await.refusal(), nothing);
    assert_eq!(count(token).await, before - 1);
}

#[tokio::test]
async fn dialogs_have_ids_without_dashes_and_are_the_callers_own() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("carmen");
    let list =
        sandbox.get(&token, "/api/chat/dialogs?size=100&fields=id&fields=members&fields=via").await.json();
    let me = sandbox.user("carmen").to_string();
    assert!(entries(&list["data"]).len() >= 5);
    for dialog in entries(&list["data"]) {
        assert_eq!(dialog["id"].as_str().unwrap().len(), 32);
        assert!(dialog["via"]["id"].is_string());
        let members = entries(&dialog["members"]);
        assert!(members.iter().any(|m| m["peer"]["type"] == "user" && m["peer"]["id"] == me.as_str()));
        assert!(members.iter().any(|m| m["peer"]["type"] == "bot" && m["id"] == dialog["id"]));
    }
    let online = format!("/api/chat/dialogs?online=true&peer.id={me}");
    assert_eq!(sandbox.get(&token, &online).await.json()["data"], json!([]));
    let one = list["data"][0]["id"].as_str().unwrap();
    let found = sandbox.get(&token, &format!("/api/chat/dialogs?id={one}")).await.json();
    assert_eq!(entries(&found["data"]).len(), 1);
    let other = sandbox.token("anna");
    assert_eq!(sandbox.get(&other, &format!("/api/chat/dialogs?id={one}")).await.json()["data"], json!([]));
    assert_eq!(sandbox.get(&other, &format!("/api/chat/dialogs/{one}/members")).await.refusal().0, 404);
}

#[tokio::test]
async fn history_comes_newest_first_in_pages_that_do_not_overlap() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let chat = sandbox.chat_of("anna");
    let path = format!("/api/chat/dialogs/{chat}/messages");
    let whole = sandbox.get(&token, &format!("{path}?limit=100")).await.json();
    let ids = |page: &Value| -> Vec<i64> {
        entries(&page["messages"]).iter().map(|m| m["id"].as_str().unwrap().parse().unwrap()).collect()
    };
    let mut collected = Vec::new();
    let mut offset = String::new();
    loop {
        let page = sandbox.get(&token, &format!("{path}?limit=2{offset}")).await.json();
        collected.extend(ids(&page));
        offset = format!("&offset.id={}", collected.last().unwrap());
        if page["next"] == false {
            break;
        }
    }
    assert_eq!(collected, ids(&whole));
    assert!(collected.windows(2).all(|pair| pair[0] > pair[1]));
    for message in entries(&whole["messages"]) {
        let author: usize = message["from"]["id"].as_str().unwrap().parse().unwrap();
        assert!(whole["peers"][author - 1]["type"].is_string());
    }
}

#[tokio::test]
async fn history_is_for_those_who_took_part() {
    let sandbox = Sandbox::new();
    let chat = sandbox.chat_of("anna");
    let token = sandbox.token("bohdan");
    assert_eq!(sandbox.get(&token, &format!("/api/chat/dialogs/{chat}/messages")).await.refusal().0, 404);
    let bad = sandbox.get(&token, "/api/chat/dialogs/1/messages").await.refusal();
    assert_eq!(bad, (400, "messages.query.chat.id.input".to_owned()));
}

#[tokio::test]
async fn ready_made_texts_are_narrowed_to_the_agents_queues() {
    let sandbox = Sandbox::new();
    let names = |login: &'static str| {
        let sandbox = &sandbox;
        async move {
            let path = "/api/call_center/quick_replies?restrict_to_agent=true&size=100";
            let list = sandbox.get(&sandbox.token(login), path).await.json();
            entries(&list["items"]).iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert!(names("carmen").await.contains(&"Price list".to_owned()));
    let support = names("anna").await;
    assert!(!support.contains(&"Price list".to_owned()) && support.contains(&"Greeting".to_owned()));
    let found = sandbox.get(&sandbox.token("anna"), "/api/call_center/quick_replies?q=refund").await.json();
    assert_eq!(found["items"][0]["name"], "Refund");
}

#[tokio::test]
async fn hand_over_targets_have_the_documented_kinds_of_ids() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let users = sandbox.get(&token, "/api/call_center/users?q=Carmen").await.json();
    assert_eq!(users["items"][0]["id"], sandbox.user("carmen").to_string());
    let all = sandbox.get(&token, "/api/call_center/users?size=100").await.json();
    assert!(entries(&all["items"]).iter().all(|user| user["name"] != "Olha Savchenko"));
    let plans = sandbox.get(&token, "/api/routing/outbound/chat?enabled=true").await.json();
    assert!(entries(&plans["items"]).iter().all(|plan| plan["id"].is_i64()));
    assert_eq!(entries(&plans["items"]).len(), 2);
}

#[tokio::test]
async fn an_agent_changes_only_the_own_status() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let seat = |login: &str| {
        let user = sandbox.user(login);
        sandbox.app.read(|db| Ok(crate::store::agents::of_user(db, user)?)).unwrap().unwrap().id
    };
    let path = |id| format!("/api/call_center/agents/{id}/status");
    let pause = json!({"status": "pause", "payload": "Lunch"});
    assert_eq!(sandbox.send_json("PATCH", &token, &path(seat("carmen")), &pause).await.refusal().0, 403);
    assert_eq!(sandbox.send_json("PATCH", &token, &path(seat("anna")), &pause).await.status, 200);
    let again = sandbox.send_json("PATCH", &token, &path(seat("anna")), &pause).await.refusal();
    assert_eq!(again, (400, "app.agent.set_pause.payload".to_owned()));
    let causes = format!("/api/call_center/agents/{}/pause_causes", seat("anna"));
    let causes = sandbox.get(&token, &causes).await.json();
    assert_eq!(causes["items"][0]["name"], "Lunch");
    assert!(causes["items"][0]["id"].is_i64());
}

#[tokio::test]
async fn an_agent_sees_the_own_queues_and_day() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("carmen");
    let user = sandbox.user("carmen");
    let seat = sandbox.app.read(|db| Ok(crate::store::agents::of_user(db, user)?)).unwrap().unwrap().id;
    let queues = sandbox.get(&token, &format!("/api/call_center/agents/{seat}/queues")).await.json();
    let names: Vec<_> = entries(&queues["items"]).iter().map(|line| line["queue"]["name"].clone()).collect();
    assert_eq!(names, ["Billing", "Sales", "Hotline"]);
    for line in entries(&queues["items"]) {
        assert_eq!(line["agents"]["online"], 0);
        assert!(line["agents"]["total"].as_i64().unwrap() >= 1);
    }

    let day = 24 * 60 * 60 * 1000;
    let from = crate::app::now().plus(-day);
    sandbox
        .app
        .act(|act| {
            let sql = "INSERT INTO status_log VALUES (?1, 'pause', 'Lunch', ?2, ?3)";
            act.db.execute(sql, (seat.0, act.now.0 - 60_000, act.now.0 - 30_000))?;
            Ok(())
        })
        .unwrap();
    let report = format!("/api/call_center/agents/reports/status/{seat}?time.from={from}");
    let report = sandbox.get(&token, &report).await.json();
    assert_eq!((&report["status"], &report["pause"]), (&json!("offline"), &json!("30")));
    assert!(report["chat_count"].as_i64().unwrap() >= 5);
    assert_eq!(report["team"]["name"], "Sales");
}

#[tokio::test]
async fn contacts_are_found_made_and_linked() {
    let sandbox = Sandbox::new();
    let token = sandbox.token("anna");
    let found = sandbox.get(&token, "/api/contacts?q=Mitchell").await.json();
    assert_eq!(found["data"][0]["name"]["common_name"], "Sarah Mitchell");
    assert!(found["data"][0]["mode"].as_str().unwrap().contains('r'));

    let new = json!({"name": {"common_name": "Nadia"}});
    let nadia = sandbox.send_json("POST", &token, "/api/contacts", &new).await.json();
    let chat = sandbox.chat_of("anna");
    let link = json!({"contact_id": nadia["id"]});
    assert_eq!(sandbox.send_json("POST", &token, &format!("/api/chat/{chat}/link"), &link).await.status, 200);
    let read = sandbox.get(&token, &format!("/api/contacts/{}", nadia["id"].as_str().unwrap())).await.json();
    let customer = read["imclients"]["data"][0]["user"]["id"].as_str().unwrap();
    let by_customer = format!("/api/contacts?q={customer}&qin=imclients%7Buser%7Bid%7D%7D");
    assert_eq!(sandbox.get(&token, &by_customer).await.json()["data"][0]["id"], nadia["id"]);

    let history = format!("/api/contacts/{}/chat/messages?size=3", nadia["id"].as_str().unwrap());
    let history = sandbox.get(&token, &history).await.json();
    assert_eq!(history["messages"][0]["chat"]["id"], "1");
    assert_eq!(history["chats"][0]["id"], chat.0.simple().to_string());

    let foreign = sandbox.token("carmen");
    let refusal = sandbox.send_json("POST", &foreign, &format!("/api/chat/{chat}/link"), &link).await;
    assert_eq!(refusal.refusal().0, 404);
    assert_eq!(sandbox.get(&token, "/api/contacts/999999").await.refusal().0, 404);
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
