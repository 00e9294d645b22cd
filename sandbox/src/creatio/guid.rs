//! Ids.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The id of a thing that the sandbox itself defines: always the same for the same name.
pub(crate) fn named(kind: &str, name: &str) -> Uuid {
    let digest = Sha256::new().chain_update(kind).chain_update([0]).chain_update(name).finalize();
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, part)| *byte = part);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The id of a thing that has a number in the sandbox: its kind, which must be a version of
/// UUIDs, and the number.
pub(crate) fn numbered(kind: u8, number: i64) -> Uuid {
    let low = u128::from(number.cast_unsigned() & 0xffff_ffff_ffff);
    Uuid::from_u128((u128::from(kind & 0xf) << 76) | (8 << 60) | low)
}
