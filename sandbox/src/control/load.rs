//! Much to read: long conversations, and bursts over many of them.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::MissedTickBehavior;
use webitel_chats::ids::{ChannelId, ConversationId};
use webitel_chats::time::Millis;

use crate::app::App;
use crate::body::Body;
use crate::chat::{thread, write};
use crate::error::{Failure, Result};
use crate::store::channels;
use crate::store::messages::{self, Content};

/// The most messages in one request.
const MAX: i64 = 100_000;

/// Who writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum From {
    Bot,
    Customer,
    /// The agents who ever were in the chat; the customer if there is none.
    Agent,
    /// In turn.
    #[default]
    Mixed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fill {
    count: i64,
    #[serde(default)]
    from: From,
    /// `{n}` stands for the message's number.
    #[serde(default = "text")]
    text: String,
    /// Milliseconds from message to message; the last one is as old as now.
    #[serde(default = "apart")]
    apart_ms: i64,
}

fn text() -> String {
    "Message {n}".to_owned()
}

fn apart() -> i64 {
    1000
}

/// Puts many messages into a conversation, telling nobody.
pub(super) async fn fill(
    State(app): State<App>,
    Path(id): Path<ConversationId>,
    Body(fill): Body<Fill>,
) -> Result<Json<Value>> {
    if !(1..=MAX).contains(&fill.count) {
        return Err(Failure::bad_request("count must be between 1 and 100000"));
    }
    app.act(|act| {
        let thread = thread(act, id)?;
        let legs = channels::of_conversation(&act.db, id)?;
        let agent = legs.iter().rfind(|leg| leg.agent_user().is_some()).map(|leg| leg.id);
        let agent = agent.unwrap_or(thread.customer_channel);
        let mut last = None;
        for n in 1..=fill.count {
            let channel: Option<ChannelId> = match fill.from {
                From::Bot => None,
                From::Agent => Some(agent),
                From::Mixed if n % 2 == 0 => Some(agent),
                From::Customer | From::Mixed => Some(thread.customer_channel),
            };
            let at = Millis(act.now.0.saturating_sub((fill.count - n).saturating_mul(fill.apart_ms)));
            let content = Content::text(fill.text.replace("{n}", &n.to_string()));
            last = Some(messages::add(&act.db, id, channel, content, at)?.id);
        }
        Ok(Json(json!({"last_id": last})))
    })
}

#[derive(Deserialize)]
pub(super) struct Say {
    text: String,
}

/// The bot says something, as a flow may do during a chat.
pub(super) async fn bot(
    State(app): State<App>,
    Path(id): Path<ConversationId>,
    Body(say): Body<Say>,
) -> Result<Json<Value>> {
    let message = app.act(|act| write::bot(act, id, &say.text))?;
    Ok(Json(json!({"id": message.id})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Burst {
    conversations: Vec<ConversationId>,
    /// Messages a second, over all conversations in turn.
    rate: u32,
    seconds: u32,
    /// `{n}` stands for the message's number.
    #[serde(default = "text")]
    text: String,
}

/// Customers write for a while. Answers at once with how many messages there will be.
pub(super) async fn burst(State(app): State<App>, Body(burst): Body<Burst>) -> Result<Json<Value>> {
    if burst.conversations.is_empty() || !(1..=1000).contains(&burst.rate) || burst.seconds > 600 {
        return Err(Failure::bad_request("conversations, rate (1 to 1000) and seconds (to 600) are needed"));
    }
    for id in &burst.conversations {
        app.act(|act| thread(act, *id))?;
    }
    let count = burst.rate * burst.seconds;
    tokio::spawn(write_for_a_while(app, burst, count));
    Ok(Json(json!({"messages": count})))
}

async fn write_for_a_while(app: App, burst: Burst, count: u32) {
    let mut clock = tokio::time::interval(Duration::from_secs(1) / burst.rate);
    clock.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for (n, id) in (1..=count).zip(burst.conversations.iter().cycle()) {
        clock.tick().await;
        let content = Content::text(burst.text.replace("{n}", &n.to_string()));
        // A conversation that was closed meanwhile takes no more; the others go on.
        let _closed = app.act(|act| {
            if thread(act, *id)?.closed_at.is_some() {
                return Ok(());
            }
            write::customer(act, *id, content).map(drop)
        });
    }
}
