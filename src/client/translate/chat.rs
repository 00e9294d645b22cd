//! Conversations and what happens in them.

use crate::domain::conversation::{Member, WrapUp};
use crate::domain::fact::{ChatFacts, DeclineCause, Fact, ListedChat, Offer, Standing};
use crate::domain::message::{Body, Message, Sender, StoredFile};
use crate::domain::timeline::Closer;
use crate::ids::{AttemptId, ConversationId};
use crate::time::Millis;
use crate::wire;
use crate::wire::agent::{AttemptState, Task};
use crate::wire::chat::{AGENT_MEMBER, ChatEvent, DELETED_TEXT, FILE_POLICY_FAIL, UserInvite, Variables};

/// `subscribe_chat` gives no more messages of a chat than this.
const LISTED_MESSAGES: usize = 250;

/// The cause of a `leave_conversation` by handing the chat over.
const TRANSFER: &str = "TRANSFER";
/// The cause of a `decline_invite` that nobody answered.
const TIMEOUT: &str = "TIMEOUT";
/// The cause of a `close_conversation` by the customer.
const CLIENT_LEAVE: &str = "client_leave";

pub(super) fn fact(event: ChatEvent) -> Option<Fact> {
    Some(match event {
        ChatEvent::UserInvite(invite) => Fact::Invited(offer(invite)),
        ChatEvent::JoinConversation(join) => Fact::Joined {
            conversation: join.conversation_id,
            channel: join.member.id?,
            at: join.timestamp,
            member: member(join.member),
        },
        ChatEvent::Message(said) => {
            Fact::Said { conversation: said.conversation_id, message: message(said.message, said.timestamp) }
        }
        ChatEvent::MessageDeleted(deleted) => {
            Fact::TakenBack { conversation: deleted.conversation_id, message: deleted.id }
        }
        ChatEvent::LeaveConversation(left) => Fact::Left {
            conversation: left.conversation_id,
            channel: left.leaved_channel_id,
            at: left.timestamp,
            transfer: left.cause.as_deref() == Some(TRANSFER),
        },
        ChatEvent::CloseConversation(closed) => Fact::Closed {
            conversation: closed.conversation_id,
            at: closed.timestamp,
            by: if closed.cause == CLIENT_LEAVE { Closer::Client } else { Closer::Flow },
        },
        ChatEvent::DeclineInvite(declined) => Fact::Declined {
            conversation: declined.conversation_id,
            channel: declined.invite_id?,
            cause: match declined.cause.as_deref() {
                None | Some("") => DeclineCause::Withdrawn,
                Some(TIMEOUT) => DeclineCause::TimedOut,
                Some(_) => DeclineCause::Declined,
            },
        },
        // Both times are the server's; some servers leave the first one out.
        ChatEvent::UpdateChannel(read) => {
            let until = if read.updated_at.0 > 0 { read.updated_at } else { read.timestamp };
            Fact::Read { conversation: read.conversation_id, until }
        }
        ChatEvent::InviteConversation(_) => return None,
    })
}

fn offer(invite: UserInvite) -> Offer {
    let until = (invite.timeout_sec > 0).then(|| invite.timestamp.plus(invite.timeout_sec * 1000));
    let title = invite.conversation.as_ref().map(|head| head.title.clone()).filter(|title| !title.is_empty());
    let at = invite.timestamp;
    Offer {
        channel: invite.invite_id,
        since: Some(at),
        until,
        chat: ChatFacts {
            messages: invite.messages.into_iter().map(|said| message(said, at)).collect(),
            complete: true,
            ..chat_facts(
                invite.conversation_id,
                title.unwrap_or(invite.title),
                &invite.members,
                &invite.variables,
                None,
            )
        },
    }
}

