use proptest::prelude::*;

use super::*;
use crate::domain::notes::{Source, markdown};

/// A text whose selection is between `<` and `>`, or whose caret is at `|`.
fn field(marked: &str) -> (String, Selection) {
    let at = |mark: char| marked.split(mark).next().map(|before| before.encode_utf16().count());
    let selection = match (marked.contains('<'), at('<'), at('>'), at('|')) {
        (true, Some(start), Some(end), _) => start..end - 1,
        (_, _, _, Some(caret)) => caret..caret,
        _ => panic!("nothing is selected in {marked}"),
    };
    (marked.replace(['<', '>', '|'], ""), selection)
}

/// The text after an edit, marked in the same way.
fn shown(text: &str, edit: &Edit) -> String {
    let after = edit.apply(text);
    let place = Field::new(&after, &edit.select);
    if edit.select.is_empty() {
        format!("{}|{}", place.before(), place.after())
    } else {
        format!("{}<{}>{}", place.before(), place.selected(), place.after())
    }
}

fn toggled(marked: &str, format: Format) -> String {
    let (text, selection) = field(marked);
    shown(&text, &toggle(&text, &selection, format))
}

const BOLD: Format = Format::Mark(Mark::Bold);
const ITALIC: Format = Format::Mark(Mark::Italic);

#[test]
fn whoever_asks_again_has_written_what_should_be_bold() {
    for (before, after) in
        [("a **b|**", "a **b**|"), ("a **b|** c", "a **b**| c"), ("**a**b|**c**", "**a**b**|****c**")]
    {
        assert_eq!(toggled(before, BOLD), after);
    }
    assert_eq!(toggled("***a|***", ITALIC), "***a*|**");
    assert_eq!(toggled("**a** *b|*", ITALIC), "**a** *b*|");
    assert_eq!(toggled("`a|`", Format::Code), "`a`|");
}

#[test]
fn marks_go_around_words_and_away() {
    for (before, after) in [
        ("a <b> c", "a **<b>** c"),
        ("a < b >c", "a  **<b>** c"),
        ("wo|rd", "**wo|rd**"),
        ("a | b", "a **|** b"),
        ("👍🏽 <да>", "👍🏽 **<да>**"),
        ("- <a\n- b\n\nc>", "- <**a**\n- **b**\n\n**c**>"),
    ] {
        assert_eq!(toggled(before, BOLD), after);
    }
    for (before, after) in [
        ("**<b>**", "<b>"),
        ("<**b**>", "<b>"),
        ("**wo|rd**", "wo|rd"),
        ("**|**", "|"),
        ("***<a>***", "*<a>*"),
    ] {
        assert_eq!(toggled(before, BOLD), after);
    }
    assert_eq!(toggled("**<b>**", ITALIC), "***<b>***");
    assert_eq!(toggled("***<b>***", ITALIC), "**<b>**");
    assert_eq!(toggled("<a>", Format::Code), "`<a>`");
    assert_eq!(toggled("<a\nb>", Format::Code), "```\n<a\nb>\n```");
    assert_eq!(toggled("```\n<a\nb>\n```", Format::Code), "<a\nb>");
}

#[test]
fn markers_go_before_lines_and_away() {
    for (before, format, after) in [
        ("a|b", Format::Heading(Level::Two), "## a|b"),
        ("# a|b", Format::Heading(Level::Two), "## a|b"),
        ("## a|b", Format::Heading(Level::Two), "a|b"),
        ("x\n<a\n\nb>\ny", Format::Bullets, "x\n- <a\n\n- b>\ny"),
        ("- <a\n- b>", Format::Numbers, "1. <a\n2. b>"),
        ("1. <a\n2. b>", Format::Numbers, "<a\nb>"),
        ("|", Format::Bullets, "- |"),
        ("|", Format::CodeBlock, "```\n|\n```"),
    ] {
        assert_eq!(toggled(before, format), after);
    }
    // Here `>` is no end of a selection.
    assert_eq!(toggle("a\n\nb", &(0..4), Format::Quote).apply("a\n\nb"), "> a\n> \n> b");
    assert_eq!(toggle("> a\n>\n> b", &(0..9), Format::Quote).apply("> a\n>\n> b"), "a\n\nb");
    assert_eq!(toggle("> - a", &(5..5), Format::Numbers).apply("> - a"), "> 1. a");
}

#[test]
fn enter_goes_on_with_a_list_and_ends_it() {
    let entered = |marked: &str| {
        let (text, selection) = field(marked);
        enter(&text, &selection).map(|edit| shown(&text, &edit))
    };
    assert_eq!(entered("- a|").as_deref(), Some("- a\n- |"));
    assert_eq!(entered("  * a|b").as_deref(), Some("  * a\n  * |b"));
    assert_eq!(entered("9. a|").as_deref(), Some("9. a\n10. |"));
    assert_eq!(entered("- a\n- |").as_deref(), Some("- a\n|"));
    assert_eq!(entered("a|"), None);
    assert_eq!(entered("|- a"), None);
    assert_eq!(entered("# a|"), None);
    assert_eq!(entered("```\n- a|"), None);
    let quote = "> a";
    assert_eq!(enter(quote, &(3..3)).map(|edit| edit.apply(quote)).as_deref(), Some("> a\n> "));
}

#[test]
fn tab_moves_items_and_leaves_other_lines_alone() {
    let (text, selection) = field("- a\n- <b\n- c>");
    let inner = indent(&text, &selection).expect("they are items");
    assert_eq!(shown(&text, &inner), "- a\n  - <b\n  - c>");
    let after = inner.apply(&text);
    assert_eq!(outdent(&after, &inner.select).expect("they are further in").apply(&after), text);
    assert_eq!(outdent(&text, &selection), None);
    assert_eq!(indent("a", &(0..0)), None);
    assert_eq!(indent("1. a", &(4..4)).map(|edit| edit.apply("1. a")).as_deref(), Some("   1. a"));
}

