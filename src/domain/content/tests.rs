use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Change, Column, Content, Draft, Entry, Fault, LONGEST_NAME, Order, Texts, Trouble, Undo, Values, check,
    plan, read_table, write_table,
};
use crate::ids::crm::LookupId;

const HEAD: [&str; 2] = ["Name", "Description"];

fn id(number: u128) -> LookupId {
    LookupId(Uuid::from_u128(number))
}

fn values(name: &str, description: &str) -> Values {
    Values { name: name.to_owned(), description: description.to_owned() }
}

fn entry(number: u128, name: &str, description: &str) -> Entry {
    Entry { id: id(number), values: values(name, description), modified: None }
}

fn content<const N: usize>(entries: [Entry; N]) -> Content {
    Content::new(Texts::Needed, entries)
}

#[test]
fn a_row_needs_a_name_of_its_own_and_a_text() {
    let all = content([entry(1, "Hello", "Hi"), entry(2, "Bye", "See you")]);
    assert_eq!(check(&values(" ", "\n"), None, &all), [Trouble::NoName, Trouble::NoText]);
    assert_eq!(check(&values(" heLLo ", "x"), None, &all), [Trouble::NameTaken]);
    assert_eq!(check(&values("Hello", "x"), Some(id(1)), &all), []);
    let long = "ї".repeat(LONGEST_NAME + 2);
    assert_eq!(check(&values(&long, "x"), None, &all), [Trouble::NameTooLong(2)]);
}

#[test]
fn changes_are_taken_back_from_the_last_on() {
    let mut undo = Undo::default();
    let (one, two) = (values("a", "1"), values("a", "2"));
    undo.done(Change { id: id(1), before: None, after: Some(one.clone()) });
    undo.done(Change { id: id(1), before: Some(one.clone()), after: Some(one.clone()) });
    undo.done(Change { id: id(1), before: Some(one.clone()), after: Some(two.clone()) });
    assert_eq!(undo.next(), Some(Change { id: id(1), before: Some(two), after: Some(one.clone()) }));
    undo.undone();
    assert_eq!(undo.next(), Some(Change { id: id(1), before: Some(one), after: None }));
    undo.undone();
    assert!(undo.is_empty() && undo.next().is_none());
}

#[test]
fn a_file_is_compared_with_what_is_there() {
    let all = content([entry(1, "Hello", "Hi"), entry(2, "Bye", "See you"), entry(3, "Wait", "One moment")]);
    let file = "\u{feff}Description;Other;name\r\nHi;;Hello\r\n\"Two\nlines\";x;BYE\r\n;;\r\nNew text;;New\r\n\
                ;;No text\r\nshort\r\nAgain;;new \r\n";
    let plan = plan(&read_table(file), HEAD, &all);
    assert_eq!(plan.new, [values("New", "New text")]);
    assert_eq!(plan.changed, [(id(2), values("Bye", "See you"), values("BYE", "Two\nlines"))]);
    assert_eq!(plan.same, 1);
    let bad: Vec<_> = plan.bad.iter().map(|row| (row.line, row.name.as_str(), row.fault)).collect();
    let expected = [
        (7, "No text", Fault::Trouble(Trouble::NoText)),
        (8, "", Fault::Trouble(Trouble::NoName)),
        (9, "new", Fault::Again(6)),
    ];
    assert_eq!(bad, expected);
}

#[test]
fn where_rows_have_no_texts_a_file_needs_none() {
    let all = Content::new(Texts::Absent, [entry(1, "Hello", "")]);
    let plan = plan(&read_table("Name\nhello\nNew"), HEAD, &all);
    assert_eq!((plan.new, plan.changed.len(), plan.bad.len()), (vec![values("New", "")], 1, 0));
}

#[test]
fn a_plan_keeps_the_keys_of_rows_that_are_there() {
    let all = content([entry(1, "Hello", "Hi")]);
    let plan = plan(&read_table("Name,Description\nNew,x\nHello,Hi there"), HEAD, &all);
    let changes = plan.changes(|| id(9));
    let (before, after) = (Some(values("Hello", "Hi")), Some(values("Hello", "Hi there")));
    let new = Change { id: id(9), before: None, after: Some(values("New", "x")) };
    assert_eq!(changes, [Change { id: id(1), before, after }, new]);
}

