//! Who a client is.

use webitel_chats::domain::record::{ClientTrace, Identified, NewContact};
use webitel_chats::ids::crm::ContactId;

use crate::record::made;
use crate::server::Sandbox;

fn trace(identity: &str, phone: &str) -> ClientTrace {
    let (identity, phone) = (identity.to_owned(), phone.to_owned());
    ClientTrace { source: "viber".to_owned(), identity, phone, email: String::new() }
}

#[tokio::test]
async fn a_new_client_is_made_once_and_known_from_then_on() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    let client = trace("viber-77", "");
    assert_eq!(crm.identify(&client).await.unwrap(), Identified::Nobody);
    let new = NewContact {
        name: " Їжак О'Ніл ".to_owned(),
        phone: "+38 (099) 765-43-21".to_owned(),
        email: "o@example.com".to_owned(),
        ..NewContact::default()
    };
    assert!(crm.duplicates(&new).await.unwrap().is_empty());
    let key = ContactId(crm.new_id().0);
    // The answer was lost, and the agent tries again.
    for _ in 0..2 {
        crm.create_contact(key, &new, &client, Some(record.id)).await.unwrap();
    }
    let contact = crm.record(record.id).await.unwrap().contact.unwrap();
    assert_eq!((contact.id, contact.title.as_str()), (key, "Їжак О'Ніл"));
    let Identified::One(person) = crm.identify(&client).await.unwrap() else { panic!() };
    assert_eq!((person.id, person.email.as_str()), (key, "o@example.com"));
    // By phone, however it is written; by e-mail; by name.
    for phone in ["0997654321", "+380997654321", "38 099 765 43 21"] {
        let Identified::One(person) = crm.identify(&trace("", phone)).await.unwrap() else {
            panic!("{phone}")
        };
        assert_eq!(person.id, key);
    }
    for again in [
        NewContact { name: "Їжак О'Ніл".to_owned(), ..NewContact::default() },
        NewContact { name: "X".to_owned(), email: "O@example.com".to_owned(), ..NewContact::default() },
        NewContact { name: "X".to_owned(), phone: "0997654321".to_owned(), ..NewContact::default() },
    ] {
        let found = crm.duplicates(&again).await.unwrap();
        assert_eq!(found.iter().map(|person| person.id).collect::<Vec<_>>(), [key], "{again:?}");
    }
}

#[tokio::test]
async fn one_number_of_several_people_lets_the_agent_choose() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    for name in ["Father", "Son"] {
        let new =
            NewContact { name: name.to_owned(), phone: "0990001122".to_owned(), ..NewContact::default() };
        let key = ContactId(crm.new_id().0);
        crm.create_contact(key, &new, &ClientTrace::default(), None).await.unwrap();
    }
    let client = trace("viber-78", "+380990001122");
    let Identified::Several(people) = crm.identify(&client).await.unwrap() else { panic!() };
    assert_eq!(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Father", "Son"]);
    for _ in 0..2 {
        crm.link_contact(people[1].id, &client, Some(record.id)).await.unwrap();
    }
    assert_eq!(crm.identify(&client).await.unwrap(), Identified::One(people[1].clone()));
    assert_eq!(crm.record(record.id).await.unwrap().contact.unwrap().title, "Son");
}
