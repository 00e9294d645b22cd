//! A window over a list whose rows have names.

use super::Window;

/// How far a row is looked for when it is not where it should be.
const LOOK_AHEAD: usize = 64;
/// How many rendered rows are looked for before the list counts as another one.
const TRIES: usize = 4;

/// A [`Window`] that knows its rendered rows by name, and so finds out by itself what became of
/// the list: the list need not tell. `key_at` names the row at an index.
#[derive(Clone, Debug)]
pub struct Keyed<K> {
    window: Window,
    keys: Vec<K>,
}

impl<K: Copy + Eq> Keyed<K> {
    /// A list of `len` rows, shown at its end; see [`Window::new`].
    #[must_use]
    pub fn new(len: usize, estimate: f64, viewport: f64, key_at: impl Fn(usize) -> Option<K>) -> Self {
        let window = Window::new(len, estimate, viewport);
        let keys = window.rows().filter_map(key_at).collect();
        Self { window, keys }
    }

    /// The rendered rows and the space around them.
    #[must_use]
    pub fn window(&self) -> &Window {
        &self.window
    }

    /// The names of the rendered rows, in their order.
    #[must_use]
    pub fn keys(&self) -> &[K] {
        &self.keys
    }

    /// Scrolls, resizes or measures.
    pub fn act(&mut self, act: impl FnOnce(&mut Window), key_at: impl Fn(usize) -> Option<K>) {
        let rows = self.window.rows();
        act(&mut self.window);
        if self.window.rows() != rows {
            self.keys = self.window.rows().filter_map(key_at).collect();
        }
    }

    /// The list has changed, and has `len` rows now. Costs what the rendered rows cost, unless
    /// none of them is left near its place.
    pub fn update(&mut self, len: usize, key_at: impl Fn(usize) -> Option<K>) {
        match self.survivor(len, &key_at) {
            Some((nth, place)) => self.align(nth, place, len, &key_at),
            None if len == self.window.len() && self.keys.is_empty() => {}
            None => self.restart(len),
        }
        self.keys = self.window.rows().filter_map(key_at).collect();
    }

    /// A rendered row that is still in the list, by its place among the rendered rows, and where
    /// it is now. Looked for where it was, where it is if all new rows came before it, and else
    /// further and further around.
    fn survivor(&self, len: usize, key_at: &impl Fn(usize) -> Option<K>) -> Option<(usize, usize)> {
        let start = self.window.rows().start;
        let is_at = |nth: usize, place: &usize| key_at(*place).as_ref() == self.keys.get(nth);
        let expected = |nth: usize| {
            let moved = (start + nth + len).checked_sub(self.window.len());
            [Some(start + nth), moved]
                .into_iter()
                .flatten()
                .find(|place| is_at(nth, place))
                .map(|place| (nth, place))
        };
        let around = |nth: usize| {
            let was = start + nth;
            let places = (0..len.max(was + 1)).flat_map(|far| [was.checked_sub(far), was.checked_add(far)]);
            places.flatten().find(|place| is_at(nth, place)).map(|place| (nth, place))
        };
        let few = self.keys.len().min(TRIES);
        (0..few).find_map(expected).or_else(|| (0..few).find_map(around))
    }

    /// Makes the window's list the same as the real one, beginning at a row that is in both.
    fn align(&mut self, nth: usize, place: usize, len: usize, key_at: &impl Fn(usize) -> Option<K>) {
        let start = self.window.rows().start;
        for _ in 0..nth {
            self.window.removed(start);
        }
        match place.checked_sub(start) {
            Some(more) if more > 0 => self.window.inserted(0, more),
            Some(_) => {}
            None => (place..start).for_each(|_| self.window.removed(0)),
        }
        let mut at = place + 1;
        for key in self.keys.iter().skip(nth + 1) {
            match (at..at + LOOK_AHEAD).find(|&place| key_at(place).as_ref() == Some(key)) {
                Some(found) => {
                    if found > at {
                        self.window.inserted(at, found - at);
                    }
                    at = found + 1;
                }
                None => self.window.removed(at),
            }
        }
        self.fit(len);
    }

    /// What is left to come in or to go is after the rendered rows.
    fn fit(&mut self, len: usize) {
        let known = self.window.len();
        if len > known {
            self.window.inserted(known, len - known);
        }
        (len..known).rev().for_each(|row| self.window.removed(row));
    }

