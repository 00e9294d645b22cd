//! Webitel's REST interface.

use futures_util::future::LocalBoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Client;
use super::json;
use super::platform::{Answer, LocalFile, Method, Platform, Request};
use super::server::Token;
use super::translate;
use crate::domain::closed::{CLOSED_SHOWN, ClosedChat};
use crate::domain::fact::{HistoryPage, ListedChat};
use crate::ids::{AgentId, ConversationId, FileId, MessageId, UserId};
use crate::wire::error::{ApiError, id};
use crate::wire::lenient::Nothing;
use crate::wire::rest::{
    AgentChat, Dialog, History, Login, LoginReply, Page, PauseCause, TOKEN_HEADER, Uploaded,
};

/// How long an answer may take, in ms.
const ANSWER_LIMIT: u32 = 15_000;
/// How long a file may take to come, in ms.
const FILE_LIMIT: u32 = 120_000;
/// How many messages a page of history has.
const HISTORY_PAGE: usize = 50;
/// How many open chats a page has, and how many pages there are at most.
const DIALOGS_PAGE: usize = 40;
const DIALOGS_PAGES: usize = 50;

/// Why a REST request has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestError {
    /// The server was not reached, or did not answer in time.
    Unreachable,
    /// The session has ended.
    SignedOut,
    /// The server refused.
    Refused(ApiError),
    /// The answer could not be read, such as a proxy's error page.
    Unreadable,
}

/// Why nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginError {
    /// Name and password do not fit.
    WrongPassword,
    /// The server was not reached.
    Unreachable,
    /// Too many attempts.
    TooMany,
    /// The server's own words.
    Refused(String),
}

/// Why a file was not stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// The connection broke.
    Broken,
    /// The session has ended.
    SignedOut,
    /// Larger than the server takes; bytes, where it says so.
    TooLarge(Option<u64>),
    /// A policy forbids files of this kind.
    Forbidden,
    /// The storage found malware in it.
    Malware,
    /// The server's own words.
    Refused(String),
}

impl<P: Platform> Client<P> {
    /// Signs in with a password.
    ///
    /// # Errors
    /// [`LoginError`] says what the agent can do.
    pub async fn log_in(&self, username: String, password: String) -> Result<Token, LoginError> {
        let login = Login { domain: None, username, password };
        let reply: LoginReply = self.post("/api/login", &login).await.map_err(|error| match error {
            RestError::Unreachable => LoginError::Unreachable,
            RestError::SignedOut => LoginError::WrongPassword,
            RestError::Refused(error) if error.code == 429 => LoginError::TooMany,
            RestError::Refused(error) => LoginError::Refused(error.detail),
            RestError::Unreadable => LoginError::Refused(String::new()),
        })?;
        reply.into_token().map(Token::new).ok_or_else(|| LoginError::Refused(String::new()))
    }

    /// Ends the session on the server.
    ///
    /// # Errors
    /// If the server was not reached; its session then ends by itself.
    pub async fn log_out(&self) -> Result<(), RestError> {
        let Nothing = self.post("/api/logout", &serde_json::json!({})).await?;
        Ok(())
    }

