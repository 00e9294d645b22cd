//! Two people edit the same record.

use webitel_chats::client::creatio::{CrmError, SaveOutcome};
use webitel_chats::domain::record::{ChatRecord, ChatState, Draft, Edit, Field, Keep};

use crate::machine::Machine;
use crate::record::made;
use crate::server::Sandbox;

type Crm = webitel_chats::client::creatio::Crm<Machine>;

async fn saved(crm: &Crm, draft: &Draft) -> ChatRecord {
    match crm.save(draft).await.unwrap() {
        SaveOutcome::Saved(record) => record,
        SaveOutcome::Conflict(draft) => panic!("{draft:?}"),
    }
}

#[tokio::test]
async fn changes_of_different_fields_are_all_kept() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await;
    let result = anna.search_results("", 0).await.unwrap().rows.remove(0).named;
    let details = "Line one\nline two 🙂 'quoted'";
    let mut mine = Draft::new(record.clone());
    mine.set(Edit::ResultDetails(details.to_owned()));
    let mut theirs = Draft::new(record.clone());
    theirs.set(Edit::Result(Some(result.clone())));
    saved(&bohdan, &theirs).await;
    anna.advance(record.id, ChatState::InProgress, None).await.unwrap();
    anna.platform().count();
    let now = saved(&anna, &mine).await;
    assert_eq!(anna.platform().count(), 2, "a look, and a change with its result");
    assert_eq!((now.result_details.as_str(), now.result), (details, Some(result)));
    assert_eq!(now.state, ChatState::InProgress);
}

#[tokio::test]
async fn of_the_same_field_nothing_is_lost() {
    let sandbox = Sandbox::start();
    let (anna, bohdan) = (sandbox.signed_in("anna").await, sandbox.signed_in("bohdan").await);
    let record = made(&anna).await;
    let notes = |text: &str| Edit::Notes(format!("<p>{text}</p>"));
    let mut mine = Draft::new(record.clone());
    mine.set(notes("mine"));
    mine.set(Edit::Name("My name".to_owned()));
    let mut theirs = Draft::new(record.clone());
    theirs.set(notes("theirs"));
    saved(&bohdan, &theirs).await;
    let SaveOutcome::Conflict(mut mine) = anna.save(&mine).await.unwrap() else { panic!() };
    let conflicts: Vec<_> = mine.conflicts().collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((&conflicts[0].mine, &conflicts[0].theirs), (&notes("mine"), &notes("theirs")));
    assert_eq!(anna.record(record.id).await.unwrap().notes, "<p>theirs</p>", "nothing was overwritten");
    mine.resolve(Field::Notes, Keep::Mine);
    let now = saved(&anna, &mine).await;
    assert_eq!((now.notes.as_str(), now.name.as_str()), ("<p>mine</p>", "My name"));
}

#[tokio::test]
async fn a_lookup_is_emptied_and_a_draft_outlives_the_session() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let mut record = made(&crm).await;
    let case = crm.search_cases("", None, 0).await.unwrap().rows.remove(0).named;
    let mut draft = Draft::new(record);
    draft.set(Edit::Case(Some(case.clone())));
    sandbox.tell("POST", "sessions/expire", &serde_json::json!({"user": "anna"}));
    assert_eq!(crm.save(&draft).await, Err(CrmError::SignedOut));
    crm.sign_in("anna", "demo").await.unwrap();
    record = saved(&crm, &draft).await;
    assert_eq!(record.case, Some(case));
    let mut draft = Draft::new(record);
    draft.set(Edit::Case(None));
    assert_eq!(saved(&crm, &draft).await.case, None);
}
