//! Webitel's quick replies: `GET /api/call_center/quick_replies`.

use serde::{Deserialize, Serialize};

use crate::wire::lenient::{integer, or_default};

/// A ready-made text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickReply {
    /// Its number.
    #[serde(default, deserialize_with = "integer")]
    pub id: i64,
    /// By what it is found.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// What it says.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::rest::Page;

    #[test]
    fn a_page_is_read_as_servers_tell_it() {
        let told = json!({"items":[{"id":1,"name":"Hello","text":"Hi ${name}","teams":[{"id":"2","name":"A"}],
            "queues":[],"article":null,"created_at":"1795331050000"},{"id":"2","name":null,"text":"x"}],"next":true});
        let page: Page<QuickReply> = serde_json::from_value(told).unwrap();
        assert!(page.next);
        assert_eq!(page.items[0].text, "Hi ${name}");
        assert_eq!((page.items[1].id, page.items[1].name.as_str()), (2, ""));
    }
}
