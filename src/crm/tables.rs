//! The tables in which an agent looks things up.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::Crm;
use crate::client::creatio::search::FoundPage;
use crate::client::creatio::{Crm as Client, CrmError};
use crate::client::web::Web;
use crate::domain::record::Identifier;
use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, Guid, Key};
use crate::view::ui::{Choice, Found, Search};
use crate::wire::creatio::{Account, Activity, Case, Contact};
use crate::words::record::why;

/// A table of the CRM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// People.
    Contact,
    /// People who work here.
    Colleague,
    /// Companies.
    Account,
    /// Cases.
    Case,
    /// The cases of one person.
    CasesOf(ContactId),
    /// Tasks, calls, e-mails.
    Activity,
    /// Objects, by what lookups name them by.
    Object,
    /// What can come of a chat.
    Result,
    /// An object that the configuration names, and the column by which its rows are called.
    Rows(&'static Identifier, &'static Identifier),
}

impl Crm {
    /// The search in a table.
    #[must_use]
    pub fn search(self, table: Table) -> Search {
        let client = self.client();
        Rc::new(move |text, from| {
            let client = client.clone();
            Box::pin(async move { find(&client, table, &text, from).await.map_err(|error| why(&error)) })
        })
    }

    /// Where Creatio shows a row itself, if it does.
    #[must_use]
    pub fn page_of(self, table: Table, id: Uuid) -> Option<String> {
        let client = self.client();
        match table {
            Table::Contact | Table::Colleague => client.page_of::<Contact>(ContactId::of(id)),
            Table::Account => client.page_of::<Account>(AccountId::of(id)),
            Table::Case | Table::CasesOf(_) => client.page_of::<Case>(CaseId::of(id)),
            Table::Activity => client.page_of::<Activity>(ActivityId::of(id)),
            Table::Object | Table::Result => None,
            Table::Rows(object, _) => client.page_at(object.as_str(), Guid(id)),
        }
    }
}

fn find<'a>(
    client: &'a Client<Web>,
    table: Table,
    text: &'a str,
    from: usize,
) -> LocalBoxFuture<'a, Result<Found, CrmError>> {
    let skip = u32::try_from(from).unwrap_or(u32::MAX);
    Box::pin(async move {
        Ok(match table {
            Table::Contact => rows(client.search_contacts(text, skip).await?),
            Table::Colleague => rows(client.search_colleagues(text, skip).await?),
            Table::Account => rows(client.search_accounts(text, skip).await?),
            Table::Case => rows(client.search_cases(text, None, skip).await?),
            Table::CasesOf(contact) => rows(client.search_cases(text, Some(contact), skip).await?),
            Table::Activity => rows(client.search_activities(text, skip).await?),
            Table::Object => rows(client.search_objects(text, skip).await?),
            Table::Result => rows(client.search_results(text, skip).await?),
            Table::Rows(object, shown) => rows(client.search_rows(object, shown, text, skip).await?),
        })
    })
}

fn rows<I: Key>(page: FoundPage<I>) -> Found {
    let choices = page.rows.into_iter().map(|row| Choice {
        id: row.named.id.uuid(),
        title: row.named.title,
        note: row.note,
    });
    Found { choices: choices.collect(), more: page.more }
}
