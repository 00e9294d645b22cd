//! Look-ups over large tables.

use std::collections::HashSet;
use std::time::Instant;

use webitel_chats::client::creatio::Crm;
use webitel_chats::client::creatio::batch::Batch;
use webitel_chats::client::creatio::values::Values;
use webitel_chats::ids::crm::AccountId;
use webitel_chats::wire::creatio::Account;
use webitel_chats::wire::creatio::entity::Entity;

use crate::machine::Machine;
use crate::server::{Sandbox, newest};

const MANY: usize = 20_000;
/// What a search may take here, in ms; a machine under load is slow.
const LIMIT: u128 = 1500;

async fn fill(crm: &Crm<Machine>) {
    let mut batch = Batch::together();
    let slots: Vec<_> = (0..MANY)
        .map(|number| {
            let id = AccountId(crm.new_id().0);
            let name = format!("Company {number:05} of Їжак");
            batch.create(Values::<Account>::with_id(id).set(Account::NAME, name))
        })
        .collect();
    let mut results = crm.send(batch).await.unwrap();
    slots.into_iter().for_each(|slot| results.take(slot).unwrap());
}

#[tokio::test]
async fn twenty_thousand_accounts_are_searched_at_once() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    fill(&crm).await;
    for (text, expected) in
        [("company 19999", 1), ("їжак 1234 company", 12), ("no such company", 0), ("", 30)]
    {
        crm.platform().count();
        let began = Instant::now();
        let page = crm.search_accounts(text, 0).await.unwrap();
        let took = began.elapsed().as_millis();
        assert_eq!((page.rows.len(), page.more), (expected, expected == 30), "{text}");
        assert_eq!(crm.platform().count(), 1);
        assert!(took < LIMIT, "{text}: {took} ms");
    }
    // Page after page, nothing twice.
    let mut seen = HashSet::new();
    for skip in (0..120).step_by(30) {
        let page = crm.search_accounts("company 0", skip).await.unwrap();
        assert!(page.rows.iter().all(|found| seen.insert(found.named.id)), "from {skip}");
    }
}

#[tokio::test]
async fn cases_are_found_by_number_and_by_subject_and_by_contact() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let some = crm.search_cases("", None, 0).await.unwrap().rows;
    let by_number = crm.search_cases(&some[3].named.title, None, 0).await.unwrap();
    assert!(by_number.rows.contains(&some[3]));
    let subject = some[3].note.split(" · ").next().unwrap();
    assert!(
        crm.search_cases(subject, None, 0)
            .await
            .unwrap()
            .rows
            .iter()
            .any(|found| found.note.contains(subject))
    );
    let contact = crm.search_contacts("", 0).await.unwrap().rows.remove(0).named.id;
    let all = crm.search_cases("", None, 0).await.unwrap();
    let own = crm.search_cases("", Some(contact), 0).await.unwrap();
    assert!(own.rows.len() < all.rows.len());
}

#[tokio::test]
async fn a_quote_is_a_letter_like_any_other() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    for text in ["O'Neil", "100% & more?", "a+b #1", "\") or (1 eq 1", "' or Name ne '"] {
        let id = AccountId(crm.new_id().0);
        crm.create(Values::<Account>::with_id(id).set(Account::NAME, text)).await.unwrap();
        let found = crm.search_accounts(text, 0).await.unwrap();
        assert_eq!(found.rows.iter().map(|found| found.named.id).collect::<Vec<_>>(), [id], "{text}");
    }
}

#[tokio::test]
async fn a_lookup_is_found_by_its_title() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let object = crm.object_of_lookup("Chat Hello Messages").await.unwrap();
    assert_eq!(object.as_deref(), Some("WebitelChatHelloMessage"));
    assert_eq!(crm.object_of_lookup("Nothing like it").await.unwrap(), None);
    assert!(crm.hello_stamp().await.unwrap().changed.is_some());
    let texts = crm.hello_messages().await.unwrap();
    assert!(!texts.is_empty() && texts.iter().all(|reply| !reply.name.is_empty() && !reply.text.is_empty()));
    let id = newest(&crm).await.id;
    let page = crm.page_of::<Account>(AccountId(id.0)).unwrap();
    assert!(
        page.ends_with(&format!("/0/Shell/#Card/Accounts_FormPage/edit/{id}")),
        "{page} {}",
        Account::SET
    );
}
