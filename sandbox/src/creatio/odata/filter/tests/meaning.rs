//! What a condition means, told without a database.

use uuid::Uuid;

use super::super::{Expr, Literal, Operand, Operator, Search};
use crate::creatio::moment::Moment;
use crate::creatio::schema::fold;
use crate::creatio::table::Fields;

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) text: String,
    pub(super) integer: i64,
    pub(super) decimal: f64,
    pub(super) flag: bool,
    pub(super) moment: Option<Moment>,
    pub(super) guid: Option<Uuid>,
    /// The code and the id of the record to which it refers.
    pub(super) setting: Option<(&'static str, Uuid)>,
}

/// A value; texts are folded.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
enum Value {
    Null,
    Text(String),
    Number(f64),
    Flag(bool),
    Moment(Option<i64>),
    Guid(Option<Uuid>),
}

impl Value {
    /// Whether it is the same as `null`.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Null | Self::Moment(None) | Self::Guid(None) => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }
}

impl Row {
    /// As the database has it.
    pub(super) fn fields(&self) -> Fields {
        let mut fields = Fields::default();
        fields.set_guid("Id", self.id);
        fields.set("TextValue", self.text.clone());
        fields.set("IntegerValue", self.integer);
        fields.set("FloatValue", self.decimal);
        fields.set("BooleanValue", i64::from(self.flag));
        if let Some(moment) = self.moment {
            fields.set_moment("DateTimeValue", moment);
        }
        fields.set_guid("GuidValue", self.guid.unwrap_or_default());
        fields.set_guid("SysSettingsId", self.setting.map(|setting| setting.1).unwrap_or_default());
        fields
    }

    pub(super) fn fulfils(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Or(parts) => parts.iter().any(|part| self.fulfils(part)),
            Expr::And(parts) => parts.iter().all(|part| self.fulfils(part)),
            Expr::Not(inner) => !self.fulfils(inner),
            Expr::Compare(left, operator, right) => compare(&self.value(left), *operator, &self.value(right)),
            Expr::Search(search, text, part) => searched(*search, &self.value(text), &self.value(part)),
            Expr::Is(operand) => self.value(operand) == Value::Flag(true),
        }
    }

    fn value(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Literal(literal) => constant(literal),
            Operand::Length(text) => {
                // Folding may change the length, so the text itself counts.
                let length = self.raw(text).chars().count();
                Value::Number(f64::from(u32::try_from(length).unwrap()))
            }
            Operand::Path(path) => match path.join("/").as_str() {
                "TextValue" | "SysSettings/Code" => Value::Text(fold(&self.raw(operand))),
                "IntegerValue" => Value::Number(f64::from(i32::try_from(self.integer).unwrap())),
                "FloatValue" => Value::Number(self.decimal),
                "BooleanValue" => Value::Flag(self.flag),
                "DateTimeValue" => Value::Moment(self.moment.map(|moment| moment.0)),
                "GuidValue" => Value::Guid(self.guid),
                "SysSettings/Id" | "SysSettings" => Value::Guid(self.setting.map(|setting| setting.1)),
                other => panic!("{other} is not generated"),
            },
        }
    }

    fn raw(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(Literal::Text(text)) => text.clone(),
            Operand::Path(path) if path.len() == 1 => self.text.clone(),
            _ => self.setting.map_or_else(String::new, |setting| setting.0.to_owned()),
        }
    }
}

fn constant(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Boolean(flag) => Value::Flag(*flag),
        Literal::Integer(number) => Value::Number(f64::from(i32::try_from(*number).unwrap())),
        Literal::Decimal(number) => Value::Number(*number),
        Literal::Text(text) => Value::Text(fold(text)),
        Literal::Guid(id) => Value::Guid(Some(*id).filter(|id| !id.is_nil())),
        Literal::Moment(moment) => Value::Moment(moment.map(|moment| moment.0)),
    }
}

fn compare(a: &Value, operator: Operator, b: &Value) -> bool {
    let equal = match (a, b) {
        (Value::Null, other) | (other, Value::Null) => other.is_nothing(),
        (a, b) => a == b,
    };
    let known = !matches!((a, b), (Value::Moment(None), _) | (_, Value::Moment(None)));
    match operator {
        Operator::Eq => equal,
        Operator::Ne => !equal,
        Operator::Gt => known && a > b,
        Operator::Ge => known && a >= b,
        Operator::Lt => known && a < b,
        Operator::Le => known && a <= b,
    }
}

fn searched(search: Search, text: &Value, part: &Value) -> bool {
    let (Value::Text(text), Value::Text(part)) = (text, part) else { panic!("only texts are searched") };
    match search {
        Search::Contains => text.contains(part.as_str()),
        Search::StartsWith => text.starts_with(part.as_str()),
        Search::EndsWith => text.ends_with(part.as_str()),
    }
}
