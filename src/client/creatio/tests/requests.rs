//! What the client asks, and what it makes of the answers.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::{Value, json};
use tokio::task::LocalSet;
use uuid::{Uuid, uuid};

use crate::client::creatio::batch::Batch;
use crate::client::creatio::gate::Gate;
use crate::client::creatio::query::Query;
use crate::client::creatio::settings::{Settings, Unread};
use crate::client::creatio::values::Values;
use crate::client::creatio::{Access, Crm, CrmError, SaveOutcome, SignInError};
use crate::client::platform::{Method, Request};
use crate::client::server::Token;
use crate::client::tests::world::World;
use crate::domain::record::{ChatState, Draft, Edit, NewRecord};
use crate::ids::crm::{ContactId, RecordId};
use crate::wire::creatio::Contact;

const ID: Uuid = uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe");
const WHO: &str = "GetCurrentUserInfo";
const LOGIN_PAGE: &str = "<!DOCTYPE html><title>Login</title>";

pub(super) fn run(test: impl AsyncFnOnce(World, Crm<World>)) {
    run_with(Settings::default(), test);
}

pub(super) fn run_with(settings: Settings, test: impl AsyncFnOnce(World, Crm<World>)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = World::default();
        world.set_cookie("BPMCSRF", "csrf");
        let crm = Crm::new(world.clone(), "https://crm/", Ok(settings), Gate::default());
        test(world, crm).await;
    });
}

pub(super) fn signed_in(world: &World) {
    let me = json!({"userId": ID, "contactId": ID, "contactName": "Ann"});
    world.reply(WHO, 200, &me.to_string());
}

