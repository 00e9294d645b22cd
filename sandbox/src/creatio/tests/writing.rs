//! New records, changes and removals.

use serde_json::{Value, json};

use super::Crm;
use crate::app::App;
use crate::args::Args;
use crate::testing::Sandbox;

fn inner(answer: &Value) -> String {
    answer["error"]["innererror"]["internalexception"]["message"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_new_record_is_answered_as_a_whole_with_what_the_server_added() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let fields = json!({"Subject": "Не працює", "ContactId": null, "Priority@odata.type": "#Edm.Guid"});
    let answer = crm.send("POST", "/0/odata/Case", &fields).await;
    let case = answer.json();
    assert_eq!(answer.status, 201);
    assert_eq!(
        answer.header("location"),
        format!("http://crm.example/0/odata/Case({})", case["Id"].as_str().unwrap())
    );
    assert_eq!(answer.header("content-type"), "application/json; odata.metadata=minimal");
    assert!(case["Number"].as_str().unwrap().starts_with("SR0"));
    assert_eq!(case["StatusId"], "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38");
    assert_eq!(case["CreatedById"], case["OwnerId"]);
    let second = crm.create("Case", json!({"Subject": "x"})).await;
    assert_ne!(second["Number"], case["Number"]);
}

#[tokio::test]
async fn the_same_id_makes_a_record_once() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let id = uuid::Uuid::new_v4().to_string();
    let chat = json!({"Id": id.to_uppercase(), "Name": "Olena"});
    assert_eq!(crm.create("WebitelChat", chat.clone()).await["Id"], id);
    let again = crm.send("POST", "/0/odata/WebitelChat", &chat).await;
    assert_eq!(again.status, 500);
    assert!(inner(&again.json()).contains("PRIMARY KEY"), "{}", inner(&again.json()));
    assert_eq!(crm.record("WebitelChat", &json!(id)).await["Name"], "Olena");
}

#[tokio::test]
async fn a_lookup_is_listed_with_a_name_and_an_object() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let object =
        crm.list("SysSchema", &[("$filter", "Caption eq 'Chat Hello Messages'")]).await[0]["UId"].clone();
    let lookup = json!({"Name": "Texts of the shop", "SysEntitySchemaUId": object});
    let id = crm.create("Lookup", lookup).await["Id"].clone();
    let there = crm.list("Lookup", &[("$filter", "contains(Name,'of the shop')")]).await;
    assert_eq!((&there[0]["Id"], &there[0]["SysEntitySchemaUId"]), (&id, &object));
    for (lookup, lacks) in [(json!({"SysEntitySchemaUId": object}), "Name"), (json!({"Name": "x"}), "Object")]
    {
        let refused = crm.send("POST", "/0/odata/Lookup", &lookup).await;
        assert_eq!(refused.status, 500);
        assert!(inner(&refused.json()).contains(lacks), "{}", inner(&refused.json()));
    }
}

#[tokio::test]
async fn a_removed_lookup_does_not_come_back_at_the_next_start() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let named = [("$filter", "Name eq 'Chat Hello Messages'")];
    let id = crm.list("Lookup", &named).await[0]["Id"].clone();
    let path = format!("/0/odata/Lookup({})", id.as_str().unwrap());
    assert_eq!(crm.send("DELETE", &path, &json!({})).await.status, 204);
    drop(App::open(&Args { data: sandbox.app.data.clone(), ..Args::for_tests() }).unwrap());
    assert!(crm.list("Lookup", &named).await.is_empty());
}

#[tokio::test]
async fn a_lookup_is_written_by_its_id_and_a_navigation_is_ignored() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let account = crm.create("Account", json!({"Name": "Horizon"})).await["Id"].clone();
    let contact = crm.create("Contact", json!({"Name": "a", "AccountId": account})).await;
    assert_eq!(contact["AccountId"], account);
    let ignored = crm.create("Contact", json!({"Name": "b", "Account": {"Id": account}})).await;
    assert_eq!(ignored["AccountId"], "00000000-0000-0000-0000-000000000000");
    for empty in [json!(null), json!("00000000-0000-0000-0000-000000000000")] {
        crm.change("Contact", &contact["Id"], json!({"AccountId": account})).await;
        crm.change("Contact", &contact["Id"], json!({"AccountId": empty})).await;
        assert_eq!(crm.record("Contact", &contact["Id"]).await["AccountId"], ignored["AccountId"]);
    }
    let nobody =
        crm.send("POST", "/0/odata/Contact", &json!({"Name": "c", "AccountId": contact["Id"]})).await;
    assert_eq!(nobody.status, 500);
    assert!(inner(&nobody.json()).contains("FOREIGN KEY"));
}

