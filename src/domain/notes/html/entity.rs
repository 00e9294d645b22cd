//! Character references.

use pulldown_cmark::{Event, Parser};

/// The longest name of a character that HTML knows, with `&` and `;`.
const LONGEST: usize = 33;

/// Replaces character references by their characters.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.bytes().take(LONGEST).position(|byte| byte == b';');
        let found = end.and_then(|end| Some((character(from.get(1..end)?)?, end + 1)));
        let (character, length) = found.unwrap_or_else(|| ("&".to_owned(), 1));
        out.push_str(&character);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return number.ok().map(|number| char::from_u32(number).unwrap_or('\u{fffd}').to_string());
    }
    let known = match name {
        "nbsp" => "\u{a0}",
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        _ => return named(name),
    };
    Some(known.to_owned())
}

/// The Markdown parser has the long table of names already.
fn named(name: &str) -> Option<String> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let source = format!("&{name};");
    let text: String = Parser::new(&source)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != source).then_some(text)
}
