//! The bench: the desk next to a plain page by hand (`tests/bench/`), on the same server, in a
//! browser slowed down four times. `cargo xtask bench` runs it.

mod floor;
mod measure;

use anyhow::Result;
use floor::Floor;

/// What is compared: its bundle, and the folder that holds it.
const CONTENDERS: [(&str, &str); 2] = [("desk", "dist"), ("plain", "tests/bench")];

/// How long the burst lasts, in seconds, and how many messages come in each of them.
const BURST: (u32, u32) = (20, 50);

#[tokio::test]
#[ignore = "measures, and proves nothing"]
#[expect(clippy::print_stdout, reason = "the table is the result")]
async fn bench() -> Result<()> {
    let mut columns = Vec::new();
    for (name, bundle) in CONTENDERS {
        println!("measuring: {name}");
        let floor = Floor::open(bundle).await?;
        columns.push(floor.page.explained(figures(&floor).await).await?);
    }
    println!("\n{:<48}{:>12}{:>12}{:>9}", "processor slowed 4 times", "desk", "plain", "ratio");
    let [desk, plain] = columns.as_slice() else { return Ok(()) };
    for ((what, desk), (_, plain)) in desk.iter().zip(plain) {
        println!("{what:<48}{desk:>12.1}{plain:>12.1}{:>9.2}", desk / plain);
    }
    Ok(())
}

/// All that is measured of one page, in the order of the table.
async fn figures(floor: &Floor) -> Result<Vec<(&'static str, f64)>> {
    let (bytes, ready) = floor.start().await?;
    let painted = floor.message_to_painted(40).await?;
    let burst = floor.burst(BURST).await?;
    let switch = floor.switch_between_two_chats(10).await?;
    let history = floor.scroll_up_through_5000().await?;
    Ok(vec![
        ("start: loaded, kB", bytes / 1000.0),
        ("start: ready, ms", ready),
        ("message to painted with 40 chats, ms p50", measure::percentile(&painted, 50)),
        ("message to painted with 40 chats, ms p95", measure::percentile(&painted, 95)),
        ("50 messages/s: frames/s", burst.frames),
        ("50 messages/s: long tasks, ms in all", burst.long_tasks),
        ("50 messages/s: key to next frame, ms p95", measure::percentile(&burst.keys, 95)),
        ("switch between chats of 200, ms p50", measure::percentile(&switch, 50)),
        ("5,000 messages scrolled up, ms", history.took),
        ("5,000 messages: memory, kB per 1,000", history.memory / 5.0 / 1000.0),
        ("5,000 messages: DOM nodes", history.nodes),
    ])
}
