//! Foreign OData clients, driven against a fresh sandbox's CRM.

use anyhow::Result;

use super::{Tally, conformance};

pub(super) fn run() -> Result<Tally> {
    conformance::drive("tests/odata", "target/odata", "Installing OData clients from npm")
}
