//! Files to send.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use tempfile::TempDir;

/// A picture of one pixel.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// Another.
pub(crate) const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\xff\0\0\0\0\0!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// A file on the disk.
pub(crate) fn written(folder: &TempDir, name: &str, content: &[u8]) -> Result<PathBuf> {
    let path = folder.path().join(name);
    fs::write(&path, content)?;
    Ok(path)
}
