//! The list of a user's chats: invitations, open chats, and closed ones whose report is due.

use rusqlite::Connection;
use webitel_chats::wire::agent::AttemptState;
use webitel_chats::wire::chat::{Conversation, Message, Variables};

use super::members;
use crate::agents;
use crate::error::Result;
use crate::store::channels::{self, Channel};
use crate::store::conversations::{self, Thread};
use crate::store::invites::{self, Invite};
use crate::store::users::User;
use crate::store::{attempts, messages};

/// The most legs in a list; invitations come besides.
const LEGS: i64 = 40;
/// The most messages of each chat.
const MESSAGES: i64 = 250;
/// The most members of each chat.
const MEMBERS: usize = 10;

/// The list: invitations first, then legs, latest first.
pub(crate) fn of_user(db: &Connection, user: &User) -> Result<Vec<Conversation>> {
    let mut list = Vec::new();
    for invite in invites::of_user(db, user.id)? {
        if let Some(thread) = conversations::get(db, invite.conversation)? {
            list.push(invited(db, user, &thread, &invite)?);
        }
    }
    for channel in channels::listed(db, user.id, LEGS)? {
        if let Some(thread) = conversations::get(db, channel.conversation)? {
            list.push(joined(db, user, &thread, &channel)?);
        }
    }
    Ok(list)
}

fn invited(db: &Connection, user: &User, thread: &Thread, invite: &Invite) -> Result<Conversation> {
    Ok(Conversation {
        invite_id: Some(invite.id),
        created_at: Some(invite.created_at),
        updated_at: Some(thread.updated_at),
        variables: variables(db, thread, &invite.variables)?,
        ..common(db, user, thread)?
    })
}

fn joined(db: &Connection, user: &User, thread: &Thread, channel: &Channel) -> Result<Conversation> {
    let attempt = match channel.attempt {
        Some(attempt) => attempts::get(db, attempt)?,
        None => None,
    };
    let leaving_at = attempt.as_ref().and_then(|attempt| attempt.leaving_at);
    let own = |attempt: &attempts::Attempt| {
        attempt.state != AttemptState::Leaving && attempt.agent_channel == Some(channel.id)
    };
    let task = attempt.filter(own).map(|attempt| agents::task(db, attempt)).transpose()?;
    let mut list = common(db, user, thread)?;
    list.members.retain(|member| member.id != Some(channel.id));
    Ok(Conversation {
        channel_id: Some(channel.id),
        created_at: Some(channel.created_at),
        updated_at: Some(channel.updated_at),
        joined_at: Some(channel.joined_at),
        closed_at: channel.closed_at,
        variables: variables(db, thread, &channel.variables)?,
        leaving_at,
        task,
        ..list
    })
}

/// What an entry has either way.
fn common(db: &Connection, user: &User, thread: &Thread) -> Result<Conversation> {
    let mut members = members::of(db, thread)?;
    members.truncate(MEMBERS);
    Ok(Conversation {
        id: thread.id,
        invite_id: None,
        channel_id: None,
        title: thread.title.clone(),
        created_at: None,
        updated_at: None,
        joined_at: None,
        closed_at: None,
        variables: Variables::new(),
        members,
        messages: newest(db, thread)?,
        leaving_at: None,
        task: None,
        member: Some(members::oneself(user)),
    })
}

fn newest(db: &Connection, thread: &Thread) -> Result<Vec<Message>> {
    Ok(messages::newest(db, thread.id, MESSAGES)?)
}

/// The flow's variables, overlaid by those of the invitation, and the customer's contact.
pub(crate) fn variables(db: &Connection, thread: &Thread, own: &Variables) -> Result<Variables> {
    let mut variables = thread.variables.clone();
    variables.extend(own.clone());
    if let Some(contact) = conversations::customer(db, thread.customer)?.and_then(|person| person.contact) {
        variables.insert("wbt_contact_id".to_owned(), contact.to_string());
    }
    Ok(variables)
}
