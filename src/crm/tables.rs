//! The tables in which an agent looks things up.

use futures_util::future::LocalBoxFuture;
use uuid::Uuid;

use super::Crm;
use crate::client::creatio::CrmError;
use crate::client::creatio::search::{Found, FoundPage};
use crate::domain::record::{Identifier, Named};
use crate::ids::crm::{AccountId, ActivityId, CaseId, ContactId, Guid, Key};
use crate::wire::creatio::{Account, Activity, Case, Contact};

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
    /// The rows of a table that match a text, from this one on.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub fn find(
        self,
        table: Table,
        text: String,
        from: usize,
    ) -> LocalBoxFuture<'static, Result<FoundPage<Uuid>, CrmError>> {
        let client = self.client();
        let skip = u32::try_from(from).unwrap_or(u32::MAX);
        Box::pin(async move {
            let text = text.as_str();
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

/// Rows of which it is no longer said which table they are of.
fn rows<I: Key>(page: FoundPage<I>) -> FoundPage<Uuid> {
    let rows = page.rows.into_iter().map(|row| Found {
        named: Named { id: row.named.id.uuid(), title: row.named.title },
        note: row.note,
    });
    FoundPage { rows: rows.collect(), more: page.more }
}