fn headers(request: &Request) -> Vec<(&str, &str)> {
    request.headers.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// What a batch holds: the method and the path of each request.
pub(super) fn batched(request: &Request) -> Vec<(String, String)> {
    let body: Value = serde_json::from_str(request.body.as_ref().unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let requests = body["requests"].as_array().unwrap();
    requests.iter().map(|request| (text(&request["method"]), text(&request["url"]))).collect()
}

pub(super) fn responses(list: &[(u16, Value)]) -> String {
    let responses: Vec<_> = list
        .iter()
        .enumerate()
        .map(|(id, (status, body))| json!({"id": id.to_string(), "status": status, "body": body}))
        .collect();
    json!({"responses": responses}).to_string()
}

#[test]
fn requests_wait_for_whoever_is_about_to_sign_in() {
    run(async |world, _| {
        let gate = Gate::default();
        let crm = Crm::new(world.clone(), "https://crm/", Ok(Settings::default()), gate.clone());
        gate.shut();
        signed_in(&world);
        world.reply("/odata/Contact", 200, r#"{"value":[]}"#);
        world.reply("AuthService.svc/Login", 200, r#"{"Code":0}"#);
        let asking = crm.clone();
        let asked = tokio::task::spawn_local(async move { asking.list(Query::<Contact>::new()).await });
        world.settle().await;
        assert!(world.requests().is_empty(), "it did not wait");
        crm.sign_in("ann", "secret").await.unwrap();
        assert!(asked.await.unwrap().is_ok());
        assert!(world.requests()[0].url.ends_with("/Login"));
    });
}

#[test]
fn what_cannot_be_configured_is_not_asked() {
    run(async |world, _| {
        let settings: Unread = serde_json::from_str(r#"{"prefixes": "/0"}"#).unwrap();
        let crm = Crm::new(world.clone(), "https://crm/", settings.read(), Gate::default());
        let refused = crm.list(Query::<Contact>::new()).await.unwrap_err();
        assert!(
            matches!(&refused, CrmError::Misconfigured { why } if why.contains("prefixes")),
            "{refused:?}"
        );
        assert!(matches!(
            crm.sign_in("ann", "secret").await,
            Err(SignInError::Failed(CrmError::Misconfigured { .. }))
        ));
        assert!(world.requests().is_empty());
    });
}

#[test]
fn a_browser_proves_that_it_is_a_page_of_the_site() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/odata/Contact", 200, r#"{"value":[]}"#);
        crm.list(Query::<Contact>::new()).await.unwrap();
        let asked = world.requests().pop().unwrap();
        assert!(headers(&asked).contains(&("BPMCSRF", "csrf")));
        assert!(headers(&asked).contains(&("ForceUseSession", "true")));
        crm.use_access(Access::Bearer(Token::new("secret".to_owned())));
        crm.list(Query::<Contact>::new()).await.unwrap();
        let asked = world.requests().pop().unwrap();
        assert_eq!(headers(&asked), [("Authorization", "Bearer secret")]);
        assert!(!asked.url.contains("secret"));
    });
}

#[test]
fn the_prefix_is_found_once() {
    for (prefix, first) in [("/0", None), ("", Some(404)), ("", Some(401))] {
        run(async |world, crm| {
            let me = json!({"userId": ID, "contactId": ID, "contactName": "Ann"}).to_string();
            world.reply(&format!("https://crm{prefix}/ServiceModel"), 200, &me);
            if let Some(status) = first {
                world.reply("https://crm/0/", status, "");
            }
            world.reply("/odata/Contact", 200, r#"{"value":[]}"#);
            crm.list(Query::<Contact>::new()).await.unwrap();
            crm.list(Query::<Contact>::new()).await.unwrap();
            let last = world.requests().pop().unwrap().url;
            assert!(last.starts_with(&format!("https://crm{prefix}/odata/Contact?")), "{last}");
            assert_eq!(world.fetched(WHO), if first.is_some() { 2 } else { 1 });
        });
    }
}

#[test]
fn every_sign_of_an_ended_session_is_told() {
    for (status, body) in [(401, ""), (200, LOGIN_PAGE), (302, "")] {
        run(async |world, crm| {
            signed_in(&world);
            crm.me().await.unwrap();
            let told = Rc::new(Cell::new(0));
            let count = Rc::clone(&told);
            crm.on_signed_out(move || count.set(count.get() + 1));
            world.reply("/odata/Contact", status, body);
            assert_eq!(crm.list(Query::<Contact>::new()).await, Err(CrmError::SignedOut));
            assert_eq!(told.get(), 1);
        });
    }
}

#[test]
fn without_the_cookie_a_missing_right_is_a_missing_session() {
    run(async |world, crm| {
        signed_in(&world);
        crm.me().await.unwrap();
        world.reply("/odata/Contact", 403, "");
        let what = String::new();
        assert_eq!(crm.get::<Contact>(ContactId(ID)).await, Err(CrmError::Forbidden { what }));
        world.drop_cookies();
        assert_eq!(crm.get::<Contact>(ContactId(ID)).await, Err(CrmError::SignedOut));
    });
}

#[test]
fn nobody_waits_forever() {
    run(async |world, crm| {
        signed_in(&world);
        crm.me().await.unwrap();
        assert_eq!(crm.get::<Contact>(ContactId(ID)).await, Err(CrmError::Offline));
        world.never_reply("/odata/Contact");
        assert_eq!(crm.get::<Contact>(ContactId(ID)).await, Err(CrmError::TimedOut));
    });
}

#[test]
fn a_login_goes_to_the_site_and_its_code_counts() {
    run(async |world, crm| {
        world.reply("AuthService", 200, r#"{"Code":1,"Message":"Wrong.","Exception":{"StackTrace":null}}"#);
        let refused = crm.sign_in("ann", "x").await;
        assert_eq!(refused, Err(SignInError::Refused("Wrong.".to_owned())));
        world.reply("AuthService", 200, r#"{"Code":0}"#);
        signed_in(&world);
        assert_eq!(crm.sign_in("ann", "x").await.unwrap().name, "Ann");
        assert_eq!(world.requests()[0].url, "https://crm/ServiceModel/AuthService.svc/Login");
    });
}

#[test]
fn a_batch_goes_on_after_errors_and_each_result_stands_for_itself() {
    run(async |world, crm| {
        signed_in(&world);
        let answer = responses(&[
            (200, json!({"value": [{"Id": ID, "Name": "Olena"}], "@odata.count": 7})),
            (404, json!({"Message": "No HTTP resource was found"})),
        ]);
        world.reply("/$batch", 200, &answer);
        let mut batch = Batch::new();
        let list = batch.list(Query::<Contact>::new().count());
        let one = batch.get::<Contact>(ContactId(ID));
        let changed = batch.change::<Contact>(ContactId(ID), Values::new().set(Contact::NAME, "x"));
        let mut results = crm.send(batch).await.unwrap();
        let page = results.take(list).unwrap();
        assert_eq!((page.rows[0].name.as_str(), page.total), ("Olena", Some(7)));
        assert_eq!(results.take(one), Err(CrmError::NotFound));
        assert_eq!(results.take(changed), Err(CrmError::Unreadable), "it was not answered");
        let asked = world.requests().pop().unwrap();
        assert!(headers(&asked).contains(&("Prefer", "continue-on-error")));
        assert_eq!(asked.method, Method::Post);
        assert_eq!(batched(&asked)[2], ("PATCH".to_owned(), format!("Contact({ID})")));
    });
}

#[test]
fn answers_without_our_ids_are_taken_in_their_order() {
    run(async |world, crm| {
        signed_in(&world);
        let row = |name: &str| json!({"id": "same", "status": 200, "body": {"Id": ID, "Name": name}});
        world.reply("/$batch", 200, &json!({"responses": [row("a"), row("b")]}).to_string());
        let mut batch = Batch::new();
        let slots = [batch.get::<Contact>(ContactId(ID)), batch.get::<Contact>(ContactId(ID))];
        let mut results = crm.send(batch).await.unwrap();
        assert_eq!(slots.map(|slot| results.take(slot).unwrap().name), ["a", "b"]);
    });
}

#[test]
fn a_large_batch_is_cut() {
    run(async |world, crm| {
        signed_in(&world);
        let done: Vec<_> = (0..100).map(|_| (204, Value::Null)).collect();
        world.reply("/$batch", 200, &responses(&done));
        let mut batch = Batch::new();
        let slots: Vec<_> = (0..150).map(|_| batch.delete::<Contact>(ContactId(ID))).collect();
        let mut results = crm.send(batch).await.unwrap();
        assert!(slots.into_iter().all(|slot| results.take(slot).is_ok()));
        let sizes: Vec<_> = world
            .requests()
            .iter()
            .filter(|asked| asked.url.ends_with("$batch"))
            .map(|asked| batched(asked).len())
            .collect();
        assert_eq!(sizes, [100, 50]);
    });
}

#[test]
fn a_long_address_travels_in_a_batch() {
    run(async |world, crm| {
        signed_in(&world);
        world.reply("/$batch", 200, &responses(&[(200, json!({"value": []}))]));
        let ids = (0..60).map(|id| ContactId(Uuid::from_u128(id)));
        let those = crate::wire::creatio::entity::id::<Contact>().one_of(ids).unwrap();
        assert!(crm.list(Query::<Contact>::new().filter(those)).await.unwrap().rows.is_empty());
    });
}

fn new_record() -> NewRecord {
    NewRecord {
        id: RecordId(ID),
        name: "Olena".to_owned(),
        state: ChatState::New,
        contact: None,
        client_name: "Olena".to_owned(),
        client_identity: "42".to_owned(),
        source: "telegram".to_owned(),
        queue: "Support".to_owned(),
        started: None,
        ended: None,
    }
}

#[test]
fn a_record_that_somebody_else_made_is_as_good() {
    run(async |world, crm| {
        signed_in(&world);
        let taken = json!({"error": {"message": "An error has occurred.", "innererror": {"internalexception":
            {"message": "Violation of PRIMARY KEY constraint.", "stacktrace": "   at X"}}}});
        world.reply("/$batch", 200, &responses(&[(500, taken), (200, json!({"Id": ID, "Name": "theirs"}))]));
        assert_eq!(crm.create_or_get(new_record()).await.unwrap().name, "theirs");
        let refused = json!({"error": {"innererror": {"message": "No right."}}});
        world.reply("/$batch", 200, &responses(&[(403, refused), (404, Value::Null)]));
        let what = "No right.".to_owned();
        assert_eq!(crm.create_or_get(new_record()).await, Err(CrmError::Forbidden { what }));
    });
}

#[test]
fn saving_writes_only_what_changed_and_never_over_others() {
    run(async |world, crm| {
        signed_in(&world);
        let mine = json!({"Id": ID, "Name": "Olena", "Notes": "old"});
        world.reply("/odata/WebitelChat(", 200, &mine.to_string());
        let base = crm.record(RecordId(ID)).await.unwrap();
        let mut draft = Draft::new(base);
        draft.set(Edit::Notes("new".to_owned()));
        world.reply(
            "/$batch",
            200,
            &responses(&[(204, Value::Null), (200, json!({"Id": ID, "Notes": "new"}))]),
        );
        let SaveOutcome::Saved(saved) = crm.save(&draft).await.unwrap() else { panic!() };
        assert_eq!(saved.notes, "new");
        let body: Value =
            serde_json::from_str(world.requests().pop().unwrap().body.as_ref().unwrap()).unwrap();
        assert_eq!(body["requests"][0]["body"], json!({"Notes": "new"}));
        let theirs = json!({"Id": ID, "Name": "Olena", "Notes": "theirs"});
        world.reply("/odata/WebitelChat(", 200, &theirs.to_string());
        let before = world.fetched("/$batch");
        let SaveOutcome::Conflict(draft) = crm.save(&draft).await.unwrap() else { panic!() };
        let conflict = draft.conflicts().next().unwrap();
        assert_eq!(
            (conflict.mine, conflict.theirs),
            (Edit::Notes("new".to_owned()), Edit::Notes("theirs".to_owned()))
        );
        assert_eq!(world.fetched("/$batch"), before, "nothing was written");
    });
}

#[test]
fn a_state_is_only_moved_on() {
    run(async |world, crm| {
        signed_in(&world);
        let completed = Settings::default().ids.state_completed;
        let row = json!({"Id": ID, "StateId": completed, "EndDate": "2024-05-01T08:30:00Z"});
        world.reply("/odata/WebitelChat(", 200, &row.to_string());
        let record = crm.advance(RecordId(ID), ChatState::InProgress, None).await.unwrap();
        assert_eq!((record.state, world.fetched("/$batch")), (ChatState::Completed, 0));
    });
}
