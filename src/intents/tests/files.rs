use serde_json::json;

use super::{LEG, chat, count, outgoing, run};
use crate::client::tests::CHAT;
use crate::client::tests::world::NamedFile;
use crate::domain::outgoing::{Delivery, Failure};

const UPLOAD: &str = "/upload";
const STORED: &str = r#"[{"id":501,"name":"a.png","size":5,"mime":"image/png","shared":"/any/file/501/download?signature=1"}]"#;

#[test]
fn files_are_stored_then_sent_in_their_order() {
    run(async |world, intents| {
        world.reply(UPLOAD, 200, STORED);
        intents.attach(chat(), NamedFile("a.png"));
        intents.attach(chat(), NamedFile("b.png"));
        world.settle().await;
        let states: Vec<_> = outgoing(&intents).into_iter().map(|(_, state)| state).collect();
        assert_eq!(states, [Delivery::Uploading { sent: 3 }, Delivery::Waiting]);
        let asked = world.request("send_file_chat").await;
        assert_eq!(asked["data"]["url"], "http://server/any/file/501/download?signature=1");
        assert_eq!(asked["data"]["id"], 501);
        world.say(&json!({"event":"chat","data":{"action":"message","data":{"conversation_id":CHAT,"timestamp":3,
            "id":3,"channel_id":LEG,"type":"file","file":{"id":501,"mime":"image/png","size":5,"name":"a.png"}}}}));
        world.answer(&asked, json!(null));
        world.settle().await;
        assert_eq!((outgoing(&intents).len(), count(&intents)), (1, 3));
    });
}

#[test]
fn each_failure_has_its_true_reason() {
    let error = |id: &str, detail: &str| json!({"id":id,"detail":detail}).to_string();
    let cases = [
        (413, error("utils.file.locally.writing.limit", "20971520"), Failure::TooLarge(Some(20_971_520))),
        (403, error("policy.file.allow", "forbidden"), Failure::FileRefused),
        (403, error("file.malware", ""), Failure::Malware),
        (401, String::new(), Failure::SignedOut),
        (500, error("storage", "disk full"), Failure::Refused("disk full".to_owned())),
    ];
    for (status, body, failure) in cases {
        run(async move |world, intents| {
            world.reply(UPLOAD, status, &body);
            intents.attach(chat(), NamedFile("a.png"));
            world.sleep_past_upload().await;
            assert_eq!(outgoing(&intents)[0].1, Delivery::Failed(failure));
        });
    }
}

#[test]
fn a_failed_file_does_not_hold_up_the_next() {
    run(async |world, intents| {
        intents.attach(chat(), NamedFile("a.png"));
        intents.attach(chat(), NamedFile("b.png"));
        world.sleep_past_upload().await;
        assert_eq!(outgoing(&intents)[0].1, Delivery::Failed(Failure::UploadBroke));
        world.reply(UPLOAD, 200, STORED);
        world.request("send_file_chat").await;
    });
}

#[test]
fn a_cancelled_upload_stops() {
    run(async |world, intents| {
        world.reply(UPLOAD, 200, STORED);
        let running = intents.attach(chat(), NamedFile("a.png")).unwrap();
        let waiting = intents.attach(chat(), NamedFile("b.png")).unwrap();
        world.settle().await;
        intents.cancel_upload(chat(), waiting);
        intents.cancel_upload(chat(), running);
        world.sleep_past_upload().await;
        assert_eq!(world.fetched(UPLOAD), 0);
        assert!(outgoing(&intents).iter().all(|(_, state)| *state == Delivery::Failed(Failure::Cancelled)));
    });
}

#[test]
fn a_file_that_was_stored_but_not_sent_is_one_failure_with_one_retry() {
    run(async |world, intents| {
        world.reply(UPLOAD, 200, STORED);
        let local = intents.attach(chat(), NamedFile("a.png")).unwrap();
        let asked = world.request("send_file_chat").await;
        world.refuse(&asked, "chat.send.file.app_err", "");
        world.settle().await;
        assert!(matches!(outgoing(&intents)[0].1, Delivery::Failed(Failure::Refused(_))));
        intents.retry(chat(), local);
        world.request("send_file_chat").await;
        assert_eq!(world.fetched(UPLOAD), 1);
    });
}
