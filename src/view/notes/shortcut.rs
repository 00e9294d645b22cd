//! The keys that do what the toolbar does.

use leptos::ev;

use super::tool::{Action, GROUPS};

/// What the keys ask for. Undo and redo are the browser's own.
pub(super) fn of(event: &ev::KeyboardEvent) -> Option<Action> {
    let asks = event.ctrl_key() || event.meta_key();
    // AltGr, which writes characters, says that it is both Ctrl and Alt.
    if !asks || event.get_modifier_state("AltGraph") {
        return None;
    }
    let key = key(event)?;
    let (shift, alt) = (event.shift_key(), event.alt_key());
    GROUPS
        .iter()
        .copied()
        .flatten()
        .find(|tool| fits(tool.keys, shift, alt, key))
        .map(|tool| tool.action)
        .filter(|action| !matches!(action, Action::Undo | Action::Redo))
}

/// Whether these keys are pressed, of which `Ctrl+` is.
fn fits(keys: &str, shift: bool, alt: bool, key: char) -> bool {
    let Some(rest) = keys.strip_prefix("Ctrl+") else { return false };
    let (has_shift, rest) = rest.strip_prefix("Shift+").map_or((false, rest), |rest| (true, rest));
    let (has_alt, rest) = rest.strip_prefix("Alt+").map_or((false, rest), |rest| (true, rest));
    has_shift == shift && has_alt == alt && rest.chars().eq([key])
}

/// The letter or the digit of a key. On a keyboard without Latin letters the place of the key
/// counts; so it does for digits, which Shift turns into something else.
fn key(event: &ev::KeyboardEvent) -> Option<char> {
    let key = event.key();
    let mut typed = key.chars();
    if let (Some(letter), None) = (typed.next(), typed.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter.to_ascii_uppercase());
    }
    let code = event.code();
    code.strip_prefix("Key").or_else(|| code.strip_prefix("Digit"))?.chars().next()
}
