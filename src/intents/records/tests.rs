//! Records that follow their chats, against a scripted Creatio.

use std::cell::Cell;

use serde_json::{Value, json};
use tokio::task::LocalSet;
use uuid::Uuid;

use super::*;
use crate::client::creatio::gate::Gate;
use crate::client::creatio::settings::Settings;
use crate::client::tests::world::World;
use crate::domain::conversation::Phase;
use crate::domain::message::{Body, Message, Sender, StoredFile};
use crate::domain::record::ChatState;
use crate::ids::{ChannelId, ConversationId, FileId, MessageId};
use crate::time::Millis;

const APP: &str = "https://desk/chats/";
const ID: Uuid = Uuid::from_u128(1);
const ME: UserId = UserId(10);
const LEG: ChannelId = ChannelId(Uuid::from_u128(3));

type Told = Rc<RefCell<Vec<RecordNews>>>;

fn run(test: impl AsyncFnOnce(World, Records<World>, Told)) {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    LocalSet::new().block_on(&runtime, async {
        let world = World::default();
        let settings = Settings { prefix: Some(String::new()), ..Settings::default() };
        let crm = Crm::new(world.clone(), "https://crm", Ok(settings), Gate::default());
        let told = Told::default();
        let collect = Rc::clone(&told);
        let records = Records::new(crm, APP.to_owned(), move |news| collect.borrow_mut().push(news));
        test(world, records, told).await;
    });
}

/// Creatio is there; its record is in this state.
fn answer(world: &World, state: ChatState) {
    let ids = Settings::default().ids;
    let state = [ids.state_new, ids.state_in_progress, ids.state_completed][state as usize];
    let me = json!({"userId": ID, "contactId": ID, "contactName": "Ann"});
    world.reply("GetCurrentUserInfo", 200, &me.to_string());
    let row = json!({"Id": ID, "OwnerId": ID, "ContactId": ID, "StateId": state});
    world.reply("/odata/WebitelChat(", 200, &row.to_string());
    let part = |id: &str, status: u16, body: Value| json!({"id": id, "status": status, "body": body});
    let both = json!({"responses": [part("0", 204, Value::Null), part("1", 200, row)]});
    world.reply("/$batch", 200, &both.to_string());
}

fn chat() -> Conversation {
    Conversation::new(ConversationId(ID), Phase::Joined { channel: LEG })
}

fn answered() -> Conversation {
    let mut chat = chat();
    let (from, body) = (Sender::Channel(LEG), Body::Text("x".into()));
    chat.timeline.receive(Message { id: MessageId(1), from, at: Millis(1), edited: None, body, local: None });
    chat
}

fn sends(chat: &mut Conversation, id: i64, name: &str) {
    let file =
        StoredFile { id: FileId(id), name: name.to_owned(), mime: String::new(), size: 1, malware: false };
    let body = Body::File { file: Box::new(file), caption: "".into() };
    let from = Sender::Channel(ChannelId(Uuid::from_u128(9)));
    chat.timeline.receive(Message {
        id: MessageId(id),
        from,
        at: Millis(id),
        edited: None,
        body,
        local: None,
    });
}

/// The rows for files that were asked for: their keys, addresses and names.
fn rows(world: &World) -> Vec<(String, String, String)> {
    let asked = world.requests();
    let bodies = asked.iter().filter_map(|asked| serde_json::from_str::<Value>(asked.body.as_ref()?).ok());
    let parts = bodies.flat_map(|body| body["requests"].as_array().cloned().unwrap_or_default());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let files = parts.filter(|part| part["method"] == "POST" && part["url"] == "WebitelChatFile");
    files.map(|part| ["Id", "Name", "Notes"].map(|name| text(&part["body"][name])).into()).collect()
}

async fn pass(ms: u64) {
    tokio::time::sleep(std::time::Duration::from_millis(ms)).await;
}

