//! Looking for news, against a scripted Creatio.

use std::cell::Cell;

use serde_json::{Value, json};
use tokio::task::LocalSet;
use uuid::Uuid;

use super::*;
use crate::client::creatio::gate::Gate;
use crate::client::creatio::settings::{Ids, Settings};
use crate::client::tests::world::World;

const ID: Uuid = Uuid::from_u128(1);
const SCHEMA: Uuid = Uuid::from_u128(2);

type Heard = Rc<RefCell<Vec<Told>>>;

fn run(test: impl AsyncFnOnce(World, News<World>, Heard)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = World::default();
        let me = json!({"userId": ID, "contactId": ID, "contactName": "Ann"});
        world.reply("GetCurrentUserInfo", 200, &me.to_string());
        let ids = Ids { record_schema: Some(Guid(SCHEMA)), ..Ids::default() };
        let settings = Settings { prefix: Some(String::new()), ids, ..Settings::default() };
        let heard = Heard::default();
        let collect = Rc::clone(&heard);
        let crm = Crm::new(world.clone(), "https://crm", Ok(settings), Gate::default());
        test(world, News::new(crm, move |told| collect.borrow_mut().push(told)), heard).await;
    });
}

/// These notifications are unread.
fn unread(world: &World, ids: &[u128]) {
    let row = |id: &u128| {
        json!({
            "Id": Uuid::from_u128(*id), "CreatedOn": "2026-11-22T10:00:00Z", "TypeId": ID, "CreatedById": ID,
            "SocialMessageId": Uuid::from_u128(100), "Type": {"Name": "Comment"}, "CreatedBy": {"Name": "Bo"},
        })
    };
    let rows: Vec<Value> = ids.iter().map(row).collect();
    let list = |rows: &[Value]| json!({"value": rows, "@odata.count": rows.len()});
    let part = |id: &str, rows: &[Value]| json!({"id": id, "status": 200, "body": list(rows)});
    let stamp = json!({"Id": ID, "Name": "Olena", "ModifiedOn": "2026-11-22T10:00:00Z"});
    let last = json!({"LastActionOn": "2026-11-22T11:00:00Z"});
    let parts = [part("0", &rows), part("1", std::slice::from_ref(&stamp)), part("2", &[last])];
    world.reply("/$batch", 200, &json!({"responses": parts}).to_string());
    let post = json!({
        "Id": Uuid::from_u128(100), "Message": "<p>Hi <b>all</b></p>", "EntityId": ID, "EntitySchemaUId": SCHEMA,
    });
    world.reply("/odata/SocialMessage", 200, &list(&[post]).to_string());
    world.reply("/odata/WebitelChat", 200, &list(&[stamp]).to_string());
}

async fn pass(ms: u64) {
    tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
}

fn notices(heard: &Heard) -> Vec<(usize, usize)> {
    let count = |told: &Told| match told {
        Told::Notices { all, fresh } => Some((all.len(), *fresh)),
        Told::Stands(..) => None,
    };
    heard.borrow().iter().filter_map(count).collect()
}

#[test]
fn quiet_times_cost_one_request_now_and_then() {
    run(async |world, news, heard| {
        unread(&world, &[]);
        news.start(|| Some(Vec::new()));
        pass(64_000).await;
        assert_eq!((world.fetched("/$batch"), world.fetched("/odata/Soc")), (4, 0));
        assert!(heard.borrow().is_empty());
    });
}

#[test]
fn an_open_record_is_looked_at_more_often() {
    run(async |world, news, heard| {
        unread(&world, &[]);
        news.start(|| Some(vec![RecordId(ID)]));
        pass(15_000).await;
        assert_eq!(world.fetched("/$batch"), 3);
        let feed = (1, Some(crate::time::Millis(1_795_345_200_000)));
        let record = Some(crate::time::Millis(1_795_341_600_000));
        assert_eq!(heard.borrow()[0], Told::Stands(RecordId(ID), Stamp { record, feed }));
    });
}

#[test]
fn a_record_that_is_opened_is_looked_at_soon() {
    run(async |world, news, _| {
        unread(&world, &[]);
        let open = Rc::new(RefCell::new(Vec::new()));
        let is_open = Rc::clone(&open);
        news.start(move || Some(is_open.borrow().clone()));
        pass(1_000).await;
        open.borrow_mut().push(RecordId(ID));
        pass(7_000).await;
        assert_eq!(world.fetched("/$batch"), 2);
    });
}

#[test]
fn what_came_is_told_once_and_what_was_there_is_not_fresh() {
    run(async |world, news, heard| {
        unread(&world, &[10]);
        news.start(|| Some(Vec::new()));
        pass(25_000).await;
        assert_eq!(notices(&heard), [(1, 0)]);
        unread(&world, &[11, 10]);
        pass(40_000).await;
        assert_eq!(notices(&heard), [(1, 0), (2, 1)]);
        let Some(Told::Notices { all, .. }) = heard.borrow().last().cloned() else {
            panic!("nothing is told")
        };
        assert_eq!(
            (all[0].by.as_str(), all[0].words.as_str(), all[0].title.as_str()),
            ("Bo", "Hi all", "Olena")
        );
        unread(&world, &[]);
        pass(22_000).await;
        assert_eq!(notices(&heard).last(), Some(&(0, 0)), "read elsewhere");
    });
}

#[test]
fn what_is_about_other_objects_is_asked_for_once() {
    run(async |world, news, heard| {
        unread(&world, &[10]);
        world.reply("/odata/SocialMessage", 200, r#"{"value":[]}"#);
        news.start(|| Some(Vec::new()));
        pass(60_000).await;
        assert_eq!(world.fetched("/odata/SocialMessage"), 1);
        assert_eq!(notices(&heard), []);
    });
}

#[test]
fn nobody_looks_at_a_hidden_page() {
    run(async |world, news, _| {
        unread(&world, &[]);
        let visible = Rc::new(Cell::new(false));
        let is_visible = Rc::clone(&visible);
        news.start(move || is_visible.get().then(Vec::new));
        pass(100_000).await;
        assert_eq!(world.fetched("/$batch"), 0);
        visible.set(true);
        news.hurry();
        pass(10).await;
        assert_eq!(world.fetched("/$batch"), 1);
    });
}

#[test]
fn who_is_signed_out_is_asked_no_more_until_somebody_helps() {
    run(async |world, news, _| {
        unread(&world, &[]);
        world.reply("/$batch", 401, "");
        news.start(|| Some(Vec::new()));
        pass(100_000).await;
        assert_eq!(world.fetched("/$batch"), 1);
        unread(&world, &[]);
        news.hurry();
        pass(30_000).await;
        assert_eq!(world.fetched("/$batch"), 3);
    });
}

#[test]
fn an_unreachable_creatio_is_left_in_peace() {
    run(async |world, news, _| {
        world.never_reply("/$batch");
        news.start(|| Some(vec![RecordId(ID)]));
        pass(300_000).await;
        // Each look waits half a minute for its answer, and then ever longer.
        assert!(world.fetched("/$batch") <= 8, "{}", world.fetched("/$batch"));
    });
}
