//! `$filter`: read into an [`Expr`], which [`sql`](super::sql) turns into a condition with
//! parameters. What the CRM is not known to understand is refused: `in`, `any`, arithmetic.

mod lexer;
mod parser;
#[cfg(test)]
mod tests;

pub(crate) use parser::parse;

use rusqlite::types::Value as Cell;
use uuid::Uuid;

use crate::creatio::moment::Moment;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    /// At least one of them; never fewer than two.
    Or(Vec<Expr>),
    /// All of them; never fewer than two.
    And(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Operand, Operator, Operand),
    Search(Search, Operand, Operand),
    /// A value that is true or false by itself.
    Is(Operand),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

/// Where a text is looked for in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    Contains,
    StartsWith,
    EndsWith,
}

/// A value in a condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Operand {
    /// A column, by way of lookups: `Contact/Account/Name`.
    Path(Vec<String>),
    Literal(Literal),
    Length(Box<Operand>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    Integer(i64),
    Decimal(f64),
    Text(String),
    Guid(Uuid),
    /// `None` is the year 1, which stands for no date.
    Moment(Option<Moment>),
}

impl Operator {
    /// The name by which errors call it.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Eq => "Equal",
            Self::Ne => "NotEqual",
            Self::Gt => "GreaterThan",
            Self::Ge => "GreaterThanOrEqual",
            Self::Lt => "LessThan",
            Self::Le => "LessThanOrEqual",
        }
    }
}

impl Literal {
    /// As the database keeps it.
    pub(crate) fn cell(&self) -> Cell {
        match self {
            Self::Null | Self::Moment(None) => Cell::Null,
            Self::Boolean(flag) => Cell::Integer((*flag).into()),
            Self::Integer(number) => Cell::Integer(*number),
            Self::Decimal(number) => Cell::Real(*number),
            Self::Text(text) => Cell::Text(text.clone()),
            Self::Guid(id) => crate::creatio::value::of_guid(*id),
            Self::Moment(Some(moment)) => Cell::Integer(moment.0),
        }
    }
}
