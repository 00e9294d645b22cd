//! What an installation shows on the page of a record besides the usual: fields, lists of related
//! records, figures.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Crm;
use super::record::{Record, Shared};
use crate::browser::asset;
use crate::client::creatio::CrmError;
use crate::client::creatio::layout::{self, LayoutError};
use crate::domain::record::{
    Dashboard, Detail, DetailPage, Draft, Extra, ExtraField, Figures, Layout, Subject,
};
use crate::domain::route::Route;
use crate::ids::ConversationId;
use crate::wire::creatio::WebitelChat;
use crate::wire::creatio::entity::Entity;

/// The file beside the page.
const FILE: &str = "record-page.json";

/// What is configured, once it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Configured {
    /// This.
    Layout(&'static Layout),
    /// The file can't be used.
    Broken(LayoutError),
}

/// How far the configuration has come.
#[derive(Default)]
pub(super) struct State {
    asked: Cell<bool>,
    known: ArcRwSignal<Option<Configured>>,
}

impl Crm {
    /// What is configured; nothing before it is known. Tracked.
    #[must_use]
    pub fn configured(self) -> Option<Configured> {
        let (known, asked) =
            self.0.with_value(|inner| (inner.layout.known.clone(), inner.layout.asked.replace(true)));
        if !asked {
            let known = known.clone();
            spawn_local(async move { known.set(Some(read().await)) });
        }
        known.get()
    }

    /// Some rows of a list of related records.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn detail(
        self,
        detail: &'static Detail,
        subject: Subject,
        skip: u32,
    ) -> Result<DetailPage, CrmError> {
        let client = self.client();
        let mut page = client.detail(detail, &subject, skip).await?;
        let chats = client.settings().object(WebitelChat::SET).to_owned();
        if [chats.as_str(), WebitelChat::SET].contains(&detail.object.as_str()) {
            // Chats have their page here.
            for row in &mut page.rows {
                row.page = Some(Route::Chat(ConversationId(row.id.0)).to_string());
            }
        }
        Ok(page)
    }

    /// The numbers of a dashboard.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn figures(self, dashboard: &'static Dashboard, subject: Subject) -> Result<Figures, CrmError> {
        self.client().figures(dashboard, &subject).await
    }
}

/// Reads the configuration. It is read once and used until the page goes: so it may as well stay.
async fn read() -> Configured {
    let text = asset::text(FILE).await.unwrap_or_default();
    // Where there is no such file some servers send a page instead.
    if text.trim().is_empty() || text.trim_start().starts_with('<') {
        return Configured::Layout(Box::leak(Box::default()));
    }
    match layout::read(&text) {
        Ok(layout) => Configured::Layout(Box::leak(Box::new(layout))),
        Err(error) => Configured::Broken(error),
    }
}

impl Shared {
    /// Reads the configured fields anew that have been read already; they are as they were where
    /// that fails.
    pub(super) async fn refresh_extras(&self) {
        let known = self.draft.with_untracked(|draft| draft.as_ref().map(Draft::extras)).unwrap_or_default();
        let _ = self.load_extras(known).await;
    }

    async fn load_extras(&self, extras: Vec<Extra>) -> Result<(), CrmError> {
        if extras.is_empty() {
            return Ok(());
        }
        let cells = self.client.extras(self.key(), &extras).await?;
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.learn(cells);
            }
        });
        Ok(())
    }
}

impl Record {
    /// Reads these configured fields, unless they are here.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn open_extras(self, fields: &'static [ExtraField]) -> Result<(), CrmError> {
        let shared = self.shared();
        let known =
            shared.draft.with_untracked(|draft| draft.as_ref().map(Draft::extras)).unwrap_or_default();
        let missing: Vec<_> = fields.iter().map(Extra).filter(|extra| !known.contains(extra)).collect();
        shared.load_extras(missing).await
    }

    /// The records to which this one leads, as they are saved; tracked.
    #[must_use]
    pub fn subject(self) -> Option<Subject> {
        self.read(|draft| Subject::of(draft.base()))
    }
}
