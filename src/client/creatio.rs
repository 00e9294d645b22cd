//! The typed client of Creatio: its OData dialect and its services.
//!
//! | module       | holds                                                              |
//! |--------------|--------------------------------------------------------------------|
//! | [`query`]    | what to read: orders, pages, by types                              |
//! | [`filter`]   | conditions, by types                                               |
//! | [`values`]   | what to write                                                      |
//! | [`batch`]    | several requests in one                                            |
//! | [`error`]    | why there is no result, and what can be done                       |
//! | [`settings`] | what differs between installations                                 |
//! | `encode`     | queries and values as Creatio reads them                           |
//! | `transport`  | one request and its answer                                         |
//! | `codec`      | records as Creatio sends them                                      |
//! | `session`    | who asks: cookies or a bearer; signing in; where the services are  |
//! | `discovery`  | what an object is called here                                      |
//! | [`layout`]   | what a record's page shows besides the usual, as configured        |
//! | `loose`      | reading what only that configuration names                         |
//! | [`content`]  | the rows of a lookup, whichever it is                              |
//! | [`keepsake`] | drafts as text, to outlive a crash                                 |
//! | the others   | what the desk does: the record, its list, people, files, feed …    |

mod activities;
pub mod batch;
mod codec;
pub mod content;
mod discovery;
mod encode;
pub mod error;
mod feed;
mod files;
pub mod filter;
pub mod gate;
mod hello_messages;
mod history;
pub mod keepsake;
pub mod layout;
mod lookups;
mod loose;
mod news;
mod people;
mod processes;
pub mod query;
mod record;
pub mod search;
mod session;
pub mod settings;
#[cfg(test)]
mod tests;
mod transcript;
mod transport;
pub mod values;

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json;
use super::platform::{Method, Platform};
use super::server::Token;
use crate::ids::crm::{Guid, Key};
use crate::wire::creatio::entity::{Entity, Row};
use batch::{Batch, Page, Part, Results};
pub use error::CrmError;
pub use feed::{FEED_PAGE, FeedPage};
use gate::Gate;
pub use history::HISTORY_PAGE;
pub use lookups::NotRegistered;
pub use news::{Glance, Stamp};
use query::Query;
pub use record::SaveOutcome;
pub use session::{Access, Me, SignInError};
use settings::Settings;
use values::Values;

/// How long an answer may take, in ms.
const ANSWER_LIMIT: u32 = 30_000;
/// How long a file may take to come, in ms.
const FILE_LIMIT: u32 = 120_000;
/// Longer addresses than this are not taken by every server: such reads travel as a batch.
const LONGEST_ADDRESS: usize = 1800;

/// Where batches go.
const BATCH: &str = "/odata/$batch";

/// What the desk may ask of Creatio. Clones share one session.
pub struct Crm<P: Platform>(Rc<Shared<P>>);

struct Shared<P: Platform> {
    platform: P,
    /// Where the page comes from, or where the settings say Creatio is; without a slash behind.
    site: String,
    settings: RefCell<Rc<Settings>>,
    access: RefCell<Access>,
    known: RefCell<Known>,
    on_signed_out: RefCell<Option<Rc<dyn Fn()>>>,
    gate: Gate,
    /// Why nothing can be asked.
    fault: Option<CrmError>,
}

/// What was found out and does not change while the page is open.
#[derive(Default)]
struct Known {
    prefix: Option<String>,
    me: Option<Me>,
    record_schema: Option<Guid>,
    processes: Option<Rc<Vec<crate::domain::record::Process>>>,
    /// The lookups whose objects were looked for by their titles.
    looked_up: Vec<String>,
    /// Objects whose names nothing but the CRM has told.
    sets: Vec<&'static str>,
}

/// Where an address begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Root {
    /// At the site; only the login.
    Site,
    /// Behind the prefix; everything else.
    App,
}

impl<P: Platform> Clone for Crm<P> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<P: Platform> Crm<P> {
    /// A client of the Creatio at this site, unless the settings name another one. While the gate
    /// is shut, requests wait; with an error instead of settings each of them ends with it.
    pub fn new(platform: P, site: &str, settings: Result<Settings, CrmError>, gate: Gate) -> Self {
        let (settings, fault) = match settings {
            Ok(settings) => (settings, None),
            Err(error) => (Settings::default(), Some(error)),
        };
        let site = settings.site.as_deref().unwrap_or(site).trim_end_matches('/').to_owned();
        let known = Known { prefix: settings.prefix.clone(), ..Known::default() };
        Self(Rc::new(Shared {
            platform,
            site,
            settings: RefCell::new(Rc::new(settings)),
            access: RefCell::new(Access::Cookies),
            known: RefCell::new(known),
            on_signed_out: RefCell::new(None),
            gate,
            fault,
        }))
    }

