//! Frames as servers send them, with what is known to differ between servers.

use serde_json::{Value, json};

use crate::client::link::Heard;
use crate::client::translate;
use crate::domain::conversation::WrapUp;
use crate::domain::fact::{DeclineCause, Fact, MediumKind};
use crate::domain::message::{Author, Body, Sender};
use crate::domain::timeline::Closer;
use crate::ids::{AttemptId, ChannelId, ConversationId, MessageId, UserId};
use crate::time::Millis;
use crate::wire::chat::ChatEvent;
use crate::wire::event::Event;
use crate::wire::rest::{Dialog, History, Page};

const K: &str = "4b1d3c1e-0000-4000-8000-000000000001";
const M: &str = "c1a00000-0000-4000-8000-000000000002";

fn chat(action: &str, data: Value) -> Vec<Fact> {
    let event = ChatEvent::read(action, data).unwrap().unwrap();
    translate::facts(Heard::Chat(event))
}

fn event(kind: &str, data: Value) -> Vec<Fact> {
    let event = Event::read(kind, data).unwrap().unwrap();
    translate::facts(Heard::Event(event))
}

fn said(data: Value) -> crate::domain::message::Message {
    let mut full = json!({"conversation_id":K,"timestamp":7000,"id":17,"type":"text"});
    for (key, value) in data.as_object().unwrap() {
        full[key] = value.clone();
    }
    match chat("message", full).remove(0) {
        Fact::Said { message, .. } => message,
        other => panic!("not a message: {other:?}"),
    }
}

#[test]
fn an_invitation_with_null_lists_is_one() {
    let facts = chat(
        "user_invite",
        json!({"conversation_id":K,"timestamp":1000,"title":"Support","invite_id":M,"timeout_sec":30,
               "variables":null,"members":null,"messages":null,"new_field":{}}),
    );
    let [Fact::Invited(offer)] = facts.as_slice() else { panic!("{facts:?}") };
    assert_eq!((offer.until, offer.chat.name.as_str()), (Some(Millis(31_000)), "Support"));
}

#[test]
fn an_invitation_tells_who_and_from_where() {
    let facts = chat(
        "user_invite",
        json!({"conversation_id":K,"timestamp":1000,"title":"Support","invite_id":M,"timeout_sec":0,
          "variables":{"cc_attempt_id":"900","cc_queue_name":"Support queue"},
          "members":[{"id":M,"type":"telegram","name":"Olena","user_id":"55","internal":false,
                      "via":{"id":"9","type":"telegram","name":"Main bot"}}],
          "messages":[{"id":1,"created_at":900,"type":"text","text":"How can we help?"}]}),
    );
    let [Fact::Invited(offer)] = facts.as_slice() else { panic!("{facts:?}") };
    let chat = &offer.chat;
    assert_eq!((chat.name.as_str(), chat.source.as_str()), ("Olena", "telegram"));
    assert_eq!((chat.queue.as_deref(), chat.attempt), (Some("Support queue"), Some(AttemptId(900))));
    assert_eq!((offer.until, chat.messages[0].from.clone()), (None, Sender::Flow));
}

#[test]
fn the_sender_is_told_whatever_form_it_has() {
    let channel = Sender::Channel(M.parse::<ChannelId>().unwrap());
    assert_eq!(said(json!({"channel_id":M,"text":"x"})).from, channel);
    assert_eq!(said(json!({"channel_id":"","text":"x"})).from, Sender::Flow);
    assert_eq!(said(json!({"text":"x"})).from, Sender::Flow);
    // The server's own template messages carry the receiver's channel.
    assert_eq!(said(json!({"channel_id":M,"text":"x","variables":{"from":"bot"}})).from, Sender::Flow);
}

#[test]
fn what_is_said_is_told_in_every_kind() {
    assert_eq!(said(json!({"text":"hello"})).body, Body::Text("hello".into()));
    assert_eq!(said(json!({"text":"","postback":{"mid":1,"text":"Yes"}})).body, Body::Text("Yes".into()));
    let card = json!({"type":"contact","contact":{"id":1,"firstName":"Ann","lastName":"","phone":"+380"}});
    assert_eq!(said(card).body, Body::Text("Ann  +380".into()));
    assert_eq!(said(json!({"text":"[deleted]"})).body, Body::Deleted);
    assert_eq!(said(json!({"variables":{"template":"file_policy_fail"}})).body, Body::RefusedFile);
    let file = json!({"type":"file","text":"see","file":{"id":"501","mime":"image/png","size":"2048","name":"a.png"}});
    let Body::File { file, caption } = said(file).body else { panic!() };
    assert_eq!((file.id.0, file.size, &*caption), (501, 2048, "see"));
}

#[test]
fn a_message_without_a_time_has_its_carriers() {
    assert_eq!(said(json!({"text":"x"})).at, Millis(7000));
    assert_eq!(said(json!({"text":"x","created_at":5})).at, Millis(5));
}

