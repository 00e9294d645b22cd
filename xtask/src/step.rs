//! Readable progress: what runs, what it is about to take, how long it took.

use std::time::{Duration, Instant};

/// One line on standard output.
#[expect(clippy::print_stdout, reason = "talking to the terminal is this module's purpose")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// A piece of work that is announced when it starts and timed until it is [`done`](Step::done).
pub(crate) struct Step {
    title: String,
    started: Instant,
}

impl Step {
    pub(crate) fn start(title: impl Into<String>) -> Step {
        let title = title.into();
        say(&format!("▸ {title}"));
        Step { title, started: Instant::now() }
    }

    /// Says that the work is finished, and returns how long it took.
    pub(crate) fn done(self) -> Duration {
        let took = self.started.elapsed();
        say(&format!("✓ {} ({})", self.title, time(took)));
        took
    }
}

/// A duration as people say it: `0.4 s`, `38 s`, `3 min 05 s`.
pub(crate) fn time(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
