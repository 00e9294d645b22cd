//! Telling Webitel who a client is.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{chat, run};
use crate::client::RestError;
use crate::client::platform::Method;
use crate::client::tests::world::World;
use crate::domain::record::Person;
use crate::ids::crm::ContactId;
use crate::intents::NotAcquainted;

fn olena() -> Person {
    Person {
        id: ContactId(Uuid::from_u128(1)),
        name: "Olena & Co".to_owned(),
        job: String::new(),
        account: None,
        phone: "+38 050 111-22-33".to_owned(),
        email: String::new(),
        photo: None,
    }
}

fn listed(id: &str, number: &str) -> Value {
    json!({"id": id, "name": {"common_name": "Olena & Co"}, "phones": {"data": [{"number": number}]}})
}

/// The contacts that were made.
fn made(world: &World) -> Vec<Value> {
    let posts = world
        .requests()
        .into_iter()
        .filter(|request| request.method == Method::Post && request.url.ends_with("/api/contacts"));
    posts.filter_map(|request| serde_json::from_str(&request.body?).ok()).collect()
}

#[test]
fn a_contact_with_the_same_number_is_the_same_person() {
    run(async |world, intents| {
        let page = json!({"data": [listed("7", "+380679998877"), listed("8", "0501112233")]});
        world.reply("/api/contacts?q=Olena%20%26%20Co&", 200, &page.to_string());
        let asking = intents.clone();
        let told = tokio::task::spawn_local(async move { asking.acquaint(chat(), &olena()).await });
        let call = world.request("chat_set_contact").await;
        assert_eq!(call["data"]["contact_id"], 8);
        world.answer(&call, json!({}));
        assert_eq!(told.await.unwrap(), Ok(()));
        assert!(made(&world).is_empty());
    });
}

#[test]
fn a_namesake_is_somebody_else() {
    run(async |world, intents| {
        world.reply(
            "//server/api/contacts?q=",
            200,
            &json!({"data": [listed("7", "+380679998877")]}).to_string(),
        );
        world.reply("/api/contacts", 200, &listed("9", "").to_string());
        let asking = intents.clone();
        let told = tokio::task::spawn_local(async move { asking.acquaint(chat(), &olena()).await });
        let call = world.request("chat_set_contact").await;
        assert_eq!(call["data"]["contact_id"], 9);
        world.answer(&call, json!({}));
        assert_eq!(told.await.unwrap(), Ok(()));
        let new = json!({"name": {"common_name": "Olena & Co"}, "phones": {"data": [{"number": "+38 050 111-22-33"}]}});
        assert_eq!(made(&world), [new]);
    });
}

#[test]
fn whoever_may_not_see_the_directory_tells_it_nothing() {
    run(async |world, intents| {
        world.reply("/api/contacts", 403, r#"{"id":"x","code":403,"detail":"denied"}"#);
        assert_eq!(intents.acquaint(chat(), &olena()).await, Ok(()));
    });
}

#[test]
fn a_failure_is_told() {
    run(async |world, intents| {
        world.no_replies();
        let failed = NotAcquainted::Directory(RestError::Unreachable);
        assert_eq!(intents.acquaint(chat(), &olena()).await, Err(failed));
    });
}
