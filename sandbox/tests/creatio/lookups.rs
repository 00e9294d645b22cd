//! The list of lookups, and new ones in it.

use webitel_chats::client::creatio::NotRegistered;
use webitel_chats::domain::lookups::{NewLookup, Question};
use webitel_chats::ids::crm::{Key, LookupId};

use crate::server::Sandbox;

const TEXTS: &str = "Chat Hello Messages";

fn question(text: &str) -> Question {
    Question { text: text.to_owned(), descending: false }
}

#[tokio::test]
async fn lookups_are_found_by_name_and_purpose_and_sorted_both_ways() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let all = crm.lookups(&Question::default(), 0).await.unwrap();
    assert_eq!((all.total, all.more), (Some(all.rows.len() as u64), false));
    let names: Vec<_> = all.rows.iter().map(|row| row.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let turned = crm.lookups(&Question { descending: true, ..Question::default() }, 0).await.unwrap();
    assert_eq!(turned.rows.last(), all.rows.first());
    for text in ["hello CHAT", "ready-made agents"] {
        let found = crm.lookups(&question(text), 0).await.unwrap();
        let titles: Vec<_> = found.rows.iter().map(|row| (row.name.as_str(), row.object.as_str())).collect();
        assert_eq!(titles, [(TEXTS, TEXTS)], "{text}");
    }
    for text in ["%", "_", "''", "(", "\\"] {
        assert!(crm.lookups(&question(text), 0).await.unwrap().rows.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn a_lookup_is_registered_once_under_a_name_of_its_own() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let objects = crm.search_objects(TEXTS, 0).await.unwrap().rows;
    let [object] = objects.as_slice() else { panic!("{objects:?}") };
    assert_eq!((object.named.title.as_str(), object.note.as_str()), (TEXTS, "WebitelChatHelloMessage"));
    let new = |name: &str| NewLookup {
        name: name.to_owned(),
        object: object.named.id,
        description: "two\nlines, emoji 👍🏽".to_owned(),
    };
    let key = LookupId::of(crm.new_id().0);
    // The second time is a retry after an answer that got lost, the third one has another name.
    for name in ["Shop's texts", "Shop's texts", "Texts of the shop"] {
        crm.register_lookup(key, &new(name)).await.unwrap();
        let found = crm.lookups(&question("shop"), 0).await.unwrap().rows;
        let [lookup] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((lookup.id, lookup.name.as_str(), lookup.object.as_str()), (key, name, TEXTS));
        assert_eq!(lookup.description, new(name).description);
    }
    let other = LookupId::of(crm.new_id().0);
    let taken = crm.register_lookup(other, &new("texts of THE shop")).await;
    assert_eq!(taken, Err(NotRegistered::NameTaken(key)));
    assert_eq!(
        crm.object_of_lookup("Texts of the shop").await.unwrap().as_deref(),
        Some("WebitelChatHelloMessage")
    );
}