#[test]
fn the_copies_of_a_decline_mean_nothing() {
    let declined = |invite: &str, cause: Value| {
        chat("decline_invite", json!({"conversation_id":K,"timestamp":1,"invite_id":invite,"cause":cause}))
    };
    assert!(declined("", json!("BUSY")).is_empty());
    let cause = |facts: Vec<Fact>| match facts.as_slice() {
        [Fact::Declined { cause, .. }] => *cause,
        other => panic!("{other:?}"),
    };
    assert_eq!(cause(declined(M, json!("TIMEOUT"))), DeclineCause::TimedOut);
    assert_eq!(cause(declined(M, json!(null))), DeclineCause::Withdrawn);
    assert_eq!(cause(declined(M, json!("BUSY"))), DeclineCause::Declined);
}

#[test]
fn what_was_read_elsewhere_has_the_servers_time() {
    let until = |updated_at: i64| {
        let data = json!({"conversation_id":K,"timestamp":9000,"channel_id":M,"updated_at":updated_at});
        match chat("update_channel", data).remove(0) {
            Fact::Read { until, .. } => until,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((until(8000), until(0)), (Millis(8000), Millis(9000)));
}

#[test]
fn a_close_by_the_flow_is_told_from_one_by_the_customer() {
    let by = |from: &str, cause: &str| {
        let data = json!({"conversation_id":K,"timestamp":1,"from_channel_id":from,"cause":cause});
        match chat("close_conversation", data).remove(0) {
            Fact::Closed { by, .. } => by,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(by(M, "client_leave"), Closer::Client);
    assert_eq!(by(K, "flow_end"), Closer::Flow);
}

#[test]
fn a_wrap_up_has_its_clock_in_every_form() {
    let until = |processing: Value| {
        let data = json!({"attempt_id":900,"channel":"chat","status":"processing","timestamp":1000,
                          "processing":processing});
        let facts = event("channel", data);
        facts.into_iter().find_map(|fact| match fact {
            Fact::WrapUp { wrap_up: WrapUp { until, .. }, .. } => Some(until),
            _ => None,
        })
    };
    assert_eq!(until(json!({"timeout":31_000,"sec":30})), Some(Some(Millis(31_000))));
    assert_eq!(until(json!({"sec":30})), Some(Some(Millis(31_000))));
    assert_eq!(until(json!({"timeout":1000,"sec":0})), Some(None), "no limit");
}

#[test]
fn unknown_kinds_are_nothing() {
    assert_eq!(ChatEvent::read("typing", json!({})).unwrap(), None);
    assert_eq!(Event::read("call", json!({})).unwrap(), None);
    let facts = event("channel", json!({"channel":"hologram","status":"dancing","timestamp":1}));
    assert!(facts.is_empty());
}

#[test]
fn a_call_is_told_from_a_chat() {
    let facts = event("channel", json!({"channel":"out_call","status":"bridged","timestamp":1}));
    assert!(
        matches!(facts.as_slice(), [Fact::Medium { kind: MediumKind::Call, state, .. }] if state.is_active())
    );
}

#[test]
fn history_counts_its_people_from_one() {
    let page: History = serde_json::from_value(json!({
        "messages":[{"id":"22","date":"1795331590000","from":{"id":"2"},"text":"bye"},
                    {"id":21,"date":1,"from":{"id":1},"file":{"id":"501","size":"2048","type":"image/png","name":"a.png"}},
                    {"id":"20","date":"1","from":{"id":"3"},"text":"[deleted]"}],
        "peers":[{"id":"424242","type":"telegram","name":"Olena"},{"id":"10","type":"user","name":"Ann"},
                 {"id":"5","type":"bot","name":"Main"}],
        "next":true}))
    .unwrap();
    let page = translate::history(page, UserId(10));
    let who: Vec<_> = page.messages.iter().map(|message| message.from.clone()).collect();
    assert_eq!(who, [Author::Me, Author::Client, Author::Bot].map(Sender::Known));
    assert_eq!((page.messages[0].id, page.messages[2].body.clone()), (MessageId(22), Body::Deleted));
    assert!(page.more);
}

#[test]
fn a_dialog_has_its_ids_without_dashes() {
    let bare = |id: &str| id.replace('-', "");
    let page: Page<Dialog> = serde_json::from_value(json!({"data":[{
        "id":bare(K),"via":{"id":"9","type":"viber","name":"Bot"},"from":{"id":"42","type":"viber","name":"Olena"},
        "closed":"0","started":"5","context":{"cc_attempt_id":"900"},"queue":{"id":"3","name":"Support"},
        "members":[{"id":bare(M),"peer":{"id":"10","type":"user","name":"Ann"},"join":"6","left":"0"},
                   {"id":bare(K),"peer":{"id":"5","type":"bot","name":"Main"}}]}],"next":false}))
    .unwrap();
    let listed = translate::dialog(page.items[0].clone(), UserId(10)).unwrap();
    assert_eq!(listed.chat.id, K.parse::<ConversationId>().unwrap());
    assert_eq!((listed.chat.source.as_str(), listed.chat.attempt), ("viber", Some(AttemptId(900))));
    assert!(translate::dialog(page.items[0].clone(), UserId(11)).is_none());
}
