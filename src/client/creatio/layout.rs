//! Reading `record-page.json`: what a record's page shows besides the usual. Whoever wrote it is told
//! what is wrong where.

use serde_json::{Map, Value, json};

use crate::client::json;
use crate::domain::record::{
    Bars, Condition, Dashboard, Detail, ExtraField, Group, Identifier, Item, Kind, Layout, Metric, Operand,
    OwnTab, Role,
};
use crate::ids::crm::Guid;
use crate::wire::creatio::entity::LONGEST;

/// What is wrong, and where, such as `details[0].fields[1].column is missing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutError(pub String);

type Read<T> = Result<T, LayoutError>;

/// How many rows of a list are read at once unless the file says otherwise, and at most.
const ROWS: u32 = 10;
const MOST_ROWS: u32 = 200;
/// How columns with names are called.
const NAME: &str = "Name";

/// Reads the file.
///
/// # Errors
/// If it can't be used; the text says why.
pub fn read(text: &str) -> Result<Layout, LayoutError> {
    let value = json::parse(text).map_err(|_| LayoutError("it is no JSON".to_owned()))?;
    let entry = Entry::of(&value, String::new())?;
    entry.knows(&["details", "tabs"])?;
    Ok(Layout { details: entry.list("details", item)?, tabs: entry.list("tabs", tab)? })
}

fn tab(entry: &Entry) -> Read<OwnTab> {
    entry.knows(&["title", "items"])?;
    Ok(OwnTab { title: entry.text("title")?, items: entry.list("items", item)? })
}

fn item(entry: &Entry) -> Read<Item> {
    if let Some(one) = entry.entry("field")? {
        entry.knows(&["field"])?;
        return Ok(Item::Group(Group { title: String::new(), fields: vec![field(&one)?] }));
    }
    if entry.has("group") {
        entry.knows(&["group", "fields"])?;
        let fields = entry.list("fields", field)?;
        return Ok(Item::Group(Group { title: entry.text("group")?, fields }));
    }
    if entry.has("detail") {
        return detail(entry).map(Item::Detail);
    }
    if entry.has("dashboard") {
        entry.knows(&["dashboard", "metrics", "bars"])?;
        return Ok(Item::Dashboard(Dashboard {
            title: entry.text("dashboard")?,
            metrics: entry.list("metrics", |metric| {
                metric.knows(&["title", "object", "filter"])?;
                counted(metric)
            })?,
            bars: entry.list("bars", bars)?,
        }));
    }
    Err(entry.wrong("is neither a field nor a group, detail or dashboard"))
}

fn field(entry: &Entry) -> Read<ExtraField> {
    entry.knows(&["column", "title", "kind", "object", "shown", "readOnly"])?;
    let column = entry.name("column")?;
    let kind = match entry.maybe_text("kind")?.as_deref() {
        None | Some("text") => Kind::Text,
        Some("lines") => Kind::Lines,
        Some("integer") => Kind::Integer,
        Some("number") => Kind::Number,
        Some("date") => Kind::Date,
        Some("dateTime") => Kind::Time,
        Some("boolean") => Kind::Flag,
        Some("lookup") => Kind::Row { object: entry.name("object")?, shown: entry.name_or("shown", NAME)? },
        Some(_) => return Err(entry.wrong("has no kind that is known")),
    };
    let title = entry.maybe_text("title")?.unwrap_or_else(|| column.as_str().to_owned());
    Ok(ExtraField { column, title, kind, fixed: entry.flag("readOnly")? })
}

/// A field as the file would have it.
pub(super) fn describe(field: &ExtraField) -> Value {
    let kind = match field.kind {
        Kind::Text => "text",
        Kind::Lines => "lines",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Time => "dateTime",
        Kind::Flag => "boolean",
        Kind::Row { .. } => "lookup",
    };
    let mut described = json!({"column": field.column.as_str(), "title": field.title, "kind": kind});
    if let Kind::Row { object, shown } = &field.kind {
        described["object"] = object.as_str().into();
        described["shown"] = shown.as_str().into();
    }
    described
}

/// The field that was described so.
pub(super) fn described(value: &Value) -> Option<ExtraField> {
    Entry::of(value, String::new()).and_then(|entry| field(&entry)).ok()
}

