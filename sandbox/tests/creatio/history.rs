//! The list of all chats.

use std::collections::HashSet;
use std::time::Instant;

use serde_json::json;
use webitel_chats::client::creatio::HISTORY_PAGE;
use webitel_chats::client::platform::Platform;
use webitel_chats::domain::record::{ChatState, HistoryFilter, HistorySort, SortKey};

use crate::record::made;
use crate::server::Sandbox;

/// What a page may take here, in ms; a machine under load is slow.
const LIMIT: u128 = 3000;

#[tokio::test]
async fn a_hundred_thousand_chats_are_paged_without_a_jump() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    sandbox.tell("POST", "chats", &json!({"count": 100_000}));
    let opened = crm.platform().now();
    let (filter, sort) = (HistoryFilter::default(), HistorySort::default());
    let mut seen = HashSet::new();
    let mut last = None;
    for skip in [0, 50, 100, 60_000, 60_050] {
        let began = Instant::now();
        let page = crm.history(&filter, sort, opened, skip).await.unwrap();
        let took = began.elapsed().as_millis();
        assert!(took < LIMIT, "from {skip}: {took} ms");
        assert_eq!((page.rows.len(), page.more), (HISTORY_PAGE as usize, true));
        assert_eq!(page.total.is_some_and(|total| total > 100_000), skip == 0);
        for row in page.rows {
            assert!(seen.insert(row.id), "{} is there twice", row.name);
            assert!(last.is_none_or(|last| row.started <= last), "newest first");
            last = Some(row.started);
        }
        // What begins meanwhile shifts nothing.
        made(&crm).await;
    }
}

#[tokio::test]
async fn filters_and_orders_hold() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let new = made(&crm).await;
    let list = async |filter: HistoryFilter, by| {
        let sort = HistorySort { by, descending: false };
        crm.history(&filter, sort, crm.platform().now().plus(1000), 0).await.unwrap().rows
    };
    let states = vec![ChatState::New, ChatState::InProgress];
    let open = list(HistoryFilter { states, ..HistoryFilter::default() }, SortKey::Start).await;
    assert_eq!(open.iter().map(|row| row.id).collect::<Vec<_>>(), [new.id]);
    let text = "OLENA'S chat".to_owned();
    let named = list(HistoryFilter { text, ..HistoryFilter::default() }, SortKey::Name).await;
    assert_eq!(named.iter().map(|row| row.id).collect::<Vec<_>>(), [new.id]);
    let sources = vec!["viber".to_owned(), "telegram".to_owned()];
    let some =
        list(HistoryFilter { sources: sources.clone(), ..HistoryFilter::default() }, SortKey::Source).await;
    assert!(some.len() > 2 && some.iter().all(|row| sources.contains(&row.source)));
    assert!(some.windows(2).all(|pair| pair[0].source <= pair[1].source));
    let agent = Some(crm.me().await.unwrap().contact);
    let own = list(HistoryFilter { agent, ..HistoryFilter::default() }, SortKey::From).await;
    assert!(!own.is_empty() && own.iter().all(|row| row.to == own[0].to));
    let began = some[0].started;
    let early = list(HistoryFilter { until: began, ..HistoryFilter::default() }, SortKey::End).await;
    assert!(early.iter().all(|row| row.started < began));
    for by in [SortKey::To, SortKey::Queue, SortKey::State] {
        assert!(!list(HistoryFilter::default(), by).await.is_empty());
    }
}
