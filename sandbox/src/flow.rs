//! The routing scheme of a queue: the bot greets, asks one question, waits for the customer's
//! answer, then puts the chat into the queue. When the talk is over, so is the flow.

use webitel_chats::ids::{ConversationId, QueueId};
use webitel_chats::wire::agent::Media;
use webitel_chats::wire::chat::Message;

use crate::app::Act;
use crate::chat::leave::{self, Closer};
use crate::chat::{thread, write};
use crate::error::{Failure, Result};
use crate::store::conversations::{self, Stage};
use crate::store::plans::Plan;
use crate::store::{attempts, queues};

/// What the bot says when the queue gave up.
const NOBODY_FREE: &str = "Sorry, all our agents are busy right now. Please try again later.";
/// What the bot says when the queue does not work.
const CLOSED: &str = "Sorry, we can't take your chat right now. Please try again later.";

/// A conversation has begun.
pub(crate) fn begin(act: &mut Act, id: ConversationId) -> Result<()> {
    let queue = queue(act, thread(act, id)?.queue)?;
    if !queue.greeting.is_empty() {
        write::bot(act, id, &queue.greeting)?;
    }
    if queue.question.is_empty() {
        return enqueue(act, id, queue.id);
    }
    write::bot(act, id, &queue.question).map(drop)
}

/// The customer wrote something: perhaps the answer for which the flow waits.
pub(crate) fn heard(act: &mut Act, id: ConversationId, message: &Message) -> Result<()> {
    let mut thread = thread(act, id)?;
    if thread.stage != Stage::Asking {
        return Ok(());
    }
    thread.variables.insert("answer".to_owned(), message.text.clone());
    conversations::save(&act.db, &thread)?;
    enqueue(act, id, thread.queue)
}

/// A plan takes a conversation over.
pub(crate) fn run_plan(act: &mut Act, id: ConversationId, plan: &Plan) -> Result<()> {
    if !plan.message.is_empty() {
        write::bot(act, id, &plan.message)?;
    }
    enqueue(act, id, plan.queue)
}

/// Puts a conversation into a queue.
fn enqueue(act: &mut Act, id: ConversationId, queue_id: QueueId) -> Result<()> {
    let queue = queue(act, queue_id)?;
    if !queue.enabled || queue.channel != Media::Chat {
        write::bot(act, id, CLOSED)?;
        return end(act, id);
    }
    let mut thread = thread(act, id)?;
    thread.stage = Stage::Queued;
    thread.queue = queue.id;
    conversations::save(&act.db, &thread)?;
    let customer = conversations::customer(&act.db, thread.customer)?;
    let destination = customer.map_or(String::new(), |customer| customer.external_id);
    attempts::add(&act.db, Some(queue.id), Media::Chat, Some(id), &destination, act.now)?;
    Ok(())
}

/// The queue found nobody in time.
pub(crate) fn gave_up(act: &mut Act, id: ConversationId) -> Result<()> {
    write::bot(act, id, NOBODY_FREE)?;
    end(act, id)
}

/// The flow is through.
pub(crate) fn end(act: &mut Act, id: ConversationId) -> Result<()> {
    leave::close(act, id, Closer::Flow)
}

fn queue(act: &Act, id: QueueId) -> Result<queues::Queue> {
    queues::get(&act.db, id)?.ok_or_else(|| Failure::not_found("queue"))
}
