//! The start sequence of a connection. After every interruption all of it runs again: nothing is
//! repaired, everything is read anew.

use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, join3, select};

use super::Client;
use super::error::CallError;
use super::link::Link;
use super::platform::Platform;
use super::rest::RestError;
use super::translate;
use crate::domain::fact::{ListedChat, Snapshot};
use crate::ids::UserId;
use crate::wire::agent::AgentSession;
use crate::wire::call::{Authenticate, GetAgentSession, GetTasks, SubscribeAgent, SubscribeChats};
use crate::wire::error::id;
use crate::wire::event::Hello;

/// `subscribe_chat` lists no more chats than this; further ones are read over REST.
const LISTED_AT_MOST: usize = 40;
/// How long the greeting may take after the authentication, in ms.
const HELLO_LIMIT: u32 = 10_000;

/// Why a start did not come to its end.
pub(super) enum StartError {
    /// The token is not valid.
    SignedOut,
    /// Anything that another attempt may mend.
    Failed,
}

impl From<CallError> for StartError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(error) if error.code == 401 || error.is(id::NOT_AUTHENTICATED) => {
                Self::SignedOut
            }
            _ => Self::Failed,
        }
    }
}

/// Authenticates, subscribes, and reads the whole truth.
pub(super) async fn start<P: Platform>(
    client: &Client<P>,
    link: &Rc<Link<P::Socket>>,
    hello: oneshot::Receiver<Hello>,
) -> Result<Snapshot, StartError> {
    let token = client.0.token.borrow().clone().ok_or(StartError::SignedOut)?;
    link.call(client.platform(), Authenticate { token: token.reveal().to_owned() }).await?;
    let hello = greeting(client, hello).await?;
    if hello.server_time.0 > 0 {
        client.0.clock_offset.set(hello.server_time.since(client.platform().now()));
    }
    let me = hello.session.user_id;
    let mut snapshot = Snapshot { me, name: hello.session.name, agent: None, chats: Vec::new() };
    if let Some(session) = seat(client, link).await? {
        snapshot.chats = chats(client, link, &session, me).await?;
        snapshot.agent = Some(translate::agent(session));
    }
    Ok(snapshot)
}

async fn greeting<P: Platform>(
    client: &Client<P>,
    hello: oneshot::Receiver<Hello>,
) -> Result<Hello, StartError> {
    let limit = std::pin::pin!(client.platform().sleep(HELLO_LIMIT));
    match select(hello, limit).await {
        Either::Left((hello, _)) => hello.map_err(|_| StartError::Failed),
        Either::Right(_) => Err(StartError::Failed),
    }
}

/// The agent's seat; a user of the CRM alone has none, and gets neither calls nor chats.
async fn seat<P: Platform>(
    client: &Client<P>,
    link: &Link<P::Socket>,
) -> Result<Option<AgentSession>, StartError> {
    match link.call(client.platform(), GetAgentSession {}).await {
        Ok(session) => Ok(Some(session)),
        Err(error) if [id::NO_AGENT, id::NO_LICENSE, id::NO_PERMISSION].iter().any(|id| error.is(id)) => {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

async fn chats<P: Platform>(
    client: &Client<P>,
    link: &Link<P::Socket>,
    session: &AgentSession,
    me: UserId,
) -> Result<Vec<ListedChat>, StartError> {
    let (agent_id, platform) = (session.agent_id, client.platform());
    let (tasks, subscribed, listed) = join3(
        link.call(platform, GetTasks { agent_id }),
        link.call(platform, SubscribeAgent { agent_id }),
        link.call(platform, SubscribeChats {}),
    )
    .await;
    subscribed?;
    let (tasks, listed) = (tasks?.items, listed?.items);
    let full = listed.len() >= LISTED_AT_MOST;
    let mut chats: Vec<_> = listed.into_iter().filter_map(|chat| translate::listed(chat, &tasks)).collect();
    if full {
        let further = client.open_dialogs(me).await.map_err(|error| match error {
            RestError::SignedOut => StartError::SignedOut,
            _ => StartError::Failed,
        })?;
        for chat in further {
            if !chats.iter().any(|known| known.chat.id == chat.chat.id) {
                chats.push(chat);
            }
        }
    }
    Ok(chats)
}
