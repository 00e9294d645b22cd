//! The same person is an agent in the contact centre and a user of the CRM, and the CRM knows
//! what is said in the chats.

use serde_json::{Value, json};

use crate::server::Sandbox;

/// Somebody who is signed in to the CRM.
struct Crm {
    cookies: String,
    csrf: String,
}

impl Crm {
    fn sign_in(sandbox: &Sandbox, user: &str) -> Self {
        let login = json!({"UserName": user, "UserPassword": "password"});
        let answer = ureq::post(sandbox.url("/ServiceModel/AuthService.svc/Login")).send_json(login).unwrap();
        let cookies = answer.headers().get_all("set-cookie");
        let pairs: Vec<&str> =
            cookies.iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap()).collect();
        let csrf = pairs.iter().find_map(|pair| pair.strip_prefix("BPMCSRF=")).unwrap().to_owned();
        Self { cookies: pairs.join("; "), csrf }
    }

    fn post(&self, sandbox: &Sandbox, path: &str, body: &Value) -> Value {
        let request = ureq::post(sandbox.url(path)).header("Cookie", &self.cookies);
        let request = request.header("BPMCSRF", &self.csrf).header("ForceUseSession", "true");
        request.send_json(body).unwrap().body_mut().read_json().unwrap()
    }

    fn get(&self, sandbox: &Sandbox, path: &str) -> Value {
        let request = ureq::get(sandbox.url(path)).header("Cookie", &self.cookies);
        let request = request.header("BPMCSRF", &self.csrf).header("ForceUseSession", "true");
        request.call().unwrap().body_mut().read_json().unwrap()
    }
}

#[tokio::test]
async fn a_case_is_made_of_a_live_chat_and_outlives_the_process() {
    let mut sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"greeting": "Welcome!", "question": ""}));
    sandbox.agent("ann", json!({}));
    let mut ann = sandbox.online("ann").await;
    let id = {
        let chat = sandbox.chat("Q", "Olena");
        chat.say("The parcel did not come");
        chat.say("It is the second time");
        let invite = ann.accept().await;
        let answer =
            json!({"channel_id": invite["invite_id"], "conversation_id": chat.id, "text": "Let me see"});
        ann.ok("send_text_chat", answer).await;
        chat.say("Thank you");
        chat.id.clone()
    };
    let crm = Crm::sign_in(&sandbox, "ann");
    let record = json!({"Id": id, "ConversationId": id, "Name": "Olena"});
    crm.post(&sandbox, "/0/odata/WebitelChat", &record);
    let run = json!({
        "schemaName": "WebitelCreateCaseFromChat", "resultParameterNames": ["CaseId"],
        "parameterValues": [{"name": "ChatId", "value": id}],
    });
    let result = crm.post(&sandbox, "/0/ServiceModel/ProcessEngineService.svc/RunProcess", &run);
    assert_eq!(result["success"], true, "{result}");
    sandbox.kill_and_restart();
    let case = result["resultParameterValues"]["CaseId"].as_str().unwrap();
    let case = crm.get(&sandbox, &format!("/0/odata/Case({case})"));
    assert_eq!(case["Subject"], "The parcel did not come");
    assert_eq!(case["Symptoms"], "The parcel did not come\nIt is the second time");
    let chat = crm.get(&sandbox, &format!("/0/odata/WebitelChat({id})"));
    assert_eq!((&chat["CaseId"], &chat["CreatedById"]), (&case["Id"], &case["OwnerId"]));
}
