//! Who gets which chat: skills, queues, teams, status, capacity, order.

use std::time::Duration;

use serde_json::json;

use crate::server::Sandbox;

const A_WHILE: Duration = Duration::from_millis(500);

#[tokio::test]
async fn skills_decide_and_can_be_taken_and_given_back() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"skills": ["a", {"skill": "b", "min_capacity": 50}]}));
    sandbox.agent("ann", json!({"skills": ["a"]}));
    sandbox.agent("bob", json!({"skills": [{"skill": "b", "capacity": 49}, "c"]}));
    let mut ann = sandbox.online("ann").await;
    let mut bob = sandbox.online("bob").await;
    sandbox.delete("/sandbox/agents/ann/skills/a");
    sandbox.chat("Q", "Olena");
    assert!(!ann.hears("chat/user_invite", A_WHILE).await);
    assert!(!bob.hears("chat/user_invite", A_WHILE).await, "too little capacity in the skill");
    let agent = ureq::Agent::new_with_defaults();
    agent.put(sandbox.url("/sandbox/agents/ann/skills/a")).send_empty().unwrap();
    ann.event("chat/user_invite").await;
}

#[tokio::test]
async fn a_lower_level_is_asked_first() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"skills": [{"skill": "expert", "level": 1}, {"skill": "any", "level": 0}]}));
    sandbox.agent("expert", json!({"skills": ["expert"]}));
    sandbox.agent("novice", json!({"skills": ["any"]}));
    let mut expert = sandbox.online("expert").await;
    let mut novice = sandbox.online("novice").await;
    sandbox.chat("Q", "Olena");
    novice.chat("user_invite").await;
    assert!(!expert.hears("chat/user_invite", A_WHILE).await);
    sandbox.chat("Q", "Petro");
    expert.chat("user_invite").await;
}

#[tokio::test]
async fn only_agents_online_of_the_queues_team_are_asked() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({"team": "Red"}));
    sandbox.agent("red", json!({"team": "Red"}));
    sandbox.agent("blue", json!({"team": "Blue"}));
    let mut red = sandbox.desk("red").await;
    let mut blue = sandbox.online("blue").await;
    sandbox.chat("Q", "Olena");
    assert!(!red.hears("chat/user_invite", A_WHILE).await, "offline");
    assert!(!blue.hears("chat/user_invite", A_WHILE).await, "of another team");
    red.ok("cc_agent_pause", json!({"agent_id": red.agent_id, "payload": "Lunch"})).await;
    assert!(!red.hears("chat/user_invite", A_WHILE).await, "paused");
    red.ok("cc_agent_online", json!({"agent_id": red.agent_id})).await;
    red.event("chat/user_invite").await;
}

#[tokio::test]
async fn an_agent_gets_as_many_chats_as_agreed() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.agent("ann", json!({"chat_count": 3}));
    let mut ann = sandbox.online("ann").await;
    for name in ["one", "two", "three", "four"] {
        sandbox.chat("Q", name);
    }
    for _ in 0..3 {
        ann.accept().await;
    }
    assert!(!ann.hears("chat/user_invite", A_WHILE).await, "a fourth one");
    let list = ann.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn the_list_holds_forty_chats_with_the_latest_first() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.agent("ann", json!({"chat_count": 50}));
    let mut ann = sandbox.online("ann").await;
    let mut chats = Vec::new();
    for n in 0..42 {
        chats.push(sandbox.chat("Q", &format!("Customer {n}")));
        ann.accept().await;
    }
    let ringing = sandbox.chat("Q", "Ringing");
    ann.rings().await;
    chats[0].say("I am still here");
    let list = ann.ok("subscribe_chat", json!({})).await;
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 41);
    assert_eq!(items[0]["id"].as_str(), Some(&*ringing.id));
    assert!(items[1]["channel_id"].is_string());
    assert_eq!(items[1]["title"], "Customer 41", "what the agent did last");
}

#[tokio::test]
async fn queues_are_served_by_priority_and_in_their_order() {
    let sandbox = Sandbox::start();
    sandbox.queue("Low", json!({}));
    sandbox.queue("High", json!({"priority": 5, "strategy": "lifo"}));
    for (queue, name) in [("Low", "first"), ("Low", "second"), ("High", "third"), ("High", "fourth")] {
        sandbox.chat(queue, name);
        std::thread::sleep(Duration::from_millis(5));
    }
    sandbox.agent("ann", json!({"chat_count": 1}));
    let mut ann = sandbox.online("ann").await;
    let mut order = Vec::new();
    for _ in 0..4 {
        let invite = ann.accept().await;
        order.push(invite["members"][0]["name"].as_str().unwrap().to_owned());
        let leg = json!({"channel_id": invite["invite_id"], "conversation_id": invite["conversation_id"]});
        ann.ok("leave_chat", leg).await;
    }
    assert_eq!(order, ["fourth", "third", "first", "second"]);
}

#[tokio::test]
async fn a_returning_customer_is_the_same_person() {
    let sandbox = Sandbox::start();
    sandbox.queue("Q", json!({}));
    sandbox.agent("ann", json!({"chat_count": 2}));
    let mut ann = sandbox.online("ann").await;
    let start = json!({"source": "viber", "name": "Olena", "queue": "Q", "external_id": "42"});
    sandbox.post("/customer/chats", &start);
    let first = ann.accept().await;
    sandbox.post("/customer/chats", &start);
    let second = ann.accept().await;
    assert_eq!(first["members"][0]["user_id"], second["members"][0]["user_id"]);
    assert_ne!(first["conversation_id"], second["conversation_id"]);

    // A contact is noted for the person, and told.
    let contact = sandbox.post("/sandbox/contacts", &json!({"name": "Olena K."}))["id"].clone();
    let link =
        json!({"id": first["conversation_id"], "channel_id": first["invite_id"], "contact_id": contact});
    ann.ok("chat_set_contact", link).await;
    let set = ann.event("notification/set_contact").await["data"]["notification"]["body"].clone();
    assert_eq!(set, json!({"id": first["invite_id"], "contact_id": contact, "channel": "chat"}));
    let list = ann.ok("subscribe_chat", json!({})).await;
    assert_eq!(list["items"][0]["variables"]["wbt_contact_id"], contact.to_string());
}
