//! Who asks: a browser with its cookies, or whoever holds a bearer; and where the services are.

use super::codec;
use super::error::clean;
use super::{Crm, CrmError, Root, Token, body_of, fill};
use crate::client::platform::{Method, Platform};
use crate::ids::crm::{ContactId, CrmUserId};
use crate::wire::creatio::{Credentials, LoggedIn, UserInfo};

/// The cookie, and the header that repeats it, by which Creatio knows requests of its own pages.
const CSRF: &str = "BPMCSRF";

/// By what a session is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// The page comes from Creatio's own site, or a login has set cookies for it.
    Cookies,
    /// A host has handed this over; cookies play no part.
    Bearer(Token),
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The user: who follows, likes, may.
    pub user: CrmUserId,
    /// The person: who owns, writes, is mentioned.
    pub contact: ContactId,
    /// The person's name.
    pub name: String,
}

/// Why nobody was signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInError {
    /// Name and password do not fit, or the account is not active; Creatio's words.
    Refused(String),
    /// It did not come to an answer.
    Failed(CrmError),
}

impl<P: Platform> Crm<P> {
    /// From now on requests are made with this.
    pub fn use_access(&self, access: Access) {
        *self.0.access.borrow_mut() = access;
        self.0.known.borrow_mut().me = None;
    }

    /// Who wants to know when the session has ended. Each request that finds it ended tells.
    pub fn on_signed_out(&self, tell: impl Fn() + 'static) {
        *self.0.on_signed_out.borrow_mut() = Some(std::rc::Rc::new(tell));
    }

    /// Signs in with a password; from then on cookies tell who asks. Whatever comes of it, requests
    /// that waited for it go on.
    ///
    /// # Errors
    /// See [`SignInError`].
    pub async fn sign_in(&self, name: &str, password: &str) -> Result<Me, SignInError> {
        let body = body_of(&Credentials { user_name: name, user_password: password });
        let path = "/ServiceModel/AuthService.svc/Login";
        let answer =
            self.exchange(Root::Site, Method::Post, path, Some(body.map_err(SignInError::Failed)?)).await;
        self.0.gate.open();
        let answer: LoggedIn = answer.and_then(fill).map_err(SignInError::Failed)?;
        if answer.code != 0 {
            return Err(SignInError::Refused(clean(&answer.message)));
        }
        self.use_access(Access::Cookies);
        self.me().await.map_err(SignInError::Failed)
    }

    /// Ends the session.
    ///
    /// # Errors
    /// See [`CrmError`]; the session then ends by itself.
    pub async fn sign_out(&self) -> Result<(), CrmError> {
        self.0.known.borrow_mut().me = None;
        let path = "/ServiceModel/AuthService.svc/Logout";
        self.exchange(Root::App, Method::Post, path, Some("{}".to_owned())).await.map(drop)
    }

    /// Who is signed in; asked once for each session.
    ///
    /// # Errors
    /// [`CrmError::SignedOut`] if nobody is; else see [`CrmError`].
    pub async fn me(&self) -> Result<Me, CrmError> {
        self.0.gate.pass().await;
        let known = self.0.known.borrow().me.clone();
        match known {
            Some(me) => Ok(me),
            None => self.ask_who_i_am().await,
        }
    }

    /// What stands before the addresses of everything but the login. Where the settings do not
    /// say what it is, it is found out by asking who is signed in.
    pub(super) async fn base(&self) -> Result<String, CrmError> {
        let known = self.0.known.borrow().prefix.clone();
        let prefix = match known {
            Some(prefix) => prefix,
            None => {
                self.ask_who_i_am().await?;
                self.0.known.borrow().prefix.clone().unwrap_or_default()
            }
        };
        Ok(format!("{}{prefix}", self.0.site))
    }

    /// The headers by which Creatio knows who asks.
    pub(super) fn headers(&self) -> Vec<(&'static str, String)> {
        match &*self.0.access.borrow() {
            Access::Bearer(token) => vec![("Authorization", format!("Bearer {}", token.reveal()))],
            Access::Cookies => {
                let csrf = self.platform().cookie(CSRF).map(|value| (CSRF, value));
                let session = [("ForceUseSession", "true".to_owned())];
                // What one asks for decides what one gets: without it some paths answer in XML.
                let accept = [("Accept", "application/json".to_owned())];
                csrf.into_iter().chain(session).chain(accept).collect()
            }
        }
    }

    /// Whether the browser has no session here that it could prove.
    pub(super) fn lacks_cookie(&self) -> bool {
        *self.0.access.borrow() == Access::Cookies && self.platform().cookie(CSRF).is_none()
    }

    async fn ask_at(&self, prefix: &str) -> Result<Me, CrmError> {
        let url = format!("{}{prefix}/ServiceModel/UserInfoService.svc/GetCurrentUserInfo", self.0.site);
        let answer = self.exchange_at(Method::Post, url, Some("{}".to_owned())).await?;
        let info: UserInfo = fill(codec::without_nothing(answer))?;
        match (info.user_id, info.contact_id) {
            (Some(user), Some(contact)) => Ok(Me { user, contact, name: info.contact_name }),
            _ => Err(CrmError::Unreadable),
        }
    }

    async fn ask_who_i_am(&self) -> Result<Me, CrmError> {
        let known = self.0.known.borrow().prefix.clone();
        let prefixes = known.map_or_else(|| vec!["/0".to_owned(), String::new()], |prefix| vec![prefix]);
        let mut failure = None;
        for prefix in prefixes {
            match self.ask_at(&prefix).await {
                Ok(me) => {
                    let mut known = self.0.known.borrow_mut();
                    known.prefix = Some(prefix);
                    known.me = Some(me.clone());
                    return Ok(me);
                }
                // Nothing is there, or something else that does not know the session: where the
                // other place does not answer either, the first answer counts.
                Err(error) => {
                    if matches!(failure, None | Some(CrmError::NotFound)) {
                        failure = Some(error);
                    }
                }
            }
        }
        self.note(Err(failure.unwrap_or(CrmError::NotFound)))
    }
}
