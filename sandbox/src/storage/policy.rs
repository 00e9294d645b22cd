//! What may be stored: how large, and of which media types.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use webitel_chats::wire::error::id;

use crate::error::{Failure, Result};
use crate::store::settings;

/// The setting that holds the largest upload in bytes.
const MAX_UPLOAD: &str = "max_upload_file_size";

/// The largest upload unless the setting says otherwise: 20 MB.
const DEFAULT_MAX_UPLOAD: u64 = 20 * 1024 * 1024;

/// The setting that holds the list of [`Policy`].
const POLICIES: &str = "file_policies";

/// Allows files of some media types on an upload channel. A channel without policies takes
/// everything; a channel with policies takes only what one of them allows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Policy {
    /// Such as `chat`.
    channel: String,
    /// Masks such as `image/*` or `application/pdf`.
    mime_types: Vec<String>,
    /// The largest file in bytes; 0 = no own limit.
    #[serde(default)]
    max_upload_size: u64,
}

/// Sets the largest upload in bytes, and the policies; what is absent stays as it is.
pub(crate) fn configure(db: &Connection, limit: Option<u64>, policies: Option<Vec<Policy>>) -> Result<()> {
    if let Some(limit) = limit {
        settings::put(db, MAX_UPLOAD, &limit)?;
    }
    if let Some(policies) = policies {
        settings::put(db, POLICIES, &policies)?;
    }
    Ok(())
}

/// The rules of one installation.
#[derive(Debug)]
pub(crate) struct Rules {
    /// The largest upload in bytes.
    pub(crate) limit: u64,
    policies: Vec<Policy>,
}

impl Rules {
    /// The rules as they are set.
    pub(crate) fn read(db: &Connection) -> Result<Self> {
        Ok(Self {
            limit: settings::get(db, MAX_UPLOAD)?.unwrap_or(DEFAULT_MAX_UPLOAD),
            policies: settings::get(db, POLICIES)?.unwrap_or_default(),
        })
    }

    /// The refusal of a file above [`Rules::limit`].
    pub(crate) fn too_large(&self) -> Failure {
        #[expect(clippy::cast_precision_loss, reason = "for people")]
        let megabytes = self.limit as f64 / (1024.0 * 1024.0);
        let detail = format!("the limit is {megabytes:.0} MB ({} bytes)", self.limit);
        Failure::new(413, id::UPLOAD_LIMIT, detail)
    }

    /// Refuses what no policy of the channel allows.
    pub(crate) fn check(&self, channel: &str, mime: &str, size: u64) -> Result<()> {
        if size > self.limit {
            return Err(self.too_large());
        }
        let mut own = self.policies.iter().filter(|policy| policy.channel == channel).peekable();
        if own.peek().is_none() {
            return Ok(());
        }
        let Some(policy) = own.find(|policy| policy.mime_types.iter().any(|mask| fits(mask, mime))) else {
            return Err(Failure::new(403, id::FILE_POLICY, "forbidden"));
        };
        if policy.max_upload_size > 0 && size > policy.max_upload_size {
            return Err(Failure::new(403, id::FILE_POLICY, "max size"));
        }
        Ok(())
    }
}

fn fits(mask: &str, mime: &str) -> bool {
    match mask.strip_suffix('*') {
        Some(start) => mime.starts_with(start),
        None => mask == mime,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(policies: Vec<Policy>) -> Rules {
        Rules { limit: 1000, policies }
    }

    fn pictures() -> Policy {
        Policy { channel: "chat".into(), mime_types: vec!["image/*".into()], max_upload_size: 100 }
    }

    #[test]
    fn without_policies_everything_is_allowed() {
        assert!(rules(vec![]).check("chat", "text/html", 1000).is_ok());
        assert!(rules(vec![pictures()]).check("call", "text/html", 1000).is_ok());
    }

    #[test]
    fn with_policies_only_what_one_allows() {
        let rules = rules(vec![pictures()]);
        assert!(rules.check("chat", "image/png", 100).is_ok());
        let refusal = rules.check("chat", "text/html", 1).unwrap_err().0;
        assert_eq!(
            (refusal.code, refusal.id.as_str(), refusal.detail.as_str()),
            (403, id::FILE_POLICY, "forbidden")
        );
        assert_eq!(rules.check("chat", "image/png", 101).unwrap_err().0.detail, "max size");
    }

    #[test]
    fn the_limit_holds_for_all() {
        assert_eq!(rules(vec![]).check("chat", "image/png", 1001).unwrap_err().0.id, id::UPLOAD_LIMIT);
    }
}
