//! Signing in, being known, and not being known any more.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use super::Crm;
use crate::testing::Sandbox;

async fn control(sandbox: &Sandbox, method: &str, path: &str, body: Value) -> Value {
    let answer = sandbox.send_json(method, "", &format!("/sandbox/creatio/{path}"), &body).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.json()
}

#[tokio::test]
async fn a_wrong_password_is_told_by_the_code_and_not_by_the_status() {
    let sandbox = Sandbox::new();
    let path = "/ServiceModel/AuthService.svc/Login";
    for user in ["anna", "nobody"] {
        let body = json!({"UserName": user, "UserPassword": "wrong"});
        let answer = sandbox.send_json("POST", "", path, &body).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["Code"]), (200, &json!(1)));
        assert!(answer.json()["Message"].as_str().unwrap().contains("password"));
        assert!(answer.header("set-cookie").is_empty());
    }
    let right = json!({"UserName": "anna", "UserPassword": "demo"});
    assert_eq!(sandbox.send_json("POST", "", &format!("/0{path}"), &right).await.status, 401);
}

#[tokio::test]
async fn every_call_repeats_the_csrf_token_and_insists_on_the_session() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let path = "/0/odata/Contact?$top=1";
    let bare = |headers: &[(&str, &str)]| {
        let request =
            headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        request.body(Body::empty()).unwrap()
    };
    let cookies = crm.cookies.as_str();
    let csrf = crm.csrf.as_str();
    let status = async |headers: &[(&str, &str)]| sandbox.send(bare(headers)).await.status.as_u16();
    assert_eq!(crm.get(path).await.status, 200);
    assert_eq!(status(&[]).await, 401);
    assert_eq!(status(&[("Cookie", cookies), ("ForceUseSession", "true")]).await, 403);
    assert_eq!(status(&[("Cookie", cookies), ("ForceUseSession", "true"), ("BPMCSRF", "x")]).await, 403);
    assert_eq!(status(&[("Cookie", cookies), ("BPMCSRF", csrf)]).await, 401);
    assert_eq!(
        status(&[("Cookie", ".ASPXAUTH=x"), ("BPMCSRF", csrf), ("ForceUseSession", "true")]).await,
        401
    );
}

#[tokio::test]
async fn a_bearer_needs_neither_cookies_nor_csrf_and_expires() {
    let sandbox = Sandbox::new();
    let token = |life: i64| control(&sandbox, "POST", "tokens", json!({"user": "olha", "life_ms": life}));
    let ask = async |token: &Value| {
        let bearer = format!("Bearer {}", token["access_token"].as_str().unwrap());
        let request = Request::get("/odata/Contact/$count").header("Authorization", bearer);
        sandbox.send(request.body(Body::empty()).unwrap()).await.status.as_u16()
    };
    assert_eq!(ask(&token(60_000).await).await, 200);
    assert_eq!(ask(&token(-1).await).await, 401);
    assert_eq!(ask(&json!({"access_token": "x"})).await, 401);
}

#[tokio::test]
async fn an_expired_session_is_a_401_or_the_login_page() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    control(&sandbox, "POST", "sessions/expire", json!({"user": "anna"})).await;
    let odata = crm.get("/0/odata/Contact").await;
    assert_eq!((odata.status.as_u16(), odata.bytes.len()), (401, 0));
    let svc = crm.send("POST", "/0/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", &json!({})).await;
    assert_eq!((svc.status.as_u16(), &svc.json()["Message"]), (401, &json!("Authentication failed.")));
    control(&sandbox, "PUT", "sessions", json!({"expired": "login_page"})).await;
    let led = crm.get("/0/odata/Contact").await;
    assert_eq!((led.status.as_u16(), led.header("location")), (302, "/Login/Login.html"));
    let page = crm.get("/Login/Login.html").await;
    assert!(page.status == 200 && page.header("content-type").starts_with("text/html"));
    assert!(String::from_utf8(page.bytes).unwrap().contains("bootstrap.login"));
}

