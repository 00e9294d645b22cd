//! Variables in ready-made texts: `{{contact.name}}`, and `${contact.name}` as Webitel writes it.

use std::ops::Range;

/// The longest name of a variable, in bytes.
const LONGEST: usize = 40;

/// What a ready-made text can be filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// The client's whole name.
    ContactName,
    /// The first word of it.
    ContactFirstName,
    /// The company with which the chat is connected.
    AccountName,
    /// The agent's whole name.
    AgentName,
    /// The first word of it.
    AgentFirstName,
    /// The queue's name.
    Queue,
    /// Through what the client writes: Telegram.
    Channel,
    /// The number of the case with which the chat is connected.
    CaseNumber,
}

impl Variable {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::ContactName,
        Self::ContactFirstName,
        Self::AccountName,
        Self::AgentName,
        Self::AgentFirstName,
        Self::Queue,
        Self::Channel,
        Self::CaseNumber,
    ];

    /// What stands between the braces.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ContactName => "contact.name",
            Self::ContactFirstName => "contact.first_name",
            Self::AccountName => "account.name",
            Self::AgentName => "agent.name",
            Self::AgentFirstName => "agent.first_name",
            Self::Queue => "queue",
            Self::Channel => "channel",
            Self::CaseNumber => "case.number",
        }
    }

    /// The variable of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variable| variable.name() == name)
    }
}

/// A variable's place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands with its braces, in bytes.
    pub at: Range<usize>,
    /// What stands between them. It need not be the name of a [`Variable`]: a slip of the pen has
    /// to be found, too.
    pub name: &'a str,
}

/// The variables in a text, in their order. Looks at nothing but the text's braces.
pub fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(['{', '$'])?;
            match token_at(text, start) {
                Some(token) => {
                    from = token.at.end;
                    return Some(token);
                }
                None => from = start + 1,
            }
        }
    })
}

/// A text with each variable replaced that has a value; the others stay as they are. What stands
/// in a value is no variable of the text.
#[must_use]
pub fn fill(text: &str, value: impl Fn(Variable) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut from = 0;
    for token in tokens(text) {
        let value = Variable::named(token.name).and_then(&value).filter(|value| !value.trim().is_empty());
        if let Some(value) = value {
            filled.push_str(&text[from..token.at.start]);
            filled.push_str(&value);
            from = token.at.end;
        }
    }
    filled.push_str(&text[from..]);
    filled
}

fn token_at(text: &str, start: usize) -> Option<Token<'_>> {
    let rest = &text[start..];
    let (inside, close) = match rest.strip_prefix("{{") {
        Some(inside) => (inside, "}}"),
        None => (rest.strip_prefix("${")?, "}"),
    };
    // A name is short: nothing far away is looked at.
    let length = inside.bytes().take(LONGEST + 4).position(|byte| byte == b'}')?;
    let after = inside[length..].strip_prefix(close)?;
    let name = inside[..length].trim();
    is_name(name).then(|| Token { at: start..text.len() - after.len(), name })
}

fn is_name(name: &str) -> bool {
    name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}
