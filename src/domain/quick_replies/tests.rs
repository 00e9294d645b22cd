use std::collections::BTreeMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::{Catalogue, Kept, QuickReply, ReplyId, Slash, Stamp, Variable, fill, merge, slash, tokens};
use crate::ids::crm::LookupId;

fn known(variable: Variable) -> Option<String> {
    match variable {
        Variable::ContactName => Some("Olena {{queue}}".to_owned()),
        Variable::Queue => Some("Support".to_owned()),
        Variable::AgentName => Some(" ".to_owned()),
        _ => None,
    }
}

#[test]
fn variables_are_filled_in_both_spellings_and_values_are_not_read_again() {
    let text = "Hello {{ contact.name }}, this is {{queue}}/${queue}.";
    assert_eq!(fill(text, known), "Hello Olena {{queue}}, this is Support/Support.");
}

#[test]
fn what_has_no_value_stays_and_is_found() {
    let text = "{{case.number}} {{agent.name}} {{contact.nmae}} {{}} {{ two words }} {x} $5 {{queue}";
    assert_eq!(fill(text, known), text);
    let names: Vec<_> = tokens(text).map(|token| token.name).collect();
    assert_eq!(names, ["case.number", "agent.name", "contact.nmae"]);
}

#[test]
fn braces_beside_a_variable_are_text() {
    let found: Vec<_> = tokens("{{{queue}}} ${{queue}}").map(|token| (token.at, token.name)).collect();
    assert_eq!(found, [(1..10, "queue"), (13..22, "queue")]);
}

#[test]
fn a_slash_searches_at_the_start_of_a_word_only() {
    assert_eq!(slash("/", 1), Some(Slash { at: 0..1, query: "" }));
    assert_eq!(slash("Hi 👋 /gre", 10), Some(Slash { at: 6..10, query: "gre" }));
    assert_eq!(slash("Hi\n/(\\+ x", 6), Some(Slash { at: 3..6, query: "(\\" }));
    for (text, caret) in
        [("and/or", 6), ("https://x", 9), ("/usr/bin", 8), ("/a b", 4), ("👋/", 1), ("/a", 9)]
    {
        assert_eq!(slash(text, caret), None, "{text}");
    }
}

fn reply(id: i64, name: &str, text: &str) -> QuickReply {
    QuickReply { id: ReplyId::Webitel(id), name: name.to_owned(), text: text.to_owned() }
}

fn names(catalogue: &Catalogue, query: &str) -> Vec<String> {
    let found = catalogue.find(query).into_iter();
    found.filter_map(|at| Some(catalogue.get(at)?.name.clone())).collect()
}

#[test]
fn the_best_comes_first_and_of_equals_the_most_used() {
    let replies = vec![
        reply(1, "Thanks", "Thank you for your greeting"),
        reply(2, "Warm greeting", "Hello"),
        reply(3, "Greeting (formal)", "Good day"),
        reply(4, "Regreeting", "Hello again"),
        reply(5, "Greeting", "Hi"),
    ];
    let uses = BTreeMap::from([(ReplyId::Webitel(3), 7)]);
    let catalogue = Catalogue::new(replies, &uses);
    let all = ["Greeting (formal)", "Greeting", "Warm greeting", "Regreeting", "Thanks"];
    assert_eq!(names(&catalogue, "GREET"), all);
    assert_eq!(names(&catalogue, "(f"), ["Greeting (formal)"]);
    assert_eq!(names(&catalogue, "hello warm"), ["Warm greeting"]);
    assert_eq!(names(&catalogue, "  ")[0], "Greeting (formal)");
    assert_eq!(names(&catalogue, "  ").len(), 5);
}

#[test]
fn what_both_have_word_for_word_comes_once() {
    let crm = QuickReply { id: ReplyId::Crm(LookupId(Uuid::nil())), ..reply(0, "Hi", "Hello") };
    let merged = merge(vec![crm.clone()], vec![reply(1, "Hi", "Hello"), reply(2, "Hi", "Hello!")]);
    assert_eq!(merged, [crm.clone(), reply(2, "Hi", "Hello!")]);
    let kept = Kept { stamp: Stamp::default(), replies: merged };
    assert_eq!(kept.by_origin(), (vec![crm], vec![reply(2, "Hi", "Hello!")]));
}

proptest! {
    #[test]
    fn filling_changes_nothing_but_variables(text in "(\\PC|[{}$]|\\{\\{queue\\}\\}|\\{\\{x\\}\\}){0,40}") {
        prop_assert_eq!(fill(&text, |_| None), text.clone());
        let filled = fill(&text, |variable| (variable == Variable::Queue).then(|| "Q".to_owned()));
        let mut expected = String::new();
        let mut from = 0;
        for token in tokens(&text) {
            expected.push_str(&text[from..token.at.start]);
            expected.push_str(if token.name == "queue" { "Q" } else { &text[token.at.clone()] });
            from = token.at.end;
        }
        expected.push_str(&text[from..]);
        prop_assert_eq!(filled, expected);
    }

    #[test]
    fn tokens_stand_in_their_order_and_apart(text in "[{}$a. ]{0,60}") {
        let mut from = 0;
        for token in tokens(&text) {
            prop_assert!(token.at.start >= from && token.at.end > token.at.start);
            prop_assert!(text[token.at.clone()].contains(token.name));
            from = token.at.end;
        }
    }

    #[test]
    fn a_search_is_what_stands_between_slash_and_caret(before in "(\\PC{0,20}\\s)?", query in "[^/\\s]{0,20}", after in "\\PC{0,10}") {
        let units = |text: &str| text.encode_utf16().count();
        let text = format!("{before}/{query}{after}");
        let caret = units(&before) + 1 + units(&query);
        prop_assert_eq!(slash(&text, caret), Some(Slash { at: units(&before)..caret, query: &query }));
    }

    #[test]
    fn any_query_is_literal(names_of in prop::collection::vec("\\PC{1,12}", 1..6), query in "\\PC{0,6}") {
        let replies = names_of.iter().enumerate().map(|(at, name)| reply(at as i64, name, "")).collect();
        let catalogue = Catalogue::new(replies, &BTreeMap::new());
        let lower = query.to_lowercase();
        let fits = |name: &str| lower.split_whitespace().all(|word| name.to_lowercase().contains(word));
        prop_assert_eq!(catalogue.find(&query).len(), names_of.iter().filter(|name| fits(name)).count());
    }
}
