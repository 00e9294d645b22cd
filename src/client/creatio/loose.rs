//! Reading what only a configuration names: objects and columns without types of their own. Their
//! names are [`Identifier`]s, so that nothing but a name comes into an address.

use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::batch::{Batch, Page, Part, Slot, page};
use super::filter::{Expr, Literal};
use super::query::Plan;
use super::search::{Found, FoundPage, SEARCH_PAGE, words_in};
use super::{Crm, CrmError};
use crate::client::platform::Platform;
use crate::domain::record::{
    Bars, Cell, Condition, Dashboard, Decimal, Detail, DetailPage, DetailRow, Extra, ExtraField, Figures,
    Identifier, Kind, Metric, Named, Operand, Subject,
};
use crate::ids::crm::{Guid, RecordId};
use crate::wire::creatio::entity::{Entity, Member, Path};
use crate::wire::creatio::{WebitelChat, moment};

/// The most rows of a lookup that are counted one by one.
const MOST_GROUPS: u32 = 40;
/// The key that every object has.
const ID: &str = "Id";

impl<P: Platform> Crm<P> {
    /// The values of configured fields of a record.
    ///
    /// # Errors
    /// See [`CrmError`]; a field that is not there is refused.
    pub async fn extras(
        &self,
        record: RecordId,
        extras: &[Extra],
    ) -> Result<BTreeMap<Extra, Cell>, CrmError> {
        let row = self.run(Part::Get(extras_plan(extras), record.0)).await?;
        Ok(extra_cells(&row, extras))
    }

    /// Some rows of a list of related records; none where a record that it names is not there.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn detail(
        &self,
        detail: &'static Detail,
        subject: &Subject,
        skip: u32,
    ) -> Result<DetailPage, CrmError> {
        let Some(filter) = filter(&detail.object, &detail.filter, subject) else {
            return Ok(DetailPage::default());
        };
        let mut plan = Plan { filter, ..rows_of(&detail.object, &detail.columns) };
        let by = detail.order.iter().map(|(column, descending)| (column.as_str(), *descending));
        let in_order = by.chain([(ID, false)]);
        plan.order = in_order
            .filter_map(|(name, descending)| Some((Path::through(plan.set, [name])?, descending)))
            .collect();
        plan.top = Some(detail.rows);
        plan.skip = skip;
        plan.count = true;
        let found: Page<Value> = page(self.run(Part::List(plan)).await?).ok_or(CrmError::Unreadable)?;
        let row = |row: Value| {
            let id = key(&row, ID)?;
            let cells = detail.columns.iter().map(|column| cell(&row, column)).collect();
            Some(DetailRow { id, cells, page: self.page_at(detail.object.as_str(), id) })
        };
        let rows: Vec<_> = found.rows.into_iter().filter_map(row).collect();
        Ok(DetailPage { total: found.total.unwrap_or(rows.len() as u64), rows })
    }

    /// The numbers of a dashboard: one request, with bars two.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn figures(
        &self,
        dashboard: &'static Dashboard,
        subject: &Subject,
    ) -> Result<Figures, CrmError> {
        let mut batch = Batch::new();
        let metrics: Vec<_> =
            dashboard.metrics.iter().map(|metric| count(&mut batch, metric, subject, None)).collect();
        let groups: Vec<_> = dashboard.bars.iter().map(|bars| batch.rows(groups_of(bars))).collect();
        let mut answers = self.send(batch).await?;
        let mut figures = Figures::default();
        for metric in metrics {
            figures
                .metrics
                .push(metric.map(|slot| answers.take(slot)).transpose()?.and_then(|page| page.total));
        }
        let mut batch = Batch::new();
        let mut counts = Vec::new();
        for (bars, groups) in dashboard.bars.iter().zip(groups) {
            let rows = answers.take(groups)?.rows;
            let named = rows
                .into_iter()
                .filter_map(|row| Some((key(&row, ID)?, row.get(bars.shown.as_str())?.as_str()?.to_owned())));
            let of_bars: Vec<_> = named
                .filter_map(|(id, title)| {
                    Some((title, count(&mut batch, &bars.of, subject, Some((&bars.by, id)))?))
                })
                .collect();
            counts.push(of_bars);
        }
        let mut answers = if counts.iter().any(|of_bars| !of_bars.is_empty()) {
            self.send(batch).await?
        } else {
            super::batch::Results::new(Vec::new())
        };
        for of_bars in counts {
            let mut bars = Vec::new();
            for (title, slot) in of_bars {
                let total = answers.take(slot)?.total.unwrap_or_default();
                bars.extend((total > 0).then_some((title, total)));
            }
            bars.sort_by_key(|bar| std::cmp::Reverse(bar.1));
            figures.bars.push(bars);
        }
        Ok(figures)
    }

    /// Rows of an object with all these words in their names.
    ///
    /// # Errors
    /// See [`CrmError`].
    pub async fn search_rows(
        &self,
        object: &'static Identifier,
        shown: &'static Identifier,
        text: &str,
        skip: u32,
    ) -> Result<FoundPage<Guid>, CrmError> {
        let set = object.as_str();
        let Some(name) = Path::through(set, [shown.as_str()]) else {
            return Ok(FoundPage { rows: Vec::new(), more: false });
        };
        let words: Vec<_> =
            words_in(text).map(|word| Expr::Search("contains", name, word.to_owned())).collect();
        let plan = Plan {
            filter: (!words.is_empty()).then_some(Expr::All(words)),
            order: [Some(name), Path::through(set, [ID])]
                .into_iter()
                .flatten()
                .map(|by| (by, false))
                .collect(),
            top: Some(SEARCH_PAGE),
            skip,
            ..Plan::of(set, [member(set, ID), member(set, shown.as_str())])
        };
        let found: Page<Value> = page(self.run(Part::List(plan)).await?).ok_or(CrmError::Unreadable)?;
        let more = found.rows.len() >= SEARCH_PAGE as usize;
        let row = |row: &Value| {
            let title = row.get(shown.as_str()).and_then(Value::as_str).unwrap_or_default();
            Some(Found { named: Named::new(key(row, ID)?, title), note: String::new() })
        };
        Ok(FoundPage { rows: found.rows.iter().filter_map(row).collect(), more })
    }
}

