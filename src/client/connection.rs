//! Keeps one connection alive: authenticates, runs the whole start sequence every time, tells
//! what happens, and comes back after every interruption.

use std::pin::pin;
use std::rc::Rc;

use futures_channel::mpsc::UnboundedReceiver;
use futures_channel::oneshot;
use futures_util::StreamExt;
use futures_util::future::{Either, select};

use super::Client;
use super::backoff::Backoff;
use super::error::CallError;
use super::link::{Heard, Link};
use super::platform::{Broken, Platform};
use super::start::{StartError, start};
use super::translate;
use crate::domain::fact::Fact;
use crate::time::Millis;
use crate::wire::call::Ping;
use crate::wire::event::Event;

/// How long the server may take to take up a connection, in ms.
const OPEN_LIMIT: u32 = 15_000;
/// How often the server is asked whether it is still there, in ms. A half-open connection looks
/// alive to a browser for minutes.
const PING_EVERY: u32 = 20_000;

/// What there is to tell of a connection.
#[derive(Debug)]
pub enum News {
    /// Trying to connect.
    Connecting,
    /// The connection stands; all that happened meanwhile is in the snapshot.
    Live(Fact),
    /// Something happened.
    Heard(Fact),
    /// The connection is gone; the next attempt is at this time, by the machine's clock.
    Lost {
        /// When.
        retry_at: Millis,
    },
    /// The token is not valid (any more): the agent has to sign in again. This is the last news.
    SignedOut,
}

enum End {
    Lost,
    SignedOut,
}

impl From<Broken> for End {
    fn from(_: Broken) -> Self {
        Self::Lost
    }
}

/// Stays connected until the session ends or the future is dropped. Never gives up.
pub async fn stay_connected<P: Platform>(client: Client<P>, mut tell: impl FnMut(News)) {
    let mut backoff = Backoff::default();
    loop {
        tell(News::Connecting);
        let end = connect(&client, &mut tell, &mut backoff).await;
        client.set_link(None);
        if let Err(End::SignedOut) = end {
            tell(News::SignedOut);
            return;
        }
        let wait = backoff.next_wait(client.platform().random());
        tell(News::Lost { retry_at: client.platform().now().plus(i64::from(wait)) });
        client.wait_or_nudge(wait).await;
    }
}

/// One connection from its first frame to its last.
async fn connect<P: Platform>(
    client: &Client<P>,
    tell: &mut impl FnMut(News),
    backoff: &mut Backoff,
) -> Result<(), End> {
    let open = pin!(client.platform().open(&client.0.server.socket));
    let limit = pin!(client.platform().sleep(OPEN_LIMIT));
    let (socket, mut frames) = match select(open, limit).await {
        Either::Left((opened, _)) => opened?,
        Either::Right(_) => return Err(End::Lost),
    };
    let link = Rc::new(Link::new(socket));
    let end = converse(client, &link, &mut frames, tell, backoff).await;
    link.break_off();
    end
}

async fn converse<P: Platform>(
    client: &Client<P>,
    link: &Rc<Link<P::Socket>>,
    frames: &mut UnboundedReceiver<String>,
    tell: &mut impl FnMut(News),
    backoff: &mut Backoff,
) -> Result<(), End> {
    // What is said before the snapshot is there may or may not be in it: it is told after it.
    let mut early = Vec::new();
    let (say_hello, hello) = oneshot::channel();
    let mut say_hello = Some(say_hello);
    let starting = start(client, link, hello);
    let started = read_until(link, frames, starting, |heard| {
        match heard {
            Heard::Event(Event::Hello(hello)) => {
                if let Some(say_hello) = say_hello.take() {
                    // The start sequence may have failed already.
                    let _ = say_hello.send(hello);
                }
            }
            heard => early.push(heard),
        }
        Ok(())
    })
    .await?;
    let snapshot = started.map_err(|error| match error {
        StartError::SignedOut => End::SignedOut,
        StartError::Failed => End::Lost,
    })?;
    backoff.reset();
    client.set_link(Some(Rc::clone(link)));
    tell(News::Live(Fact::Synced(snapshot)));
    for heard in early {
        pass_on(heard, tell)?;
    }
    let silence = keep_asking(client, link);
    read_until(link, frames, silence, |heard| pass_on(heard, tell)).await?;
    Err(End::Lost)
}

/// Reads frames while a task runs; ends with the task, or with the socket.
async fn read_until<S: super::platform::Socket, T>(
    link: &Link<S>,
    frames: &mut UnboundedReceiver<String>,
    task: impl Future<Output = T>,
    mut hear: impl FnMut(Heard) -> Result<(), End>,
) -> Result<T, End> {
    let mut task = pin!(task);
    loop {
        match select(&mut task, frames.next()).await {
            Either::Left((done, _)) => return Ok(done),
            Either::Right((None, _)) => return Err(End::Lost),
            Either::Right((Some(text), _)) => {
                if let Some(heard) = link.read(&text) {
                    hear(heard)?;
                }
            }
        }
    }
}

fn pass_on(heard: Heard, tell: &mut impl FnMut(News)) -> Result<(), End> {
    if let Heard::Event(Event::Error(_)) = heard {
        return Err(End::SignedOut);
    }
    for fact in translate::facts(heard) {
        tell(News::Heard(fact));
    }
    Ok(())
}

/// Asks again and again whether the server is there; ends when it is not.
async fn keep_asking<P: Platform>(client: &Client<P>, link: &Link<P::Socket>) {
    loop {
        client.platform().sleep(PING_EVERY).await;
        let answer = link.call(client.platform(), Ping { ping: 1 }).await;
        if let Err(CallError::TimedOut | CallError::Interrupted | CallError::Offline) = answer {
            return;
        }
    }
}

impl<P: Platform> Client<P> {
    async fn wait_or_nudge(&self, ms: u32) {
        let (sender, nudged) = oneshot::channel();
        *self.0.nudge.borrow_mut() = Some(sender);
        select(pin!(self.platform().sleep(ms)), nudged).await;
    }
}
