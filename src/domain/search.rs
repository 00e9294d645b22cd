//! Looking for words in thousands of texts, with each key that is pressed. Every character stands for
//! itself.

use memchr::memmem::Finder;

/// What is looked for.
pub struct Wanted<'q>(Vec<Finder<'q>>);

impl<'q> Wanted<'q> {
    /// Every word of a query, which is in small letters.
    #[must_use]
    pub fn new(query: &'q str) -> Self {
        Self(query.split_whitespace().map(Finder::new).collect())
    }

    /// Whether nothing is looked for: everything has all of it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text in small letters has every word.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| word.find(text.as_bytes()).is_some())
    }
}

/// A name and a text as they are looked through: in small letters, and together, for no word goes from
/// one into the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    both: String,
    name: usize,
}

impl Sought {
    /// This name and this text.
    #[must_use]
    pub fn new(name: &str, text: &str) -> Self {
        let mut both = name.to_lowercase();
        let name = both.len();
        both.push('\n');
        both.push_str(&text.to_lowercase());
        Self { both, name }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.both[..self.name]
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.both[self.name + 1..]
    }

    /// Name and text.
    #[must_use]
    pub fn both(&self) -> &str {
        &self.both
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_found_as_they_are(name in "[a-cÄ. (]{0,6}", text in "(\\PC|[a-c(\n]){0,20}", query in "[a-cä( .\\\\]{0,4}") {
            let sought = Sought::new(&name, &text);
            prop_assert_eq!(sought.name(), name.to_lowercase());
            prop_assert_eq!(sought.text(), text.to_lowercase());
            let has = |word: &str| sought.name().contains(word) || sought.text().contains(word);
            prop_assert_eq!(Wanted::new(&query).is_in(sought.both()), query.split_whitespace().all(has));
        }
    }
}