impl Batch {
    /// Reads records without types.
    pub(super) fn rows(&mut self, plan: Plan) -> Slot<Page<Value>> {
        self.add(Part::List(plan), page)
    }

    /// Reads configured fields of a chat's record.
    pub(super) fn extras(&mut self, record: RecordId, extras: &[Extra]) -> Slot<Value> {
        self.add(Part::Get(extras_plan(extras), record.0), Some)
    }
}

/// The values of these fields in a row.
pub(super) fn extra_cells(row: &Value, extras: &[Extra]) -> BTreeMap<Extra, Cell> {
    extras.iter().map(|extra| (*extra, cell(row, extra.0))).collect()
}

/// A value to be written into the chat's record.
pub(super) fn written(extra: Extra, cell: &Cell) -> (Member, Literal) {
    let lookup = matches!(extra.0.kind, Kind::Row { .. });
    let member = Member { object: WebitelChat::SET, name: extra.0.column.as_str(), lookup };
    let literal = match cell {
        Cell::Text(text) => Literal::Text(text.clone()),
        Cell::Number(number) => match number.whole() {
            Some(whole) if extra.0.kind == Kind::Integer => Literal::Integer(whole),
            _ => Literal::Decimal(number.get()),
        },
        Cell::Time(time) => time.map_or(Literal::Null, Literal::Moment),
        Cell::Flag(flag) => Literal::Flag(*flag),
        Cell::Row(row) => row.as_ref().map_or(Literal::Null, |row| Literal::Guid(row.id.0)),
    };
    (member, literal)
}

fn extras_plan(extras: &[Extra]) -> Plan {
    shaped(WebitelChat::SET, extras.iter().map(|extra| extra.0), Vec::new())
}

fn rows_of(object: &'static Identifier, columns: &'static [ExtraField]) -> Plan {
    let set = object.as_str();
    shaped(set, columns.iter(), vec![member(set, ID)])
}

