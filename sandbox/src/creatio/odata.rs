//! OData 4 in the CRM's dialect, at `/odata` and `/0/odata`.

mod address;
mod batch;
mod filter;
mod http;
mod metadata;
mod options;
mod read;
mod sql;
mod write;

pub(crate) use http::router;

use axum::body::Bytes;
use axum::http::Method;
use rusqlite::Connection;

use super::refusal::{Outcome, Refusal};
use super::reply::Reply;
use super::session::Caller;
use crate::app::{Act, App};

/// The most records in one answer.
const MOST_RECORDS: i64 = 20_000;

/// The most requests in one batch.
const MOST_REQUESTS: usize = 100;

/// The largest body, in bytes.
pub(crate) const LARGEST_BODY: usize = 10 * 1024 * 1024;

/// A request, alone or within a batch.
#[derive(Clone, Debug)]
struct Request {
    method: Method,
    /// What comes after `odata/`, decoded.
    path: String,
    /// What comes after the question mark, encoded.
    query: String,
    /// The service's own address, without a slash at its end.
    base: String,
    body: Bytes,
    media_type: String,
}

/// Carries out a request that is not a batch.
fn run(app: &App, caller: &Caller, request: &Request) -> Reply {
    let outcome = if request.method == Method::GET {
        app.read_aside(|db| read(db, caller, request))
    } else {
        app.command(|act| write(act, caller, request))
    };
    outcome.unwrap_or_else(|refusal| refusal.odata())
}

fn read(db: &Connection, caller: &Caller, request: &Request) -> Outcome<Reply> {
    let address = address::parse(&request.path)?;
    read::read(db, caller, request, &address)
}

/// Carries out a request within a command.
fn write(act: &mut Act, caller: &Caller, request: &Request) -> Outcome<Reply> {
    let address = address::parse(&request.path)?;
    match request.method {
        Method::GET => read::read(&act.db, caller, request, &address),
        Method::POST => write::create(act, caller, request, &address),
        Method::PATCH => write::change(act, caller, request, &address),
        Method::PUT => write::put_stream(act, caller, request, &address),
        Method::DELETE => write::remove(act, caller, &address),
        _ => Err(Refusal::Method(format!("The requested resource does not support {}.", request.method))),
    }
}
