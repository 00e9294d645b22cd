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
