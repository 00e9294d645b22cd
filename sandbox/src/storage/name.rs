//! Names and media types of files as their senders give them: hostile text.

use std::path::Path;

/// Longest name that is kept, in characters.
const LONGEST: usize = 200;

/// What a file is called whose own name says nothing.
const NAMELESS: &str = "file";

/// Makes a name that is safe to show and to save under: no folders, no control characters, no
/// direction marks that disguise the extension, not hidden, not too long.
pub(crate) fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !c.is_control() && !is_direction_mark(*c)).collect();
    let trimmed = visible.trim().trim_start_matches('.').trim();
    if trimmed.is_empty() { NAMELESS.to_owned() } else { shorten(trimmed) }
}

/// Cuts in the stem, so that the extension stays.
fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    match extension.filter(|extension| extension.len() <= 16) {
        Some(extension) => {
            let stem: String = name.chars().take(LONGEST - extension.len() - 1).collect();
            format!("{stem}.{extension}")
        }
        None => name.chars().take(LONGEST).collect(),
    }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The media type without its parameters; where the sender named none, the one that the name
/// suggests.
pub(crate) fn media_type(declared: Option<&str>, name: &str) -> String {
    const UNKNOWN: &str = "application/octet-stream";
    let declared = declared
        .and_then(|text| text.split(';').next())
        .map(|text| text.trim().to_ascii_lowercase())
        .filter(|text| is_media_type(text));
    match declared {
        Some(known) if known != UNKNOWN => known,
        _ => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    }
}

fn is_media_type(text: &str) -> bool {
    let token = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b))
    };
    text.len() <= 127 && text.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folders_do_not_survive() {
        for name in ["../../etc/passwd", "/etc/passwd", "..\\..\\passwd", "C:\\x\\passwd", "a/b\\passwd"] {
            assert_eq!(clean(name), "passwd", "{name}");
        }
    }

    #[test]
    fn empty_and_hidden_names_become_plain_ones() {
        for name in ["", "..", ".", "/", "a/", " \t", "...."] {
            assert_eq!(clean(name), "file", "{name:?}");
        }
        assert_eq!(clean(".htaccess"), "htaccess");
    }

    #[test]
    fn disguised_extensions_are_shown() {
        assert_eq!(clean("photo\u{202e}gnp.exe"), "photognp.exe");
        assert_eq!(clean("a\0b\nc.txt"), "abc.txt");
    }

    #[test]
    fn other_scripts_stay() {
        assert_eq!(clean("квитанція (1).png"), "квитанція (1).png");
        assert_eq!(clean("صورة.jpg"), "صورة.jpg");
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = clean(&format!("{}.pdf", "ї".repeat(500)));
        assert_eq!(name.chars().count(), LONGEST);
        assert!(name.ends_with(".pdf"));
    }

    #[test]
    fn media_types_are_bare_and_guessed_where_missing() {
        assert_eq!(media_type(Some("Text/HTML; charset=utf-8"), "x"), "text/html");
        assert_eq!(media_type(Some("application/octet-stream"), "a.png"), "image/png");
        assert_eq!(media_type(None, "a.pdf"), "application/pdf");
        assert_eq!(media_type(Some("nonsense\r\nSet-Cookie: x"), "a"), "application/octet-stream");
    }

    proptest! {
        #[test]
        fn a_clean_name_is_one_visible_path_segment(name in any::<String>()) {
            let clean = clean(&name);
            prop_assert!(!clean.is_empty() && clean.chars().count() <= LONGEST);
            prop_assert!(!clean.starts_with('.') && !clean.contains(['/', '\\']));
            prop_assert!(!clean.chars().any(char::is_control));
        }
    }
}
