//! Reads a `$filter`. `not` binds closest, then comparisons, `and`, `or`.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::{Token, Word, words};
use super::{Expr, Literal, Operand, Operator, Search};

/// The most brackets and `not` within each other.
const DEEPEST: usize = 50;

/// The most comparisons: the database has a limit, too.
const MOST: usize = 500;

/// Reads a condition; an error says what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Expr, String> {
    let words = words(text)?.into_iter().peekable();
    let mut parser = Parser { words, end: text.len(), depth: 0, comparisons: 0 };
    let expr = parser.or()?;
    match parser.words.next() {
        None => Ok(expr),
        Some(word) => Err(unexpected(word.at)),
    }
}

struct Parser {
    words: Peekable<IntoIter<Word>>,
    end: usize,
    depth: usize,
    comparisons: usize,
}

fn unexpected(at: usize) -> String {
    format!("Syntax error at position {at}.")
}

impl Parser {
    fn or(&mut self) -> Result<Expr, String> {
        self.list("or", Self::and, Expr::Or)
    }

    fn and(&mut self) -> Result<Expr, String> {
        self.list("and", Self::unary, Expr::And)
    }

    /// Parts with the same word between them.
    fn list(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Result<Expr, String>,
        whole: fn(Vec<Expr>) -> Expr,
    ) -> Result<Expr, String> {
        let first = part(self)?;
        if !self.takes(word) {
            return Ok(first);
        }
        let mut parts = vec![first, part(self)?];
        while self.takes(word) {
            parts.push(part(self)?);
        }
        Ok(whole(parts))
    }

    fn unary(&mut self) -> Result<Expr, String> {
        if self.takes("not") {
            return self.deeper(|parser| Ok(Expr::Not(Box::new(parser.unary()?))));
        }
        if self.words.next_if(|word| word.token == Token::Open).is_some() {
            let inner = self.deeper(Self::or)?;
            self.expect(&Token::Close)?;
            return Ok(inner);
        }
        self.comparison()
    }

    fn deeper(&mut self, part: impl FnOnce(&mut Self) -> Result<Expr, String>) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("The recursion limit has been exceeded.".to_owned());
        }
        let expr = part(self);
        self.depth -= 1;
        expr
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        self.comparisons += 1;
        if self.comparisons > MOST {
            return Err(format!("The node count limit of '{MOST}' has been exceeded."));
        }
        if let Some(search) = self.search()? {
            return Ok(search);
        }
        let left = self.operand()?;
        let Some(operator) = self.operator() else { return Ok(Expr::Is(left)) };
        Ok(Expr::Compare(left, operator, self.operand()?))
    }

    fn search(&mut self) -> Result<Option<Expr>, String> {
        let search = match self.peek_name() {
            Some("contains") => Search::Contains,
            Some("startswith") => Search::StartsWith,
            Some("endswith") => Search::EndsWith,
            _ => return Ok(None),
        };
        self.words.next();
        self.expect(&Token::Open)?;
        let text = self.operand()?;
        self.expect(&Token::Comma)?;
        let part = self.operand()?;
        self.expect(&Token::Close)?;
        Ok(Some(Expr::Search(search, text, part)))
    }

    fn operand(&mut self) -> Result<Operand, String> {
        let Some(word) = self.words.next() else { return Err(unexpected(self.end)) };
        match word.token {
            Token::Literal(literal) => Ok(Operand::Literal(literal)),
            Token::Name(name) if self.next_is(&Token::Open) => self.call(&name),
            Token::Name(name) if is_word(&name) => Err(unexpected(word.at)),
            Token::Name(name) => Ok(Operand::Path(name.split('/').map(str::to_owned).collect())),
            _ => Err(unexpected(word.at)),
        }
    }

    fn call(&mut self, name: &str) -> Result<Operand, String> {
        if name != "length" {
            return Err(format!("An unknown function with name '{name}' was found."));
        }
        self.expect(&Token::Open)?;
        // No function within a function: `length` counts a text, and none gives one.
        let text = match self.words.next() {
            Some(Word { token: Token::Name(path), .. }) => {
                Operand::Path(path.split('/').map(str::to_owned).collect())
            }
            Some(Word { token: Token::Literal(literal @ Literal::Text(_)), .. }) => Operand::Literal(literal),
            Some(word) => return Err(unexpected(word.at)),
            None => return Err(unexpected(self.end)),
        };
        self.expect(&Token::Close)?;
        Ok(Operand::Length(Box::new(text)))
    }

    fn operator(&mut self) -> Option<Operator> {
        let operator = match self.peek_name()? {
            "eq" => Operator::Eq,
            "ne" => Operator::Ne,
            "gt" => Operator::Gt,
            "ge" => Operator::Ge,
            "lt" => Operator::Lt,
            "le" => Operator::Le,
            _ => return None,
        };
        self.words.next();
        Some(operator)
    }

    fn peek_name(&mut self) -> Option<&str> {
        match &self.words.peek()?.token {
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    fn takes(&mut self, name: &str) -> bool {
        let wanted = |word: &Word| matches!(&word.token, Token::Name(own) if own == name);
        self.words.next_if(wanted).is_some()
    }

    fn next_is(&mut self, token: &Token) -> bool {
        self.words.peek().is_some_and(|word| word.token == *token)
    }

    fn expect(&mut self, token: &Token) -> Result<(), String> {
        match self.words.next() {
            Some(word) if word.token == *token => Ok(()),
            Some(word) => Err(unexpected(word.at)),
            None => Err(unexpected(self.end)),
        }
    }
}

/// Whether a name has a meaning of its own.
fn is_word(name: &str) -> bool {
    ["and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le", "in"].contains(&name)
}
