//! Files in the storage.

use serde::{Deserialize, Serialize};

use crate::ids::FileId;
use crate::wire::chat::File;
use crate::wire::lenient::{as_string, or_default};

/// A file in a REST message: the media type is called `type`, numbers are strings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestFile {
    /// Its number in the storage.
    #[serde(serialize_with = "as_string")]
    pub id: FileId,
    /// Bytes.
    #[serde(default, deserialize_with = "crate::wire::lenient::integer", serialize_with = "as_string")]
    pub size: i64,
    /// Its media type.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub mime: String,
    /// Its name: hostile text.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// Where it lies; often empty.
    #[serde(default, deserialize_with = "or_default")]
    pub url: String,
    /// Whether the storage found malware in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub malware: bool,
}

impl From<File> for RestFile {
    /// Clients make the address themselves, so it stays empty.
    fn from(file: File) -> Self {
        Self {
            id: file.id,
            size: file.size,
            mime: file.mime,
            name: file.name,
            url: String::new(),
            malware: file.malware,
        }
    }
}

impl From<RestFile> for File {
    fn from(file: RestFile) -> Self {
        Self {
            id: file.id,
            url: file.url,
            mime: file.mime,
            size: file.size,
            name: file.name,
            malware: file.malware,
        }
    }
}

/// One stored file, in the reply to an upload. Numbers are numbers here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Uploaded {
    /// Its number in the storage.
    pub id: FileId,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Bytes.
    #[serde(default)]
    pub size: i64,
    /// Its media type.
    #[serde(default)]
    pub mime: String,
    /// A signed link without host that works without a token until it expires.
    #[serde(default)]
    pub shared: String,
}