/// A chat as `subscribe_chat` lists it; `None` for one that is neither offered nor joined.
pub(in crate::client) fn listed(chat: wire::chat::Conversation, tasks: &[Task]) -> Option<ListedChat> {
    let leg = chat.invite_id.or(chat.channel_id)?;
    let task = chat.task.as_ref().or_else(|| {
        tasks.iter().find(|task| task.agent_channel_id.as_deref().and_then(|id| id.parse().ok()) == Some(leg))
    });
    let standing = match (chat.invite_id, chat.channel_id, chat.closed_at) {
        (Some(channel), _, _) => Standing::Invited { channel, since: chat.created_at },
        (None, Some(channel), None) => Standing::Joined { channel, since: chat.joined_at },
        (None, Some(channel), at) => {
            Standing::WrapUp { channel, since: chat.joined_at, at, wrap_up: wrap_up(task) }
        }
        (None, None, _) => return None,
    };
    let complete = chat.messages.len() < LISTED_MESSAGES;
    let at = chat.created_at.unwrap_or_default();
    let messages = chat.messages.into_iter().rev().map(|said| message(said, at)).collect();
    let facts = chat_facts(chat.id, chat.title, &chat.members, &chat.variables, task);
    Some(ListedChat { chat: ChatFacts { messages, complete, ..facts }, standing })
}

fn wrap_up(task: Option<&Task>) -> WrapUp {
    let running = task.filter(|task| task.state == Some(AttemptState::Processing));
    WrapUp {
        until: running.and_then(|task| task.processing_timeout_at),
        renewal_sec: task
            .and_then(|task| task.processing_renewal_sec)
            .and_then(|sec| u32::try_from(sec).ok())
            .unwrap_or_default(),
    }
}

fn chat_facts(
    id: ConversationId,
    title: String,
    members: &[wire::chat::Member],
    variables: &Variables,
    task: Option<&Task>,
) -> ChatFacts {
    let customer = members.iter().find(|member| !is_agent(member));
    let source = customer.map(|customer| match &customer.via {
        Some(via) if !via.kind.is_empty() => via.kind.clone(),
        _ => customer.kind.clone(),
    });
    let name = customer.map(|customer| customer.name.clone()).filter(|name| !name.trim().is_empty());
    let number = |key: &str| variables.get(key).and_then(|text| text.parse().ok());
    ChatFacts {
        id,
        name: name.unwrap_or(title),
        source: source.unwrap_or_default(),
        identity: customer.map(|customer| customer.external_id.clone()).unwrap_or_default(),
        queue: variables
            .get("cc_queue_name")
            .cloned()
            .or_else(|| task.and_then(|task| task.queue_name.clone())),
        attempt: number("cc_attempt_id").map(AttemptId).or_else(|| task.map(|task| task.attempt_id)),
        contact: number("wbt_contact_id").map(crate::ids::ContactId),
        members: members.iter().filter_map(|one| Some((one.id?, member(one.clone())))).collect(),
        messages: Vec::new(),
        complete: false,
    }
}

fn is_agent(member: &wire::chat::Member) -> bool {
    member.internal || member.kind == AGENT_MEMBER
}

fn member(member: wire::chat::Member) -> Member {
    Member { agent: is_agent(&member), name: member.name.into(), user: member.user_id }
}

/// A message of the WebSocket. Those without a time of their own get that of their carrier.
fn message(said: wire::chat::Message, carried_at: Millis) -> Message {
    let variable =
        |key: &str| said.variables.as_ref().and_then(|variables| variables.get(key)).map(String::as_str);
    let from = match said.channel_id {
        Some(channel) if variable("from") != Some("bot") => Sender::Channel(channel),
        _ => Sender::Flow,
    };
    let body = if variable("template") == Some(FILE_POLICY_FAIL) {
        Body::RefusedFile
    } else if said.text == DELETED_TEXT && said.file.is_none() {
        Body::Deleted
    } else if let Some(file) = said.file {
        Body::File { file: Box::new(stored_file(file)), caption: said.text.into() }
    } else {
        let text = if said.text.is_empty() {
            said.postback.map(|it| it.text).unwrap_or_default()
        } else {
            said.text
        };
        let text =
            if text.is_empty() { said.contact.map(|it| it.in_words()).unwrap_or_default() } else { text };
        Body::Text(text.into())
    };
    let from = if matches!(body, Body::RefusedFile) { Sender::Flow } else { from };
    Message {
        id: said.id,
        from,
        at: said.created_at.unwrap_or(carried_at),
        edited: said.updated_at,
        body,
        local: None,
    }
}

pub(super) fn stored_file(file: wire::chat::File) -> StoredFile {
    StoredFile {
        id: file.id,
        name: file.name,
        mime: file.mime,
        size: u64::try_from(file.size).unwrap_or_default(),
        malware: file.malware,
    }
}
