//! The emoji of the picker: finding them, and moving among them in a grid.

/// An emoji.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emoji {
    /// Itself.
    pub text: Box<str>,
    /// What it is called.
    pub name: Box<str>,
    /// By which else it is found, in lower case.
    found_by: Box<str>,
}

/// Emoji of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub name: Box<str>,
    /// The emoji.
    pub emoji: Vec<Emoji>,
}

/// A step in a grid, as the arrow keys make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the one before.
    Back,
    /// To the one after.
    On,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the first of all.
    First,
    /// To the last of all.
    Last,
}

/// Reads the list: `# group`, or `emoji<tab>name<tab>key words`. What does not fit is left out.
#[must_use]
pub fn read(list: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in list.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            groups.push(Group { name: name.into(), emoji: Vec::new() });
        } else if let Some((text, rest)) = line.split_once('\t')
            && let Some(group) = groups.last_mut()
        {
            let (name, words) = rest.split_once('\t').unwrap_or((rest, ""));
            let found_by = format!("{name} {words}").to_lowercase();
            group.emoji.push(Emoji { text: text.into(), name: name.into(), found_by: found_by.into() });
        }
    }
    groups
}

/// The emoji by whose name or key words this is found: every word of the query begins one of
/// theirs. Those whose name begins with it come first.
#[must_use]
pub fn search<'a>(groups: &'a [Group], query: &str) -> Vec<&'a Emoji> {
    let query = query.trim().to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let fits = |emoji: &&Emoji| {
        *emoji.text == *query
            || words.iter().all(|word| {
                emoji.found_by.split(|c: char| !c.is_alphanumeric()).any(|known| known.starts_with(word))
            })
    };
    let mut found: Vec<&Emoji> = groups.iter().flat_map(|group| &group.emoji).filter(fits).collect();
    found.sort_by_key(|emoji| !emoji.found_by.starts_with(&query));
    found
}

/// Where a step leads in a grid of `count` cells in rows of `columns`; it ends at the edges.
#[must_use]
pub fn step(at: usize, by: Move, columns: usize, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match by {
        Move::Back => at.saturating_sub(1),
        Move::On => (at + 1).min(last),
        Move::Up => at.checked_sub(columns).unwrap_or(at),
        // From a full row into a shorter one: to its end.
        Move::Down if at / columns.max(1) < last / columns.max(1) => (at + columns).min(last),
        Move::Down => at,
        Move::First => 0,
        Move::Last => last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# Smileys\n😀\tgrinning face\tgrin happy\n😂\tface with tears of joy\tlaugh\n# Food\n🍎\tred apple\tfruit\n";

    fn texts(query: &str) -> Vec<String> {
        search(&read(LIST), query).into_iter().map(|emoji| emoji.text.to_string()).collect()
    }

    #[test]
    fn the_list_reads_into_groups() {
        let groups = read(LIST);
        let counts: Vec<_> = groups.iter().map(|group| (&*group.name, group.emoji.len())).collect();
        assert_eq!(counts, [("Smileys", 2), ("Food", 1)]);
    }

    #[test]
    fn the_real_list_is_whole() {
        let groups = read(include_str!("../view/composer/emoji.tsv"));
        let all: Vec<_> = groups.iter().flat_map(|group| &group.emoji).collect();
        assert_eq!(groups.len(), 9);
        assert!(all.len() > 1_500);
        assert!(all.iter().all(|emoji| !emoji.text.is_ascii() && !emoji.name.is_empty()));
    }

    #[test]
    fn found_by_name_key_word_or_itself() {
        assert_eq!(texts("grin"), ["😀"]);
        assert_eq!(texts("LAUGH"), ["😂"]);
        assert_eq!(texts("joy face"), ["😂"]);
        assert_eq!(texts("🍎"), ["🍎"]);
        assert_eq!(texts("rinning"), Vec::<String>::new());
        assert_eq!(texts("  ").len(), 3);
    }

    #[test]
    fn a_name_that_begins_with_the_query_comes_first() {
        assert_eq!(texts("face"), ["😂", "😀"]);
    }

    #[test]
    fn steps_end_at_the_edges() {
        // Rows of 4: 0–3, 4–7, 8–9.
        assert_eq!(step(0, Move::Back, 4, 10), 0);
        assert_eq!(step(9, Move::On, 4, 10), 9);
        assert_eq!(step(2, Move::Up, 4, 10), 2);
        assert_eq!(step(6, Move::Up, 4, 10), 2);
        assert_eq!(step(1, Move::Down, 4, 10), 5);
        assert_eq!(step(7, Move::Down, 4, 10), 9);
        assert_eq!(step(9, Move::Down, 4, 10), 9);
        assert_eq!(step(4, Move::First, 4, 10), 0);
        assert_eq!(step(4, Move::Last, 4, 10), 9);
        assert_eq!(step(0, Move::Down, 4, 0), 0);
    }
}