    /// The causes that an agent can name for a pause.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn pause_causes(&self, agent: AgentId) -> Result<Vec<PauseCause>, RestError> {
        let page: Page<PauseCause> = self
            .get(&format!("/api/call_center/agents/{agent}/pause_causes?allow_change=true&size=100"))
            .await?;
        Ok(page.items)
    }

    /// The chats that this agent has closed, newest first.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn closed_chats(&self) -> Result<Vec<ClosedChat>, RestError> {
        // The server lists either those that nobody needs to look at again or the others.
        let (processed, unprocessed) =
            futures_util::future::join(self.closed_page(false), self.closed_page(true)).await;
        let mut chats = processed?;
        chats.extend(unprocessed?);
        Ok(chats.into_iter().map(translate::closed_chat).collect())
    }

    async fn closed_page(&self, unprocessed: bool) -> Result<Vec<AgentChat>, RestError> {
        let page: Page<AgentChat> = self
            .get(&format!(
                "/api/agent/chats?size={CLOSED_SHOWN}&page=1&sort=-closed_at&only_closed=true&only_unprocessed={unprocessed}"
            ))
            .await?;
        Ok(page.items)
    }

    /// A page of a chat's history: the newest messages, or those before a message.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn history(
        &self,
        id: ConversationId,
        before: Option<MessageId>,
        me: UserId,
    ) -> Result<HistoryPage, RestError> {
        let offset = before.map(|before| format!("&offset.id={before}")).unwrap_or_default();
        let page: History =
            self.get(&format!("/api/chat/dialogs/{id}/messages?limit={HISTORY_PAGE}{offset}")).await?;
        Ok(translate::history(page, me))
    }

    /// All open chats of this agent.
    pub(super) async fn open_dialogs(&self, me: UserId) -> Result<Vec<ListedChat>, RestError> {
        let mut chats = Vec::new();
        for number in 1..=DIALOGS_PAGES {
            let page: Page<Dialog> = self
                .get(&format!(
                    "/api/chat/dialogs?online=true&peer.id={me}&size={DIALOGS_PAGE}&page={number}\
                     &fields=id&fields=via&fields=from&fields=title&fields=started&fields=members&fields=queue&fields=context"
                ))
                .await?;
            let more = page.next;
            chats.extend(page.items.into_iter().filter_map(|dialog| translate::dialog(dialog, me)));
            if !more {
                break;
            }
        }
        Ok(chats)
    }

    /// Stores a file, telling how many bytes have left. Dropping the future stops it.
    ///
    /// # Errors
    /// [`UploadError`] says the true reason.
    pub async fn store_file(
        &self,
        id: ConversationId,
        file: &P::File,
        progress: impl FnMut(u64) + 'static,
    ) -> Result<Uploaded, UploadError> {
        let name = percent_encode(&file.name());
        let path = format!("/api/storage/file/{id}/upload?channel=chat&name={name}");
        let request = self.request(Method::Post, &path, None);
        let answer =
            self.platform().upload(request, file, progress).await.map_err(|_| UploadError::Broken)?;
        let stored = read(&answer).map_err(|error| upload_error(error, answer.status))?;
        let stored: Option<Vec<Uploaded>> = json::fill(stored).ok();
        stored.and_then(|stored| stored.into_iter().next()).ok_or_else(|| UploadError::Refused(String::new()))
    }

    /// The absolute address of a stored file's signed link.
    #[must_use]
    pub fn shared_url(&self, stored: &Uploaded) -> String {
        format!("{}{}", self.0.server.rest, stored.shared)
    }

    /// How to fetch a stored file; the token travels in a header.
    #[must_use]
    pub fn file_request(&self, id: FileId) -> Request {
        let request = self.request(Method::Get, &format!("/api/storage/file/{id}/download"), None);
        Request { limit_ms: FILE_LIMIT, ..request }
    }

    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, RestError> {
        let value = self.exchange(self.request(Method::Get, path, None)).await?;
        json::fill(value).map_err(|_| RestError::Unreadable)
    }

    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, RestError> {
        let body = serde_json::to_string(body).map_err(|_| RestError::Unreadable)?;
        let value = self.exchange(self.request(Method::Post, path, Some(body))).await?;
        json::fill(value).map_err(|_| RestError::Unreadable)
    }

    /// The part of a request that is the same for all. Boxed, it is compiled once instead of into
    /// each caller.
    fn exchange(&self, request: Request) -> LocalBoxFuture<'_, Result<Value, RestError>> {
        Box::pin(async move {
            let answer = self.platform().fetch(request).await.map_err(|_| RestError::Unreachable)?;
            read(&answer)
        })
    }

    fn request(&self, method: Method, path: &str, body: Option<String>) -> Request {
        Request {
            method,
            url: format!("{}{path}", self.0.server.rest),
            headers: self.token_header().into_iter().collect(),
            body,
            limit_ms: ANSWER_LIMIT,
        }
    }

    fn token_header(&self) -> Option<(&'static str, String)> {
        self.0.token.borrow().as_ref().map(|token| (TOKEN_HEADER, token.reveal().to_owned()))
    }
}

fn read(answer: &Answer) -> Result<Value, RestError> {
    if (200..300).contains(&answer.status) {
        return json::parse(&answer.text).map_err(|_| RestError::Unreadable);
    }
    Err(refusal(answer))
}

/// What an answer says whose status is none of success.
pub(super) fn refusal(answer: &Answer) -> RestError {
    if answer.status == 401 {
        return RestError::SignedOut;
    }
    let error = json::read::<ApiError>(&answer.text);
    RestError::Refused(ApiError { code: answer.status, ..error.unwrap_or_default() })
}

fn upload_error(error: RestError, status: u16) -> UploadError {
    match error {
        RestError::Unreachable => UploadError::Broken,
        RestError::SignedOut => UploadError::SignedOut,
        RestError::Unreadable => UploadError::Refused(String::new()),
        RestError::Refused(error) if error.is(id::FILE_MALWARE) => UploadError::Malware,
        RestError::Refused(error) if error.is(id::UPLOAD_LIMIT) || status == 413 => {
            let digits = error.detail.split(|c: char| !c.is_ascii_digit());
            UploadError::TooLarge(digits.filter_map(|number| number.parse().ok()).max())
        }
        RestError::Refused(error) if error.is(id::FILE_POLICY) => UploadError::Forbidden,
        RestError::Refused(error) => UploadError::Refused(error.detail),
    }
}

/// Escapes text for a query.
pub(super) fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
