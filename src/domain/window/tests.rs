use proptest::prelude::*;

use super::*;

const ESTIMATE: f64 = 48.0;

/// What can happen to a list on the screen.
#[derive(Clone, Debug)]
enum Step {
    /// The reader scrolls by so many pixels.
    Scroll(f64),
    /// The reader throws the scroll bar to a place between 0 and 1.
    Throw(f64),
    Rest,
    Insert(usize, usize),
    Prepend(usize),
    Append(usize),
    Remove(usize),
    /// A row changes its height, as a late image does.
    Grow(usize, u16),
    Resize(u16),
    ToEnd,
    ToRow(usize),
}

impl Step {
    /// Whether the reader asked for another place, so that there is nothing to keep still.
    fn moves(&self) -> bool {
        matches!(self, Self::Scroll(_) | Self::Throw(_) | Self::ToEnd | Self::ToRow(_))
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (-900.0..900.0).prop_map(Step::Scroll),
        1 => (0.0..1.0).prop_map(Step::Throw),
        2 => Just(Step::Rest),
        1 => (0usize..300, 1usize..4).prop_map(|(at, count)| Step::Insert(at, count)),
        2 => (1usize..60).prop_map(Step::Prepend),
        3 => (1usize..5).prop_map(Step::Append),
        1 => (0usize..300).prop_map(Step::Remove),
        3 => (0usize..300, 10u16..600).prop_map(|(row, height)| Step::Grow(row, height)),
        1 => (100u16..1200).prop_map(Step::Resize),
        1 => Just(Step::ToEnd),
        1 => (0usize..300).prop_map(Step::ToRow),
    ]
}

/// A page: the true height of each row, by an identity that survives insertions.
struct Page {
    window: Window,
    rows: Vec<(u32, f64)>,
    next: u32,
    seed: u32,
}

impl Page {
    fn new(len: usize, viewport: f64, seed: u32) -> Self {
        let mut page = Self { window: Window::new(len, ESTIMATE, viewport), rows: Vec::new(), next: 0, seed };
        page.make_rows(0, len);
        page.lay_out();
        page
    }

    fn make_rows(&mut self, at: usize, count: usize) {
        for _ in 0..count {
            let noise = (self.next ^ self.seed).wrapping_mul(2_654_435_761) >> 16;
            self.rows.insert(at, (self.next, 17.0 + f64::from(noise % 200) * 0.75));
            self.next += 1;
        }
    }

    /// What the browser does before it paints: reports the heights of the rendered rows.
    fn lay_out(&mut self) {
        for _ in 0..50 {
            let rows = self.window.rows();
            let heights: Vec<_> = rows.clone().map(|row| (row, self.rows[row].1)).collect();
            self.window.measured(heights);
            if self.window.rows() == rows {
                return;
            }
        }
        panic!("the rendered rows do not come to rest");
    }

    fn apply(&mut self, step: &Step) {
        let len = self.rows.len();
        match *step {
            Step::Scroll(by) => self.scroll_to(self.window.scroll() + by),
            Step::Throw(part) => self.scroll_to(self.window.end() * part),
            Step::Rest => self.window.settle(),
            Step::Insert(at, count) => self.insert(at % (len + 1), count),
            Step::Prepend(count) => self.insert(0, count),
            Step::Append(count) => self.insert(len, count),
            Step::Remove(row) if len > 0 => {
                self.rows.remove(row % len);
                self.window.removed(row % len);
            }
            Step::Grow(row, height) if len > 0 => self.rows[row % len].1 = f64::from(height),
            Step::Remove(_) | Step::Grow(..) => {}
            Step::Resize(viewport) => self.window.resized(f64::from(viewport)),
            Step::ToEnd => self.window.to_end(),
            Step::ToRow(row) => self.window.to_row(row),
        }
        self.lay_out();
    }

    fn insert(&mut self, at: usize, count: usize) {
        self.make_rows(at, count);
        self.window.inserted(at, count);
    }

    fn scroll_to(&mut self, top: f64) {
        let top = top.clamp(0.0, self.window.end());
        self.window.scrolled(top, self.window.viewport, self.window.end() - top);
    }

    /// Where the row begins on the screen, if it is rendered.
    fn on_screen(&self, id: u32) -> Option<f64> {
        let row = self.rows.iter().position(|row| row.0 == id)?;
        let rows = self.window.rows();
        rows.contains(&row).then(|| {
            let before: f64 = self.rows[rows.start..row].iter().map(|row| row.1).sum();
            self.window.above + self.window.slack + before - self.window.scroll()
        })
    }

    fn anchor(&self) -> Option<(u32, f64)> {
        let id = self.rows[self.window.anchor()?].0;
        Some((id, self.on_screen(id)?))
    }