#[test]
fn links_and_pictures_are_put_in() {
    let (text, selection) = field("see <**this**> now");
    let linked = |words, address| link(&text, &selection, words, address).map(|edit| edit.apply(&text));
    assert_eq!(linked("**this**", "https://a.com").as_deref(), Some("see [**this**](https://a.com) now"));
    assert_eq!(linked("it [1]", "a.com/x").as_deref(), Some("see [it \\[1\\]](https://a.com/x) now"));
    assert_eq!(linked("", "https://a.com").as_deref(), Some("see <https://a.com> now"));
    assert_eq!(linked("x", "localhost:8080").as_deref(), Some("see [x](https://localhost:8080) now"));
    assert_eq!(linked("x", "javascript:alert(1)"), None);
    assert_eq!(linked("x", ""), None);
}

#[test]
fn a_picture_takes_the_place_that_was_kept() {
    let (text, caret) = field("a |b");
    let kept = placeholder(&text, &caret, "c[1].png", 7);
    let text = kept.apply(&text);
    assert_eq!(text, "a ![c 1 .png](upload-7)b");
    let end = text.encode_utf16().count();
    let source = Source::new("/0/rest/FileService/1");
    let done = settle(&text, &(end..end), "c[1].png", 7, source).expect("its place is there");
    assert_eq!(shown(&text, &done), "a ![c\\[1\\].png](/0/rest/FileService/1)b|");
    assert_eq!(settle(&text, &(0..0), "c", 7, None).map(|edit| edit.apply(&text)).as_deref(), Some("a b"));
    assert_eq!(settle(&text, &(0..0), "c", 8, None), None);
}

fn format() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![
        BOLD,
        ITALIC,
        Format::Mark(Mark::Strike),
        Format::Code,
        Format::Heading(Level::One),
        Format::Heading(Level::Three),
        Format::Bullets,
        Format::Numbers,
        Format::Quote,
        Format::CodeBlock,
    ])
}

/// Text of some lines, and a selection in it.
fn any_field(text: impl Strategy<Value = String>) -> impl Strategy<Value = (String, Selection)> {
    (text, any::<prop::sample::Index>(), any::<prop::sample::Index>()).prop_map(|(text, one, other)| {
        let length = text.encode_utf16().count() + 1;
        let (one, other) = (one.index(length), other.index(length));
        (text, one.min(other)..one.max(other))
    })
}

proptest! {
    #[test]
    fn toggled_twice_is_as_it_was(
        (text, selection) in any_field("([a-zé👍🏽漢]{1,3}| |\n){0,12}"),
        format in format(),
    ) {
        let once = toggle(&text, &selection, format);
        let after = once.apply(&text);
        let twice = toggle(&after, &once.select, format);
        prop_assert_eq!(twice.apply(&after), text, "{}", after);
    }

    #[test]
    fn a_mark_toggled_twice_in_a_line_is_as_it_was(
        (text, selection) in any_field("([a-z]{1,3}|[ *~`_]){0,12}"),
        format in prop::sample::select(vec![BOLD, ITALIC, Format::Mark(Mark::Strike), Format::Code]),
    ) {
        // The word around a caret may be a longer one without its marks, and half a delimiter is none.
        let units: Vec<u16> = text.encode_utf16().collect();
        let cuts = |at: usize| at > 0 && units.get(at) == Some(&units[at - 1]);
        let start = (0..=selection.start).rev().find(|at| !cuts(*at)).unwrap_or(0);
        let end = (selection.end..=units.len()).find(|at| !cuts(*at)).unwrap_or(units.len());
        if start == end {
            return Ok(());
        }
        let selection = start..end;
        let once = toggle(&text, &selection, format);
        let after = once.apply(&text);
        let twice = toggle(&after, &once.select, format);
        prop_assert_eq!(twice.apply(&after), text, "{}", after);
    }

    /// One text becomes another in one step, and what is selected in words that stay stays selected.
    #[test]
    fn a_text_turns_into_another(before in "(a|b|👍🏽|\n){0,12}", after in "(a|b|👍🏽|\n){0,12}") {
        let end = before.encode_utf16().count();
        match turn(&before, &(end..end), &after) {
            Some(edit) => {
                prop_assert_eq!(edit.apply(&before), after.clone());
                prop_assert_eq!(edit.select, { let end = after.encode_utf16().count(); end..end });
            }
            None => prop_assert_eq!(before, after),
        }
    }

    /// Whatever stands there: only the touched lines change, and what is selected is within.
    #[test]
    fn other_lines_stay(
        (text, selection) in any_field(prop_oneof![any::<String>(), "([-*>#`~1. \n]|[a-z]|👍🏽){0,30}"]),
        format in format(),
    ) {
        let edits = [
            Some(toggle(&text, &selection, format)),
            enter(&text, &selection),
            indent(&text, &selection),
            outdent(&text, &selection),
            link(&text, &selection, "x", "https://a.b"),
        ];
        for edit in edits.into_iter().flatten() {
            let after = edit.apply(&text);
            prop_assert!(edit.select.end <= after.encode_utf16().count());
            let place = Field::new(&text, &selection);
            let above = place.before().rsplit_once('\n').map_or("", |(above, _)| above);
            let below = place.after().split_once('\n').map_or("", |(_, below)| below);
            // The fences around code are lines of their own.
            let above = above.trim_end_matches('`');
            let below = below.trim_start_matches('`');
            prop_assert!(after.starts_with(above) && after.ends_with(below), "{after:?}");
            let _ = markdown::read(&after);
        }
    }
}
