//! Links in what people write: where they are, whether they are safe, where they really lead.

use linkify::{LinkFinder, LinkKind};

/// A link that may be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The target: `http`, `https`, `mailto` or `tel`.
    pub href: String,
    /// The host or address that it really leads to, if its text makes believe in another one.
    pub really: Option<String>,
}

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// Words that are a link.
    Link(&'a str, Link),
}

/// Finds the links in a text that is not marked up.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    spans(text).map(|(words, href)| match href {
        Some(href) => {
            let really = has_login(&href).then(|| host(&href).map(str::to_owned)).flatten();
            Piece::Link(words, Link { href, really })
        }
        None => Piece::Text(words),
    })
}

/// The link to `target`, shown as `label`; `None` if the target is not one to follow.
#[must_use]
pub fn labelled(target: &str, label: &str) -> Option<Link> {
    let href = safe(target)?;
    let claims_other = finder().links(label.trim()).any(|link| match link.kind() {
        LinkKind::Email => !destination(&href).is_some_and(|real| real.eq_ignore_ascii_case(link.as_str())),
        _ => !same_host(destination(&with_scheme(link.as_str())), destination(&href)),
    });
    let really = (claims_other || has_login(&href))
        .then(|| destination(&href).map_or_else(|| href.clone(), str::to_owned));
    Some(Link { href, really })
}

/// Makes deceptive characters of a file name visible, such as the one that turns `exe.txt` round.
#[must_use]
pub fn plain_name(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || is_bidi_control(c) { '\u{fffd}' } else { c }).collect()
}

fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    finder
}

/// The text in order, cut at the links; what is not to be followed stays text.
fn spans(text: &str) -> impl Iterator<Item = (&str, Option<String>)> {
    let mut links = Vec::new();
    for link in finder().links(text) {
        let words = link.as_str();
        let target = match link.kind() {
            LinkKind::Email => format!("mailto:{words}"),
            _ if starts_with(words, "www.") => format!("https://{words}"),
            _ => words.to_owned(),
        };
        if let Some(href) = safe(&target) {
            links.push((link.start(), link.end(), href));
        }
    }
    let mut at = 0;
    let mut out = Vec::with_capacity(links.len() * 2 + 1);
    for (start, end, href) in links {
        out.push((text.get(at..start).unwrap_or_default(), None));
        out.push((text.get(start..end).unwrap_or_default(), Some(href)));
        at = end;
    }
    out.push((text.get(at..).unwrap_or_default(), None));
    out.into_iter().filter(|(words, _)| !words.is_empty())
}

/// The target as it may stand in a page. Browsers drop spaces and control characters from
/// addresses, so that `java\nscript:` would run: with them it is no link at all.
pub(super) fn safe(target: &str) -> Option<String> {
    let target = target.trim();
    if target.chars().any(|c| c.is_control() || c.is_whitespace() || is_bidi_control(c)) {
        return None;
    }
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let fits = match scheme.as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty()),
        "mailto" | "tel" => !rest.is_empty(),
        _ => false,
    };
    fits.then(|| format!("{scheme}:{rest}"))
}

/// The host of a web address, or the address of a mail.
fn destination(href: &str) -> Option<&str> {
    match href.strip_prefix("mailto:") {
        Some(address) => address.split('?').next(),
        None => host(href),
    }
}

/// The part between `//` and the path. Browsers read `\` as `/` here.
fn authority(href: &str) -> Option<&str> {
    href.split_once("://")?.1.split(['/', '\\', '?', '#']).next()
}

fn host(href: &str) -> Option<&str> {
    let authority = authority(href)?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if host.starts_with('[') {
        return host.split_inclusive(']').next();
    }
    host.split(':').next().filter(|host| !host.is_empty())
}

/// Whether a name stands before the host, as in `https://bank.com@evil.com`.
fn has_login(href: &str) -> bool {
    authority(href).is_some_and(|authority| authority.contains('@'))
}

fn same_host(one: Option<&str>, other: Option<&str>) -> bool {
    let bare = |host: Option<&str>| {
        host.map(|host| host.to_lowercase())
            .map(|host| host.strip_prefix("www.").map(str::to_owned).unwrap_or(host))
    };
    bare(one) == bare(other)
}

fn with_scheme(words: &str) -> String {
    if words.contains("://") { words.to_owned() } else { format!("https://{words}") }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, String)> {
        pieces(text)
            .filter_map(|piece| match piece {
                Piece::Link(words, link) => Some((words, link.href)),
                Piece::Text(_) => None,
            })
            .collect()
    }

    fn links(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|(words, _)| words).collect()
    }

    #[test]
    fn a_sentence_around_an_address_is_not_part_of_it() {
        assert_eq!(links("See https://a.com/x_(y)."), ["https://a.com/x_(y)"]);
        assert_eq!(links("(https://a.com/b), then"), ["https://a.com/b"]);
        assert_eq!(links("https://a.com/?q=1&b=2!"), ["https://a.com/?q=1&b=2"]);
        assert_eq!(links("https://приклад.com/шлях"), ["https://приклад.com/шлях"]);
    }

    #[test]
    fn addresses_without_a_scheme() {
        assert_eq!(found("www.a.com"), [("www.a.com", "https://www.a.com".to_owned())]);
        assert_eq!(found("me@a.com."), [("me@a.com", "mailto:me@a.com".to_owned())]);
        assert!(links("read.me is a file, 1.5 a number, e.g. this").is_empty());
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["", "a https://b.c d", "https://b.c", "javascript:alert(1) ftp://x.y x@y.zz!"] {
            let joined: String = pieces(text)
                .map(|piece| match piece {
                    Piece::Text(words) | Piece::Link(words, _) => words,
                })
                .collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn only_safe_targets_are_links() {
        for bad in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "/relative",
            "https:/one",
            "http://",
            "mailto:",
            "https://a.com/\u{202e}gpj.exe",
        ] {
            assert_eq!(labelled(bad, "x"), None, "{bad}");
        }
        for good in ["https://a.com", "HTTP://a.com", "mailto:x@y.z", "tel:+380441234567"] {
            assert!(labelled(good, "x").is_some(), "{good}");
        }
    }

    #[test]
    fn a_text_that_names_another_host_is_found_out() {
        let really = |target, label| labelled(target, label).and_then(|link| link.really);
        assert_eq!(really("https://evil.com/x", "bank.com").as_deref(), Some("evil.com"));
        assert_eq!(really("https://evil.com/x", "Go to https://bank.com/login").as_deref(), Some("evil.com"));
        assert_eq!(really("https://bank.com@evil.com/", "here").as_deref(), Some("evil.com"));
        assert_eq!(really("https://bank.com\\@evil.com/", "bank.com"), None);
        assert_eq!(really("mailto:x@evil.com", "help@bank.com").as_deref(), Some("x@evil.com"));
        assert_eq!(really("https://www.bank.com/x", "bank.com"), None);
        assert_eq!(really("https://bank.com/x", "our terms"), None);
        assert_eq!(really("mailto:help@bank.com?subject=x", "help@bank.com"), None);
    }

    #[test]
    fn a_name_that_runs_backwards_shows_what_it_is() {
        assert_eq!(plain_name("invoice\u{202e}txt.exe"), "invoice\u{fffd}txt.exe");
    }
}