fn shaped(
    set: &'static str,
    columns: impl Iterator<Item = &'static ExtraField>,
    mut select: Vec<Member>,
) -> Plan {
    let mut titles = Vec::new();
    for column in columns {
        let name = column.column.as_str();
        match &column.kind {
            Kind::Row { object, shown } => {
                let lookup = Member { object: set, name, lookup: true };
                select.push(lookup);
                titles.push((lookup, member(object.as_str(), shown.as_str())));
            }
            _ => select.push(member(set, name)),
        }
    }
    Plan { titles, ..Plan::of(set, select) }
}

fn member(object: &'static str, name: &'static str) -> Member {
    Member { object, name, lookup: false }
}

/// Counts records, of a group where one is given; nothing where a record that they name is not there.
fn count(
    batch: &mut Batch,
    metric: &'static Metric,
    subject: &Subject,
    group: Option<(&'static Identifier, Guid)>,
) -> Option<Slot<Page<Value>>> {
    let set = metric.object.as_str();
    let mut exprs: Vec<_> = filter(&metric.object, &metric.filter, subject)?.into_iter().collect();
    if let Some((by, id)) = group {
        let path = Path::through(set, [by.as_str(), ID])?;
        exprs.push(Expr::Compare(path, "eq", Literal::Guid(id.0)));
    }
    let filter = (!exprs.is_empty()).then_some(Expr::All(exprs));
    let plan = Plan { filter, top: Some(1), count: true, ..Plan::of(set, [member(set, ID)]) };
    Some(batch.rows(plan))
}

fn groups_of(bars: &'static Bars) -> Plan {
    let set = bars.groups.as_str();
    let order = Path::through(set, [bars.shown.as_str()]).into_iter().map(|by| (by, false)).collect();
    let select = [member(set, ID), member(set, bars.shown.as_str())];
    Plan { order, top: Some(MOST_GROUPS), ..Plan::of(set, select) }
}

/// The conditions for this page; nothing where a record that they name is not there, and inside
/// nothing where there are none.
#[expect(clippy::option_option, reason = "the two mean different things")]
fn filter(
    object: &'static Identifier,
    conditions: &'static [Condition],
    subject: &Subject,
) -> Option<Option<Expr>> {
    let one = |condition: &'static Condition| {
        let path = Path::through(object.as_str(), condition.path.iter().map(Identifier::as_str))?;
        let literal = match &condition.operand {
            Operand::Of(role) => Literal::Guid(subject.get(*role)?.0),
            Operand::Row(id) => Literal::Guid(id.0),
            Operand::Text(text) => Literal::Text(text.clone()),
            Operand::Number(number) => Literal::Integer(*number),
            Operand::Flag(flag) => Literal::Flag(*flag),
        };
        Some(Expr::Compare(path, if condition.same { "eq" } else { "ne" }, literal))
    };
    let all: Option<Vec<_>> = conditions.iter().map(one).collect();
    Some(Some(all?).filter(|all| !all.is_empty()).map(Expr::All))
}

/// The value of a column; what is left out is nothing.
fn cell(row: &Value, column: &ExtraField) -> Cell {
    let name = column.column.as_str();
    let value = row.get(name);
    let text = || value.and_then(Value::as_str);
    match &column.kind {
        Kind::Text | Kind::Lines => Cell::Text(text().unwrap_or_default().to_owned()),
        Kind::Integer | Kind::Number => {
            Cell::Number(value.and_then(Value::as_f64).and_then(Decimal::new).unwrap_or_default())
        }
        Kind::Date | Kind::Time => Cell::Time(text().and_then(moment::parse).flatten()),
        Kind::Flag => Cell::Flag(value.and_then(Value::as_bool).unwrap_or_default()),
        Kind::Row { .. } => {
            let id = key(row, &format!("{name}{ID}"));
            Cell::Row(Named::maybe(id, text().unwrap_or_default().to_owned()))
        }
    }
}

fn key(row: &Value, name: &str) -> Option<Guid> {
    Uuid::try_parse(row.get(name)?.as_str()?).ok().map(Guid)
}
