//! How much there can be.

use axum::body::Body;
use serde_json::json;

use super::Crm;
use crate::creatio::odata::LARGEST_BODY;
use crate::testing::Sandbox;

#[tokio::test]
async fn a_list_ends_after_twenty_thousand_records() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20005)
                INSERT INTO crm_Job (\"Id\", \"Name\") SELECT randomblob(16), 'Job ' || i FROM n";
    sandbox.app.act(|act| Ok(act.db.execute(fill, [])?)).unwrap();
    assert_eq!(crm.list("Job", &[("$select", "Id"), ("$top", "30000")]).await.len(), 20_000);
    let rest = crm.list("Job", &[("$select", "Id"), ("$skip", "20000"), ("$orderby", "Name,Id")]).await;
    assert!(rest.len() >= 5 && rest.len() < 100);
}

#[tokio::test]
async fn ten_megabytes_are_the_most() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let file = crm.create("SysFile", json!({"Name": "x"})).await["Id"].clone();
    let path = format!("/0/odata/SysFile({})/Data", file.as_str().unwrap());
    let put = async |size: usize| {
        let request = crm.request("PUT", &path).body(Body::from(vec![1; size])).unwrap();
        sandbox.send(request).await.status.as_u16()
    };
    assert_eq!(put(LARGEST_BODY).await, 200);
    assert_eq!(put(LARGEST_BODY + 1).await, 413);
}

#[tokio::test]
async fn there_can_be_many_chats_and_pages_of_them_do_not_overlap() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let made = sandbox.send_json("POST", "", "/sandbox/creatio/chats", &json!({"count": 3000})).await;
    assert_eq!(made.json()["added"], 3000);
    let page = async |skip: usize| {
        let skip = skip.to_string();
        let options =
            [("$orderby", "StartDate desc,Id"), ("$top", "1500"), ("$skip", &skip), ("$select", "Id")];
        crm.list("WebitelChat", &options).await
    };
    let mut ids: Vec<String> = Vec::new();
    for skip in [0, 1500, 3000] {
        ids.extend(page(skip).await.iter().map(|chat| chat["Id"].as_str().unwrap().to_owned()));
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((all, ids.len()), (3030, 3030));
}

#[tokio::test]
async fn tests_let_requests_fail_before_and_after_they_are_carried_out() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let trouble = async |faults| sandbox.send_json("PUT", "", "/sandbox/creatio/faults", &faults).await;
    let mut statuses = Vec::new();
    for (after, id) in [(false, uuid::Uuid::new_v4()), (true, uuid::Uuid::new_v4())] {
        trouble(json!([{"path": "/Account", "method": "POST", "status": 503, "after": after}])).await;
        for _ in 0..2 {
            let answer = crm.send("POST", "/0/odata/Account", &json!({"Id": id, "Name": "x"})).await;
            statuses.push(answer.status.as_u16());
        }
    }
    assert_eq!(statuses, [503, 201, 503, 500]);
    trouble(json!([{"delay_ms": 120, "times": 2}])).await;
    let begun = std::time::Instant::now();
    for _ in 0..3 {
        assert_eq!(crm.get("/0/odata/Account?$top=1").await.status, 200);
    }
    assert!(begun.elapsed().as_millis() >= 240);
}

#[tokio::test]
async fn where_nothing_is_no_page_answers() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for path in [
        "/0/nothing",
        "/0/rest/Nothing/Here",
        "/rest/x",
        "/ServiceModel/Nothing.svc/x",
        "/0/DataService/json",
    ] {
        assert_eq!(crm.get(path).await.status, 404, "{path}");
    }
    assert_eq!(crm.get("/0/Shell/").await.status, 200);
}
