//! A strict look at the HTML that is written: it shares nothing with the reader, knows only what
//! is allowed, and takes fright at anything else.

/// What is wrong with the HTML; `Ok` if nothing is.
pub(super) fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '>', '&']) {
        let from = &rest[at..];
        rest = match from.as_bytes()[0] {
            b'&' => reference(from)?,
            b'<' => {
                let end = from.find('>').ok_or("a tag without an end")?;
                tag(&from[1..end], &mut open)?;
                &from[end + 1..]
            }
            _ => return Err("a > in text".to_owned()),
        };
    }
    if open.is_empty() { Ok(()) } else { Err(format!("still open: {open:?}")) }
}

fn reference(from: &str) -> Result<&str, String> {
    ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"]
        .iter()
        .find_map(|known| from.strip_prefix(known))
        .ok_or_else(|| format!("unknown reference: {from}"))
}

fn tag<'a>(tag: &'a str, open: &mut Vec<&'a str>) -> Result<(), String> {
    if let Some(name) = tag.strip_prefix('/') {
        return match open.pop() {
            Some(expected) if expected == name => Ok(()),
            other => Err(format!("</{name}> closes {other:?}")),
        };
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    match name {
        "p" | "h1" | "h2" | "h3" | "ul" | "li" | "blockquote" | "pre" | "code" | "strong" | "em" | "s"
            if attributes.is_empty() =>
        {
            open.push(name);
        }
        "ol" if attributes.is_empty() || is_start(attributes) => open.push(name),
        "a" => {
            link(attributes)?;
            open.push(name);
        }
        "img" => image(attributes)?,
        "br" | "hr" if attributes.is_empty() => {}
        _ => return Err(format!("not allowed: <{tag}>")),
    }
    Ok(())
}

fn is_start(attributes: &str) -> bool {
    let number = attributes.strip_prefix("start=\"").and_then(|rest| rest.strip_suffix('"'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn link(attributes: &str) -> Result<(), String> {
    let href = attributes
        .strip_prefix("href=\"")
        .and_then(|rest| rest.strip_suffix("\" rel=\"noopener noreferrer\" target=\"_blank\""))
        .ok_or_else(|| format!("attributes of a link: {attributes}"))?;
    let has_scheme = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme));
    value(href, has_scheme)
}

fn image(attributes: &str) -> Result<(), String> {
    let (source, alt) = attributes
        .strip_prefix("src=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .and_then(|rest| rest.split_once("\" alt=\""))
        .ok_or_else(|| format!("attributes of an image: {attributes}"))?;
    let lower = source.to_ascii_lowercase();
    let is_file = ["fileservice", "fileapiservice", "imageapiservice", "hash", "odata"]
        .iter()
        .any(|service| lower.contains(service));
    let is_web = lower.starts_with("https://") || lower.starts_with("http://") && is_file;
    let is_relative = !lower.contains(':') && !lower.starts_with("//") && !lower.contains('\\') && is_file;
    value(source, is_web || is_relative)?;
    value(alt, true)
}

fn value(value: &str, fits: bool) -> Result<(), String> {
    let is_quiet = !value.contains(['"', '<', '>']) && !value.chars().any(char::is_control);
    if fits && is_quiet { Ok(()) } else { Err(format!("not an allowed value: {value}")) }
}
