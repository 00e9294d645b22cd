//! From what is asked to SQL. Values never become part of its text, and names only those that
//! the model has.
//!
//! Conditions are true or false, nothing else: only ids and dates can be missing, and what is
//! missing equals `null` and is neither before nor after anything.

use rusqlite::types::Value as Cell;

use super::filter::{Expr, Literal, Operand, Operator, Search};
use crate::creatio::model::{Column, Entity, Kind, Member};
use crate::creatio::refusal::{Outcome, Refusal};
use crate::creatio::schema::fold;

/// A query that grows: the tables, the values in the order of their places.
pub(crate) struct Query {
    entity: &'static Entity,
    joins: Vec<Join>,
    values: Vec<Cell>,
}

/// A further table, reached from another one by a lookup column. Its alias is `t` and its place.
struct Join {
    from: usize,
    column: &'static Column,
    target: &'static Entity,
}

/// What an operand is in SQL.
struct Term {
    sql: String,
    kind: Type,
}

/// The types between which comparisons are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Null,
    Guid,
    Text,
    Number,
    Boolean,
    Moment,
}

impl Type {
    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Guid => "Edm.Guid",
            Self::Text => "Edm.String",
            Self::Number => "Edm.Decimal",
            Self::Boolean => "Edm.Boolean",
            Self::Moment => "Edm.DateTimeOffset",
        }
    }

    fn of(column: &Column) -> Self {
        match column.kind {
            Kind::Guid | Kind::Lookup(_) | Kind::PartOf(_) | Kind::Author => Self::Guid,
            Kind::Text | Kind::Stream => Self::Text,
            Kind::Integer | Kind::Decimal => Self::Number,
            Kind::Boolean => Self::Boolean,
            Kind::Moment | Kind::Day => Self::Moment,
        }
    }
}

impl Query {
    pub(crate) fn new(entity: &'static Entity) -> Self {
        Self { entity, joins: Vec::new(), values: Vec::new() }
    }

    /// The tables, for `FROM`.
    pub(crate) fn tables(&self) -> String {
        let mut sql = format!("{} t0", self.entity.table());
        for (index, join) in self.joins.iter().enumerate() {
            let (table, field, place) = (join.target.table(), join.column.field(), index + 1);
            sql.push_str(&format!(
                " LEFT JOIN {table} t{place} ON t{place}.\"Id\" = t{}.\"{field}\"",
                join.from
            ));
        }
        sql
    }

    /// The values, in the order of their places in what was made so far.
    pub(crate) fn values(self) -> Vec<Cell> {
        self.values
    }

