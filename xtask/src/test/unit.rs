//! Native tests of every package. Browser tests are left out by their `test = false`.

use anyhow::Result;

use super::{Tally, tallied};
use crate::process;

pub(super) fn run(filter: Option<&str>) -> Result<Tally> {
    let mut cargo = process::cargo();
    cargo.args(["test", "--locked", "--quiet", "--workspace", "--no-fail-fast"]);
    tallied(cargo.args(filter), filter)
}
