//! A condition as a client writes it.

use std::fmt::{Display, Formatter, Result};

use super::super::{Expr, Literal, Operand, Operator, Search};
use crate::creatio::moment;

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Or(parts) => list(f, parts, " or ", |part| matches!(part, Self::Or(_))),
            Self::And(parts) => list(f, parts, " and ", |part| matches!(part, Self::Or(_) | Self::And(_))),
            Self::Not(inner) => write!(f, "not ({inner})"),
            Self::Compare(left, operator, right) => write!(f, "{left} {operator} {right}"),
            Self::Search(search, text, part) => write!(f, "{search}({text},{part})"),
            Self::Is(operand) => operand.fmt(f),
        }
    }
}

/// Only the parts in question need brackets.
fn list(f: &mut Formatter<'_>, parts: &[Expr], word: &str, needs_brackets: fn(&Expr) -> bool) -> Result {
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index > 0 { word } else { "" })?;
        if needs_brackets(part) { write!(f, "({part})") } else { write!(f, "{part}") }?;
    }
    Ok(())
}

impl Display for Operator {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
        })
    }
}

impl Display for Search {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Contains => "contains",
            Self::StartsWith => "startswith",
            Self::EndsWith => "endswith",
        })
    }
}

impl Display for Operand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Path(path) => f.write_str(&path.join("/")),
            Self::Literal(literal) => literal.fmt(f),
            Self::Length(text) => write!(f, "length({text})"),
        }
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(flag) => flag.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Decimal(number) => write!(f, "{number:?}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Guid(id) => id.fmt(f),
            Self::Moment(None) => f.write_str(moment::NONE),
            Self::Moment(Some(moment)) => moment.fmt(f),
        }
    }
}
