//! A person's initials, and the mark of the source through which he writes: one element.

use leptos::prelude::*;

/// How many tints `style/` has for avatars.
const TINTS: usize = 6;

/// A person.
#[component]
pub fn Avatar(
    /// The name.
    name: String,
    /// The source, such as `telegram`; empty for none.
    #[prop(optional, into)]
    source: String,
) -> impl IntoView {
    view! {
        <span class="avatar" data-tint=tint(&name) data-source=source aria-hidden="true">{initials(&name)}</span>
    }
}

/// The first letters of the first and the last word; "?" for a nameless person. The style makes
/// them capitals.
fn initials(name: &str) -> String {
    let first_letter = |word: &str| word.chars().find(|letter| letter.is_alphanumeric());
    let mut letters = name.split_whitespace().filter_map(first_letter);
    match (letters.next(), letters.next_back()) {
        (None, _) => "?".to_owned(),
        (first, last) => first.into_iter().chain(last).collect(),
    }
}

/// The same tint for the same name, always.
fn tint(name: &str) -> String {
    let sum = name.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(byte)));
    (sum % TINTS + 1).to_string()
}
