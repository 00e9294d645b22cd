//! The lists of chats, the catalogue and the history.

use serde_json::{Value, json};

use super::entries;
use crate::testing::Sandbox;

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
