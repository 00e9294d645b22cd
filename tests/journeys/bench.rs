//! The bench: the desk next to a plain page by hand (`tests/bench/`), on the same server, in a
//! browser slowed down four times. `cargo xtask bench` runs it.

mod floor;
mod measure;
mod texts;

use anyhow::Result;
use floor::Floor;
use measure::Switch;

/// What is compared: its bundle, and the folder that holds it.
const CONTENDERS: [(&str, &str); 2] = [("desk", "dist"), ("plain", "tests/bench")];

/// How long the burst lasts, in seconds, and how many messages come in each of them.
const BURST: (u32, u32) = (20, 50);

/// How often each thing is measured. The pages take turns, so that whatever else the machine
/// does meets both.
const ROUNDS: usize = 5;

/// A line of the table: what it is, the desk's figure, and the plain page's.
type Line = (&'static str, [f64; 2]);

#[tokio::test]
#[ignore = "measures, and proves nothing"]
#[expect(clippy::print_stdout, reason = "the table is the result")]
async fn bench() -> Result<()> {
    let mut floors = Vec::new();
    for (name, bundle) in CONTENDERS {
        println!("opening: {name}");
        floors.push(Floor::open(bundle).await?);
    }
    println!("\n{:<48}{:>12}{:>12}{:>9}", "processor slowed 4 times", "desk", "plain", "ratio");
    let show = |lines: Vec<Line>| {
        for (what, [desk, plain]) in lines {
            println!("{what:<48}{desk:>12.1}{plain:>12.1}{:>9.2}", desk / plain);
        }
    };
    show(start(&floors).await?);
    show(messages(&floors).await?);
    show(burst(&floors).await?);
    show(switches(&floors).await?);
    show(history(&floors).await?);
    Ok(())
}

async fn start(floors: &[Floor]) -> Result<Vec<Line>> {
    let starts = in_turn(floors, ROUNDS, async |floor, _| Ok(vec![floor.start().await?])).await?;
    Ok(vec![
        ("start: loaded, kB", figures(&starts, 50, |(bytes, _)| bytes / 1000.0)),
        ("start: ready, ms p50", figures(&starts, 50, |(_, ready)| *ready)),
    ])
}

async fn messages(floors: &[Floor]) -> Result<Vec<Line>> {
    let painted =
        in_turn(floors, ROUNDS, async |floor, round| floor.message_to_painted(round, 40).await).await?;
    Ok(vec![
        ("message to painted with 40 chats, ms p50", figures(&painted, 50, |ms| *ms)),
        ("message to painted with 40 chats, ms p95", figures(&painted, 95, |ms| *ms)),
    ])
}

async fn burst(floors: &[Floor]) -> Result<Vec<Line>> {
    let bursts = in_turn(floors, 2, async |floor, _| Ok(vec![floor.burst(BURST).await?])).await?;
    let keys = bursts.each_ref().map(|bursts| bursts.iter().flat_map(|burst| &burst.keys).copied().collect());
    Ok(vec![
        ("50 messages/s: frames/s", figures(&bursts, 50, |burst| burst.frames)),
        ("50 messages/s: long tasks, ms in all", figures(&bursts, 50, |burst| burst.long_tasks)),
        ("50 messages/s: key to next frame, ms p95", figures::<f64>(&keys, 95, |ms| *ms)),
    ])
}

async fn switches(floors: &[Floor]) -> Result<Vec<Line>> {
    for floor in floors {
        floor.page.explained(floor.prepare_two_chats().await).await?;
    }
    let switches = in_turn(floors, ROUNDS, async |floor, _| floor.switch_between_two_chats(8).await).await?;
    Ok(vec![
        ("switch between chats of 200, ms p50", figures(&switches, 50, Switch::took)),
        ("switch between chats of 200, ms p95", figures(&switches, 95, Switch::took)),
        ("  of it back to the list, ms p50", figures(&switches, 50, |switch| switch.to_list)),
        ("  of it from the click on the chat, ms p50", figures(&switches, 50, |switch| switch.to_chat)),
    ])
}

async fn history(floors: &[Floor]) -> Result<Vec<Line>> {
    let read = in_turn(floors, 1, async |floor, _| Ok(vec![floor.scroll_up_through_5000().await?])).await?;
    let kilobytes = |bytes: f64| bytes / 5.0 / 1000.0;
    Ok(vec![
        ("5,000 messages scrolled up, ms", figures(&read, 50, |read| read.took)),
        (
            "5,000 messages: memory, kB per 1,000",
            figures(&read, 50, |read| kilobytes(read.memory.script + read.memory.page)),
        ),
        ("  of it the script's own", figures(&read, 50, |read| kilobytes(read.memory.script))),
        ("5,000 messages: DOM nodes", figures(&read, 50, |read| read.nodes)),
    ])
}

/// Measures the pages in turn, so many times.
async fn in_turn<T>(
    floors: &[Floor],
    rounds: usize,
    measure: impl AsyncFn(&Floor, usize) -> Result<Vec<T>>,
) -> Result<[Vec<T>; 2]> {
    let mut found = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        for (floor, found) in floors.iter().zip(&mut found) {
            found.extend(floor.page.explained(measure(floor, round).await).await?);
        }
    }
    Ok(found)
}

/// The value below which so many per cent of each page's values lie.
fn figures<T>(found: &[Vec<T>; 2], percent: usize, value: impl Fn(&T) -> f64) -> [f64; 2] {
    found.each_ref().map(|found| {
        let mut values: Vec<f64> = found.iter().map(&value).collect();
        values.sort_by(f64::total_cmp);
        let place = (values.len() * percent).div_ceil(100).saturating_sub(1);
        values.get(place).copied().unwrap_or(f64::NAN)
    })
}