#[tokio::test]
async fn values_keep_their_form_and_wrong_ones_are_refused() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let text = "Line 1\nРядок 2\r\n👍🏽 \"quoted\" 'single' \\ <b>&amp;</b>\t%_";
    for (sent, kept) in [
        ("2017-03-30T14:50:44.5045174Z", "2017-03-30T14:50:44.5045174Z"),
        ("2017-03-30T14:50:44.100Z", "2017-03-30T14:50:44.1Z"),
        ("2017-03-30T17:50:44+03:00", "2017-03-30T14:50:44Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
    ] {
        let chat =
            crm.create("WebitelChat", json!({"Name": "x", "ResultDetails": text, "EndDate": sent})).await;
        assert_eq!((&chat["ResultDetails"], &chat["EndDate"]), (&json!(text), &json!(kept)));
    }
    let contact = crm.create("Contact", json!({"Name": "x", "BirthDate": "1990-05-01T22:30:00Z"})).await;
    assert_eq!(contact["BirthDate"], "1990-05-01T00:00:00Z");
    for wrong in [
        json!({"Name": 5}),
        json!({"EndDate": "yesterday"}),
        json!({"ContactId": "x"}),
        json!({"Nothing": 1}),
        json!([]),
    ] {
        assert_eq!(crm.send("POST", "/0/odata/WebitelChat", &wrong).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn only_what_is_named_changes() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let before = crm.create("WebitelChat", json!({"Name": "x", "Queue": "Support"})).await;
    let other = Crm::sign_in(&sandbox, "bohdan").await;
    other.change("WebitelChat", &before["Id"], json!({"ResultDetails": "done"})).await;
    let after = crm.record("WebitelChat", &before["Id"]).await;
    assert_eq!((&after["Queue"], &after["ResultDetails"]), (&json!("Support"), &json!("done")));
    assert_ne!(after["ModifiedById"], before["ModifiedById"]);
    assert!(after["ModifiedOn"].as_str() > before["ModifiedOn"].as_str());
    assert_eq!(after["CreatedOn"], before["CreatedOn"]);
}

#[tokio::test]
async fn removals_take_the_parts_along_and_spare_what_others_need() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let contact = crm.create("Contact", json!({"Name": "x", "Email": "x@example.com"})).await["Id"].clone();
    let filter = format!("Contact/Id eq {}", contact.as_str().unwrap());
    assert_eq!(crm.list("ContactCommunication", &[("$filter", &filter)]).await.len(), 1);
    let case = crm.create("Case", json!({"Subject": "x", "ContactId": contact})).await["Id"].clone();
    let path = |set: &str, id: &Value| format!("/0/odata/{set}({})", id.as_str().unwrap());
    let needed = crm.send("DELETE", &path("Contact", &contact), &json!({})).await;
    assert_eq!(needed.status, 500);
    assert_eq!(crm.send("DELETE", &path("Case", &case), &json!({})).await.status, 204);
    assert_eq!(crm.send("DELETE", &path("Contact", &contact), &json!({})).await.status, 204);
    assert_eq!(crm.list("ContactCommunication", &[("$filter", &filter)]).await.len(), 0);
    for (method, set, id) in
        [("GET", "Contact", &contact), ("PATCH", "Contact", &contact), ("DELETE", "Case", &case)]
    {
        assert_eq!(crm.send(method, &path(set, id), &json!({"Name": "y"})).await.status, 404, "{method}");
    }
}

#[tokio::test]
async fn users_messages_and_whole_records_are_not_written() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for set in ["SysAdminUnit", "WebitelChatMessage"] {
        assert_eq!(crm.send("POST", &format!("/0/odata/{set}"), &json!({})).await.status, 403, "{set}");
    }
    let id = crm.create("Account", json!({"Name": "x"})).await["Id"].clone();
    let path = format!("/0/odata/Account({})", id.as_str().unwrap());
    assert_eq!(crm.send("PUT", &path, &json!({"Name": "y"})).await.status, 405);
    assert_eq!(crm.send("POST", &path, &json!({})).await.status, 405);
}
