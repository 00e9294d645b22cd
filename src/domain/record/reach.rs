//! How a client can be reached.

/// A number or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// As it was typed.
    pub value: String,
    /// What kind it is, in the CRM's words: `Mobile phone`.
    pub kind: String,
}

/// How a client can be reached, and what he has asked not to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Addresses for e-mails.
    pub emails: Vec<Way>,
    /// Phone numbers.
    pub phones: Vec<Way>,
    /// Whether the client wants no e-mails.
    pub no_emails: bool,
    /// Whether the client wants no calls.
    pub no_calls: bool,
}

impl Reach {
    /// Sorts a way in by what it looks like: kinds differ between installations, and some hold the
    /// names of pages and of messengers. The same way twice is one.
    pub fn add(&mut self, way: Way) {
        let is_email = way.value.contains('@') && !way.value.contains("//");
        let list = if is_email {
            &mut self.emails
        } else if dialled(&way.value).is_some() {
            &mut self.phones
        } else {
            return;
        };
        if list.iter().all(|known| known.value != way.value) {
            list.push(way);
        }
    }
}

/// A phone number as it is dialled; nothing where the text is no number.
#[must_use]
pub fn dialled(number: &str) -> Option<String> {
    const FEWEST_DIGITS: usize = 3;
    let number = number.trim();
    let is_written = |c: char| c.is_ascii_digit() || "+()-./ \u{a0}*#".contains(c);
    if !number.chars().all(is_written) || number.rfind('+').is_some_and(|at| at > 0) {
        return None;
    }
    let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c)).collect();
    (dialled.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS).then_some(dialled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_without_what_makes_them_readable() {
        for (typed, number) in [
            ("+38 (044) 123-45-67", "+380441234567"),
            (" 101 ", "101"),
            ("044.123.45.67", "0441234567"),
            ("*100#", "*100#"),
        ] {
            assert_eq!(dialled(typed).as_deref(), Some(number), "{typed}");
        }
        for typed in ["", "12", "skype.name", "044 123 ext 5", "1+380441234567", "https://example.com/123"] {
            assert_eq!(dialled(typed), None, "{typed}");
        }
    }

    #[test]
    fn ways_are_told_apart_by_what_they_look_like() {
        let mut reach = Reach::default();
        let ways = ["a@example.com", "+380441234567", "example.com", "https://x.com/@a", "a@example.com"];
        for value in ways {
            reach.add(Way { value: value.to_owned(), kind: String::new() });
        }
        let values = |ways: &[Way]| ways.iter().map(|way| way.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&reach.emails), ["a@example.com"]);
        assert_eq!(values(&reach.phones), ["+380441234567"]);
    }
}
