//! Errors as Webitel reports them, over the WebSocket and over REST alike.

use serde::{Deserialize, Serialize};

/// What a server says of a request that it refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// A dotted name, such as `chat.accept.app_err`; see [`id`].
    #[serde(default)]
    pub id: String,
    /// The text of the HTTP status.
    #[serde(default)]
    pub status: String,
    /// What went wrong, for people; often the inner service's own words or JSON.
    #[serde(default)]
    pub detail: String,
    /// The HTTP status.
    #[serde(default)]
    pub code: u16,
}

impl ApiError {
    /// An error with the status text that belongs to its code.
    #[must_use]
    pub fn new(code: u16, id: &str, detail: impl Into<String>) -> Self {
        let status = match code {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            404 => "Not Found",
            412 => "Precondition Failed",
            413 => "Request Entity Too Large",
            429 => "Too Many Requests",
            _ => "Internal Server Error",
        };
        Self { id: id.to_owned(), status: status.to_owned(), detail: detail.into(), code }
    }

    /// Whether the error is of this kind. Older servers put the inner service's error into
    /// `detail` and their own name into `id`, newer ones pass the inner id through.
    #[must_use]
    pub fn is(&self, id: &str) -> bool {
        self.id == id || self.detail.contains(id)
    }
}

/// Names of errors that the client or the sandbox tells apart.
pub mod id {
    /// The request names no action.
    pub const NO_ACTION: &str = "api.web_socket_router.no_action.app_error";
    /// `seq` is not above 0.
    pub const BAD_SEQ: &str = "api.web_socket_router.bad_seq.app_error";
    /// The server knows no such action.
    pub const BAD_ACTION: &str = "api.web_socket_router.bad_action.app_error";
    /// The socket is not authenticated, or not any more.
    pub const NOT_AUTHENTICATED: &str = "api.web_socket_router.not_authenticated.app_error";
    /// A parameter is missing or has the wrong type.
    pub const INVALID_PARAM: &str = "api.websocket_handler.invalid_param.app_error";
    /// The token's owner has no licence at all.
    pub const NO_LICENSE: &str = "api.context.permissions.license";
    /// The token's owner may not do this.
    pub const NO_PERMISSION: &str = "api.context.permissions.app_error";
    /// A chat action without a contact-centre licence.
    pub const CHAT_LICENSE: &str = "chat.valid.license";
    /// The user has no seat in the contact centre.
    pub const NO_AGENT: &str = "User.valid.agent_id";
    /// Going online failed.
    pub const LOGIN: &str = "app.agent.login.app_err";
    /// Going offline failed, such as when already offline.
    pub const LOGOUT: &str = "app.agent.logout.app_err";
    /// Already paused with that cause.
    pub const PAUSE_PAYLOAD: &str = "app.agent.set_pause.payload";
    /// A queue of the agent needs more people online.
    pub const PAUSE_NOT_ALLOWED: &str = "app.agent.set_pause.not_allow";
    /// Leaving wrap-up or missed early is not possible now.
    pub const WAITING: &str = "app.agent.waiting.app_err";
    /// The attempt was reported already, or is not the agent's.
    pub const REPORTING: &str = "app.cc_member.reporting.app_err";
    /// The attempt's wrap-up can't be prolonged.
    pub const RENEWAL: &str = "app.cc_member.renewal_attempt.app_err";
    /// The waiting chat can't be taken.
    pub const INTERCEPT: &str = "app.cc_member.intercept.app_err";
    /// Accepting an invitation failed.
    pub const ACCEPT: &str = "chat.accept.app_err";
    /// Declining an invitation failed.
    pub const DECLINE: &str = "chat.decline.app_err";
    /// Leaving a chat failed.
    pub const LEAVE: &str = "chat.leave.app_err";
    /// Closing a conversation failed.
    pub const CLOSE: &str = "chat.close.app_err";
    /// Sending a text failed; it may be stored all the same.
    pub const SEND_TEXT: &str = "chat.send.text.app_err";
    /// Sending a file failed; it may be stored all the same.
    pub const SEND_FILE: &str = "chat.send.file.app_err";
    /// A transfer failed.
    pub const TRANSFER: &str = "chat.transfer.api_err";
    /// Linking a contact failed.
    pub const SET_CONTACT: &str = "chat.set_contact.app_err";
    /// Inviting a user failed.
    pub const INVITE: &str = "chat.invite.app_err";
    /// Inner id: the invitation is unknown, not yours, or over.
    pub const INVITE_NOT_FOUND: &str = "chat.invite.not_found";
    /// Inner id: the channel to leave is unknown or not yours.
    pub const LEAVE_NOT_FOUND: &str = "chat.leave.channel.from.not_found";
    /// Inner id: the sending channel is unknown.
    pub const SEND_NOT_FOUND: &str = "chat.send.channel.from.not_found";
    /// Inner id: the sending channel is closed.
    pub const SEND_CLOSED: &str = "chat.send.channel.from.closed";
    /// Inner id: the sending channel belongs to someone else.
    pub const SEND_MISMATCH: &str = "chat.send.channel.user.mismatch";
    /// Inner id: the text is blank.
    pub const TEXT_MISSING: &str = "chat.send.message.text.missing";
    /// Inner id: a file needs an absolute address.
    pub const URL_REQUIRED: &str = "chat.send.document.url.required";
    /// Inner id: the file's address is not one.
    pub const URL_INVALID: &str = "chat.send.document.url.invalid";
    /// Inner id: `read_until` lies in the future or before the last one.
    pub const READ_DATE: &str = "chat.read.date.invalid";
    /// The upload is larger than the server takes; the limit is in `detail`.
    pub const UPLOAD_LIMIT: &str = "utils.file.locally.writing.limit";
    /// A policy forbids the file; `detail` says why.
    pub const FILE_POLICY: &str = "policy.file.allow";
    /// The file carries malware.
    pub const FILE_MALWARE: &str = "file.malware";
    /// The chat's id in a history request is not one.
    pub const HISTORY_CHAT_ID: &str = "messages.query.chat.id.input";
    /// The caller may not read chats.
    pub const CHATS_DENIED: &str = "agent_chat.objclass.access.denied";
    /// There was nothing to mark as processed.
    pub const NOT_MARKED: &str = "chat.agent.mark_chat_processed.no_rows_affected.error";
}
