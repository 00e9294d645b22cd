//! `cargo xtask test`: every check of the project, or one part of them.

mod browser;
mod conformance;
mod faults;
pub(crate) mod journeys;
mod lint;
mod odata;
mod unit;
mod wasm;

use std::fmt;
use std::ops::AddAssign;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::process;
use crate::step::{say, time};

/// The parts in the order in which they run: what fails fast comes first.
#[derive(Clone, Copy)]
enum Part {
    Lint,
    Unit,
    Faults,
    Wasm,
    Conformance,
    Odata,
    Journeys,
}

const PARTS: [Part; 7] =
    [Part::Lint, Part::Unit, Part::Faults, Part::Wasm, Part::Conformance, Part::Odata, Part::Journeys];

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Lint => "lint",
            Part::Unit => "unit",
            Part::Faults => "faults",
            Part::Wasm => "wasm",
            Part::Conformance => "conformance",
            Part::Odata => "odata",
            Part::Journeys => "journeys",
        }
    }

    fn run(self, filter: Option<&str>) -> Result<Report> {
        let tally = match self {
            Part::Faults => return faults::run(),
            Part::Lint => lint::run(),
            Part::Unit => unit::run(filter),
            Part::Wasm => wasm::run(filter),
            Part::Conformance => conformance::run(),
            Part::Odata => odata::run(),
            Part::Journeys => journeys::run(filter),
        };
        tally.map(Report::from)
    }
}

/// What a part has found.
struct Report {
    tally: Tally,
    /// What it ends with, unless that is the tally.
    figures: Option<String>,
}

impl From<Tally> for Report {
    fn from(tally: Tally) -> Report {
        Report { tally, figures: None }
    }
}

/// How many checks passed and failed.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    fn of(passed: bool) -> Tally {
        Tally { passed: passed.into(), failed: (!passed).into() }
    }

    /// Reads the summary that a test program prints at its end, if the line is one:
    /// `test result: ok. 12 passed; 0 failed; …` or `12 passed, 0 failed`.
    fn in_line(line: &str) -> Option<Tally> {
        let words: Vec<&str> = line.split([' ', ';', ',']).filter(|word| !word.is_empty()).collect();
        let count = |what| {
            let place = words.iter().position(|word| *word == what)?;
            words.get(place.checked_sub(1)?)?.parse().ok()
        };
        Some(Tally { passed: count("passed")?, failed: count("failed")? })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs the selected parts and sums up; a part that could not run counts as failed.
pub(crate) fn test(selection: &[&str]) -> Result<ExitCode> {
    let (parts, filter) = match selection {
        [] => (PARTS.to_vec(), None),
        [name, filter @ ..] if filter.len() < 2 => match PARTS.iter().find(|part| part.name() == *name) {
            Some(part) => (vec![*part], filter.first().copied()),
            None => bail!("`{name}` is not a part: {}", PARTS.map(Part::name).join(", ")),
        },
        _ => bail!("test takes one part and one filter"),
    };
    let mut results = Vec::new();
    for part in parts {
        say(&format!("\n━━ {} ━━", part.name()));
        let started = Instant::now();
        let Report { tally, figures } = part.run(filter).unwrap_or_else(|error| {
            say(&format!("error: {error:#}"));
            Tally::of(false).into()
        });
        say(&figures.unwrap_or_else(|| tally.to_string()));
        results.push((part, tally, started.elapsed()));
    }
    Ok(summary(&results))
}

fn summary(results: &[(Part, Tally, Duration)]) -> ExitCode {
    if results.len() > 1 {
        say("\n━━ summary ━━");
        for (part, tally, took) in results {
            let mark = if tally.failed == 0 { '✓' } else { '✗' };
            say(&format!("{mark} {:<12} {tally} ({})", part.name(), time(*took)));
        }
        let total: Duration = results.iter().map(|(.., took)| *took).sum();
        say(&format!("  in {}", time(total)));
    }
    ExitCode::from(u8::from(results.iter().any(|(_, tally, _)| tally.failed > 0)))
}

/// Runs a command whose output holds test summaries and adds them up. A run that broke off
/// is a failure, and so is one that tested nothing unless a filter explains it.
fn tallied(command: &mut Command, filter: Option<&str>) -> Result<Tally> {
    tallied_while(command, filter, |_| {})
}

/// The same; `watch` is given each line.
fn tallied_while(command: &mut Command, filter: Option<&str>, mut watch: impl FnMut(&str)) -> Result<Tally> {
    let mut tally = Tally::default();
    let status = process::run_watched(command, |line| {
        watch(line);
        if let Some(part) = Tally::in_line(line) {
            tally += part;
        }
    })?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    if tally.passed + tally.failed == 0 && filter.is_none() {
        bail!("nothing was tested");
    }
    Ok(tally)
}
