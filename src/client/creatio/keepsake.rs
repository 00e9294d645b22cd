//! Drafts as text, to be kept on the machine until they are saved: a crash loses nothing, and a
//! draft that is taken up again does not overwrite what others changed since.

use serde_json::{Value, json};
use uuid::Uuid;

use super::layout;
use crate::client::json;
use crate::domain::record::{Cell, ChatRecord, Decimal, Draft, Edit, Extra, Field, Kind, Named};
use crate::ids::crm::{Key, RecordId};
use crate::time::Millis;

/// What a configured field is called.
const EXTRA: &str = "extra";

/// What the agent has changed, with what was saved at that time; `None` where nothing is changed.
#[must_use]
pub fn keep(draft: &Draft) -> Option<String> {
    let edits: Vec<_> = draft
        .edits()
        .map(|edit| {
            let field = edit.field();
            let mut kept =
                json!({"field": name(field), "mine": value(edit), "base": value(&field.of(draft.base()))});
            if let Field::Extra(extra) = field {
                kept["extra"] = layout::describe(extra.0);
            }
            kept
        })
        .collect();
    (!edits.is_empty()).then(|| json!({"record": draft.base().id, "edits": edits}).to_string())
}

/// Takes up a draft of this record, as the record is saved now. `None` where the text is none, or
/// of another record, or where all of it is saved by now.
#[must_use]
pub fn take_up(text: &str, now: ChatRecord) -> Option<Draft> {
    let kept = json::parse(text).ok()?;
    if id(kept.get("record")?) != Some(RecordId(now.id.0)) {
        return None;
    }
    let edits: Vec<(Edit, Edit)> = kept.get("edits")?.as_array()?.iter().filter_map(edit).collect();
    let mut base = now.clone();
    for (_, before) in &edits {
        base.put(before.clone());
    }
    let mut draft = Draft::new(base);
    edits.into_iter().for_each(|(mine, _)| draft.set(mine));
    draft.rebase(now);
    draft.is_dirty().then_some(draft)
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Contact => "contact",
        Field::Result => "result",
        Field::ResultDetails => "resultDetails",
        Field::Account => "account",
        Field::Activity => "activity",
        Field::Case => "case",
        Field::Notes => "notes",
        Field::Extra(_) => EXTRA,
    }
}

fn value(edit: &Edit) -> Value {
    fn named<I: Key>(named: Option<&Named<I>>) -> Value {
        named.map_or(Value::Null, |named| json!({"id": named.id.uuid(), "title": named.title}))
    }
    match edit {
        Edit::Name(text) | Edit::ResultDetails(text) | Edit::Notes(text) => Value::from(text.as_str()),
        Edit::Contact(to) => named(to.as_ref()),
        Edit::Result(to) => named(to.as_ref()),
        Edit::Account(to) => named(to.as_ref()),
        Edit::Activity(to) => named(to.as_ref()),
        Edit::Case(to) => named(to.as_ref()),
        Edit::Extra(_, cell) => match cell {
            Cell::Text(text) => Value::from(text.as_str()),
            Cell::Number(number) => Value::from(number.get()),
            Cell::Time(time) => Value::from(time.map(|time| time.0)),
            Cell::Flag(flag) => Value::from(*flag),
            Cell::Row(to) => named(to.as_ref()),
        },
    }
}

/// My value of a field and the one that was saved.
fn edit(kept: &Value) -> Option<(Edit, Edit)> {
    let field = kept.get("field")?.as_str()?;
    let field = match field {
        // The configuration may not be here yet: what was kept says itself what it is. It is taken up
        // once for a page, and stays as long.
        EXTRA => Field::Extra(Extra(Box::leak(Box::new(layout::described(kept.get("extra")?)?)))),
        usual => Field::ALL.into_iter().find(|one| name(*one) == usual)?,
    };
    Some((read(field, kept.get("mine")?)?, read(field, kept.get("base")?)?))
}

fn read(field: Field, value: &Value) -> Option<Edit> {
    let text = || value.as_str().map(str::to_owned);
    Some(match field {
        Field::Name => Edit::Name(text()?),
        Field::ResultDetails => Edit::ResultDetails(text()?),
        Field::Notes => Edit::Notes(text()?),
        Field::Contact => Edit::Contact(named(value)?),
        Field::Result => Edit::Result(named(value)?),
        Field::Account => Edit::Account(named(value)?),
        Field::Activity => Edit::Activity(named(value)?),
        Field::Case => Edit::Case(named(value)?),
        Field::Extra(extra) => Edit::Extra(extra, cell(&extra.0.kind, value)?),
    })
}

fn cell(kind: &Kind, value: &Value) -> Option<Cell> {
    Some(match kind {
        Kind::Text | Kind::Lines => Cell::Text(value.as_str()?.to_owned()),
        Kind::Integer | Kind::Number => Cell::Number(Decimal::new(value.as_f64()?)?),
        Kind::Date | Kind::Time if value.is_null() => Cell::Time(None),
        Kind::Date | Kind::Time => Cell::Time(Some(Millis(value.as_i64()?))),
        Kind::Flag => Cell::Flag(value.as_bool()?),
        Kind::Row { .. } => Cell::Row(named(value)?),
    })
}

