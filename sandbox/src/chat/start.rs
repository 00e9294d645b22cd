//! A customer begins a chat.

use uuid::Uuid;
use webitel_chats::ids::{ChannelId, ConversationId, QueueId};
use webitel_chats::wire::chat::Variables;

use crate::app::Act;
use crate::error::Result;
use crate::flow;
use crate::store::channels::{self, Channel, Party};
use crate::store::conversations::{self, Stage, Thread};

/// The source, the customer's id there, the name and the queue.
#[derive(Clone, Debug)]
pub(crate) struct NewChat {
    pub(crate) source: String,
    pub(crate) external_id: String,
    pub(crate) name: String,
    pub(crate) queue: QueueId,
    /// What the gateway knows of the customer, such as a city.
    pub(crate) variables: Variables,
}

/// Opens a conversation and lets its flow begin.
pub(crate) fn start(act: &mut Act, new: NewChat) -> Result<Thread> {
    let via = conversations::gateway(&act.db, &new.source)?;
    let customer = conversations::put_customer(&act.db, &new.source, &new.external_id, &new.name)?;
    let thread = Thread {
        id: ConversationId(Uuid::new_v4()),
        title: new.name.clone(),
        customer: customer.id,
        customer_channel: ChannelId(Uuid::new_v4()),
        customer_token: format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
        via,
        queue: new.queue,
        stage: Stage::Asking,
        created_at: act.now,
        updated_at: act.now,
        closed_at: None,
        close_cause: String::new(),
        variables: new.variables,
    };
    conversations::add(&act.db, &thread)?;
    channels::add(
        &act.db,
        &Channel {
            id: thread.customer_channel,
            conversation: thread.id,
            party: Party::Customer(customer.id),
            name: new.name,
            attempt: None,
            created_at: act.now,
            joined_at: act.now,
            updated_at: act.now,
            closed_at: None,
            close_reason: String::new(),
            needs_processing: false,
            read_until: act.now,
            variables: Variables::new(),
        },
    )?;
    flow::begin(act, thread.id)?;
    super::thread(act, thread.id)
}
