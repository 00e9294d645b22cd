//! The demo data. Running it again changes nothing that is there.

use crate::app::Act;
use crate::error::Result;

/// Puts in what is missing of the demo data.
#[expect(clippy::unnecessary_wraps, reason = "filled by the demo data")]
pub(crate) fn run(_act: &mut Act) -> Result<()> {
    Ok(())
}
