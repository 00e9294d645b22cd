//! The record: opened with one request, made once, moved on.

use serde_json::json;
use uuid::Uuid;
use webitel_chats::client::creatio::{Crm, CrmError};
use webitel_chats::domain::record::{ChatState, NewRecord};
use webitel_chats::ids::ConversationId;
use webitel_chats::ids::crm::RecordId;
use webitel_chats::time::Millis;

use crate::machine::Machine;
use crate::server::{Sandbox, newest};

pub(crate) fn new_record() -> NewRecord {
    NewRecord {
        id: RecordId::of_conversation(ConversationId(Uuid::new_v4())),
        name: "Olena's chat".to_owned(),
        state: ChatState::New,
        contact: None,
        client_name: "Olena".to_owned(),
        client_identity: "new-client".to_owned(),
        source: "telegram".to_owned(),
        queue: "Support".to_owned(),
        started: Some(Millis(1_790_000_000_123)),
        ended: None,
    }
}

/// A record that is new.
pub(crate) async fn made(crm: &Crm<Machine>) -> webitel_chats::domain::record::ChatRecord {
    crm.create_or_get(new_record()).await.unwrap()
}

#[tokio::test]
async fn a_page_is_opened_with_one_request() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let chat = newest(&crm).await;
    let page = crm.open_record(chat.id).await.unwrap();
    assert_eq!(crm.platform().count(), 1, "one batch");
    assert_eq!((page.record.id, &page.record.name), (chat.id, &chat.name));
    assert_eq!(page.record.state, ChatState::Completed);
    assert!(page.results.len() >= 12 && !page.followed);
    let nowhere = crm.open_record(RecordId(Uuid::new_v4())).await;
    assert_eq!(nowhere, Err(CrmError::NotFound));
}

#[tokio::test]
async fn two_frames_make_one_record() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let new = new_record();
    let first = anna.create_or_get(new.clone()).await.unwrap();
    assert_eq!(anna.platform().count(), 1);
    let second = bohdan.create_or_get(NewRecord { name: "Other".to_owned(), ..new }).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(first.started, Some(Millis(1_790_000_000_123)));
    assert_eq!(first.owner.unwrap().id, anna.me().await.unwrap().contact);
}

#[tokio::test]
async fn a_state_moves_on_and_never_back() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let id = made(&crm).await.id;
    let step = async |to, ended| crm.advance(id, to, ended).await.unwrap();
    assert_eq!(step(ChatState::InProgress, None).await.state, ChatState::InProgress);
    let closed = step(ChatState::Completed, Some(Millis(5000))).await;
    assert_eq!((closed.state, closed.ended), (ChatState::Completed, Some(Millis(5000))));
    let later = step(ChatState::InProgress, Some(Millis(9000))).await;
    assert_eq!((later.state, later.ended), (ChatState::Completed, Some(Millis(5000))));
}

#[tokio::test]
async fn whoever_may_not_is_told_what_is_missing() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    sandbox.tell("PUT", "rights/anna", &json!({"write": "WebitelChat", "allowed": false}));
    match crm.advance(record.id, ChatState::InProgress, None).await {
        Err(CrmError::Forbidden { what }) => assert!(what.contains("Webitel Chats"), "{what}"),
        other => panic!("{other:?}"),
    }
}
