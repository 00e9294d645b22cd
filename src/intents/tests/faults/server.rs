//! A Webitel that holds chats: stores what is sent, lists it, and knows nothing of faults.

use serde_json::{Value, json};
use uuid::Uuid;

/// The agent's user.
const ME: &str = "10";
/// `subscribe_chat` lists no more chats, and no more messages of each.
const LISTED_CHATS: usize = 40;
const LISTED_MESSAGES: usize = 250;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum From {
    Agent,
    Customer,
}

#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) from: From,
    pub(super) at: i64,
    pub(super) text: String,
}

pub(super) struct Chat {
    pub(super) id: Uuid,
    leg: Uuid,
    customer: Uuid,
    pub(super) over: bool,
    pub(super) messages: Vec<Stored>,
}

#[derive(Default)]
pub(super) struct Server {
    pub(super) chats: Vec<Chat>,
    last_id: i64,
}

impl Server {
    pub(super) fn with_chats(count: u32) -> Self {
        let chat = |number: u32| Chat {
            id: Uuid::from_u128(u128::from(number) << 8 | 1),
            leg: Uuid::from_u128(u128::from(number) << 8 | 2),
            customer: Uuid::from_u128(u128::from(number) << 8 | 3),
            over: false,
            messages: Vec::new(),
        };
        Self { chats: (1..=count).map(chat).collect(), last_id: 0 }
    }

    /// Stores a message and returns the event that tells of it.
    pub(super) fn store(&mut self, chat: usize, from: From, text: &str, now: i64) -> Value {
        self.last_id += 1;
        let chat = &mut self.chats[chat];
        let stored = Stored { id: self.last_id, from, at: now, text: text.to_owned() };
        let mut data = chat.listed_message(&stored);
        data["conversation_id"] = json!(chat.id);
        data["timestamp"] = json!(now);
        chat.messages.push(stored);
        json!({"event":"chat","data":{"action":"message","data":data}})
    }

    /// The customer leaves; returns the event.
    pub(super) fn close(&mut self, chat: usize, now: i64) -> Value {
        let chat = &mut self.chats[chat];
        chat.over = true;
        json!({"event":"chat","data":{"action":"close_conversation","data":
            {"conversation_id":chat.id,"timestamp":now,"cause":"client_leave"}}})
    }

    /// Sends the agent's text, or says why not.
    pub(super) fn send(&mut self, data: &Value, now: i64) -> Result<Value, &'static str> {
        let place = self.chats.iter().position(|chat| data["conversation_id"] == json!(chat.id));
        let place = place.ok_or("chat.send.channel.from.not_found")?;
        let chat = &self.chats[place];
        if data["channel_id"] != json!(chat.leg) {
            return Err("chat.send.channel.user.mismatch");
        }
        if chat.over {
            return Err("chat.send.channel.from.closed");
        }
        Ok(self.store(place, From::Agent, data["text"].as_str().unwrap(), now))
    }

    /// The answer to `subscribe_chat`.
    pub(super) fn list(&self) -> Value {
        let open = self.chats.iter().filter(|chat| !chat.over).take(LISTED_CHATS);
        json!({"items": open.map(Chat::listed).collect::<Vec<_>>()})
    }

    /// The answer to a REST request.
    pub(super) fn rest(&self, url: &str) -> Value {
        if let Some((_, rest)) = url.split_once("/api/chat/dialogs/") {
            let id = rest.split('/').next().unwrap();
            let chat = self.chats.iter().find(|chat| chat.id.to_string() == id).unwrap();
            let before = url.split_once("offset.id=").map(|(_, id)| id.parse().unwrap());
            return chat.history(before);
        }
        if url.contains("/api/chat/dialogs?") {
            let open = self.chats.iter().filter(|chat| !chat.over);
            return json!({"items": open.map(Chat::dialog).collect::<Vec<_>>(), "next": false});
        }
        json!({"items": []})
    }
}

impl Chat {
    fn listed_message(&self, stored: &Stored) -> Value {
        let from = if stored.from == From::Agent { self.leg } else { self.customer };
        json!({"id":stored.id,"channel_id":from,"created_at":stored.at,"type":"text","text":stored.text})
    }

    fn listed(&self) -> Value {
        let newest = self.messages.iter().rev().take(LISTED_MESSAGES);
        json!({"id":self.id,"channel_id":self.leg,"invite_id":null,"title":"","created_at":1,"joined_at":1,
            "members":[{"id":self.customer,"name":"Olena","type":"telegram"}],"variables":null,
            "messages": newest.map(|stored| self.listed_message(stored)).collect::<Vec<_>>()})
    }

    fn dialog(&self) -> Value {
        json!({"id":self.id.simple().to_string(),"title":"Olena","started":"1","members":[
            {"id":self.leg.simple().to_string(),"peer":{"type":"user","id":ME,"name":"Ann"},"join":"1"},
            {"id":self.customer.simple().to_string(),"peer":{"type":"telegram","id":"5","name":"Olena"},"join":"1"}]})
    }

    fn history(&self, before: Option<i64>) -> Value {
        let older = self.messages.iter().rev().filter(|one| before.is_none_or(|before| one.id < before));
        let page: Vec<_> = older.clone().take(50).collect();
        let next = older.count() > page.len();
        let message = |one: &&Stored| {
            let from = if one.from == From::Agent { "1" } else { "2" };
            json!({"id":one.id.to_string(),"date":one.at.to_string(),"from":{"id":from},"text":one.text})
        };
        json!({"messages": page.iter().map(message).collect::<Vec<_>>(), "next": next, "peers":[
            {"id":ME,"type":"user","name":"Ann"},{"id":"5","type":"telegram","name":"Olena"}]})
    }
}
