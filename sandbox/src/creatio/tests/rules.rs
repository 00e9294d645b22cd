//! What the CRM keeps in step by itself.

use serde_json::{Value, json};

use super::Crm;
use crate::testing::Sandbox;

async fn communications(crm: &Crm<'_>, contact: &Value) -> Vec<(String, String)> {
    let filter = format!("Contact/Id eq {}", contact.as_str().unwrap());
    let rows = crm
        .list(
            "ContactCommunication",
            &[("$filter", &filter), ("$orderby", "Number"), ("$expand", "CommunicationType")],
        )
        .await;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    rows.iter().map(|row| (text(&row["Number"]), text(&row["CommunicationType"]["Name"]))).collect()
}

#[tokio::test]
async fn a_contacts_numbers_and_its_rows_are_the_same() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let id =
        crm.create("Contact", json!({"Name": "x", "MobilePhone": "+380 (50) 111-22-33"})).await["Id"].clone();
    let pair = |number: &str, kind: &str| (number.to_owned(), kind.to_owned());
    assert_eq!(communications(&crm, &id).await, [pair("+380 (50) 111-22-33", "Mobile phone")]);
    crm.change("Contact", &id, json!({"MobilePhone": "123", "Email": "x@example.com"})).await;
    assert_eq!(
        communications(&crm, &id).await,
        [pair("123", "Mobile phone"), pair("x@example.com", "Email")]
    );
    crm.change("Contact", &id, json!({"MobilePhone": ""})).await;
    assert_eq!(communications(&crm, &id).await, [pair("x@example.com", "Email")]);
    let row = json!({"ContactId": id, "CommunicationTypeId": "d4a2dc80-30ca-df11-9b2a-001d60e938c6", "Number": "+38 044 5"});
    let row = crm.create("ContactCommunication", row).await;
    assert_eq!(row["SearchNumber"], "380445");
    assert_eq!(crm.record("Contact", &id).await["MobilePhone"], "+38 044 5");
    crm.change("ContactCommunication", &row["Id"], json!({"Number": "7"})).await;
    assert_eq!(crm.record("Contact", &id).await["MobilePhone"], "7");
    let path = format!("/0/odata/ContactCommunication({})", row["Id"].as_str().unwrap());
    crm.send("DELETE", &path, &json!({})).await;
    assert_eq!(crm.record("Contact", &id).await["MobilePhone"], "");
}

#[tokio::test]
async fn a_closed_case_says_when() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let case = crm.create("Case", json!({"Subject": "x"})).await;
    assert_eq!(case["ClosureDate"], "0001-01-01T00:00:00Z");
    crm.change("Case", &case["Id"], json!({"StatusId": "3e7f420c-f46b-1410-fc9a-0050ba5d6c38"})).await;
    assert_ne!(crm.record("Case", &case["Id"]).await["ClosureDate"], case["ClosureDate"]);
}

#[tokio::test]
async fn a_new_task_is_the_authors_for_half_an_hour() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let task =
        crm.create("Activity", json!({"Title": "Call back", "StartDate": "2030-01-01T10:00:00Z"})).await;
    assert_eq!((&task["DueDate"], &task["DurationInMinutes"]), (&json!("2030-01-01T10:30:00Z"), &json!(30)));
    assert_eq!(task["OwnerId"], task["CreatedById"]);
    assert_eq!(task["StatusId"], "384d4b84-58e6-df11-971b-001d60e938c6");
}
