//! Addresses that may stand in notes.

use crate::domain::link;

/// Where a link leads: `http`, `https`, `mailto` or `tel`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href(String);

/// Where a picture is: a file of the CRM, or anything under `https`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

/// The folders under which the CRM serves files and pictures. A picture is fetched without being
/// asked for: no other address of the CRM's own may be called by showing notes.
const FILE_SERVICES: [&str; 5] = ["FileService", "FileApiService", "ImageAPIService", "hash", "odata"];

impl Href {
    /// `None` if it is not one to follow.
    #[must_use]
    pub fn new(target: &str) -> Option<Self> {
        link::safe(target).filter(|href| !href.contains(is_reserved)).map(Self)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Source {
    /// `None` if nothing may be shown from there.
    #[must_use]
    pub fn new(address: &str) -> Option<Self> {
        let address = address.trim();
        if let Some(safe) = link::safe(address) {
            let fits = safe.starts_with("https:") || safe.starts_with("http:") && is_file(&safe);
            return (fits && !safe.contains(is_reserved)).then_some(Self(safe));
        }
        let is_relative = !address.starts_with("//")
            && !address.contains(['\\', ':'])
            && !address
                .chars()
                .any(|c| c.is_control() || c.is_whitespace() || link::is_bidi_control(c) || is_reserved(c));
        (is_relative && is_file(address)).then(|| Self(address.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.split('/').any(|part| FILE_SERVICES.iter().any(|service| part.eq_ignore_ascii_case(service)))
}

/// Characters that stand for others while Markdown is read.
fn is_reserved(c: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&c)
}