fn detail(entry: &Entry) -> Read<Detail> {
    entry.knows(&["detail", "object", "filter", "columns", "order", "rows"])?;
    let order = match entry.maybe_text("order")? {
        None => None,
        Some(text) => {
            let (column, descending) =
                text.strip_suffix(" desc").map_or((&*text, false), |name| (name, true));
            let column =
                Identifier::new(column).ok_or_else(|| entry.at("order", "is no name of a column"))?;
            Some((column, descending))
        }
    };
    let rows = match entry.get("rows") {
        None => ROWS,
        Some(rows) => {
            let rows = rows.as_u64().and_then(|rows| u32::try_from(rows).ok());
            rows.filter(|rows| (1..=MOST_ROWS).contains(rows))
                .ok_or_else(|| entry.at("rows", "is not from 1 to 200"))?
        }
    };
    let columns = entry.list("columns", field)?;
    if columns.is_empty() {
        return Err(entry.at("columns", "is missing"));
    }
    Ok(Detail {
        title: entry.text("detail")?,
        object: entry.name("object")?,
        filter: entry.list("filter", condition)?,
        columns,
        order,
        rows,
    })
}

fn bars(entry: &Entry) -> Read<Bars> {
    entry.knows(&["title", "object", "filter", "by", "groups", "shown"])?;
    Ok(Bars {
        of: counted(entry)?,
        by: entry.name("by")?,
        groups: entry.name("groups")?,
        shown: entry.name_or("shown", NAME)?,
    })
}

fn counted(entry: &Entry) -> Read<Metric> {
    Ok(Metric {
        title: entry.text("title")?,
        object: entry.name("object")?,
        filter: entry.list("filter", condition)?,
    })
}

fn condition(entry: &Entry) -> Read<Condition> {
    entry.knows(&["column", "is", "isNot"])?;
    let path: Option<Vec<_>> = entry.text("column")?.split('/').map(Identifier::new).collect();
    let mut path = path
        .filter(|path| path.len() <= LONGEST)
        .ok_or_else(|| entry.at("column", "is no way to a column"))?;
    let (same, value) = match (entry.get("is"), entry.get("isNot")) {
        (Some(value), None) => (true, value),
        (None, Some(value)) => (false, value),
        _ => return Err(entry.wrong("needs either “is” or “isNot”")),
    };
    let operand = operand(value).ok_or_else(|| entry.wrong("compares with nothing that is known"))?;
    // A record is told by its key, which is reached through the lookup.
    let is_record = matches!(operand, Operand::Of(_) | Operand::Row(_));
    if is_record && path.last().is_some_and(|last| last.as_str() != "Id") {
        path.extend(Identifier::new("Id"));
    }
    Ok(Condition { path, same, operand })
}

fn operand(value: &Value) -> Option<Operand> {
    match value {
        Value::Bool(flag) => Some(Operand::Flag(*flag)),
        Value::Number(number) => number.as_i64().map(Operand::Number),
        Value::String(text) => match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
            Some(role) => self::role(role).map(Operand::Of),
            None => Some(match uuid::Uuid::try_parse(text) {
                Ok(id) => Operand::Row(Guid(id)),
                Err(_) => Operand::Text(text.clone()),
            }),
        },
        _ => None,
    }
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "record" => Role::Record,
        "contact" => Role::Contact,
        "account" => Role::Account,
        "case" => Role::Case,
        "activity" => Role::Activity,
        "owner" => Role::Owner,
        _ => return None,
    })
}

/// An object of the file, and where it stands.
struct Entry<'a> {
    fields: &'a Map<String, Value>,
    place: String,
}

impl<'a> Entry<'a> {
    fn of(value: &'a Value, place: String) -> Read<Self> {
        match value {
            Value::Object(fields) => Ok(Self { fields, place }),
            _ => Err(LayoutError(format!("{} is no object", if place.is_empty() { "it" } else { &place }))),
        }
    }

    fn wrong(&self, what: &str) -> LayoutError {
        LayoutError(format!("{} {what}", self.place))
    }

    fn at(&self, name: &str, what: &str) -> LayoutError {
        LayoutError(format!("{} {what}", self.inside(name)))
    }

