//! Refusals, in the CRM's many forms.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::reply::Reply;
use crate::error::Failure;

/// Why a request is not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Nobody is signed in, or not any more.
    NotSignedIn,
    /// The session has expired; the browser is led to the login page.
    LoginPage,
    /// The token against forged requests is missing or another one.
    Forged,
    /// This user may not do that.
    NotAllowed(String),
    /// There is no object of this name.
    NoObject(String),
    /// There is no record, or no member of a record, at this address.
    NotThere(String),
    /// The method makes no sense there.
    Method(String),
    /// The query can't be read.
    Query(String),
    /// The body can't be read, or a value in it is of another type.
    Body(String),
    /// A path names a column that the object has not, or not in a query.
    NoColumn { path: String, object: &'static str },
    /// The database refuses, or something the CRM can't do.
    Failed(String),
    /// More than the limit.
    TooLarge(String),
    /// A body of another type.
    MediaType(String),
}

/// Text that no client should show to people.
const STACK: &str =
    "   at Terrasoft.Core.Entities.EntitySchemaQuery.Execute()\r\n   at Terrasoft.OData.Handler.Handle()";

const GENERIC: &str = "An error has occurred.";

impl Refusal {
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::LoginPage => 302,
            Self::Forged | Self::NotAllowed(_) => 403,
            Self::NoObject(_) | Self::NotThere(_) => 404,
            Self::Method(_) => 405,
            Self::Query(_) | Self::Body(_) => 400,
            Self::TooLarge(_) => 413,
            Self::MediaType(_) => 415,
            Self::NoColumn { .. } | Self::Failed(_) => 500,
        }
    }

    /// What really went wrong.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::NotSignedIn | Self::LoginPage => "Authentication failed.".to_owned(),
            Self::Forged => "Invalid CSRF token.".to_owned(),
            Self::NoColumn { path, object } => {
                format!("Column by path {path} not found in schema {object}.")
            }
            Self::NoObject(name) => format!("No type was found that matches the controller named '{name}'."),
            Self::NotAllowed(words)
            | Self::NotThere(words)
            | Self::Method(words)
            | Self::Query(words)
            | Self::Body(words)
            | Self::Failed(words)
            | Self::TooLarge(words)
            | Self::MediaType(words) => words.clone(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Query(_) => "Microsoft.OData.ODataException",
            Self::Body(_) => "Microsoft.OData.ODataContentException",
            Self::NotAllowed(_) => "System.Security.SecurityException",
            Self::NoColumn { .. } | Self::NotThere(_) => "Terrasoft.Common.ItemNotFoundException",
            _ => "Terrasoft.Common.DbOperationException",
        }
    }

    /// Where the login page is.
    fn login_page() -> Reply {
        Reply::empty(302).with("location", "/Login/Login.html")
    }

    /// The answer of OData: the outer words say nothing, the true ones are deep inside.
    pub(crate) fn odata(&self) -> Reply {
        let words = self.words();
        let inner = |message: &str| json!({"message": message, "type": self.kind(), "stacktrace": STACK});
        let body = match self {
            Self::LoginPage => return Self::login_page(),
            Self::NotSignedIn | Self::Forged => return Reply::empty(self.status()),
            Self::NoObject(_) => json!({
                "Message": "No HTTP resource was found that matches the request URI.",
                "MessageDetail": words,
            }),
            Self::Query(_) => {
                let outer = format!("The query specified in the URI is not valid. {words}");
                json!({"error": {"code": "", "message": outer, "innererror": inner(&words)}})
            }
            Self::Body(_) => {
                let outer = "The request is invalid.";
                json!({"error": {"code": "", "message": outer, "innererror": inner(&words)}})
            }
            _ => {
                let mut outer = inner(GENERIC);
                outer["internalexception"] = inner(&words);
                json!({"error": {"code": "", "message": GENERIC, "innererror": outer}})
            }
        };
        Reply::json(self.status(), body)
    }

    /// The answer of a `.svc` service.
    pub(crate) fn svc(&self) -> Reply {
        let body = match self {
            Self::LoginPage => return Self::login_page(),
            Self::NotSignedIn => {
                json!({"Message": self.words(), "StackTrace": null,
                       "ExceptionType": "System.InvalidOperationException"})
            }
            _ => json!({"Message": GENERIC, "ExceptionMessage": self.words(),
                        "ExceptionType": self.kind(), "StackTrace": STACK}),
        };
        Reply::json(self.status(), body)
    }

    /// The answer of a service under `rest`.
    pub(crate) fn rest(&self) -> Reply {
        let body = match self {
            Self::LoginPage => return Self::login_page(),
            Self::NotSignedIn => json!({"Message": "Authorization has been denied for this request."}),
            _ => json!({
                "success": false,
                "errorInfo": {"errorCode": self.kind(), "message": self.words(), "stackTrace": STACK},
                "rowsAffected": -1,
            }),
        };
        Reply::json(self.status(), body)
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(super::table::explain(&error))
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        match StatusCode::from_u16(failure.0.code) {
            Ok(StatusCode::NOT_FOUND) => Self::NotThere(failure.0.detail),
            _ => Self::Failed(failure.0.detail),
        }
    }
}

/// The outcome of a request.
pub(crate) type Outcome<T> = Result<T, Refusal>;

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.rest().into_response()
    }
}
