//! Query parameters as Webitel's clients write them: `only_closed` or `onlyClosed`, dotted
//! names, lists by repetition.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::error::{Failure, Result};

/// The parameters of a request, under their snake_case names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Params(Vec<(String, String)>);

/// The most entries that a page may hold.
const LARGEST_PAGE: i64 = 1000;

/// A page of a list that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    /// Counts from 1.
    pub(crate) page: i64,
    pub(crate) size: i64,
}

impl Paging {
    /// How many entries come before the page.
    pub(crate) fn offset(self) -> i64 {
        (self.page - 1).saturating_mul(self.size)
    }

    /// One entry more than the page holds: it tells whether there is a further page.
    pub(crate) fn limit(self) -> i64 {
        self.size + 1
    }
}

impl Params {
    pub(crate) fn parse(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self(pairs.map(|(name, value)| (snake_case(&name), value.into_owned())).collect())
    }

    /// The first value of a parameter, if there is one that is not empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a parameter that are not empty.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(n, value)| n == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// A parameter that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }

    /// A parameter that is `true` or `false`.
    pub(crate) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name)?.parse().ok()
    }

    /// The page that is asked for.
    pub(crate) fn paging(&self, default_size: i64) -> Paging {
        let size = self.number("size").filter(|size| *size > 0).unwrap_or(default_size);
        Paging { page: self.number("page").unwrap_or(1).max(1), size: size.min(LARGEST_PAGE) }
    }

    /// The search text as a pattern of SQL's `LIKE` with `\` as its escape; `*` stands for
    /// anything. Without a search text everything fits.
    pub(crate) fn pattern(&self) -> String {
        let text = self.get("q").unwrap_or_default();
        let escaped = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        format!("%{}%", escaped.replace('*', "%"))
    }

    /// The fields that are asked for, each by repetition or after a comma.
    pub(crate) fn fields(&self) -> Vec<&str> {
        self.all("fields").flat_map(|list| list.split(',')).collect()
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        for query in ["only_closed=true&restrict_to_agent=1", "onlyClosed=true&restrictToAgent=1"] {
            let params = Params::parse(query);
            assert_eq!(params.flag("only_closed"), Some(true));
            assert_eq!(params.get("restrict_to_agent"), Some("1"));
        }
        assert_eq!(Params::parse("peer.id=10&offset.date=5").number("offset.date"), Some(5));
    }

    #[test]
    fn lists_come_by_repetition_or_with_commas() {
        assert_eq!(Params::parse("fields=a&fields=b,c&fields=").fields(), ["a", "b", "c"]);
    }

    #[test]
    fn pages_stay_in_their_limits() {
        assert_eq!(Params::parse("").paging(40), Paging { page: 1, size: 40 });
        assert_eq!(Params::parse("page=-3&size=0").paging(40), Paging { page: 1, size: 40 });
        assert_eq!(Params::parse("page=3&size=99999").paging(40).offset(), 2000);
        assert_eq!(Params::parse(&format!("page={}&size=1000", i64::MAX)).paging(1).offset(), i64::MAX);
    }

    #[test]
    fn wildcards_of_the_database_are_plain_text() {
        assert_eq!(Params::parse("q=50%25_a*z").pattern(), r"%50\%\_a%z%");
        assert_eq!(Params::parse("").pattern(), "%%");
    }
}
