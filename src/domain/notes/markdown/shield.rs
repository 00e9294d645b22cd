//! Takes the meaning from marks that are not meant as such, before Markdown is read.

use crate::domain::link::{self, Piece};
use crate::domain::markdown::SHIELDS;

/// Shields the marks in addresses that stand alone (`https://a.com/_b_`), and the colon in
/// `[order]: 12`, which would vanish as the definition of a reference.
pub(super) fn shield(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in link::pieces(text) {
        match piece {
            Piece::Text(words) => out.push_str(&words.replace("]:", "]\u{fdd4}")),
            Piece::Link(words, _) if stands_alone(&out) => shield_address(words, &mut out),
            Piece::Link(words, _) => out.push_str(words),
        }
    }
    out
}

/// Addresses in `[…](…)` and `<…>` are written by Markdown's own rules.
fn stands_alone(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        None => true,
        Some('(') => chars.next() != Some(']'),
        Some(c) => c.is_whitespace() || matches!(c, '*' | '_' | '~'),
    }
}

/// What is escaped already stays so, be it with `\` or as `&#42;`.
fn shield_address(address: &str, out: &mut String) {
    let mut escaped = false;
    let mut chars = address.chars().peekable();
    while let Some(c) = chars.next() {
        let is_mark = c != ':' && !escaped && !(c == '&' && chars.peek() == Some(&'#'));
        let shield = SHIELDS.iter().find(|(mark, _)| *mark == c && is_mark);
        out.push(shield.map_or(c, |&(_, shield)| shield));
        escaped = c == '\\' && !escaped;
    }
}