    fn inside(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) }
    }

    /// Whoever mistypes a name should hear of it.
    fn knows(&self, names: &[&str]) -> Read<()> {
        match self.fields.keys().find(|name| !names.contains(&name.as_str())) {
            Some(other) => Err(self.at(other, "is not known")),
            None => Ok(()),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn entry(&self, name: &str) -> Read<Option<Self>> {
        self.get(name).map(|value| Self::of(value, self.inside(name))).transpose()
    }

    fn list<T>(&self, name: &str, read: impl Fn(&Self) -> Read<T>) -> Read<Vec<T>> {
        match self.get(name) {
            None => Ok(Vec::new()),
            Some(Value::Array(values)) => {
                let place = |nth| format!("{}[{nth}]", self.inside(name));
                values.iter().enumerate().map(|(nth, value)| read(&Entry::of(value, place(nth))?)).collect()
            }
            Some(_) => Err(self.at(name, "is no list")),
        }
    }

    fn maybe_text(&self, name: &str) -> Read<Option<String>> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.at(name, "is no text")),
        }
    }

    fn text(&self, name: &str) -> Read<String> {
        self.maybe_text(name)?.ok_or_else(|| self.at(name, "is missing"))
    }

    fn name(&self, name: &str) -> Read<Identifier> {
        Identifier::new(&self.text(name)?).ok_or_else(|| self.at(name, "is no name of an object or a column"))
    }

    fn name_or(&self, name: &str, otherwise: &str) -> Read<Identifier> {
        let text = self.maybe_text(name)?;
        Identifier::new(text.as_deref().unwrap_or(otherwise))
            .ok_or_else(|| self.at(name, "is no name of an object or a column"))
    }

    fn flag(&self, name: &str) -> Read<bool> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.at(name, "is neither true nor false")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrong(text: &str) -> String {
        read(text).unwrap_err().0
    }

    #[test]
    fn nothing_configured_is_nothing_shown() {
        assert_eq!(read("{}"), Ok(Layout::default()));
    }

    #[test]
    fn every_kind_of_item_is_read() {
        let layout = read(
            r#"{"details": [
                {"field": {"column": "UsrVip", "kind": "boolean", "readOnly": true}},
                {"detail": "Chats", "object": "WebitelChat", "order": "StartDate desc",
                 "filter": [{"column": "Contact", "is": "{contact}"}, {"column": "Id", "isNot": "{record}"}],
                 "columns": [{"column": "State", "title": "State", "kind": "lookup", "object": "WebitelChatState"}]}],
              "tabs": [{"title": "Figures", "items": [{"dashboard": "Cases",
                "metrics": [{"title": "Open", "object": "Case", "filter": [{"column": "Status/IsFinal", "is": false}]}],
                "bars": [{"title": "By status", "object": "Case", "by": "Status", "groups": "CaseStatus"}]}]}]}"#,
        )
        .unwrap();
        let [Item::Group(group), Item::Detail(detail)] = &layout.details[..] else { panic!("{layout:?}") };
        assert_eq!((group.fields[0].title.as_str(), group.fields[0].fixed), ("UsrVip", true));
        let way: Vec<_> = detail.filter[0].path.iter().map(Identifier::as_str).collect();
        assert_eq!((way, detail.filter[1].same), (vec!["Contact", "Id"], false));
        assert_eq!(detail.order.as_ref().map(|order| order.1), Some(true));
        let Item::Dashboard(dashboard) = &layout.tabs[0].items[0] else { panic!("{layout:?}") };
        assert_eq!(dashboard.metrics[0].filter[0].operand, Operand::Flag(false));
        assert_eq!(dashboard.bars[0].shown.as_str(), "Name");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, words) in [
            ("[", "it is no JSON"),
            ("[]", "it is no object"),
            (r#"{"detials": []}"#, "detials is not known"),
            (r#"{"details": [{}]}"#, "details[0] is neither a field nor a group, detail or dashboard"),
            (
                r#"{"details": [{"field": {"column": "A)&$top=1"}}]}"#,
                "details[0].field.column is no name of an object or a column",
            ),
            (
                r#"{"tabs": [{"title": "x", "items": [{"group": "g", "fields": [{"title": "t"}]}]}]}"#,
                "tabs[0].items[0].fields[0].column is missing",
            ),
            (
                r#"{"details": [{"detail": "d", "object": "Case", "columns": [{"column": "A"}], "filter": [{"column": "A/B/C/D", "is": 1}]}]}"#,
                "details[0].filter[0].column is no way to a column",
            ),
            (
                r#"{"details": [{"detail": "d", "object": "Case", "columns": [{"column": "A"}], "filter": [{"column": "A", "is": "{nobody}"}]}]}"#,
                "details[0].filter[0] compares with nothing that is known",
            ),
            (
                r#"{"details": [{"detail": "d", "object": "Case", "rows": 0, "columns": [{"column": "A"}]}]}"#,
                "details[0].rows is not from 1 to 200",
            ),
        ] {
            assert_eq!(wrong(text), words);
        }
    }

    proptest! {
        /// Nonsense is refused, never more.
        #[test]
        fn no_text_does_harm(text in r#"[\[\]{}":,0-9a-z\\ ]{0,60}"#) {
            let _ = read(&text);
        }
    }
}
