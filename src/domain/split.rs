//! Splitting a text that is too long for one message.

use unicode_segmentation::GraphemeCursor;

/// The longest text of one message, in UTF-16 units: the server's own count.
pub const MAX_UNITS: usize = 4096;

/// The length of a text as the server counts it.
#[must_use]
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Cuts the trimmed text into parts of at most `max` UTF-16 units (at least 2), after a line if
/// possible, else after a word, else between two graphemes. The parts together are the trimmed
/// text; there are none for a blank text.
///
/// Only a single grapheme longer than a whole message is cut inside, between two characters.
#[must_use]
pub fn split(text: &str, max: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(cut(rest, max));
        parts.push(part);
        rest = after;
    }
    parts
}

/// Where the first part ends, in bytes.
fn cut(text: &str, max: usize) -> usize {
    let Some(limit) = fitting(text, max) else { return text.len() };
    let fits = floor_grapheme(text, limit).filter(|&end| end > 0).unwrap_or(limit);
    let head = text.get(..fits).unwrap_or(text);
    // A break in the first half would make parts that are needlessly short.
    let after = |is_break: fn(char) -> bool| {
        head.rmatch_indices(is_break)
            .map(|(at, mark)| at + mark.len())
            .take_while(|&end| end > head.len() / 2)
            .find(|&end| floor_grapheme(text, end) == Some(end))
    };
    after(|c| c == '\n').or_else(|| after(char::is_whitespace)).unwrap_or(fits)
}

/// The byte length of the longest beginning within `max` units; `None` if all of it fits.
fn fitting(text: &str, max: usize) -> Option<usize> {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        count += c.len_utf16();
        if count > max {
            return Some(at);
        }
    }
    None
}

/// The last boundary of a grapheme at or before this place.
fn floor_grapheme(text: &str, at: usize) -> Option<usize> {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => Some(at),
        _ => cursor.prev_boundary(text, 0).ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    /// Text rich in what is hard to cut: flags, families, marks, line ends, right-to-left.
    fn hard_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z]{1,9}",
            " {1,3}",
            Just("\r\n".to_owned()),
            Just("\n".to_owned()),
            Just("👨‍👩‍👧‍👦".to_owned()),
            Just("🇺🇦".to_owned()),
            Just("👍🏽".to_owned()),
            Just("e\u{301}".to_owned()),
            Just(" \u{301}".to_owned()),
            Just("שלום".to_owned()),
            Just("नमस्ते".to_owned()),
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn parts_are_whole_and_join_to_the_text(text in hard_text(), max in 12usize..60) {
            let parts = split(&text, max);
            prop_assert_eq!(parts.concat(), text.trim());
            let graphemes: Vec<usize> = text.trim().grapheme_indices(true).map(|(at, _)| at).collect();
            let longest = text.graphemes(true).map(units).max().unwrap_or(0);
            let mut at = 0;
            for part in &parts {
                prop_assert!(!part.is_empty());
                prop_assert!(units(part) <= max);
                prop_assert!(longest > max || graphemes.binary_search(&at).is_ok(), "cut at {at}");
                at += part.len();
            }
        }

        #[test]
        fn any_text_splits_at_the_real_limit(text in ".{0,200}", times in 1usize..200) {
            let text = text.repeat(times);
            let parts = split(&text, MAX_UNITS);
            prop_assert_eq!(parts.concat(), text.trim());
            prop_assert!(parts.iter().all(|part| units(part) <= MAX_UNITS));
        }
    }

    #[test]
    fn an_emoji_at_the_limit_goes_into_the_next_part() {
        let text = format!("{}👍🏽", "a".repeat(MAX_UNITS - 1));
        assert_eq!(split(&text, MAX_UNITS), ["a".repeat(MAX_UNITS - 1).as_str(), "👍🏽"]);
    }

    #[test]
    fn lines_are_better_ends_than_words_and_words_than_letters() {
        assert_eq!(split("one two\nthree four", 12), ["one two\n", "three four"]);
        assert_eq!(split("one two three four", 12), ["one two ", "three four"]);
        assert_eq!(split("onetwothreefour", 12), ["onetwothreef", "our"]);
    }

    #[test]
    fn blank_text_has_no_parts() {
        assert!(split(" \n\t\u{a0} ", MAX_UNITS).is_empty());
    }

    #[test]
    fn a_grapheme_longer_than_a_message_is_cut_between_characters() {
        let text = format!("a{}", "\u{301}".repeat(40));
        let parts = split(&text, 16);
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| units(part) <= 16));
    }
}
