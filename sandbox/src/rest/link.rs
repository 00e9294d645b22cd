//! Saying which contact a chat's customer is.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Value, json};
use webitel_chats::ids::{ContactId, ConversationId};

use super::access::check_takes_part;
use super::contacts::{line, parse};
use super::history::chat_id;
use crate::app::{Act, App};
use crate::auth::Session;
use crate::chat::marks;
use crate::error::{Failure, Result};
use crate::store::contacts::{self, Contact};
use crate::store::{channels, conversations};

/// Body of `POST /api/chat/{id}/link`.
#[derive(Deserialize)]
struct Link {
    contact_id: ContactId,
}

pub(super) async fn to_contact(
    State(app): State<App>,
    session: Session,
    Path(chat): Path<String>,
    body: Bytes,
) -> Result<Json<Value>> {
    session.need_chat_licence()?;
    let id = chat_id(&chat)?;
    let link: Link =
        serde_json::from_slice(&body).map_err(|error| Failure::bad_request(error.to_string()))?;
    app.act(|act| set(act, &session, id, link.contact_id))?;
    Ok(Json(json!({})))
}

/// `POST /api/chat/{id}/contact`: makes the contact, too.
pub(super) async fn to_new_contact(
    State(app): State<App>,
    session: Session,
    Path(chat): Path<String>,
    body: Bytes,
) -> Result<Json<Value>> {
    session.need_chat_licence()?;
    let id = chat_id(&chat)?;
    let contact = parse(&body)?;
    app.act(|act| {
        let new = contacts::add(&act.db, &contact)?;
        set(act, &session, id, new)?;
        Ok(Json(line(&act.db, &Contact { id: new.0, ..contact })?))
    })
}

fn set(act: &mut Act, session: &Session, id: ConversationId, contact: ContactId) -> Result<()> {
    check_takes_part(&act.db, session.user.id, id)?;
    let thread = crate::chat::thread(act, id)?;
    if !conversations::set_contact(&act.db, thread.customer, contact)? {
        return Err(Failure::new(404, "contacts.not_found", "there is no such contact"));
    }
    for leg in channels::agents_in(&act.db, id)? {
        if let Some(user) = leg.agent_user() {
            marks::tell_contact(act, user, leg.id, contact)?;
        }
    }
    Ok(())
}
