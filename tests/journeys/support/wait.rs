//! Waiting for what shall come, instead of sleeping.

use std::fmt::Display;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// How long anything may take that a person waits for.
pub(crate) const LIMIT: Duration = Duration::from_secs(10);

const PAUSE: Duration = Duration::from_millis(25);

/// Tries until there is a result; fails with `what` and the last error after [`LIMIT`].
pub(crate) async fn eventually<T>(
    what: impl Display,
    mut attempt: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let started = Instant::now();
    loop {
        let error = match attempt().await {
            Ok(Some(result)) => return Ok(result),
            Ok(None) => None,
            Err(error) => Some(error),
        };
        if started.elapsed() > LIMIT {
            match error {
                Some(error) => return Err(error.context(format!("{what} (waited {LIMIT:?})"))),
                None => bail!("{what} (waited {LIMIT:?})"),
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
