//! What reading and writing the content of a lookup asks.

use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::requests::{batched, responses, run, signed_in};
use crate::client::creatio::CrmError;
use crate::client::creatio::content::ContentObject;
use crate::client::tests::world::World;
use crate::domain::content::{Change, Texts, Theirs, Values, Written};
use crate::ids::crm::LookupId;

const LOOKUP: Uuid = uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe");
const ROW: Uuid = uuid!("0b7d2c4e-6c2d-446a-98d2-0f4d26662bbe");

fn values(name: &str, description: &str) -> Values {
    Values { name: name.to_owned(), description: description.to_owned() }
}

fn row(name: &str, description: &str) -> Value {
    json!({
        "Id": ROW, "Name": name, "Description": description, "ModifiedOn": "2026-01-02T03:04:05Z",
        "ModifiedBy": {"Name": "Bohdan"},
    })
}

fn listed(world: &World, object: &str) {
    signed_in(world);
    world.reply(
        "/odata/Lookup(",
        200,
        &json!({"Id": LOOKUP, "Name": "Topics", "SysEntitySchemaUId": ROW}).to_string(),
    );
    world.reply("/odata/Lookup?", 200, r#"{"value":[]}"#);
    world.reply("/odata/SysSchema", 200, &json!({"value": [{"UId": ROW, "Name": object}]}).to_string());
}

async fn opened(world: &World, crm: &crate::client::creatio::Crm<World>) -> ContentObject {
    listed(world, "UsrTopic");
    world.reply("/odata/UsrTopic?", 200, &json!({"value": [row("Parcel", "It is late")]}).to_string());
    let opened = crm.open_content(LookupId(LOOKUP)).await.unwrap();
    assert_eq!((opened.title.as_str(), opened.content.len()), ("Topics", 1));
    opened.object
}

fn edit(before: Values, after: Values) -> Change {
    Change { id: LookupId(ROW), before: Some(before), after: Some(after) }
}

#[test]
fn an_object_without_descriptions_has_names_only() {
    run(async |world, crm| {
        listed(&world, "UsrTopic");
        world.reply("Name%2CModifiedOn&", 200, &json!({"value": [row("Parcel", "")]}).to_string());
        let refusal = json!({"error": {"message": "Column by path Description not found."}});
        world.reply("Description", 400, &refusal.to_string());
        let opened = crm.open_content(LookupId(LOOKUP)).await.unwrap();
        assert_eq!((opened.content.texts(), opened.content.len()), (Texts::Absent, 1));
    });
}

#[test]
fn a_row_is_read_before_it_is_written_and_after() {
    run(async |world, crm| {
        let object = opened(&world, &crm).await;
        world.reply("$batch", 200, &responses(&[(200, row("Parcel", "It is late"))]));
        let change = edit(values("Parcel", "It is late"), values("Parcel", "It is here"));
        let written = crm.write_content(object, &[change]).await.unwrap();
        // The scripted server answers the write, too, with the row.
        assert!(matches!(written[..], [Ok(Written::Made(_))]));
        let batches: Vec<_> =
            world.requests().iter().filter(|asked| asked.url.ends_with("$batch")).map(batched).collect();
        let methods: Vec<Vec<_>> =
            batches.iter().map(|batch| batch.iter().map(|(method, _)| method.as_str()).collect()).collect();
        assert_eq!(methods, [vec!["GET"], vec!["PATCH", "GET"]]);
        let body = world.requests().pop().unwrap().body.unwrap();
        assert!(
            body.contains("It is here") && !body.contains("Parcel"),
            "only what differs is written: {body}"
        );
    });
}

#[test]
fn what_somebody_else_changed_is_not_overwritten() {
    run(async |world, crm| {
        let object = opened(&world, &crm).await;
        world.reply("$batch", 200, &responses(&[(200, row("Parcel", "Theirs"))]));
        let change = edit(values("Parcel", "It is late"), values("Parcel", "Mine"));
        let written = crm.write_content(object, &[change]).await.unwrap();
        let Ok(Written::Conflict(Theirs { values: theirs, by, at })) = &written[0] else {
            panic!("no conflict: {written:?}")
        };
        assert_eq!((theirs.as_ref().unwrap(), by.as_str()), (&values("Parcel", "Theirs"), "Bohdan"));
        assert!(at.is_some());
        assert_eq!(world.fetched("$batch"), 1, "nothing is written");
    });
}

#[test]
fn what_came_through_is_not_done_twice() {
    run(async |world, crm| {
        let object = opened(&world, &crm).await;
        world.reply("$batch", 200, &responses(&[(200, row("Parcel", "Mine"))]));
        let change = edit(values("Parcel", "It is late"), values("Parcel", "Mine"));
        assert!(matches!(
            crm.write_content(object, &[change]).await.unwrap()[..],
            [Ok(Written::Made(Some(_)))]
        ));
        assert_eq!(world.fetched("$batch"), 1);
    });
}

#[test]
fn a_row_that_is_gone_is_told() {
    run(async |world, crm| {
        let object = opened(&world, &crm).await;
        world.reply("$batch", 200, &responses(&[(404, Value::Null)]));
        let change = edit(values("Parcel", "It is late"), values("Parcel", "Mine"));
        let gone = Written::Conflict(Theirs::default());
        assert_eq!(crm.write_content(object, &[change]).await.unwrap(), [Ok(gone)]);
        let removal = Change { id: LookupId(ROW), before: Some(values("Parcel", "It is late")), after: None };
        assert_eq!(crm.write_content(object, &[removal]).await.unwrap(), [Ok(Written::Made(None))]);
    });
}

#[test]
fn each_change_fails_for_itself() {
    run(async |world, crm| {
        let object = opened(&world, &crm).await;
        let refusal = json!({"error": {"message": "No right to add Topics"}});
        world.reply(
            "$batch",
            200,
            &responses(&[(201, Value::Null), (200, row("A", "")), (403, refusal), (404, Value::Null)]),
        );
        let new = |id: u128, name: &str| Change {
            id: LookupId(Uuid::from_u128(id)),
            before: None,
            after: Some(values(name, "")),
        };
        let written = crm.write_content(object, &[new(1, "A"), new(2, "B")]).await.unwrap();
        assert!(matches!(&written[0], Ok(Written::Made(Some(_)))));
        assert_eq!(written[1], Err(CrmError::Forbidden { what: "No right to add Topics".to_owned() }));
    });
}
