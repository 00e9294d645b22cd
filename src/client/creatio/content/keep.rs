//! What is typed for rows, as text, to be kept on the machine until it is saved.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::client::json;
use crate::domain::content::{Draft, Values};
use crate::ids::crm::LookupId;

/// What is typed for rows; nothing where nothing would be lost.
#[must_use]
pub fn keep(drafts: &BTreeMap<LookupId, Draft>) -> Option<String> {
    let values = |values: &Values| json!([values.name, values.description]);
    let kept: Vec<_> = drafts
        .iter()
        .filter(|(_, draft)| draft.is_worth_keeping())
        .map(|(id, draft)| {
            json!({"id": id, "base": draft.base.as_ref().map(values), "mine": values(&draft.mine)})
        })
        .collect();
    (!kept.is_empty()).then(|| Value::from(kept).to_string())
}

/// Takes it up; nothing of what is none.
#[must_use]
pub fn take_up(text: &str) -> BTreeMap<LookupId, Draft> {
    let kept = json::parse(text).unwrap_or_default();
    kept.as_array().into_iter().flatten().filter_map(draft).collect()
}

fn draft(kept: &Value) -> Option<(LookupId, Draft)> {
    let values = |value: &Value| {
        let text = |at: usize| Some(value.get(at)?.as_str()?.to_owned());
        Some(Values { name: text(0)?, description: text(1)? })
    };
    let id = LookupId(Uuid::try_parse(kept.get("id")?.as_str()?).ok()?);
    let base = kept.get("base").filter(|base| !base.is_null());
    let base = base.map_or(Some(None), |base| values(base).map(Some))?;
    Some((id, Draft { base, mine: values(kept.get("mine")?)? }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_values() -> impl Strategy<Value = Values> {
        (".{0,9}", "(.|\n){0,20}").prop_map(|(name, description)| Values { name, description })
    }

    proptest! {
        #[test]
        fn drafts_are_taken_up_as_they_were_kept(
            drafts in prop::collection::btree_map(any::<u128>(), (prop::option::of(any_values()), any_values()), 0..5),
        ) {
            let drafts: BTreeMap<_, _> = drafts
                .into_iter()
                .map(|(id, (base, mine))| (LookupId(Uuid::from_u128(id)), Draft { base, mine }))
                .filter(|(_, draft)| draft.is_worth_keeping())
                .collect();
            let kept = keep(&drafts);
            prop_assert_eq!(kept.is_none(), drafts.is_empty());
            prop_assert_eq!(take_up(&kept.unwrap_or_default()), drafts);
        }

        #[test]
        fn nonsense_is_no_draft(text in "[\\[\\]{}\"a-z:,]{0,40}") {
            let _ = take_up(&text);
        }
    }
}
