//! `$batch` in JSON: up to a hundred requests in one, in order.

use axum::body::Bytes;
use axum::http::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{LARGEST_BODY, MOST_REQUESTS, Request, run, write};
use crate::app::App;
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::reply::{Content, Reply};
use crate::creatio::session::Caller;

#[derive(Deserialize)]
struct Batch {
    requests: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    id: Value,
    method: String,
    url: String,
    atomicity_group: Option<String>,
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    body: Value,
}

/// Carries out a batch. Unless it is to go on after errors it ends with the first one.
pub(super) fn run_all(app: &App, caller: &Caller, request: &Request, goes_on: bool) -> Outcome<Reply> {
    if !request.media_type.starts_with("application/json") {
        return Err(Refusal::MediaType("A batch is application/json.".to_owned()));
    }
    if request.body.len() > LARGEST_BODY {
        return Err(Refusal::TooLarge("The batch is too large.".to_owned()));
    }
    let batch: Batch = serde_json::from_slice(&request.body)
        .map_err(|error| Refusal::Body(format!("The batch can't be read: {error}.")))?;
    if batch.requests.len() > MOST_REQUESTS {
        return Err(Refusal::Body(format!(
            "The current batch has too many requests. A maximum of {MOST_REQUESTS} are allowed."
        )));
    }
    let mut responses = Vec::new();
    let mut rest = batch.requests.as_slice();
    while let Some(first) = rest.first() {
        let group = first.atomicity_group.as_deref();
        let together = match group {
            None => 1,
            Some(_) => rest.iter().take_while(|part| part.atomicity_group.as_deref() == group).count(),
        };
        let (parts, after) = rest.split_at(together);
        rest = after;
        let replies = match group {
            None => parts.iter().map(|part| one(app, caller, request, part)).collect(),
            Some(_) => together_or_not_at_all(app, caller, request, parts),
        };
        // The server names a group as it likes.
        let group = group.map(|_| Uuid::new_v4().to_string());
        let failed = replies.iter().any(Reply::is_error);
        responses
            .extend(parts.iter().zip(replies).map(|(part, reply)| response(part, reply, group.as_deref())));
        if failed && !goes_on {
            break;
        }
    }
    Ok(super::read::json_reply(json!({"responses": responses})))
}

fn one(app: &App, caller: &Caller, outer: &Request, part: &Part) -> Reply {
    match inner(outer, part) {
        Ok(request) => run(app, caller, &request),
        Err(refusal) => refusal.odata(),
    }
}

/// The parts of a group are one command. Of a group that fails only the failure is answered.
fn together_or_not_at_all(app: &App, caller: &Caller, outer: &Request, parts: &[Part]) -> Vec<Reply> {
    let all = app.command(|act| {
        parts.iter().map(|part| write(act, caller, &inner(outer, part)?)).collect::<Outcome<Vec<_>>>()
    });
    all.unwrap_or_else(|refusal| parts.iter().map(|_| refusal.odata()).collect())
}

fn inner(outer: &Request, part: &Part) -> Outcome<Request> {
    let method = Method::from_bytes(part.method.to_ascii_uppercase().as_bytes())
        .map_err(|_| Refusal::Body(format!("'{}' is not a method.", part.method)))?;
    let (path, query) = part.url.split_once('?').unwrap_or((&part.url, ""));
    // Addresses may be relative to the service, to the site, or complete.
    let path = path.rsplit_once("/odata/").map_or(path, |(_, path)| path);
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let body = match &part.body {
        Value::Null => Bytes::new(),
        body => Bytes::from(body.to_string()),
    };
    let media_type = part.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let media_type = media_type.and_then(|(_, value)| value.as_str()).unwrap_or("application/json");
    Ok(Request {
        method,
        path,
        query: query.to_owned(),
        base: outer.base.clone(),
        body,
        media_type: media_type.to_owned(),
    })
}

fn response(part: &Part, reply: Reply, group: Option<&str>) -> Value {
    let headers: Map<String, Value> =
        reply.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect();
    let mut response = json!({"id": part.id, "status": reply.status, "headers": headers});
    match reply.content {
        Content::Json(body) => response["body"] = body,
        Content::Text(_, text) => response["body"] = text.into(),
        Content::Nothing | Content::Bytes(..) => {}
    }
    if let Some(group) = group {
        response["atomicityGroup"] = group.into();
    }
    response
}
