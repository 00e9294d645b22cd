//! What only a configuration names: fields, lists and figures of the sandbox's own example, and how
//! a client can be reached.

use std::collections::BTreeMap;

use webitel_chats::client::creatio::layout::read;
use webitel_chats::client::creatio::{CrmError, SaveOutcome};
use webitel_chats::domain::record::{
    Cell, ClientTrace, Decimal, Draft, Edit, Extra, ExtraField, Item, Kind, Layout, NewContact, Subject,
};
use webitel_chats::ids::crm::ContactId;
use webitel_chats::time::Millis;

use crate::record::made;
use crate::server::{Sandbox, newest};

const DAY: i64 = 86_400_000;

fn example() -> &'static Layout {
    Box::leak(Box::new(read(include_str!("../../src/record-page.json")).unwrap()))
}

fn fields(items: &'static [Item]) -> &'static [ExtraField] {
    let group = items.iter().find_map(|item| match item {
        Item::Group(group) => Some(group),
        _ => None,
    });
    &group.unwrap().fields
}

fn field(name: &str) -> Extra {
    let fields = fields(&example().details);
    Extra(fields.iter().find(|field| field.column.as_str() == name).unwrap())
}

#[tokio::test]
async fn configured_fields_are_saved_and_brought_together() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    let all: Vec<_> = fields(&example().details).iter().map(Extra).collect();
    let read = crm.extras(record.id, &all).await.unwrap();
    assert!(all.iter().all(|extra| read[extra] == extra.nothing()), "{read:?}");
    let topics = match &field("UsrTopic").0.kind {
        Kind::Row { object, shown } => crm.search_rows(object, shown, "return", 0).await.unwrap().rows,
        other => panic!("{other:?}"),
    };
    assert_eq!(topics.len(), 1);
    let values = BTreeMap::from([
        (field("UsrOrderNumber"), Cell::Text("A' or 1 eq 1 & $top=1 №5".to_owned())),
        (field("UsrOrderAmount"), Cell::Number(Decimal::new(1234.5).unwrap())),
        (field("UsrParcels"), Cell::Number(Decimal::new(3.0).unwrap())),
        (field("UsrCallBackOn"), Cell::Time(Some(Millis(20_000 * DAY)))),
        (field("UsrComplaint"), Cell::Flag(true)),
        (field("UsrTopic"), Cell::Row(Some(topics[0].named.clone()))),
    ]);
    let mut draft = Draft::new(record);
    draft.learn(read);
    values.iter().for_each(|(extra, cell)| draft.set(Edit::Extra(*extra, cell.clone())));
    let Ok(SaveOutcome::Saved(saved)) = crm.save(&draft).await else { panic!("it is not saved") };
    assert_eq!(saved.extras, values);
    let title = |cell: &Cell| match cell {
        Cell::Row(Some(row)) => row.title.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(title(&saved.extras[&field("UsrTopic")]), "Return of goods");
    // Who did not see that has to decide, and may take it all back.
    draft.set(Edit::Extra(field("UsrOrderNumber"), Cell::Text("B".to_owned())));
    let Ok(SaveOutcome::Conflict(decide)) = crm.save(&draft).await else { panic!("no conflict") };
    assert_eq!(decide.conflicts().count(), 1);
    let mut draft = Draft::new(saved);
    all.iter().for_each(|extra| draft.set(Edit::Extra(*extra, extra.nothing())));
    let Ok(SaveOutcome::Saved(saved)) = crm.save(&draft).await else { panic!("it is not saved") };
    assert!(all.iter().all(|extra| saved.extras[extra] == extra.nothing()), "{:?}", saved.extras);
}

#[tokio::test]
async fn lists_and_figures_are_those_of_the_contact() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = crm.record(newest(&crm).await.id).await.unwrap();
    let tab = &example().tabs[0];
    let subject = Subject::of(&record);
    let Some(Item::Dashboard(dashboard)) = tab.items.first() else { panic!("no figures") };
    crm.platform().count();
    let figures = crm.figures(dashboard, &subject).await.unwrap();
    assert_eq!(crm.platform().count(), 2, "two requests, whatever is counted");
    assert_eq!(figures.metrics.len(), 3);
    let Some(Item::Detail(cases)) = tab.items.get(1) else { panic!("no list") };
    let page = crm.detail(cases, &subject, 0).await.unwrap();
    let in_bars: u64 = figures.bars[0].iter().map(|bar| bar.1).sum();
    assert_eq!(page.total, in_bars, "each case has a status");
    assert!(page.rows.len() as u64 == page.total.min(5));
    if let Some(row) = page.rows.first() {
        assert!(row.page.as_ref().is_some_and(|page| page.contains("Cases_FormPage")));
    }
    // A chat whose client is unknown has none of it, and asks nobody.
    let unknown = Subject::of(&made(&crm).await);
    crm.platform().count();
    assert_eq!(crm.detail(cases, &unknown, 0).await.unwrap().total, 0);
    assert_eq!(crm.platform().count(), 0);
    assert_eq!(crm.figures(dashboard, &unknown).await.unwrap().metrics, [None, None, None]);
}

#[tokio::test]
async fn a_field_that_is_not_there_is_refused_alone() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let record = made(&crm).await;
    let layout = read(r#"{"details": [{"field": {"column": "UsrNothing"}}]}"#).unwrap();
    let layout: &'static Layout = Box::leak(Box::new(layout));
    let answer = crm.extras(record.id, &[Extra(&fields(&layout.details)[0])]).await;
    assert!(matches!(answer, Err(CrmError::Refused { .. })), "{answer:?}");
}

#[tokio::test]
async fn a_contact_is_reached_by_what_is_current() {
    let sandbox = Sandbox::start();
    let crm = sandbox.signed_in("anna").await;
    let key = ContactId(crm.new_id().0);
    let new = NewContact {
        name: "Olena Reach".to_owned(),
        phone: "+38 (044) 765-43-21".to_owned(),
        email: "reach@example.com".to_owned(),
        ..NewContact::default()
    };
    crm.create_contact(key, &new, &ClientTrace::default(), None).await.unwrap();
    crm.platform().count();
    let reach = crm.reach(key).await.unwrap();
    assert_eq!(crm.platform().count(), 1);
    assert_eq!(reach.emails[0].value, "reach@example.com");
    assert_eq!(
        (reach.phones[0].value.as_str(), reach.phones[0].kind.as_str()),
        ("+38 (044) 765-43-21", "Mobile phone")
    );
    assert!(!reach.no_calls && !reach.no_emails);
}