#[tokio::test]
async fn a_session_lives_as_long_as_it_is_used() {
    let sandbox = Sandbox::new();
    control(&sandbox, "PUT", "sessions", json!({"life_ms": 600})).await;
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for _ in 0..4 {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        assert_eq!(crm.get("/0/odata/Contact/$count").await.status, 200);
    }
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    assert_eq!(crm.get("/0/odata/Contact/$count").await.status, 401);
}

#[tokio::test]
async fn after_signing_out_the_cookies_are_worth_nothing() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    crm.send("POST", "/ServiceModel/AuthService.svc/Logout", &json!({})).await;
    assert_eq!(crm.get("/0/odata/Contact").await.status, 401);
}

#[tokio::test]
async fn a_user_is_a_contact_and_a_unit_of_administration() {
    let sandbox = Sandbox::new();
    for login in ["anna", "olha"] {
        let crm = Crm::sign_in(&sandbox, login).await;
        let info =
            crm.send("POST", "/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", &json!({})).await.json();
        assert_eq!(info["userName"], login);
        let unit = crm.record("SysAdminUnit", &info["userId"]).await;
        assert_eq!((&unit["Name"], &unit["ContactId"]), (&info["userName"], &info["contactId"]));
        assert_eq!(crm.record("Contact", &info["contactId"]).await["Name"], info["contactName"]);
    }
}

#[tokio::test]
async fn what_is_denied_is_refused_in_words() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "bohdan").await;
    let can = async |operation: &str| {
        let path = "/0/rest/RightsService/GetCanExecuteOperation";
        crm.send("POST", path, &json!({"operation": operation})).await.json()["GetCanExecuteOperationResult"]
            .clone()
    };
    assert_eq!((can("CanDoThis").await, can("CanManageChats").await), (json!(true), json!(false)));
    control(&sandbox, "PUT", "rights/bohdan", json!({"run": "CanDoThis", "allowed": false})).await;
    assert_eq!(can("CanDoThis").await, json!(false));
    control(&sandbox, "PUT", "rights/bohdan", json!({"write": "Case", "allowed": false})).await;
    let refused = crm.send("POST", "/0/odata/Case", &json!({"Subject": "x"})).await;
    assert_eq!(refused.status, 403);
    let words = refused.json()["error"]["innererror"]["internalexception"]["message"].clone();
    assert!(words.as_str().unwrap().contains("\"Case\""));
    assert_eq!(crm.get("/0/odata/Case?$top=1").await.status, 200);
    control(&sandbox, "PUT", "rights/bohdan", json!({"read": "Case", "allowed": false})).await;
    assert_eq!(crm.get("/0/odata/Case?$top=1").await.status, 403);
    assert_eq!(crm.get("/0/odata/WebitelChat?$expand=Case&$top=1").await.status, 403);
}

#[tokio::test]
async fn a_new_agent_is_a_contact_at_once_under_the_name_given_last() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    for name in ["Zoryana", "Zoryana Hrytsenko"] {
        let agent = json!({"user": "zoryana", "team": "Sales", "name": name});
        assert_eq!(sandbox.send_json("POST", "", "/sandbox/agents", &agent).await.status, 200);
        let found = crm
            .list("Contact", &[("$filter", "startswith(Name,'Zoryana') and Type/Name eq 'Employee'")])
            .await;
        assert_eq!((found.len(), &found[0]["Name"]), (1, &json!(name)));
    }
}

#[tokio::test]
async fn the_system_setting_says_how_long_a_session_lives() {
    let sandbox = Sandbox::new();
    let crm = Crm::sign_in(&sandbox, "anna").await;
    let lives = || {
        let sql = "SELECT group_concat(life_ms, ' ') FROM (SELECT life_ms FROM crm_sessions ORDER BY rowid)";
        sandbox.app.read(|db| Ok(db.query_row(sql, [], |row| row.get::<_, String>(0))?)).unwrap()
    };
    let options = [("$filter", "SysSettings/Code eq 'UserSessionTimeout'")];
    let value = crm.list("SysSettingsValue", &options).await[0]["Id"].clone();
    crm.change("SysSettingsValue", &value, json!({"IntegerValue": 5})).await;
    Crm::sign_in(&sandbox, "anna").await;
    assert_eq!(lives(), "3600000 300000");
}
