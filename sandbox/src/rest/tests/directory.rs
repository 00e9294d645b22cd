//! What an agent picks from, the seat and the contacts.

use serde_json::json;

use super::entries;
use crate::testing::Sandbox;

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