    /// A condition, for `WHERE`.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Outcome<String> {
        match expr {
            Expr::Or(parts) => self.list(parts, " OR "),
            Expr::And(parts) => self.list(parts, " AND "),
            Expr::Not(inner) => Ok(format!("NOT {}", self.condition(inner)?)),
            Expr::Compare(left, operator, right) => self.compare(left, *operator, right),
            Expr::Search(search, text, part) => self.search(*search, text, part),
            Expr::Is(operand) => {
                let term = self.term(operand)?;
                if term.kind == Type::Boolean {
                    Ok(format!("({} = 1)", term.sql))
                } else {
                    Err(not_boolean())
                }
            }
        }
    }

    /// A value to sort by, for `ORDER BY`. A text of the table itself has an index that is in this
    /// order; one from elsewhere is folded once, and not in each comparison.
    pub(crate) fn sort_key(&mut self, path: &[String]) -> Outcome<String> {
        let Term { sql, kind } = self.column(path)?;
        Ok(match kind {
            Type::Text if path.len() == 1 => format!("{sql} COLLATE FOLD"),
            Type::Text => format!("fold({sql})"),
            _ => sql,
        })
    }

    fn list(&mut self, parts: &[Expr], between: &str) -> Outcome<String> {
        let parts: Outcome<Vec<String>> = parts.iter().map(|part| self.condition(part)).collect();
        Ok(format!("({})", parts?.join(between)))
    }

    fn compare(&mut self, left: &Operand, operator: Operator, right: &Operand) -> Outcome<String> {
        let (a, b) = (self.term(left)?, self.term(right)?);
        let ordered = !matches!(operator, Operator::Eq | Operator::Ne);
        let comparable = match (a.kind, b.kind) {
            (Type::Null, _) | (_, Type::Null) => !ordered,
            (Type::Guid | Type::Boolean, _) if ordered => false,
            (a, b) => a == b,
        };
        if !comparable {
            return Err(incompatible(a.kind, b.kind, operator));
        }
        // An empty text is what a text has instead of `null`.
        let collate = if a.kind == Type::Text || b.kind == Type::Text { " COLLATE FOLD" } else { "" };
        let (a, b, missing) = match (a.kind, b.kind) {
            (Type::Text, Type::Null) => (a.sql, "''".to_owned(), false),
            (Type::Null, Type::Text) => ("''".to_owned(), b.sql, false),
            (kind, _) => (a.sql, b.sql, kind == Type::Moment),
        };
        Ok(match operator {
            Operator::Eq => format!("({a} IS {b}{collate})"),
            Operator::Ne => format!("({a} IS NOT {b}{collate})"),
            Operator::Gt => order(&a, ">", &b, collate, missing),
            Operator::Ge => order(&a, ">=", &b, collate, missing),
            Operator::Lt => order(&a, "<", &b, collate, missing),
            Operator::Le => order(&a, "<=", &b, collate, missing),
        })
    }

    fn search(&mut self, search: Search, text: &Operand, part: &Operand) -> Outcome<String> {
        let Operand::Literal(Literal::Text(part)) = part else {
            return Err(Refusal::Query("A search takes a text and a text in quotes.".to_owned()));
        };
        let text = self.term(text)?;
        if text.kind != Type::Text {
            return Err(Refusal::Query(format!("A search takes a text, not '{}'.", text.kind.name())));
        }
        let part = fold(part);
        let (text, length) = (format!("fold({})", text.sql), part.chars().count());
        if part.is_empty() {
            // Everything has it.
            return Ok(format!("({text} IS NOT NULL)"));
        }
        self.values.push(Cell::Text(part));
        let place = self.values.len();
        Ok(match search {
            Search::Contains => format!("(instr({text}, ?{place}) > 0)"),
            Search::StartsWith => format!("(substr({text}, 1, {length}) = ?{place})"),
            Search::EndsWith => format!("(substr({text}, -{length}) = ?{place})"),
        })
    }

    fn term(&mut self, operand: &Operand) -> Outcome<Term> {
        match operand {
            Operand::Path(path) => self.column(path),
            Operand::Literal(literal) => Ok(self.literal(literal)),
            Operand::Length(text) => {
                let text = self.term(text)?;
                if text.kind != Type::Text {
                    return Err(Refusal::Query("The function 'length' takes a text.".to_owned()));
                }
                Ok(Term { sql: format!("length({})", text.sql), kind: Type::Number })
            }
        }
    }

    fn literal(&mut self, literal: &Literal) -> Term {
        let kind = match literal {
            Literal::Null => return Term { sql: "NULL".to_owned(), kind: Type::Null },
            Literal::Boolean(_) => Type::Boolean,
            Literal::Integer(_) | Literal::Decimal(_) => Type::Number,
            Literal::Text(_) => Type::Text,
            Literal::Guid(_) => Type::Guid,
            Literal::Moment(_) => Type::Moment,
        };
        self.values.push(literal.cell());
        Term { sql: format!("?{}", self.values.len()), kind }
    }

    /// The column at the end of a path through lookups. A lookup's own id is found only by the
    /// path through it, and never by the name of its column.
    fn column(&mut self, path: &[String]) -> Outcome<Term> {
        let unknown = || Refusal::NoColumn { path: path.join("/"), object: self.entity.name };
        let missing = unknown();
        let Some((last, through)) = path.split_last() else { return Err(missing) };
        let mut table = 0;
        let mut entity = self.entity;
        for (step, name) in through.iter().enumerate() {
            let Some(Member::Navigation(column, target)) = entity.member(name) else { return Err(missing) };
            // The id of the record at the end is in the column that leads there.
            if step + 1 == through.len() && last == "Id" {
                return Ok(Term { sql: format!("t{table}.\"{}\"", column.field()), kind: Type::Guid });
            }
            table = self.join(table, column, target);
            entity = target;
        }
        let column = match entity.member(last) {
            Some(Member::Value(column)) if column.target().is_none() && column.kind != Kind::Stream => column,
            // `Contact eq null`
            Some(Member::Navigation(column, _)) => {
                return Ok(Term { sql: format!("t{table}.\"{}\"", column.field()), kind: Type::Guid });
            }
            _ => return Err(missing),
        };
        let sql = format!("t{table}.\"{}\"", column.name);
        let kind = Type::of(column);
        // Where a lookup is empty its texts and numbers are, too.
        let sql = match kind {
            Type::Text if table > 0 => format!("coalesce({sql}, '')"),
            Type::Number | Type::Boolean if table > 0 => format!("coalesce({sql}, 0)"),
            _ => sql,
        };
        Ok(Term { sql, kind })
    }

    fn join(&mut self, from: usize, column: &'static Column, target: &'static Entity) -> usize {
        let known = self.joins.iter().position(|join| join.from == from && std::ptr::eq(join.column, column));
        known.map_or_else(
            || {
                self.joins.push(Join { from, column, target });
                self.joins.len()
            },
            |index| index + 1,
        )
    }
}

fn order(a: &str, operator: &str, b: &str, collate: &str, missing: bool) -> String {
    if missing {
        return format!("({a} IS NOT NULL AND {b} IS NOT NULL AND {a} {operator} {b})");
    }
    format!("({a} {operator} {b}{collate})")
}

fn incompatible(a: Type, b: Type, operator: Operator) -> Refusal {
    Refusal::Query(format!(
        "A binary operator with incompatible types was detected. Found operand types '{}' and '{}' for \
         operator kind '{}'.",
        a.name(),
        b.name(),
        operator.kind()
    ))
}

fn not_boolean() -> Refusal {
    Refusal::Query("The $filter expression must evaluate to a single boolean value.".to_owned())
}