    fn check_sums(&self) {
        let window = &self.window;
        assert_eq!(window.len(), self.rows.len());
        let parts = [0..window.rows.start, window.rows(), window.rows.end..window.len()];
        for (rows, sum) in parts.into_iter().zip([window.above, window.inside, window.below]) {
            assert!((window.sum(rows) - sum).abs() < 1e-6, "{window:?}");
        }
        assert!(window.above + window.slack > -UNSEEN);
    }

    fn check_cover(&self) {
        let window = &self.window;
        let wanted_end = (window.scroll + window.viewport).min(window.bottom() + window.below);
        assert!(window.rows.start == 0 || window.space_above() <= window.scroll, "{window:?}");
        assert!(window.bottom() >= wanted_end - UNSEEN, "{window:?}");
        assert!((0.0..=window.end()).contains(&window.scroll), "{window:?}");
    }
}

proptest! {
    #[test]
    fn nothing_moves_under_the_readers_eyes(
        len in 0usize..300,
        viewport in 150.0..1100.0,
        seed: u32,
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut page = Page::new(len, viewport, seed);
        for step in &steps {
            let before = page.anchor();
            let pinned = page.window.is_pinned();
            // A viewport that grows beyond the end has to show what is before.
            let room = page.window.end() + page.window.viewport - page.window.scroll();
            let outgrown = matches!(step, Step::Resize(viewport) if f64::from(*viewport) > room);
            page.apply(step);
            page.check_sums();
            page.check_cover();
            if step.moves() {
                continue;
            }
            let window = &page.window;
            if pinned {
                prop_assert!(window.is_pinned());
                prop_assert!(window.end() - window.scroll() < AT_END, "not at the end after {step:?}");
                continue;
            }
            // At the very ends there may be nothing left to scroll by.
            let stopped = window.scroll() < 0.5 || window.end() - window.scroll() < 0.5;
            let Some((id, top)) = before.filter(|_| !stopped && !outgrown) else { continue };
            if let Some(now) = page.on_screen(id) {
                prop_assert!((now - top).abs() < 0.5, "{step:?} moved the anchor by {}", now - top);
            } else {
                prop_assert!(matches!(step, Step::Remove(_) | Step::Resize(_)), "{step:?} lost the anchor");
            }
        }
    }
}

#[test]
fn a_chat_opens_at_its_end_with_few_rows() {
    let page = Page::new(5_000, 800.0, 7);
    assert_eq!(page.window.rows().end, 5_000);
    assert!(page.window.is_pinned());
    assert!(page.window.rows().len() < 40, "{:?}", page.window.rows());
}

#[test]
fn a_reader_at_the_end_follows_and_one_above_does_not() {
    let mut page = Page::new(100, 600.0, 1);
    page.apply(&Step::Append(1));
    assert!(page.window.rows().contains(&100));

    page.apply(&Step::Scroll(-2_000.0));
    let scroll = page.window.scroll();
    page.apply(&Step::Append(3));
    assert!(!page.window.is_pinned());
    assert!((page.window.scroll() - scroll).abs() < 0.5);
}

#[test]
fn a_viewport_that_shrinks_at_the_end_stays_there_whatever_is_told_first() {
    let mut page = Page::new(100, 600.0, 5);
    let before = page.window.scroll();
    page.window.scrolled(before, 580.0, 20.0);
    assert!(page.window.is_pinned());
    assert!((page.window.scroll() - before - 20.0).abs() < 0.5);
}

#[test]
fn a_reader_may_leave_the_end_in_small_steps() {
    let mut page = Page::new(100, 600.0, 5);
    for _ in 0..6 {
        page.apply(&Step::Scroll(-2.0));
    }
    assert!(!page.window.is_pinned());
}

#[test]
fn scrolling_up_does_not_write_the_scroll_position_until_it_rests() {
    let mut page = Page::new(2_000, 600.0, 3);
    for _ in 0..20 {
        let wanted = page.window.scroll() - 120.0;
        page.apply(&Step::Scroll(-120.0));
        assert!((page.window.scroll() - wanted).abs() < 1e-9);
    }
    let anchor = page.anchor();
    assert!(page.window.slack.abs() > 1.0);
    page.apply(&Step::Rest);
    assert!(page.window.slack.abs() < 1e-9);
    assert_eq!(anchor.map(|(id, _)| id), page.anchor().map(|(id, _)| id));
}

#[test]
fn rounding_of_the_scroll_position_does_not_add_up() {
    let mut page = Page::new(500, 600.0, 9);
    page.apply(&Step::ToRow(250));
    let (id, top) = page.anchor().unwrap();
    for _ in 0..100 {
        page.apply(&Step::Prepend(1));
        page.window.settle();
        page.window.placed(page.window.scroll().round());
    }
    assert!((page.on_screen(id).unwrap() - top).abs() < 0.5);
}
