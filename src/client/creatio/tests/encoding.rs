//! What a query looks like on its way, and what is read back.

use proptest::prelude::*;
use serde_json::json;
use uuid::{Uuid, uuid};

use crate::client::creatio::filter::Filter;
use crate::client::creatio::query::Query;
use crate::client::creatio::settings::{ObjectNames, Settings};
use crate::client::creatio::values::Values;
use crate::client::creatio::{codec, encode};
use crate::client::json as reader;
use crate::ids::crm::{AccountId, CaseId, ContactId, Key, LookupId};
use crate::time::Millis;
use crate::wire::creatio::entity::{created_on, id};
use crate::wire::creatio::{Account, Contact, ContactIdentity, WebitelChat};

const ID: Uuid = uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe");

/// The options of a query's address, not escaped any more.
fn options(settings: &Settings, query: &Query<Contact>) -> Vec<String> {
    let address = encode::list(settings, &query.plan);
    let (set, query) = address.split_once('?').unwrap();
    assert_eq!(set, settings.object("Contact"));
    query.split('&').map(unescape).collect()
}

fn filter_of(filter: Filter<Contact>) -> String {
    let options = options(&Settings::default(), &Query::new().filter(filter));
    options.iter().find_map(|option| option.strip_prefix("$filter=")).unwrap().to_owned()
}

