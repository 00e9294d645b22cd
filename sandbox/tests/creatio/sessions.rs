//! How a session ends, and how it goes on.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::json;
use webitel_chats::client::creatio::{Access, CrmError, SignInError};
use webitel_chats::client::server::Token;

use crate::server::{Sandbox, newest};

#[tokio::test]
async fn nobody_gets_in_with_a_wrong_password() {
    let sandbox = Sandbox::start();
    let crm = sandbox.crm();
    assert_eq!(crm.me().await, Err(CrmError::SignedOut));
    match crm.sign_in("anna", "wrong").await {
        Err(SignInError::Refused(words)) => assert!(!words.is_empty()),
        other => panic!("{other:?}"),
    }
    assert!(!crm.sign_in("anna", "demo").await.unwrap().name.is_empty());
}

#[tokio::test]
async fn an_ended_session_is_noticed_in_each_form() {
    let sandbox = Sandbox::start();
    for form in ["unauthorized", "login_page"] {
        sandbox.tell("PUT", "sessions", &json!({"expired": form}));
        let crm = sandbox.signed_in("anna").await;
        let chat = newest(&crm).await;
        let told = Rc::new(Cell::new(0));
        let count = Rc::clone(&told);
        crm.on_signed_out(move || count.set(count.get() + 1));
        sandbox.tell("POST", "sessions/expire", &json!({"user": "anna"}));
        assert_eq!(crm.open_record(chat.id).await, Err(CrmError::SignedOut), "{form}");
        assert_eq!(crm.posts(chat.id, 0).await, Err(CrmError::SignedOut), "{form}");
        assert_eq!(told.get(), 2, "{form}");
        crm.sign_in("anna", "demo").await.unwrap();
        assert!(crm.open_record(chat.id).await.is_ok(), "{form}");
    }
}

#[tokio::test]
async fn a_host_hands_over_a_bearer() {
    let sandbox = Sandbox::start();
    let token = sandbox.tell("POST", "tokens", &json!({"user": "bohdan"}))["access_token"].clone();
    let crm = sandbox.crm();
    crm.use_access(Access::Bearer(Token::new(token.as_str().unwrap().to_owned())));
    assert!(crm.platform().count() == 0 && !crm.me().await.unwrap().name.is_empty());
    newest(&crm).await;
}