    /// The machine this runs on.
    #[must_use]
    pub fn platform(&self) -> &P {
        &self.0.platform
    }

    /// What differs from other installations.
    #[must_use]
    pub fn settings(&self) -> Rc<Settings> {
        Rc::clone(&self.0.settings.borrow())
    }

    /// The address of Creatio's own page of a record, if it has one that is known here.
    #[must_use]
    pub fn page_of<E: Entity>(&self, id: E::Id) -> Option<String> {
        self.page_at(E::SET, id)
    }

    /// The same for an object that only its name tells.
    #[must_use]
    pub fn page_at(&self, object: &str, id: impl Key) -> Option<String> {
        let known = self.0.known.borrow();
        let base = format!("{}{}", self.0.site, known.prefix.as_deref().unwrap_or_default());
        self.settings().page(object, &base, id)
    }

    /// A new key.
    #[must_use]
    pub fn new_id(&self) -> Guid {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^32, excluded")]
        let word = || (self.platform().random() * 4_294_967_296.0) as u32;
        let bits = (0..4).fold(0_u128, |bits, _| bits << 32 | u128::from(word()));
        Guid(uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid())
    }

    /// Reads records.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn list<R: Row>(&self, query: Query<R>) -> Result<Page<R>, CrmError> {
        batch::page(self.run(Part::List(query.plan)).await?).ok_or(CrmError::Unreadable)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn get<R: Row>(&self, id: <R::Of as Entity>::Id) -> Result<R, CrmError> {
        fill(self.run(Part::Get(Query::<R>::new().plan, id.uuid())).await?)
    }

    /// Makes a record.
    ///
    /// # Errors
    /// [`CrmError::Conflict`] if there is one with this key; else see [`CrmError`].
    pub async fn create<E: Entity>(&self, values: Values<E>) -> Result<(), CrmError> {
        self.run(Part::Create(E::SET, values.fields)).await.map(drop)
    }

    /// Changes a record.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn change<E: Entity>(&self, id: E::Id, values: Values<E>) -> Result<(), CrmError> {
        if values.is_empty() {
            return Ok(());
        }
        self.run(Part::Change(E::SET, id.uuid(), values.fields)).await.map(drop)
    }

    /// Removes a record. That it is gone already is as good.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn delete<E: Entity>(&self, id: E::Id) -> Result<(), CrmError> {
        match self.run(Part::Delete(E::SET, id.uuid())).await {
            Ok(_) | Err(CrmError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Sends several requests as one; of more than Creatio takes at once as few as need be.
    ///
    /// # Errors
    /// If the batch as a whole failed; see [`CrmError`]. Each request may fail for itself.
    pub fn send(&self, batch: Batch) -> LocalBoxFuture<'_, Result<Results, CrmError>> {
        Box::pin(async move {
            let settings = self.settings();
            let mut values = Vec::new();
            for parts in batch.parts.chunks(batch::MOST) {
                let body = batch::body(&settings, parts, batch.together);
                let answer = self.exchange(Root::App, Method::Post, BATCH, Some(body)).await?;
                values.extend(batch::answers(&settings, parts, answer));
            }
            Ok(Results::new(values))
        })
    }

    /// Carries out one request to OData.
    fn run(&self, part: Part) -> LocalBoxFuture<'_, Result<Value, CrmError>> {
        Box::pin(async move {
            let settings = self.settings();
            let path = format!("/odata/{}", part.address(&settings));
            if path.len() > LONGEST_ADDRESS {
                let parts = [part];
                let body = batch::body(&settings, &parts, false);
                let answer = self.exchange(Root::App, Method::Post, BATCH, Some(body)).await?;
                return batch::answers(&settings, &parts, answer).pop().ok_or(CrmError::Unreadable)?;
            }
            let body = part.body(&settings).map(|body| body.to_string());
            let answer = self.exchange(Root::App, part.method(), &path, body).await?;
            Ok(part.read(&settings, answer))
        })
    }
}

/// Reads an answer into its type.
fn fill<T: DeserializeOwned>(value: Value) -> Result<T, CrmError> {
    json::fill(value).map_err(|_| CrmError::Unreadable)
}

/// What an answer says whose status is none of success.
#[cfg(target_arch = "wasm32")]
pub(super) fn refusal(answer: &super::platform::Answer) -> CrmError {
    error::read(answer).err().unwrap_or(CrmError::Unreadable)
}

/// A body in JSON. The shapes of bodies are ours: they always serialise.
fn body_of(body: &impl serde::Serialize) -> Result<String, CrmError> {
    serde_json::to_string(body).map_err(|_| CrmError::Unreadable)
}
