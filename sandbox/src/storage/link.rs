//! Links that work without a token until they expire: the server signs the file's id and the
//! time with a key of its own data folder.

use hmac::{Hmac, Mac};
use rusqlite::Connection;
use sha2::Sha256;
use uuid::Uuid;
use webitel_chats::ids::FileId;
use webitel_chats::time::Millis;

use crate::error::{Failure, Result};
use crate::store::settings;

/// The setting that holds the key.
const KEY: &str = "link_key";

/// How long a link works: a day.
const LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// A link without host to a file.
pub(crate) fn shared(db: &Connection, file: FileId, now: Millis) -> Result<String> {
    let expires = now.plus(LIFE_MS);
    let signature: String =
        sign(db, file, expires)?.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("/any/file/{file}/download?domain_id=1&expires={expires}&signature={signature}"))
}

/// Refuses a link that was not made by [`shared`], was changed, or has expired.
pub(crate) fn check(
    db: &Connection,
    file: FileId,
    expires: Millis,
    signature: &str,
    now: Millis,
) -> Result<()> {
    let refused = |why: &str| Failure::new(403, "sandbox.storage.link.app_err", why);
    let bytes = unhex(signature).ok_or_else(|| refused("signature is wrong"))?;
    sign(db, file, expires)?.verify_slice(&bytes).map_err(|_| refused("signature is wrong"))?;
    if expires <= now { Err(refused("link has expired")) } else { Ok(()) }
}

fn sign(db: &Connection, file: FileId, expires: Millis) -> Result<Hmac<Sha256>> {
    let key = key(db)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
        .map_err(|error| Failure::new(500, "sandbox.storage.link.app_err", error.to_string()))?;
    mac.update(format!("{file} {expires}").as_bytes());
    Ok(mac)
}

/// The key, made at its first use.
fn key(db: &Connection) -> Result<String> {
    if let Some(key) = settings::get(db, KEY)? {
        return Ok(key);
    }
    let key = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
    settings::put(db, KEY, &key)?;
    Ok(key)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits.chunks_exact(2).map(|pair| Some((digit(pair[0])? << 4) | digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store;

    const NOW: Millis = Millis(1_795_331_000_000);

    fn parts(link: &str) -> (Millis, String) {
        let query = link.split_once('?').unwrap().1;
        let value =
            |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap().to_owned();
        (Millis(value("expires=").parse().unwrap()), value("signature="))
    }

    #[test]
    fn a_link_works_for_its_file_and_its_time_only() {
        let db = store::in_memory().unwrap();
        let (expires, signature) = parts(&shared(&db, FileId(7), NOW).unwrap());
        assert!(check(&db, FileId(7), expires, &signature, NOW).is_ok());
        assert!(check(&db, FileId(8), expires, &signature, NOW).is_err());
        assert!(check(&db, FileId(7), expires.plus(1), &signature, NOW).is_err());
        assert!(check(&db, FileId(7), expires, &signature, expires).is_err());
        for broken in ["", "0", "zz", "00", &signature[2..], &signature.replace(&signature[..1], "x")] {
            assert!(check(&db, FileId(7), expires, broken, NOW).is_err(), "{broken}");
        }
    }

    #[test]
    fn another_data_folder_has_another_key() {
        let (one, other) = (store::in_memory().unwrap(), store::in_memory().unwrap());
        let (expires, signature) = parts(&shared(&one, FileId(7), NOW).unwrap());
        assert!(check(&other, FileId(7), expires, &signature, NOW).is_err());
    }
}
