//! The tables of the CRM as look-ups search them.

use std::rc::Rc;

use uuid::Uuid;

use super::ui::{Choice, Found, Search};
use crate::client::creatio::search::{self, FoundPage};
use crate::crm::{Crm, Table};
use crate::words::record::why;

/// The search in a table.
pub fn search_in(crm: Crm, table: Table) -> Search {
    Rc::new(move |text, from| {
        let found = crm.find(table, text, from);
        Box::pin(async move { found.await.map(choices).map_err(|error| why(&error)) })
    })
}

fn choices(page: FoundPage<Uuid>) -> Found {
    let choice =
        |row: search::Found<Uuid>| Choice { id: row.named.id, title: row.named.title, note: row.note };
    Found { choices: page.rows.into_iter().map(choice).collect(), more: page.more }
}
