//! Giving files out: with a token to those who work with chats, with a signed link to everybody
//! who has it.

use axum::extract::{Path, Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tower_http::services::ServeFile;
use webitel_chats::ids::FileId;
use webitel_chats::time::Millis;

use super::link;
use crate::app::{App, now};
use crate::auth::Session;
use crate::error::{Failure, Result};
use crate::rest::{Params, check_reads_chats};
use crate::store::files::{self, StoredFile};

/// Pictures that a browser shows without running anything. SVG is not among them.
const PICTURES: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"];

/// Whether a browser may show files of this media type.
pub(crate) fn is_picture(mime: &str) -> bool {
    PICTURES.contains(&mime)
}

/// How a file is meant to be used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Save,
    Show,
}

pub(super) async fn download(
    app: State<App>,
    session: Session,
    id: Path<String>,
    request: Request,
) -> Result<Response> {
    for_agent(app, session, id, request, Use::Save).await
}

pub(super) async fn stream(
    app: State<App>,
    session: Session,
    id: Path<String>,
    request: Request,
) -> Result<Response> {
    for_agent(app, session, id, request, Use::Show).await
}

pub(super) async fn signed_download(
    app: State<App>,
    id: Path<String>,
    params: Params,
    request: Request,
) -> Result<Response> {
    with_link(app, id, params, request, Use::Save).await
}

pub(super) async fn signed_stream(
    app: State<App>,
    id: Path<String>,
    params: Params,
    request: Request,
) -> Result<Response> {
    with_link(app, id, params, request, Use::Show).await
}

async fn for_agent(
    State(app): State<App>,
    session: Session,
    Path(id): Path<String>,
    request: Request,
    purpose: Use,
) -> Result<Response> {
    check_reads_chats(&session)?;
    let file = app.read(|db| find(db, &id))?;
    respond(&app, &file, request, purpose).await
}

async fn with_link(
    State(app): State<App>,
    Path(id): Path<String>,
    params: Params,
    request: Request,
    purpose: Use,
) -> Result<Response> {
    let expires = Millis(params.number("expires").unwrap_or_default());
    let signature = params.get("signature").unwrap_or_default();
    // The key is made at its first use, so this may write.
    let file = app.act(|act| {
        let id = FileId(id.parse().map_err(|_| unknown())?);
        link::check(&act.db, id, expires, signature, now())?;
        files::get(&act.db, id)?.ok_or_else(unknown)
    })?;
    respond(&app, &file, request, purpose).await
}

fn find(db: &rusqlite::Connection, id: &str) -> Result<StoredFile> {
    let id = FileId(id.parse().map_err(|_| unknown())?);
    files::get(db, id)?.ok_or_else(unknown)
}

fn unknown() -> Failure {
    Failure::not_found("there is no such file")
}

/// The bytes, or the part of them that the request asks for.
async fn respond(app: &App, file: &StoredFile, request: Request, purpose: Use) -> Result<Response> {
    let mime = file.mime.parse().unwrap_or(mime_guess::mime::APPLICATION_OCTET_STREAM);
    let path = app.files_dir().join(file.id.to_string());
    let served = ServeFile::new_with_mime(path, &mime).try_call(request).await;
    let mut response = served
        .map_err(|error| Failure::new(500, "sandbox.storage.app_err", error.to_string()))?
        .into_response();
    protect(response.headers_mut(), file, purpose);
    Ok(response)
}

fn protect(headers: &mut HeaderMap, file: &StoredFile, purpose: Use) {
    let inline = purpose == Use::Show && is_picture(&file.mime);
    if let Ok(value) = HeaderValue::from_str(&disposition(inline, &file.name)) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
}

/// The header for a name in any script: plain for old clients, encoded as RFC 5987 says for
/// all others.
pub(crate) fn disposition(inline: bool, name: &str) -> String {
    /// What RFC 5987 lets stand as it is.
    const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let kind = if inline { "inline" } else { "attachment" };
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() && !"\"\\%;".contains(c) { c } else { '_' }).collect();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ENCODED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script_fit_into_the_header() {
        let header = disposition(false, "рахунок \"1\".pdf");
        assert_eq!(
            header,
            "attachment; filename=\"_________1_.pdf\"; filename*=UTF-8''\
             %D1%80%D0%B0%D1%85%D1%83%D0%BD%D0%BE%D0%BA%20%221%22.pdf"
        );
        assert!(HeaderValue::from_str(&header).is_ok());
    }
}
