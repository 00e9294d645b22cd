//! What the marks of an element are by its inline style.

use crate::domain::notes::Mark;

/// What an element says of each mark: on, off, or nothing.
pub(super) type Says = [Option<bool>; 3];

/// Reads a `style` attribute.
pub(super) fn read(style: &str, says: &mut Says) {
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        let name = name.trim();
        if name.eq_ignore_ascii_case("font-weight") {
            says[Mark::Bold as usize] = is_bold(value).or(says[Mark::Bold as usize]);
        } else if name.eq_ignore_ascii_case("font-style") {
            let italic = match value {
                "normal" => Some(false),
                value if value == "italic" || value.starts_with("oblique") => Some(true),
                _ => None,
            };
            says[Mark::Italic as usize] = italic.or(says[Mark::Italic as usize]);
        } else if name.get(..15).is_some_and(|name| name.eq_ignore_ascii_case("text-decoration"))
            && value.contains("line-through")
        {
            // Unlike the others it cannot be taken back further in.
            says[Mark::Strike as usize] = Some(true);
        }
    }
}

fn is_bold(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u32>().ok().map(|weight| weight >= 600),
    }
}