/// As servers read an address.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: String = rest.by_ref().take(2).map(char::from).collect();
            bytes.push(u8::from_str_radix(&digits, 16).unwrap());
        } else {
            assert!(byte.is_ascii_graphic() && !b"+#\"<>".contains(&byte), "{text}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn each_type_has_its_own_form() {
    let account = AccountId(ID);
    assert_eq!(filter_of(Contact::NAME.eq("O'Neil & Co")), "Name eq 'O''Neil & Co'");
    assert_eq!(filter_of(Contact::ACCOUNT.is(account)), format!("Account/Id eq {ID}"));
    assert_eq!(filter_of(Contact::ACCOUNT.is_none()), "Account/Id eq null");
    assert_eq!(filter_of(Contact::ACCOUNT.to(Account::NAME).contains("x")), "contains(Account/Name,'x')");
    assert_eq!(filter_of(created_on().ge(Millis(0))), "CreatedOn ge 1970-01-01T00:00:00Z");
    assert_eq!(filter_of(!Contact::EMAIL.is_empty()), "not (Email eq null)");
    let either = Contact::NAME.starts_with("a").or(Contact::NAME.ends_with("b"));
    assert_eq!(
        filter_of(either.and(id().ne(ContactId(ID)))),
        format!("((startswith(Name,'a') or endswith(Name,'b')) and Id ne {ID})")
    );
}

#[test]
fn a_list_of_values_is_spelt_out() {
    let names = |names: &[&'static str]| Contact::NAME.one_of(names.iter().copied()).map(filter_of);
    assert_eq!(names(&[]), None);
    assert_eq!(names(&["a"]).unwrap(), "Name eq 'a'");
    assert_eq!(names(&["a", "b"]).unwrap(), "(Name eq 'a' or Name eq 'b')");
}

#[test]
fn a_query_says_all_it_wants() {
    let query = Query::<Contact>::new().by(Contact::NAME).by_descending(id()).top(30).skip(60).count();
    let options = options(&Settings::default(), &query);
    assert_eq!(options[0], "$select=Id,Name,JobTitle,AccountId,MobilePhone,Phone,Email,PhotoId");
    assert_eq!(options[1], "$expand=Account($select=Name)");
    assert_eq!(options[2..], ["$orderby=Name,Id desc", "$top=30", "$skip=60", "$count=true"]);
}

#[test]
fn other_names_are_used_everywhere() {
    let columns = [("Account".to_owned(), "UsrFirm".to_owned()), ("Name".to_owned(), "UsrName".to_owned())];
    let names = ObjectNames { name: Some("UsrPerson".to_owned()), columns: columns.into() };
    let settings = Settings {
        objects: [("Contact".to_owned(), names)].into(),
        nested_select: false,
        ..Settings::default()
    };
    let query = Query::<Contact>::new().filter(Contact::ACCOUNT.is(AccountId(ID)).and(Contact::NAME.eq("x")));
    let options = options(&settings, &query);
    assert!(options[0].contains("Id,UsrName,JobTitle,UsrFirmId"), "{options:?}");
    assert_eq!(options[1], "$expand=UsrFirm");
    assert_eq!(options[2], format!("$filter=(UsrFirm/Id eq {ID} and UsrName eq 'x')"));
    let values = Values::<Contact>::new().set(Contact::NAME, "y").refer(Contact::ACCOUNT, None);
    assert_eq!(encode::body(&settings, &values.fields), json!({"UsrName": "y", "UsrFirmId": null}));
    let row = json!({"Id": ID, "UsrName": "Olena", "UsrFirmId": ID, "UsrFirm": {"Id": ID, "Name": "Acme"}});
    let contact: Contact = reader::fill(codec::one(&settings, &query.plan, row)).unwrap();
    assert_eq!(
        (contact.name.as_str(), contact.account.as_str(), contact.account_id),
        ("Olena", "Acme", Some(AccountId(ID)))
    );
}

#[test]
fn paths_lead_through_several_objects() {
    let via = ContactIdentity::CONTACT.via(Contact::ACCOUNT).to(Account::NAME).eq("x");
    let address = encode::list(&Settings::default(), &Query::<ContactIdentity>::new().filter(via).plan);
    assert!(unescape(&address).ends_with("Contact/Account/Name eq 'x'"), "{address}");
}

#[test]
fn bodies_have_columns_and_no_ways_through_lookups() {
    let values = Values::<WebitelChat>::new()
        .refer(WebitelChat::STATE, Some(LookupId(ID)))
        .refer(WebitelChat::CASE, None)
        .set(WebitelChat::END, Millis(1))
        .set(WebitelChat::NOTES, "<p>ї\n'</p>");
    let body = encode::body(&Settings::default(), &values.fields);
    let expected =
        json!({"StateId": ID, "CaseId": null, "EndDate": "1970-01-01T00:00:00.001Z", "Notes": "<p>ї\n'</p>"});
    assert_eq!(body, expected);
}

#[test]
fn what_stands_for_nothing_is_none() {
    let query = Query::<WebitelChat>::new();
    let row = json!({"Id": ID, "Name": "", "ContactId": Uuid::nil(), "Contact": null, "StartDate": "0001-01-01T00:00:00Z",
                     "EndDate": "2024-05-01T08:30:00.1234567Z", "OwnerId": ID, "Owner": {"Id": ID, "Name": "Ann"}});
    let chat: WebitelChat = reader::fill(codec::one(&Settings::default(), &query.plan, row)).unwrap();
    assert_eq!((chat.contact_id, chat.start_date, chat.name.as_str()), (None, None, ""));
    assert_eq!((chat.owner_id, chat.owner.as_str()), (Some(ContactId::of(ID)), "Ann"));
    assert_eq!(chat.end_date, Some(Millis(1_714_552_200_123)));
}

#[test]
fn the_example_of_the_readme_is_read() {
    let readme = include_str!("../../../../README.md");
    let section = readme.split("## Pointing it at Creatio").nth(1).unwrap();
    let example = section.split("```").nth(1).unwrap().strip_prefix("json").unwrap();
    let mut example = reader::parse(example).unwrap();
    let settings: Settings = reader::fill(example["creatio"].take()).unwrap();
    let case = settings.page("Case", "https://crm/0", CaseId(ID)).unwrap();
    assert_eq!(case, format!("https://crm/0/Shell/#Card/Cases_FormPage/edit/{ID}"));
    assert_eq!(settings.name(WebitelChat::QUEUE.field().member()), "UsrQueue");
    assert_eq!(settings.page("Case", "x", CaseId(ID)), Settings::default().page("Case", "x", CaseId(ID)));
    assert!(settings.page("Contact", "x", ContactId(ID)).is_some(), "the others stay");
    assert_eq!(settings.lookup_title("WebitelChatHelloMessage"), Some("Chat Hello Messages"));
    // All else that it repeats is the default.
    let same = Settings::default();
    assert_eq!((settings.ids, settings.email_process), (same.ids, same.email_process));
}

proptest! {
    /// Whatever is searched for: it stays one text in one option.
    #[test]
    fn no_text_breaks_out(text in r"[ -~ії\n'&#%+]{0,40}") {
        let filter = filter_of(Contact::NAME.eq(text.as_str()));
        let inside = filter.strip_prefix("Name eq '").unwrap().strip_suffix('\'').unwrap();
        prop_assert_eq!(inside.replace("''", "'"), text);
        prop_assert_eq!(inside.matches('\'').count() % 2, 0);
    }

    /// Hostile rows are read or refused, never more.
    #[test]
    fn no_row_does_harm(id in "[0-9a-f-]{0,36}", date in r"[0-9TZ:.-]{0,28}", name in ".{0,5}") {
        let row = json!({"Id": id, "Name": name, "StartDate": date, "Owner": {"Name": name}, "Case": name});
        let row = codec::one(&Settings::default(), &Query::<WebitelChat>::new().plan, row);
        let _ = reader::fill::<WebitelChat>(row);
    }
}