#[test]
fn what_is_up_to_date_costs_nothing() {
    run(async |world, records, told| {
        answer(&world, ChatState::New);
        records.see(&chat(), ME);
        pass(10).await;
        assert_eq!(world.fetched("/$batch"), 1);
        answer(&world, ChatState::InProgress);
        for _ in 0..5 {
            records.see(&answered(), ME);
            pass(10).await;
        }
        // Another frame was faster: there was nothing to write.
        assert_eq!((world.fetched("/$batch"), world.fetched("/odata/WebitelChat(")), (1, 1));
        let states: Vec<_> = told
            .borrow()
            .iter()
            .map(|news| match news {
                RecordNews::Is(record) => record.state,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(states, [ChatState::New, ChatState::InProgress]);
    });
}

#[test]
fn what_is_not_reached_is_tried_until_it_is() {
    run(async |world, records, told| {
        records.see(&chat(), ME);
        pass(3000).await;
        assert!(told.borrow().len() > 1, "it goes on trying");
        assert!(
            told.borrow()
                .iter()
                .all(|news| matches!(news, RecordNews::Failed { error: CrmError::Offline, .. }))
        );
        // What happens meanwhile is done with the rest.
        records.see(&answered(), ME);
        answer(&world, ChatState::New);
        pass(20_000).await;
        let body = world
            .requests()
            .iter()
            .find(|asked| asked.url.ends_with("$batch"))
            .unwrap()
            .body
            .clone()
            .unwrap();
        let made: Value = serde_json::from_str(&body).unwrap();
        let in_progress = json!(Settings::default().ids.state_in_progress);
        assert_eq!(made["requests"][0]["body"]["StateId"], in_progress);
        assert!(matches!(told.borrow().last(), Some(RecordNews::Is(_))));
    });
}

#[test]
fn what_only_people_can_mend_is_told_once() {
    run(async |world, records, told| {
        answer(&world, ChatState::New);
        world.reply("/$batch", 401, "");
        for _ in 0..5 {
            records.see(&answered(), ME);
            pass(60_000).await;
        }
        let failed = RecordNews::Failed { record: RecordId(ID), error: CrmError::SignedOut };
        assert_eq!(*told.borrow(), [failed]);
        answer(&world, ChatState::InProgress);
        records.retry();
        pass(10).await;
        assert!(matches!(told.borrow().last(), Some(RecordNews::Is(_))));
    });
}

#[test]
fn a_file_of_the_chat_is_noted_once() {
    run(async |world, records, told| {
        answer(&world, ChatState::New);
        world.reply("/odata/WebitelChatFile", 200, r#"{"value":[]}"#);
        let mut chat = chat();
        sends(&mut chat, 501, "bill.pdf");
        for _ in 0..3 {
            records.see(&chat, ME);
            pass(10).await;
        }
        let one = rows(&world);
        assert_eq!(one.len(), 1, "{one:?}");
        assert_eq!(one[0].1, format!("{APP}#/chat/{ID}/file/501"));
        assert_eq!(one[0].2, "bill.pdf");
        assert!(told.borrow().contains(&RecordNews::FilesNoted(RecordId(ID))));
        sends(&mut chat, 502, "photo.png");
        records.see(&chat, ME);
        pass(10).await;
        let both = rows(&world);
        assert_eq!((both.len(), both[1].2.as_str()), (2, "photo.png"));
        assert_ne!(both[0].0, both[1].0);
        assert_eq!(world.fetched("/odata/WebitelChatFile"), 1, "it is asked once what is there");
    });
}

#[test]
fn a_file_that_another_frame_noted_stays_one() {
    run(async |world, records, told| {
        answer(&world, ChatState::New);
        world.reply("/odata/WebitelChatFile", 200, r#"{"value":[]}"#);
        let mut chat = chat();
        sends(&mut chat, 501, "bill.pdf");
        records.see(&chat, ME);
        pass(10).await;
        let (key, url, name) = rows(&world).remove(0);
        // The page is loaded anew: the row is there.
        let link = Settings::default().ids.link;
        let row = json!({"Id": key, "Name": url, "Notes": name, "TypeId": link});
        world.reply("/odata/WebitelChatFile", 200, &json!({"value": [row]}).to_string());
        let crm = Crm::new(
            world.clone(),
            "https://crm",
            Ok(Settings { prefix: Some(String::new()), ..Settings::default() }),
            Gate::default(),
        );
        let heard = Rc::new(Cell::new(0));
        let count = Rc::clone(&heard);
        let again = Records::new(crm, "https://elsewhere/".to_owned(), move |news| {
            count.set(count.get() + u32::from(matches!(news, RecordNews::FilesNoted(_))));
        });
        again.see(&chat, ME);
        pass(10).await;
        assert_eq!((rows(&world).len(), heard.get()), (1, 1), "it is shown what the other frame did");
        // Two frames at once: the second is refused, which is as good.
        sends(&mut chat, 502, "photo.png");
        let refusal = json!({"error": {"innererror": {"message": "duplicate key value"}}});
        let part = |id: &str, status: u16, body: Value| json!({"id": id, "status": status, "body": body});
        world.reply("/$batch", 200, &json!({"responses": [part("0", 500, refusal)]}).to_string());
        records.see(&chat, ME);
        pass(10).await;
        assert!(!told.borrow().iter().any(|news| matches!(news, RecordNews::Failed { .. })));
        records.see(&chat, ME);
        pass(60_000).await;
        assert_eq!(rows(&world).len(), 2);
    });
}

#[test]
fn a_file_that_could_not_be_noted_is_tried_again() {
    run(async |world, records, _| {
        answer(&world, ChatState::New);
        let mut chat = chat();
        sends(&mut chat, 501, "bill.pdf");
        records.see(&chat, ME);
        pass(5000).await;
        assert_eq!(rows(&world).len(), 0, "what is there is not known");
        world.reply("/odata/WebitelChatFile", 200, r#"{"value":[]}"#);
        pass(30_000).await;
        assert_eq!(rows(&world).len(), 1);
    });
}
