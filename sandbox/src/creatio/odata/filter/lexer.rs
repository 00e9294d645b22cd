//! The words of a `$filter`.

use uuid::Uuid;

use super::Literal;
use crate::creatio::moment::Moment;

/// A word and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) token: Token,
    pub(super) at: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    Comma,
    Literal(Literal),
    /// A name, a path of names or an operator.
    Name(String),
}

/// Splits a text into its words; an error says what is wrong and where.
pub(super) fn words(text: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (token, after) = match first {
            '(' => (Token::Open, &rest[1..]),
            ')' => (Token::Close, &rest[1..]),
            ',' => (Token::Comma, &rest[1..]),
            '\'' => quoted(rest, at)?,
            _ => bare(rest, at)?,
        };
        words.push(Word { token, at });
        rest = after.trim_start();
    }
    Ok(words)
}

/// A text in quotes; a quote in it is doubled.
fn quoted(text: &str, at: usize) -> Result<(Token, &str), String> {
    let mut content = String::new();
    let mut rest = &text[1..];
    loop {
        let Some(end) = rest.find('\'') else {
            return Err(format!("There is an unterminated string literal at position {at}."));
        };
        content.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('\'') {
            Some(after) => {
                content.push('\'');
                rest = after;
            }
            None => return Ok((Token::Literal(Literal::Text(content)), rest)),
        }
    }
}

/// A name, a number, an id or a date: up to the next space, bracket, comma or quote.
fn bare(text: &str, at: usize) -> Result<(Token, &str), String> {
    let end = text.find(|c: char| c.is_whitespace() || "(),'".contains(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let token = match word {
        "null" => Token::Literal(Literal::Null),
        "true" => Token::Literal(Literal::Boolean(true)),
        "false" => Token::Literal(Literal::Boolean(false)),
        _ if is_path(word) => Token::Name(word.to_owned()),
        _ => Token::Literal(
            literal(word).ok_or_else(|| format!("Syntax error at position {at} in '{word}'."))?,
        ),
    };
    Ok((token, rest))
}

fn literal(word: &str) -> Option<Literal> {
    if word.len() == 36
        && let Ok(id) = Uuid::try_parse(word)
    {
        return Some(Literal::Guid(id));
    }
    if let Ok(number) = word.parse() {
        return Some(Literal::Integer(number));
    }
    if word.bytes().all(|byte| byte.is_ascii_digit() || b".-+eE".contains(&byte))
        && let Ok(number) = word.parse::<f64>()
        && number.is_finite()
    {
        return Some(Literal::Decimal(number));
    }
    Moment::parse(word).map(Literal::Moment)
}

/// Names and paths of names: letters, digits and `_`, not beginning with a digit. An id may look
/// like that, but for its dashes.
fn is_path(word: &str) -> bool {
    word.split('/').all(is_name)
}

fn is_name(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
