//! The options of a query: `$select`, `$expand`, `$filter`, `$orderby`, `$top`, `$skip`, `$count`.

use super::filter::{self, Expr};
use crate::creatio::refusal::{Outcome, Refusal};

/// How deep `$expand` may go.
const DEEPEST: usize = 2;

/// What a list is to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Options {
    pub(super) shape: Shape,
    pub(super) filter: Option<Expr>,
    pub(super) order: Vec<Order>,
    pub(super) top: Option<i64>,
    pub(super) skip: i64,
    pub(super) count: bool,
}

/// What each record is to hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// Nothing chosen means everything.
    pub(super) select: Vec<String>,
    pub(super) expand: Vec<(String, Shape)>,
}

/// A path to sort by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Order {
    pub(super) path: Vec<String>,
    pub(super) descending: bool,
}

/// Reads the query of an address.
pub(super) fn parse(query: &str) -> Outcome<Options> {
    let mut options = Options::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match name.as_ref() {
            "$select" => options.shape.select = names(value),
            "$expand" => options.shape.expand = expand(value, 1)?,
            "$filter" => options.filter = Some(filter::parse(value).map_err(Refusal::Query)?),
            "$orderby" => options.order = value.split(',').map(order).collect::<Outcome<_>>()?,
            "$top" => options.top = Some(number(&name, value)?),
            "$skip" => options.skip = number(&name, value)?,
            "$count" => options.count = flag(&name, value)?,
            // The answer is JSON in any case.
            "$format" => {}
            other if other.starts_with('$') => {
                return Err(Refusal::Query(format!("The query parameter '{other}' is not supported.")));
            }
            // A client may add what it likes, such as something against caches.
            _ => {}
        }
    }
    Ok(options)
}

fn names(list: &str) -> Vec<String> {
    list.split(',')
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty() && name != "*")
        .collect()
}

fn number(name: &str, text: &str) -> Outcome<i64> {
    let number = text.parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| {
        Refusal::Query(format!(
            "Invalid value '{text}' for {name} query option found. It must be a non-negative integer."
        ))
    })
}

fn flag(name: &str, text: &str) -> Outcome<bool> {
    text.parse().map_err(|_| Refusal::Query(format!("Invalid value '{text}' for {name} query option found.")))
}

fn order(term: &str) -> Outcome<Order> {
    let mut words = term.split_whitespace();
    let path = words.next().unwrap_or_default();
    let descending = match (words.next(), words.next()) {
        (None | Some("asc"), None) => false,
        (Some("desc"), None) => true,
        _ => return Err(Refusal::Query(format!("Syntax error in $orderby '{term}'."))),
    };
    if path.is_empty() {
        return Err(Refusal::Query("Syntax error: $orderby has an empty part.".to_owned()));
    }
    Ok(Order { path: path.split('/').map(str::to_owned).collect(), descending })
}

/// `Owner,Status($select=Name)`
fn expand(text: &str, depth: usize) -> Outcome<Vec<(String, Shape)>> {
    if depth > DEEPEST {
        let words = format!(
            "The request includes a $expand path which is too deep. The maximum depth allowed is {DEEPEST}."
        );
        return Err(Refusal::Query(words));
    }
    split(text, ',')?.into_iter().map(|item| expanded(item, depth)).collect()
}

fn expanded(item: &str, depth: usize) -> Outcome<(String, Shape)> {
    let item = item.trim();
    let Some((name, inner)) = item.split_once('(') else { return Ok((item.to_owned(), Shape::default())) };
    let inner = inner.strip_suffix(')').ok_or_else(unbalanced)?;
    let mut shape = Shape::default();
    for option in split(inner, ';')? {
        match option.trim().split_once('=') {
            Some(("$select", list)) => shape.select = names(list),
            Some(("$expand", list)) => shape.expand = expand(list, depth + 1)?,
            _ => return Err(Refusal::Query(format!("'{option}' is not supported within $expand."))),
        }
    }
    Ok((name.trim().to_owned(), shape))
}

/// Splits where no bracket is open.
fn split(text: &str, at: char) -> Outcome<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut begin, mut open) = (0, 0_usize);
    for (index, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open = open.checked_sub(1).ok_or_else(unbalanced)?,
            c if c == at && open == 0 => {
                parts.push(&text[begin..index]);
                begin = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    if open == 0 { Ok(parts) } else { Err(unbalanced()) }
}

fn unbalanced() -> Refusal {
    Refusal::Query("Syntax error: the brackets of $expand do not match.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_read() {
        let query = "$select=Id,%20Name&$expand=Owner,Contact($select=Name;$expand=Account)&$orderby=CreatedOn%20desc,Id\
                     &$top=5&$skip=10&$count=true&_=1";
        let options = parse(query).unwrap();
        assert_eq!(options.shape.select, ["Id", "Name"]);
        assert_eq!(options.shape.expand.len(), 2);
        assert_eq!(options.shape.expand[1].1.expand[0].0, "Account");
        assert!(options.order[0].descending && !options.order[1].descending);
        assert_eq!((options.top, options.skip, options.count), (Some(5), 10, true));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for query in [
            "$top=-1",
            "$skip=x",
            "$count=maybe",
            "$search=x",
            "$orderby=Name up",
            "$orderby=",
            "$expand=A(",
            "$expand=A)",
            "$expand=A($top=1)",
            "$expand=A($expand=B($expand=C))",
        ] {
            assert!(parse(query).is_err(), "{query}");
        }
    }
}
