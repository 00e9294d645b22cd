//! Rows and conditions by chance, from few values, so that much is equal.

use proptest::prelude::*;
use proptest::sample::select;
use uuid::{Uuid, uuid};

use super::super::{Expr, Literal, Operand, Operator, Search};
use super::meaning::Row;
use crate::creatio::moment::Moment;

/// The records to which rows refer, by their codes.
pub(super) const SETTINGS: [(&str, Uuid); 3] = [
    ("Альфа", uuid!("00000000-0000-4000-8000-0000000000a1")),
    ("beta", uuid!("00000000-0000-4000-8000-0000000000b2")),
    ("", uuid!("00000000-0000-4000-8000-0000000000c3")),
];

const GUID: Uuid = uuid!("dad159f3-6c2d-446a-98d2-0f4d26662bbe");

const TEXTS: [&str; 14] = ["", "a", "A", "ab", "BA", "а", "А", "їЖ", "Їж", "%", "_", "o'b", "👍🏽", "альфа"];

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&TEXTS[..]).prop_map(str::to_owned),
        (select(&TEXTS[..]), select(&TEXTS[..])).prop_map(|(a, b)| format!("{a}{b}")),
    ]
}

fn guid() -> impl Strategy<Value = Uuid> {
    select(vec![Uuid::nil(), GUID, SETTINGS[0].1, SETTINGS[1].1])
}

fn moment() -> impl Strategy<Value = Option<Moment>> {
    let ticks = prop_oneof![-3_i64..3, Just(14_909_736_445_045_174), Just(-621_355_968_000_000_000)];
    prop::option::weighted(0.8, ticks.prop_map(Moment)).prop_map(|moment| {
        // Year 1 stands for none.
        moment.filter(|moment| moment.0 > -600_000_000_000_000_000)
    })
}

/// Quarters, which are exact everywhere.
fn decimal() -> impl Strategy<Value = f64> {
    (-8_i32..8).prop_map(|quarters| f64::from(quarters) / 4.0)
}

pub(super) fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (words(), -3_i64..4, decimal(), any::<bool>(), moment(), guid(), prop::option::of(0_usize..3));
    let row = row.prop_map(|(text, integer, decimal, flag, moment, guid, setting)| Row {
        id: Uuid::new_v4(),
        text,
        integer,
        decimal,
        flag,
        moment,
        guid: Some(guid).filter(|guid| !guid.is_nil()),
        setting: setting.map(|index| SETTINGS[index]),
    });
    prop::collection::vec(row, 0..12)
}

pub(super) fn expr() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(5, 24, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts().prop_map(Expr::Or),
            parts().prop_map(Expr::And),
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Expr> {
    let search = select(vec![Search::Contains, Search::StartsWith, Search::EndsWith]);
    let search = (search, text(), words().prop_map(Literal::Text).prop_map(Operand::Literal));
    prop_oneof![
        4 => comparison(text().boxed(), true),
        4 => comparison(number().boxed(), true),
        3 => comparison(time().boxed(), true),
        2 => comparison(flag().boxed(), false),
        3 => comparison(id().boxed(), false),
        3 => search.prop_map(|(search, text, part)| Expr::Search(search, text, part)),
        1 => flag().prop_map(Expr::Is),
    ]
}

/// Two values of a kind, or one and `null`.
fn comparison(operand: BoxedStrategy<Operand>, ordered: bool) -> impl Strategy<Value = Expr> {
    let equality = select(vec![Operator::Eq, Operator::Ne]);
    let order = select(vec![Operator::Gt, Operator::Ge, Operator::Lt, Operator::Le]);
    let operator =
        if ordered { prop_oneof![equality.clone(), order].boxed() } else { equality.clone().boxed() };
    let null = Just(Operand::Literal(Literal::Null));
    let pair = |(left, operator, right)| Expr::Compare(left, operator, right);
    prop_oneof![
        6 => (operand.clone(), operator, operand.clone()).prop_map(pair),
        1 => (operand.clone(), equality.clone(), null.clone()).prop_map(pair),
        1 => (null, equality, operand).prop_map(pair),
    ]
}

fn path(path: &'static str) -> impl Strategy<Value = Operand> {
    Just(Operand::Path(path.split('/').map(str::to_owned).collect()))
}

fn literal(literal: impl Strategy<Value = Literal> + 'static) -> BoxedStrategy<Operand> {
    literal.prop_map(Operand::Literal).boxed()
}

fn text() -> impl Strategy<Value = Operand> {
    prop_oneof![path("TextValue"), path("SysSettings/Code"), literal(words().prop_map(Literal::Text))]
}

fn number() -> impl Strategy<Value = Operand> {
    prop_oneof![
        path("IntegerValue"),
        path("FloatValue"),
        literal((-4_i64..4).prop_map(Literal::Integer)),
        literal(decimal().prop_map(Literal::Decimal)),
        text().prop_map(|text| Operand::Length(Box::new(text))),
    ]
}

fn time() -> impl Strategy<Value = Operand> {
    prop_oneof![path("DateTimeValue"), literal(moment().prop_map(Literal::Moment))]
}

fn flag() -> impl Strategy<Value = Operand> {
    prop_oneof![path("BooleanValue"), literal(any::<bool>().prop_map(Literal::Boolean))]
}

fn id() -> impl Strategy<Value = Operand> {
    prop_oneof![
        path("GuidValue"),
        path("SysSettings/Id"),
        path("SysSettings"),
        literal(guid().prop_map(Literal::Guid))
    ]
}

/// The pieces of which nonsense is made that looks like a condition.
const PIECES: [&str; 34] = [
    "(",
    ")",
    ",",
    "'",
    "''",
    "'a'",
    "and",
    "or",
    "not",
    "eq",
    "ne",
    "gt",
    "le",
    "in",
    "contains",
    "startswith",
    "length",
    "null",
    "true",
    "TextValue",
    "IntegerValue",
    "DateTimeValue",
    "SysSettings/Code",
    "SysSettingsId",
    "SysSettings/Id",
    "Nothing",
    "/",
    "1",
    "1.5",
    "-",
    "2024-01-01T00:00:00Z",
    "dad159f3-6c2d-446a-98d2-0f4d26662bbe",
    "\u{0}",
    "ї",
];

pub(super) fn nonsense() -> impl Strategy<Value = String> {
    let soup = prop::collection::vec((select(&PIECES[..]), any::<bool>()), 0..24);
    let soup = soup.prop_map(|pieces| {
        pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect()
    });
    // A condition into which something fell.
    let spoilt =
        (expr(), select(&PIECES[..]), any::<prop::sample::Index>()).prop_map(|(expr, piece, place)| {
            let mut chars: Vec<char> = expr.to_string().chars().collect();
            let place = place.index(chars.len() + 1);
            chars.splice(place..place, piece.chars());
            chars.into_iter().collect::<String>()
        });
    prop_oneof![1 => any::<String>(), 3 => soup, 3 => spoilt]
}
