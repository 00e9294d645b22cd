//! Business processes.

use serde_json::{Value, json};

use super::{Crm, path_of};
use crate::testing::Sandbox;

async fn run(crm: &Crm<'_>, code: &str, parameters: &[(&str, &Value)]) -> Value {
    let values: Vec<Value> =
        parameters.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let body =
        json!({"schemaName": code, "parameterValues": values, "resultParameterNames": ["CaseId", "IsSent"]});
    let answer = crm.send("POST", "/0/ServiceModel/ProcessEngineService.svc/RunProcess", &body).await;
    assert_eq!(answer.status, 200);
    answer.json()
}

/// The record of one of Anna's closed chats.
async fn chat(crm: &Crm<'_>) -> Value {
    let id = json!(crm.sandbox.chat_of("anna").to_string());
    if crm.get(&format!("/0/odata/WebitelChat({})", id.as_str().unwrap())).await.status == 404 {
        crm.create("WebitelChat", json!({"Id": id, "ConversationId": id, "Name": "x"})).await;
    }
    id
}

#[tokio::test]
async fn a_record_offers_its_processes() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let schema = crm.list("SysSchema", &[("$filter", "Name eq 'WebitelChat'")]).await;
    let of_chat =
        format!("SysModule/SysModuleEntity/SysEntitySchemaUId eq {}", schema[0]["UId"].as_str().unwrap());
    let offered = crm.list("ProcessInModules", &[("$filter", &of_chat), ("$orderby", "Position")]).await;
    let mut captions = Vec::new();
    for offer in &offered {
        let filter = format!(
            "VersionParentUId eq {} and IsActiveVersion eq true",
            offer["SysSchemaUId"].as_str().unwrap()
        );
        captions.push(crm.list("VwProcessLib", &[("$filter", &filter)]).await[0]["Caption"].clone());
    }
    assert_eq!(captions, ["Create a case", "Consultation on an existing case"]);
}

#[tokio::test]
async fn a_case_is_made_of_what_the_client_wrote_before_the_agent() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let chat = chat(&crm).await;
    let filter = format!("WebitelChat/Id eq {}", chat.as_str().unwrap());
    let said = crm.list("WebitelChatMessage", &[("$filter", &filter), ("$orderby", "Position")]).await;
    let before: Vec<&str> = said
        .iter()
        .take_while(|message| message["AuthorKind"] != "agent")
        .filter(|message| message["AuthorKind"] == "client")
        .map(|message| message["Message"].as_str().unwrap())
        .collect();
    assert!(!before.is_empty());
    let contact = crm.create("Contact", json!({"Name": "Client"})).await["Id"].clone();
    crm.change("WebitelChat", &chat, json!({"ContactId": contact})).await;
    let result = run(&crm, "WebitelCreateCaseFromChat", &[("ChatId", &chat), ("Unknown", &json!(1))]).await;
    assert_eq!(result["success"], true, "{result}");
    let case = crm.record("Case", &result["resultParameterValues"]["CaseId"]).await;
    assert_eq!(case["Subject"], before[0].lines().next().unwrap());
    assert_eq!(case["Symptoms"], before.join("\n"));
    assert_eq!(case["ContactId"], contact);
    assert_eq!(crm.record("WebitelChat", &chat).await["CaseId"], case["Id"]);
}

#[tokio::test]
async fn a_consultation_links_only_the_contacts_own_case() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let contact = crm.create("Contact", json!({"Name": "Client"})).await["Id"].clone();
    let chat = crm.create("WebitelChat", json!({"Name": "x", "ContactId": contact})).await["Id"].clone();
    let own = crm.create("Case", json!({"Subject": "own", "ContactId": contact})).await["Id"].clone();
    let other = crm.create("Case", json!({"Subject": "other"})).await["Id"].clone();
    let refused = run(&crm, "WebitelConsultOnCase", &[("ChatId", &chat), ("CaseId", &other)]).await;
    assert_eq!(refused["success"], false);
    assert!(refused["errorInfo"]["message"].as_str().unwrap().contains("another contact"));
    assert_eq!(
        run(&crm, "WebitelConsultOnCase", &[("ChatId", &chat), ("CaseId", &own)]).await["success"],
        true
    );
    assert_eq!(crm.record("WebitelChat", &chat).await["CaseId"], own);
    let filter = format!("EntityId eq {}", own.as_str().unwrap());
    assert_eq!(crm.list("SocialMessage", &[("$filter", &filter)]).await.len(), 1);
}

#[tokio::test]
async fn an_email_is_sent_once_it_has_a_recipient() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let email =
        json!({"Title": "Hello", "TypeId": "e2831dec-cfc0-df11-b00f-001d60e938c6", "Body": "<p>x</p>"});
    let id = crm.create("Activity", email).await["Id"].clone();
    assert_eq!(run(&crm, "WebitelSendEmail", &[("ActivityId", &id)]).await["success"], false);
    crm.change("Activity", &id, json!({"Recepient": "client@example.com"})).await;
    let sent = run(&crm, "WebitelSendEmail", &[("ActivityId", &id)]).await;
    assert_eq!(sent["resultParameterValues"]["IsSent"], true);
    let path = path_of(
        "Activity",
        &[("$filter", &format!("Id eq {}", id.as_str().unwrap())), ("$expand", "EmailSendStatus")],
    );
    assert_eq!(crm.get(&path).await.json()["value"][0]["EmailSendStatus"]["Code"], "Sent");
}

#[tokio::test]
async fn processes_are_started_by_address_too_and_unknown_ones_are_refused() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let chat = chat(&crm).await;
    let base = "/0/ServiceModel/ProcessEngineService.svc";
    let path = format!(
        "{base}/WebitelCreateCaseFromChat/Execute?ResultParameterName=CaseId&ChatId={}",
        chat.as_str().unwrap()
    );
    let answer = crm.get(&path).await;
    let xml = String::from_utf8(answer.bytes).unwrap();
    let case = crm.record("WebitelChat", &chat).await["CaseId"].as_str().unwrap().to_owned();
    assert!(xml.starts_with("<string ") && xml.contains(&format!("\"{case}\"")), "{xml}");
    assert_eq!(run(&crm, "Nothing", &[]).await["success"], false);
    assert_eq!(run(&crm, "WebitelCreateCaseFromChat", &[]).await["success"], false);
}
