use proptest::prelude::*;
use uuid::Uuid;

use super::{
    Change, Entry, Fault, LONGEST_NAME, Trouble, Undo, Values, check, plan, read_table, write_table,
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

#[test]
fn a_row_needs_a_name_of_its_own_and_a_text() {
    let all = [entry(1, "Hello", "Hi"), entry(2, "Bye", "See you")];
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
    let all = [entry(1, "Hello", "Hi"), entry(2, "Bye", "See you"), entry(3, "Wait", "One moment")];
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
fn a_file_has_to_name_its_columns() {
    let found = plan(&read_table("Title,Text\na,b"), HEAD, &[]);
    assert_eq!(found.bad[0].fault, Fault::NoHead);
    let short = plan(&read_table("Name,Description\na"), HEAD, &[]);
    assert_eq!(short.bad[0].fault, Fault::TooShort);
    assert_eq!(plan(&read_table(""), HEAD, &[]), super::Plan::default());
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
        let _ = plan(&lines, HEAD, &[]);
        prop_assert!(lines.iter().all(|line| !line.fields.is_empty()));
    }
}
