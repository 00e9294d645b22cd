//! Many requests in one.

use axum::body::Body;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Crm;
use crate::testing::{Answer, Sandbox};

async fn send(crm: &Crm<'_>, prefer: &str, requests: Vec<Value>) -> Answer {
    let request = crm.request("POST", "/0/odata/$batch").header("Content-Type", "application/json");
    let request =
        request.header("Prefer", prefer).body(Body::from(json!({"requests": requests}).to_string()));
    crm.sandbox.send(request.unwrap()).await
}

fn statuses(answer: &Answer) -> Vec<i64> {
    let answer = answer.json();
    answer["responses"].as_array().unwrap().iter().map(|part| part["status"].as_i64().unwrap()).collect()
}

fn get(url: &str) -> Value {
    json!({"id": "1", "method": "GET", "url": url})
}

#[tokio::test]
async fn answers_come_in_order_even_under_one_id() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let id = Uuid::new_v4();
    let answer = send(
        &crm,
        "",
        vec![
            json!({"id": "t1", "method": "post", "url": "Account", "headers": {"Content-Type": "application/json"},
                   "body": {"Id": id, "Name": "Batch"}}),
            json!({"id": "t1", "method": "PATCH", "url": format!("Account/{id}"), "body": {"Code": "B"}}),
            get(&format!("/0/odata/Account({id})?$select=Name,Code")),
            get("http://crm.example/0/odata/Account/$count?$filter=Code%20eq%20'B'"),
        ],
    )
    .await;
    assert_eq!(statuses(&answer), [201, 204, 200, 200]);
    let responses = &answer.json()["responses"];
    assert_eq!((&responses[0]["id"], &responses[1]["id"]), (&json!("t1"), &json!("t1")));
    assert_eq!(responses[2]["body"]["Code"], "B");
    assert_eq!(responses[3]["body"], "1");
}

#[tokio::test]
async fn a_batch_ends_with_the_first_error_unless_it_is_to_go_on() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let requests = || vec![get("Account?$top=1"), get("Nothing"), get("Account?$top=1")];
    assert_eq!(statuses(&send(&crm, "", requests()).await), [200, 404]);
    assert_eq!(statuses(&send(&crm, "continue-on-error", requests()).await), [200, 404, 200]);
}

#[tokio::test]
async fn a_group_happens_as_a_whole_or_not_at_all() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let post = |name: &str, fields: Value| json!({"id": name, "method": "POST", "url": "Account", "atomicityGroup": "g", "body": fields});
    let good = post("1", json!({"Name": "in a group", "Code": "group"}));
    let bad = post("2", json!({"Nothing": 1}));
    let failed = send(&crm, "continue-on-error", vec![good.clone(), bad, get("Account?$top=0")]).await;
    assert_eq!(statuses(&failed), [400, 400, 200]);
    let filter = [("$filter", "Code eq 'group'")];
    assert_eq!(crm.list("Account", &filter).await.len(), 0);
    let done = send(&crm, "", vec![good.clone(), good]).await;
    assert_eq!(statuses(&done), [201, 201]);
    let group = done.json()["responses"][0]["atomicityGroup"].as_str().unwrap().to_owned();
    assert!(group != "g" && Uuid::try_parse(&group).is_ok(), "the server names the group: {group}");
    assert_eq!(crm.list("Account", &filter).await.len(), 2);
}

#[tokio::test]
async fn a_hundred_requests_are_the_most() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    assert_eq!(statuses(&send(&crm, "", vec![get("City?$top=0"); 100]).await).len(), 100);
    assert_eq!(send(&crm, "", vec![get("City?$top=0"); 101]).await.status, 400);
    let text = crm.request("POST", "/0/odata/$batch").header("Content-Type", "multipart/mixed; boundary=x");
    assert_eq!(crm.sandbox.send(text.body(Body::empty()).unwrap()).await.status, 415);
    assert_eq!(send(&crm, "", vec![json!({"id": "1"})]).await.status, 400);
}
