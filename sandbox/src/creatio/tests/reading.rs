//! Lists and records.

use serde_json::{Value, json};

use super::{Crm, path_of};
use crate::testing::Sandbox;

/// Three accounts of one's own, to be found by their code.
async fn accounts(crm: &Crm<'_>) {
    for (name, phone, revenue) in [("Альфа", "1", 1.5), ("beta", "22", 2.5), ("Gamma O'Neil", "333", 3.0)]
    {
        let fields = json!({"Name": name, "Code": "own", "Phone": phone, "AnnualRevenueAmount": revenue});
        crm.create("Account", fields).await;
    }
}

async fn names(crm: &Crm<'_>, filter: &str) -> Vec<String> {
    let filter = format!("Code eq 'own' and ({filter})");
    let found = crm.list("Account", &[("$filter", &filter), ("$orderby", "Name")]).await;
    found.iter().map(|account| account["Name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn filters_find_what_they_describe() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    accounts(&crm).await;
    let cases: [(&str, &[&str]); 16] = [
        ("Name eq 'BETA'", &["beta"]),
        ("Name eq 'альфа'", &["Альфа"]),
        ("Name eq 'Gamma O''Neil'", &["Gamma O'Neil"]),
        ("contains(Name,'АЛЬ') or startswith(Name,'g')", &["Gamma O'Neil", "Альфа"]),
        ("endswith(Name,'neil')", &["Gamma O'Neil"]),
        ("not contains(Name,'a')", &["Альфа"]),
        ("length(Phone) le 2", &["beta", "Альфа"]),
        ("length(Phone) gt 2", &["Gamma O'Neil"]),
        ("AnnualRevenueAmount ge 2.5 and AnnualRevenueAmount lt 3", &["beta"]),
        ("Type/Id eq null and Name ne 'beta'", &["Gamma O'Neil", "Альфа"]),
        ("Type eq null and Phone eq '1'", &["Альфа"]),
        ("Web eq null and Web eq '' and Phone eq '22'", &["beta"]),
        ("CreatedBy/Name eq 'anna kovalenko' and Phone eq '1'", &["Альфа"]),
        ("CreatedOn gt 2020-01-01T00:00:00Z and CreatedOn le ModifiedOn and Phone eq '1'", &["Альфа"]),
        ("Owner/Account/Name eq '' and Phone eq '1'", &["Альфа"]),
        ("Type/Id eq 00000000-0000-0000-0000-000000000000 and Phone eq '1'", &["Альфа"]),
    ];
    for (filter, expected) in cases {
        assert_eq!(names(&crm, filter).await, expected, "{filter}");
    }
}

#[tokio::test]
async fn a_lookup_is_filtered_only_by_the_path_through_it() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let id = "00783ef6-f36b-1410-a883-16d83cab0980";
    let by_path = path_of("Contact", &[("$filter", &format!("Type/Id eq {}", id.to_uppercase()))]);
    assert_eq!(crm.get(&by_path).await.status, 200);
    let by_column = crm.get(&path_of("Contact", &[("$filter", &format!("TypeId eq {id}"))])).await;
    assert_eq!(by_column.status, 500);
    let error = &by_column.json()["error"];
    assert_eq!(error["message"], "An error has occurred.");
    let words = &error["innererror"]["internalexception"]["message"];
    assert_eq!(*words, "Column by path TypeId not found in schema Contact.");
    // A plain id is no lookup.
    let plain = path_of("SocialMessage", &[("$filter", &format!("EntityId eq {id}"))]);
    assert_eq!(crm.get(&plain).await.status, 200);
}

#[tokio::test]
async fn what_is_not_understood_is_refused_with_its_reason() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for (filter, words) in [
        ("CreatedOn gt '2020-01-01T00:00:00Z'", "'Edm.DateTimeOffset' and 'Edm.String'"),
        ("Name eq 5", "incompatible types"),
        ("Id gt 00783ef6-f36b-1410-a883-16d83cab0980", "GreaterThan"),
        ("Name eq", "position 7"),
        ("Name eq 'x", "unterminated"),
        ("Name", "boolean"),
        ("tolower(Name) eq 'x'", "unknown function"),
        ("Name in ('a','b')", "Syntax error"),
        ("contains(Age,'x')", "takes a text"),
        ("Name eq 'a'; drop", "Syntax error"),
    ] {
        let answer = crm.get(&path_of("Contact", &[("$filter", filter)])).await;
        assert_eq!(answer.status, 400, "{filter}");
        let message = answer.json()["error"]["innererror"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(words), "{filter}: {message}");
    }
    for filter in ["Nothing eq 1", "Type/Nothing eq 1", "Name/Id eq null", "Contact/Name eq 'x'"] {
        assert_eq!(crm.get(&path_of("Contact", &[("$filter", filter)])).await.status, 500, "{filter}");
    }
    assert_eq!(crm.get("/0/odata/Contact?$search=x").await.status, 400);
    assert_eq!(crm.get("/0/odata/Contact?$select=Nothing").await.status, 400);
    assert_eq!(crm.get("/0/odata/Contact?$expand=Name").await.status, 400);
    let unknown = crm.get("/0/odata/Nothing").await;
    assert_eq!(unknown.status, 404);
    assert!(unknown.json()["MessageDetail"].as_str().unwrap().contains("'Nothing'"));
}