    fn restart(&mut self, len: usize) {
        let known = self.window.len();
        (0..known).rev().for_each(|row| self.window.removed(row));
        self.window.inserted(0, len);
        self.window.to_end();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn measure(list: &mut Keyed<u32>, rows: &[u32]) {
        for _ in 0..20 {
            let at = list.window().rows();
            let heights: Vec<_> = at.clone().map(|row| (row, f64::from(20 + rows[row] % 90))).collect();
            list.act(|window| window.measured(heights), |row| rows.get(row).copied());
            if list.window().rows() == at {
                return;
            }
        }
    }

    fn place(list: &Keyed<u32>, rows: &[u32], key: u32) -> Option<f64> {
        let nth = list.keys().iter().position(|known| *known == key)?;
        let start = list.window().rows().start;
        let before: u32 = rows[start..start + nth].iter().map(|key| 20 + key % 90).sum();
        Some(list.window().space_above() + f64::from(before) - list.window().scroll())
    }

    #[derive(Clone, Debug)]
    enum Edit {
        Insert(usize, usize),
        Prepend(usize),
        Append(usize),
        Remove(usize),
        Scroll(f64),
        Clear,
    }

    fn edit() -> impl Strategy<Value = Edit> {
        prop_oneof![
            1 => (0usize..400, 1usize..9).prop_map(|(at, count)| Edit::Insert(at, count)),
            1 => (1usize..60).prop_map(Edit::Prepend),
            1 => (1usize..6).prop_map(Edit::Append),
            1 => (0usize..400).prop_map(Edit::Remove),
            3 => (-900.0..900.0).prop_map(Edit::Scroll),
            1 => Just(Edit::Clear),
        ]
    }

    fn insert(rows: &mut Vec<u32>, next: &mut u32, at: usize, count: usize) {
        for _ in 0..count {
            rows.insert(at, *next);
            *next += 1;
        }
    }

    proptest! {
        #[test]
        fn the_window_finds_out_what_became_of_the_list(
            len in 0u32..200,
            batches in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..25),
        ) {
            let mut rows: Vec<u32> = (0..len).collect();
            let mut next = len;
            let mut list = Keyed::new(rows.len(), 48.0, 500.0, |row| rows.get(row).copied());
            measure(&mut list, &rows);
            for batch in &batches {
                for edit in batch {
                    let size = rows.len();
                    match *edit {
                        Edit::Insert(at, count) => insert(&mut rows, &mut next, at % (size + 1), count),
                        Edit::Prepend(count) => insert(&mut rows, &mut next, 0, count),
                        Edit::Append(count) => insert(&mut rows, &mut next, size, count),
                        Edit::Remove(at) if size > 0 => { rows.remove(at % size); }
                        Edit::Clear => rows.clear(),
                        Edit::Remove(_) | Edit::Scroll(_) => {}
                    }
                }
                list.update(rows.len(), |row| rows.get(row).copied());
                if let Some(Edit::Scroll(by)) = batch.last() {
                    let top = (list.window().scroll() + by).max(0.0);
                    list.act(|window| window.scrolled(top, 500.0, 1e6), |row| rows.get(row).copied());
                }
                measure(&mut list, &rows);
                prop_assert_eq!(list.window().len(), rows.len());
                prop_assert_eq!(list.keys(), &rows[list.window().rows()]);
            }
        }

        #[test]
        fn older_rows_and_new_ones_move_nothing(older in 1usize..80, newer in 0usize..20, up in 600.0..3000.0) {
            let mut rows: Vec<u32> = (1000..1200).collect();
            let mut list = Keyed::new(rows.len(), 48.0, 500.0, |row| rows.get(row).copied());
            measure(&mut list, &rows);
            let top = list.window().scroll() - up;
            list.act(|window| window.scrolled(top, 500.0, up), |row| rows.get(row).copied());
            measure(&mut list, &rows);
            let middle = list.keys()[list.keys().len() / 2];
            let before = place(&list, &rows, middle).unwrap();

            let mut next = 5000;
            insert(&mut rows, &mut next, 0, older);
            let end = rows.len();
            insert(&mut rows, &mut next, end, newer);
            list.update(rows.len(), |row| rows.get(row).copied());
            measure(&mut list, &rows);
            let after = place(&list, &rows, middle).unwrap();
            prop_assert!((after - before).abs() < 0.5, "moved by {}", after - before);
        }
    }
}
