//! The forms of answers that lists share.

use serde::Serialize;
use serde_json::Value;

use super::params::Paging;
use crate::error::Result;

/// A list under `items`.
#[derive(Debug, Serialize)]
pub(super) struct Items<T> {
    items: Vec<T>,
    next: bool,
    page: i64,
}

/// The same under `data`, as the chat catalogue and the contacts have it.
#[derive(Debug, Serialize)]
pub(super) struct Data<T> {
    data: Vec<T>,
    page: i64,
    next: bool,
}

impl<T> Items<T> {
    /// A page, given one entry more than it holds if there is a further page.
    pub(super) fn new(mut items: Vec<T>, paging: Paging) -> Self {
        let next = cut(&mut items, paging);
        Self { items, next, page: paging.page }
    }

    /// A page of a list that is at hand as a whole.
    pub(super) fn of_all(all: Vec<T>, paging: Paging) -> Self {
        let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
        let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
        Self::new(all.into_iter().skip(skipped).take(limit).collect(), paging)
    }
}

impl<T> Data<T> {
    /// A page, given one entry more than it holds if there is a further page.
    pub(super) fn new(mut data: Vec<T>, paging: Paging) -> Self {
        let next = cut(&mut data, paging);
        Self { data, page: paging.page, next }
    }
}

fn cut<T>(entries: &mut Vec<T>, paging: Paging) -> bool {
    let size = usize::try_from(paging.size).unwrap_or(usize::MAX);
    let more = entries.len() > size;
    entries.truncate(size);
    more
}

/// A value with only some of its fields.
pub(super) fn with_fields(value: &impl Serialize, fields: &[&str]) -> Result<Value> {
    let mut value = serde_json::to_value(value)?;
    if let Some(object) = value.as_object_mut()
        && !fields.is_empty()
    {
        object.retain(|name, _| fields.contains(&name.as_str()));
    }
    Ok(value)
}
