//! The list of all chats.

use super::filter::Filter;
use super::query::Query;
use super::search::words_in;
use super::settings::Settings;
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::{HistoryFilter, HistoryPage, HistoryRow, HistorySort, SortKey};
use crate::time::Millis;
use crate::wire::creatio::entity::{created_on, id};
use crate::wire::creatio::{ChatListing, Contact, WebitelChat, WebitelChatState};

/// How many chats a page has.
pub const HISTORY_PAGE: u32 = 50;

impl<P: Platform> Crm<P> {
    /// A page of the chats that pass a filter. `opened` is when the list was opened: chats made
    /// later are left out, so that pages do not shift while one scrolls. Dropping the future stops
    /// the search.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn history(
        &self,
        filter: &HistoryFilter,
        sort: HistorySort,
        opened: Millis,
        skip: u32,
    ) -> Result<HistoryPage, CrmError> {
        let settings = self.settings();
        let query = Query::<ChatListing>::new()
            .filter(created_on::<WebitelChat>().le(opened))
            .filter_maybe(condition(&settings, filter));
        // The key decides between equals, so that no chat is on two pages or on none.
        let query = sorted(query, sort).by(id::<WebitelChat>()).top(HISTORY_PAGE).skip(skip);
        let page = self.list(if skip == 0 { query.count() } else { query }).await?;
        let more = page.rows.len() >= HISTORY_PAGE as usize;
        let rows = page.rows.into_iter().filter_map(|row| listed(&settings, row)).collect();
        Ok(HistoryPage { rows, total: page.total, more })
    }
}

fn condition(settings: &Settings, filter: &HistoryFilter) -> Option<Filter<WebitelChat>> {
    let words = words_in(&filter.text).map(|word| {
        let names = [WebitelChat::NAME, WebitelChat::CLIENT_NAME, WebitelChat::CONTACT.to(Contact::NAME)];
        Filter::any(names.map(|name| name.contains(word)))
    });
    let queue = words_in(&filter.queue).map(|word| Some(WebitelChat::QUEUE.contains(word)));
    let states = filter.states.iter().map(|state| WebitelChat::STATE.is(settings.state_id(*state)));
    let others = [
        Filter::any(states),
        WebitelChat::SOURCE.one_of(filter.sources.iter().map(String::as_str)),
        filter.agent.map(|agent| WebitelChat::OWNER.is(agent)),
        filter.from.map(|from| WebitelChat::START.ge(from)),
        filter.until.map(|until| WebitelChat::START.lt(until)),
    ];
    Filter::all(words.chain(queue).chain(others).flatten())
}

fn sorted(query: Query<ChatListing>, sort: HistorySort) -> Query<ChatListing> {
    match sort.by {
        SortKey::Start => by(query, WebitelChat::START, sort.descending),
        SortKey::End => by(query, WebitelChat::END, sort.descending),
        SortKey::Name => by(query, WebitelChat::NAME, sort.descending),
        SortKey::From => by(query, WebitelChat::CONTACT.to(Contact::NAME), sort.descending),
        SortKey::To => by(query, WebitelChat::OWNER.to(Contact::NAME), sort.descending),
        SortKey::Source => by(query, WebitelChat::SOURCE, sort.descending),
        SortKey::Queue => by(query, WebitelChat::QUEUE, sort.descending),
        SortKey::State => by(query, WebitelChat::STATE.to(WebitelChatState::POSITION), sort.descending),
    }
}

fn by<T>(
    query: Query<ChatListing>,
    column: crate::wire::creatio::entity::Column<WebitelChat, T>,
    descending: bool,
) -> Query<ChatListing> {
    if descending { query.by_descending(column) } else { query.by(column) }
}

fn listed(settings: &Settings, row: ChatListing) -> Option<HistoryRow> {
    let from = if row.contact.is_empty() { row.client_name } else { row.contact };
    Some(HistoryRow {
        id: row.id?,
        name: row.name,
        state: settings.state(row.state_id),
        from,
        to: row.owner,
        source: row.source,
        queue: row.queue,
        started: row.start_date,
        ended: row.end_date,
    })
}