#[test]
fn rows_are_found_by_every_word_and_every_character() {
    let all = content([
        entry(1, "Hello (a+b)", "Good day, {{contact.name}}"),
        entry(2, "Bye", "See\\you"),
        entry(3, "ПРИВІТ", "day"),
    ]);
    let order = all.in_order(Order::default());
    let find = |query: &str| order.find(query, |_| false);
    assert_eq!(find("  "), [id(2), id(1), id(3)]);
    assert_eq!(find("DAY hel"), [id(1)]);
    assert_eq!(find("(a+"), [id(1)]);
    assert_eq!(find("\\y"), [id(2)]);
    assert_eq!(find("прив"), [id(3)]);
    assert_eq!(find(".*"), []);
    assert_eq!(order.find("prob", |row| row == id(2)), [id(2)]);
    let by_text = all.in_order(Order { by: Column::Description, descending: true });
    assert_eq!(by_text.find("", |_| false), [id(2), id(1), id(3)]);
}

#[test]
fn a_copy_has_a_name_of_its_own() {
    let all = content([entry(1, "Hello", "Hi"), entry(2, "hello (Copy)", "Hi")]);
    assert_eq!(all.name_for_copy("Bye", "copy"), "Bye (copy)");
    assert_eq!(all.name_for_copy(" Hello ", "copy"), "Hello (copy 2)");
    let long = all.name_for_copy(&"ї".repeat(LONGEST_NAME), "copy");
    assert_eq!((long.chars().count(), check(&values(&long, "x"), None, &all).len()), (LONGEST_NAME, 0));
}

#[test]
fn a_draft_is_kept_while_something_would_be_lost() {
    let draft = |base: Option<&str>, mine: &str| Draft {
        base: base.map(|name| values(name, "")),
        mine: values(mine, ""),
    };
    assert!(draft(Some("a"), "b").is_worth_keeping() && draft(None, "b").is_worth_keeping());
    assert!(!draft(Some("a"), "a").is_worth_keeping() && !draft(None, "").is_worth_keeping());
    assert_eq!(draft(None, " b ").change(id(1)).after, Some(values("b", "")));
}

#[test]
fn a_file_has_to_name_its_columns() {
    let found = plan(&read_table("Title,Text\na,b"), HEAD, &content([]));
    assert_eq!(found.bad[0].fault, Fault::NoHead);
    let short = plan(&read_table("Name,Description\na"), HEAD, &content([]));
    assert_eq!(short.bad[0].fault, Fault::TooShort);
    assert_eq!(plan(&read_table(""), HEAD, &content([])), super::Plan::default());
}

proptest! {
    #[test]
    fn what_is_exported_is_imported_as_it_was(rows in prop::collection::vec(("(\\PC|[,;\"'=\n\t]){0,12}", "(\\PC|[,;\"'=+\r\n]){0,30}"), 0..6)) {
        let written = write_table(HEAD, rows.iter().map(|(name, text)| [name.as_str(), text.as_str()]));
        let lines = read_table(&written);
        let read: Vec<_> = lines.iter().skip(1).map(|line| (line.fields[0].clone(), line.fields[1].clone())).collect();
        prop_assert_eq!(read, rows);
    }

    #[test]
    fn no_field_is_a_formula(text in "[=+@\\-\t'a]{1,6}") {
        let written = write_table(HEAD, [[text.as_str(), text.as_str()]].into_iter());
        let line = written.lines().nth(1).unwrap_or_default();
        prop_assert!(!line.trim_start_matches('"').starts_with(['=', '+', '-', '@', '\t']), "{}", line);
    }

    #[test]
    fn any_file_is_read(text in "(\\PC|[,;\"\r\n]){0,80}") {
        let lines = read_table(&text);
        let _ = plan(&lines, HEAD, &content([]));
        prop_assert!(lines.iter().all(|line| !line.fields.is_empty()));
    }
}
