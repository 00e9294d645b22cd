//! The list of lookups, and new ones in it.

use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::requests::{run, signed_in};
use crate::client::creatio::{CrmError, NotRegistered};
use crate::client::platform::{Method, Request};
use crate::client::tests::world::World;
use crate::domain::lookups::{Listed, NewLookup, Question};
use crate::ids::crm::{Guid, LookupId};

const ID: Uuid = uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe");
const OBJECT: Uuid = uuid!("11ab4bcb-9b23-4b6d-9c86-520fae925d75");
const OTHER: Uuid = uuid!("5c6e1a10-0c1d-4a53-9f0e-0b7d2c4e8a02");

fn new() -> NewLookup {
    NewLookup { name: "Texts".to_owned(), object: Guid(OBJECT), description: "For chats".to_owned() }
}

/// What was asked, as people read it.
fn asked(world: &World, nth: usize) -> String {
    let signs = [("%20", " "), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2C", ","), ("%25", "%")];
    signs.iter().fold(world.requests()[nth].url.clone(), |url, (code, sign)| url.replace(code, sign))
}

#[test]
fn lookups_come_with_the_titles_of_their_objects() {
    run(async |world, crm| {
        signed_in(&world);
        let row = |id: Uuid, name: &str, object: Uuid| json!({"Id": id, "Name": name, "SysEntitySchemaUId": object});
        let rows = json!({"value": [row(ID, "A", OBJECT), row(OBJECT, "B", OTHER), row(OTHER, "C", Uuid::nil())], "@odata.count": 3});
        world.reply("/odata/Lookup?", 200, &rows.to_string());
        let objects = json!({"value": [{"UId": OBJECT, "Name": "UsrText", "Caption": "Text"}]});
        world.reply("/odata/SysSchema?", 200, &objects.to_string());
        let question = Question { text: "100% (it's)".to_owned(), descending: true };
        let page = crm.lookups(&question, 0).await.unwrap();
        let objects: Vec<_> =
            page.rows.iter().map(|row: &Listed| (row.name.as_str(), row.object.as_str())).collect();
        assert_eq!(objects, [("A", "Text"), ("B", ""), ("C", "")]);
        assert_eq!((page.total, page.more), (Some(3), false));
        let asked = asked(&world, 1);
        assert!(asked.contains("contains(Name,'100%')"), "{asked}");
        assert!(asked.contains("contains(Description,'(it''s)')"), "{asked}");
        assert!(asked.contains("Name desc"), "{asked}");
    });
}

#[test]
fn without_lookups_no_object_is_asked_for() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/odata/Lookup?", 200, r#"{"value":[],"@odata.count":0}"#);
        assert_eq!(crm.lookups(&Question::default(), 0).await.unwrap().total, Some(0));
        assert_eq!(world.fetched("SysSchema"), 0);
    });
}

#[test]
fn a_lookup_is_made_once() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/odata/Lookup", 200, r#"{"value":[]}"#);
        assert_eq!(crm.register_lookup(LookupId(ID), &new()).await, Ok(()));
        let made = world.requests().pop().unwrap();
        let body: Value = serde_json::from_str(made.body.as_ref().unwrap()).unwrap();
        assert_eq!(made.method, Method::Post);
        let wanted =
            json!({"Id": ID, "Name": "Texts", "SysEntitySchemaUId": OBJECT, "Description": "For chats"});
        assert_eq!(body, wanted);
        // The answer got lost: the same again does not find itself in the way.
        world.reply("/odata/Lookup", 200, &json!({"value": [{"Id": ID, "Name": "Texts"}]}).to_string());
        assert_eq!(crm.register_lookup(LookupId(ID), &new()).await, Ok(()));
    });
}

#[test]
fn a_name_is_taken_once() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/odata/Lookup", 200, &json!({"value": [{"Id": OTHER, "Name": "Texts"}]}).to_string());
        assert_eq!(
            crm.register_lookup(LookupId(ID), &new()).await,
            Err(NotRegistered::NameTaken(LookupId(OTHER)))
        );
        let writes = |request: &Request| request.url.contains("/odata/") && request.method != Method::Get;
        assert!(!world.requests().iter().any(writes));
        let refused = json!({"error": {"innererror": {"message": "No right."}}});
        world.reply("/odata/Lookup", 403, &refused.to_string());
        let forbidden = CrmError::Forbidden { what: "No right.".to_owned() };
        assert_eq!(crm.register_lookup(LookupId(ID), &new()).await, Err(NotRegistered::Failed(forbidden)));
    });
}

#[test]
fn objects_are_found_by_title_and_code() {
    run(async |world, crm| {
        signed_in(&world);
        let rows = json!({"value": [
            {"UId": OBJECT, "Name": "WebitelChatHelloMessage", "Caption": "Chat Hello Messages"},
            {"UId": OTHER, "Name": "UsrUntitled", "Caption": ""},
        ]});
        world.reply("/odata/SysSchema?", 200, &rows.to_string());
        let page = crm.search_objects("Chat Hello", 0).await.unwrap();
        let found: Vec<_> = page
            .rows
            .iter()
            .map(|row| (row.named.id.0, row.named.title.as_str(), row.note.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (OBJECT, "Chat Hello Messages", "WebitelChatHelloMessage"),
                (OTHER, "UsrUntitled", "UsrUntitled")
            ]
        );
        let asked = asked(&world, 1);
        assert!(asked.contains("ManagerName eq 'EntitySchemaManager'"), "{asked}");
        assert!(asked.contains("contains(Caption,'Hello') or contains(Name,'Hello')"), "{asked}");
    });
}