/// A record to which a lookup refers; inside, `None` for none.
fn named<I: Key>(value: &Value) -> Option<Option<Named<I>>> {
    if value.is_null() {
        return Some(None);
    }
    let title = value.get("title")?.as_str()?;
    Some(Some(Named::new(id(value.get("id")?)?, title)))
}

fn id<I: Key>(value: &Value) -> Option<I> {
    Uuid::parse_str(value.as_str()?).ok().map(I::of)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::record::ChatState;
    use crate::domain::record::{ExtraField, Identifier};
    use crate::ids::crm::{CaseId, Guid};

    fn record(notes: &str, case: Option<u128>) -> ChatRecord {
        ChatRecord {
            id: RecordId(Uuid::from_u128(9)),
            name: "Olena".to_owned(),
            state: ChatState::New,
            contact: None,
            owner: None,
            client_name: String::new(),
            client_identity: String::new(),
            source: String::new(),
            queue: String::new(),
            started: None,
            ended: None,
            result: None,
            result_details: String::new(),
            account: None,
            activity: None,
            case: case.map(|id| Named::new(CaseId(Uuid::from_u128(id)), "SR1")),
            notes: notes.to_owned(),
            modified: None,
            extras: BTreeMap::new(),
        }
    }

    #[test]
    fn what_others_changed_since_is_a_conflict() {
        let mut draft = Draft::new(record("old", None));
        draft.set(Edit::Notes("mine".to_owned()));
        let text = keep(&draft).unwrap();
        let again = take_up(&text, record("theirs", Some(5))).unwrap();
        assert_eq!(again.conflicts().count(), 1);
        assert!(again.current().case.is_some(), "what I did not change is theirs");
        assert_eq!(take_up(&text, record("mine", None)), None, "it is saved by now");
        let other = ChatRecord { id: RecordId(Uuid::from_u128(8)), ..record("old", None) };
        assert_eq!(take_up(&text, other), None);
    }

    #[test]
    fn nothing_is_not_kept_and_nonsense_not_taken_up() {
        assert_eq!(keep(&Draft::new(record("a", None))), None);
        for text in ["", "{}", "[]", r#"{"record":"x","edits":[]}"#, r#"{"record":null,"edits":5}"#] {
            assert_eq!(take_up(text, record("a", None)), None, "{text}");
        }
    }

    #[test]
    fn configured_fields_are_kept_too() {
        let field = |column: &str, kind: Kind| {
            let column = Identifier::new(column).unwrap();
            let field = ExtraField { column, title: "T".to_owned(), kind, fixed: false };
            Extra(Box::leak(Box::new(field)))
        };
        let shown = || Identifier::new("Name").unwrap();
        let row =
            field("UsrTopic", Kind::Row { object: Identifier::new("UsrChatTopic").unwrap(), shown: shown() });
        let cells = [
            (field("UsrText", Kind::Lines), Cell::Text("a\nb".to_owned())),
            (field("UsrSum", Kind::Number), Cell::Number(Decimal::new(12.5).unwrap())),
            (field("UsrDay", Kind::Date), Cell::Time(Some(Millis(86_400_000)))),
            (field("UsrVip", Kind::Flag), Cell::Flag(true)),
            (row, Cell::Row(Some(Named::new(Guid(Uuid::from_u128(3)), "Parcel")))),
        ];
        let mut draft = Draft::new(record("", None));
        draft.learn(BTreeMap::from([(row, Cell::Row(None))]));
        for (extra, cell) in cells {
            draft.set(Edit::Extra(extra, cell));
        }
        let text = keep(&draft).unwrap();
        let mut again = take_up(&text, record("", None)).unwrap();
        let edits = |draft: &Draft| draft.edits().cloned().collect::<Vec<_>>();
        assert_eq!(edits(&again), edits(&draft));
        again.learn(BTreeMap::from([(row, Cell::Row(Some(Named::new(Guid(Uuid::from_u128(4)), "Bill"))))]));
        assert_eq!(again.conflicts().count(), 1, "somebody else has chosen another topic since");
    }

    proptest! {
        #[test]
        fn a_draft_is_taken_up_as_it_was_kept(notes in ".{0,20}", details in ".{0,20}", case in prop::option::of(1_u128..3)) {
            let mut draft = Draft::new(record("before", Some(7)));
            draft.set(Edit::Notes(notes));
            draft.set(Edit::ResultDetails(details));
            draft.set(Edit::Case(case.map(|id| Named::new(CaseId(Uuid::from_u128(id)), "x"))));
            let text = keep(&draft);
            let again = text.and_then(|text| take_up(&text, record("before", Some(7))));
            prop_assert_eq!(again, draft.is_dirty().then_some(draft));
        }
    }
}