#[tokio::test]
async fn nothing_comes_back_as_null() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let id = crm.create("Contact", json!({"Name": "Empty"})).await["Id"].clone();
    let contact = crm.record("Contact", &id).await;
    assert!(contact.as_object().unwrap().values().all(|value| !value.is_null()));
    assert_eq!(contact["AccountId"], "00000000-0000-0000-0000-000000000000");
    assert_eq!(contact["BirthDate"], "0001-01-01T00:00:00Z");
    assert_eq!((&contact["Email"], &contact["Age"]), (&json!(""), &json!(0)));
    assert_eq!(contact["DoNotUseSms"], false);
    assert_eq!(contact["@odata.context"], "http://crm.example/0/odata/$metadata#Contact/$entity");
}

#[tokio::test]
async fn lists_are_sorted_paged_counted_and_narrowed() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    accounts(&crm).await;
    let options =
        [("$filter", "Code eq 'own'"), ("$orderby", "Name desc,Id"), ("$select", "Name"), ("$count", "true")];
    let whole = crm.get(&path_of("Account", &options)).await.json();
    assert_eq!(whole["@odata.count"], 3);
    assert_eq!(whole["value"], json!([{"Name": "Альфа"}, {"Name": "Gamma O'Neil"}, {"Name": "beta"}]));
    let page = [options[0], options[1], options[2], ("$top", "1"), ("$skip", "1")];
    assert_eq!(crm.list("Account", &page).await, [json!({"Name": "Gamma O'Neil"})]);
    let count = crm
        .get(&path_of("Account", &[("$filter", "Code eq 'own'"), ("$count", "true"), ("$top", "0")]))
        .await;
    assert_eq!((&count.json()["@odata.count"], &count.json()["value"]), (&json!(3), &json!([])));
    let bare = crm.get(&path_of("Account/$count", &[("$filter", "Code eq 'own'")])).await;
    assert_eq!(bare.bytes, b"3");
}

#[tokio::test]
async fn records_are_shown_with_what_they_refer_to() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let account = crm.create("Account", json!({"Name": "Horizon"})).await["Id"].clone();
    let contact = json!({"Name": "Olena", "AccountId": account, "Email": "o@example.com", "MobilePhone": "+380501112233"});
    let id = crm.create("Contact", contact).await["Id"].clone();
    let filter = format!("Id eq {}", id.as_str().unwrap());
    let expand = "Account($select=Name;$expand=Owner($select=Name)),Country,ContactCommunicationCollectionByContact($select=Number)";
    let found = crm.list("Contact", &[("$filter", &filter), ("$expand", expand), ("$select", "Name")]).await;
    assert_eq!(found[0]["Account"], json!({"Name": "Horizon", "Owner": null}));
    assert_eq!(found[0]["Country"], Value::Null);
    let mut numbers: Vec<&str> = found[0]["ContactCommunicationCollectionByContact"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["Number"].as_str().unwrap())
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["+380501112233", "o@example.com"]);
    let path = format!("/0/odata/Contact({})", id.as_str().unwrap());
    assert_eq!(crm.get(&format!("{path}/Account")).await.json()["Name"], "Horizon");
    assert_eq!(crm.get(&format!("{path}/Name")).await.json()["value"], "Olena");
    assert_eq!(crm.get(&format!("{path}/Name/$value")).await.bytes, b"Olena");
    assert_eq!(crm.get(&format!("{path}/Country")).await.status, 404);
}

#[tokio::test]
async fn the_service_describes_itself() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let service = crm.get("/0/odata/").await.json();
    assert!(service["value"].as_array().unwrap().iter().any(|set| set["name"] == "WebitelChat"));
    let metadata = String::from_utf8(crm.get("/odata/$metadata").await.bytes).unwrap();
    for line in [
        "<NavigationProperty Name=\"Case\" Type=\"Terrasoft.Configuration.OData.Case\" Partner=\"WebitelChatCollectionByCase\"/>",
        "<Property Name=\"CaseId\" Type=\"Edm.Guid\"/>",
        "<Property Name=\"Data\" Type=\"Edm.Stream\"/>",
        "<EntitySet Name=\"Contact\" EntityType=\"Terrasoft.Configuration.OData.Contact\">",
    ] {
        assert!(metadata.contains(line), "{line}");
    }
}

#[tokio::test]
async fn a_lookup_is_found_by_its_title() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let lookup = crm.list("Lookup", &[("$filter", "Name eq 'Chat Hello Messages'")]).await;
    let uid = lookup[0]["SysEntitySchemaUId"].as_str().unwrap();
    let filter = format!("UId eq {uid} and ManagerName eq 'EntitySchemaManager'");
    let schema = crm.list("SysSchema", &[("$filter", &filter), ("$select", "Name,Caption")]).await;
    assert_eq!(schema, [json!({"Name": "WebitelChatHelloMessage", "Caption": "Chat Hello Messages"})]);
}
