//! Webitel's quick replies, and the copy of all of them that is kept on the machine.

use serde_json::{Value, json};
use uuid::Uuid;

use super::platform::Platform;
use super::{Client, RestError, json};
use crate::domain::quick_replies::{Kept, QuickReply, ReplyId, Stamp};
use crate::ids::crm::LookupId;
use crate::time::Millis;
use crate::wire;
use crate::wire::rest::Page;

/// How many come with one answer.
const PAGE: usize = 500;

impl<P: Platform> Client<P> {
    /// The quick replies of this agent's team and queues.
    ///
    /// # Errors
    /// See [`RestError`].
    pub async fn quick_replies(&self) -> Result<Vec<QuickReply>, RestError> {
        let mut replies = Vec::new();
        for number in 1.. {
            let path =
                format!("/api/call_center/quick_replies?restrict_to_agent=true&size={PAGE}&page={number}");
            let page: Page<wire::rest::QuickReply> = self.get(&path).await?;
            // A server that says there is more and then has none must not be asked for ever.
            let more = page.next && !page.items.is_empty();
            let named = page.items.into_iter().map(|reply| QuickReply {
                id: ReplyId::Webitel(reply.id),
                name: reply.name,
                text: reply.text,
            });
            replies.extend(named);
            if !more {
                break;
            }
        }
        Ok(replies)
    }
}

/// A copy as text.
#[must_use]
pub fn keep(copy: &Kept) -> String {
    let id = |id| match id {
        ReplyId::Crm(id) => Value::from(id.0.to_string()),
        ReplyId::Webitel(id) => Value::from(id),
    };
    let replies: Vec<_> =
        copy.replies.iter().map(|reply| json!([id(reply.id), reply.name, reply.text])).collect();
    let changed = copy.stamp.changed.map(|changed| changed.0);
    json!({"count": copy.stamp.count, "changed": changed, "replies": replies}).to_string()
}

/// Takes up a copy; nothing where the text is none.
#[must_use]
pub fn take_up(text: &str) -> Option<Kept> {
    let kept = json::parse(text).ok()?;
    let stamp = Stamp {
        count: kept.get("count")?.as_u64()?,
        changed: kept.get("changed").and_then(Value::as_i64).map(Millis),
    };
    let replies = kept.get("replies")?.as_array()?.iter().map(reply).collect::<Option<_>>()?;
    Some(Kept { stamp, replies })
}

fn reply(kept: &Value) -> Option<QuickReply> {
    let id = kept.get(0)?;
    let id = match id.as_i64() {
        Some(number) => ReplyId::Webitel(number),
        None => ReplyId::Crm(LookupId(Uuid::parse_str(id.as_str()?).ok()?)),
    };
    let text = |at: usize| Some(kept.get(at)?.as_str()?.to_owned());
    Some(QuickReply { id, name: text(1)?, text: text(2)? })
}

/// How often each was taken, as text.
#[must_use]
pub fn keep_uses(uses: &std::collections::BTreeMap<ReplyId, u32>) -> String {
    let line = |(id, count): (&ReplyId, &u32)| match id {
        ReplyId::Crm(id) => format!("{} {count}", id.0),
        ReplyId::Webitel(id) => format!("{id} {count}"),
    };
    uses.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads how often each was taken; lines that are none are left out.
#[must_use]
pub fn take_up_uses(text: &str) -> std::collections::BTreeMap<ReplyId, u32> {
    let line = |line: &str| {
        let (id, count) = line.split_once(' ')?;
        let crm = || Uuid::parse_str(id).ok().map(|id| ReplyId::Crm(LookupId(id)));
        Some((id.parse().ok().map(ReplyId::Webitel).or_else(crm)?, count.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn ids() -> impl Strategy<Value = ReplyId> {
        prop_oneof![
            any::<i64>().prop_map(ReplyId::Webitel),
            any::<u128>().prop_map(|id| ReplyId::Crm(LookupId(Uuid::from_u128(id)))),
        ]
    }

    #[test]
    fn nonsense_is_no_copy() {
        for text in
            ["", "[]", "{}", r#"{"count":1,"replies":[[]]}"#, r#"{"count":1,"replies":[["x","a","b"]]}"#]
        {
            assert_eq!(take_up(text), None, "{text}");
        }
        assert_eq!(take_up_uses("x\n7 \n8 2\n"), BTreeMap::from([(ReplyId::Webitel(8), 2)]));
    }

    proptest! {
        #[test]
        fn a_copy_is_taken_up_as_it_was_kept(
            replies in prop::collection::vec((ids(), ".{0,9}", ".{0,9}"), 0..5),
            changed in prop::option::of(any::<i64>()),
            count in any::<u64>(),
        ) {
            let replies = replies.into_iter().map(|(id, name, text)| QuickReply { id, name, text });
            let changed = changed.map(Millis);
            let copy = Kept { stamp: Stamp { count, changed }, replies: replies.collect() };
            prop_assert_eq!(take_up(&keep(&copy)), Some(copy));
        }

        #[test]
        fn uses_are_taken_up_as_they_were_kept(uses in prop::collection::btree_map(ids(), any::<u32>(), 0..5)) {
            prop_assert_eq!(take_up_uses(&keep_uses(&uses)), uses);
        }
    }
}
