//! Links and pictures.

use super::{Edit, Field, Selection};
use crate::domain::notes::{Block, Content, Href, Marks, Source, Span, markdown};

/// Makes a link in the place of what is selected; `None` if the address is not one to follow. An
/// address without a scheme is one of the web. With no words it shows where it leads.
#[must_use]
pub fn link(text: &str, selection: &Selection, words: &str, address: &str) -> Option<Edit> {
    let address = address.trim();
    let href = Href::new(address)
        .or_else(|| (!address.contains(':')).then(|| Href::new(&format!("https://{address}"))).flatten())
        .or_else(|| Href::new(&format!("https://{address}")).filter(|_| is_host_and_port(address)))?;
    let field = Field::new(text, selection);
    let words = words.trim();
    let label = if words.is_empty() { href.as_str() } else { words };
    let is_kept = !words.is_empty() && words == field.selected().trim();
    let shown = if is_kept { "x" } else { label };
    let span =
        Span { content: Content::Text(shown.to_owned()), marks: Marks::default(), link: Some(href.clone()) };
    let mut made = markdown::write(&[Block::Paragraph(vec![span])]);
    if is_kept {
        // What is selected may be formatted itself.
        made = format!("[{label}{}", made.strip_prefix("[x").unwrap_or_default());
    }
    Some(in_place_of_selection(&field, made))
}

/// Puts a picture in the place of what is selected.
#[must_use]
pub fn image(text: &str, selection: &Selection, alt: &str, source: Source) -> Edit {
    in_place_of_selection(&Field::new(text, selection), image_text(alt, source))
}

/// Keeps the place of a picture that is on its way, under a number of its own.
#[must_use]
pub fn placeholder(text: &str, selection: &Selection, alt: &str, number: u32) -> Edit {
    let alt = alt.replace(['[', ']', '\\', '\n'], " ");
    in_place_of_selection(&Field::new(text, selection), format!("![{alt}]({})", waiting(number)))
}

/// Puts the picture where its place was kept, or removes the place if there is no picture; `None`
/// if the place is gone. The caret stays with the words that it was at.
#[must_use]
pub fn settle(text: &str, caret: &Selection, alt: &str, number: u32, source: Option<Source>) -> Option<Edit> {
    let mark = format!("]({})", waiting(number));
    let end = text.find(&mark)? + mark.len();
    let start = text.get(..end)?.rfind("![")?;
    let insert = source.map(|source| image_text(alt, source)).unwrap_or_default();
    let selected = Field::new(text, caret);
    Some(selected.edit(&[super::Change { at: start..end, text: insert }]))
}

/// No file has this address, so that it is never shown or fetched.
fn waiting(number: u32) -> String {
    format!("upload-{number}")
}

fn image_text(alt: &str, source: Source) -> String {
    let content = Content::Image { source, alt: alt.to_owned() };
    markdown::write(&[Block::Paragraph(vec![Span { content, marks: Marks::default(), link: None }])])
}

fn in_place_of_selection(field: &Field<'_>, text: String) -> Edit {
    let start = field.units(field.start);
    let end = start + text.encode_utf16().count();
    Edit { replace: start..field.units(field.end), text, select: end..end }
}

/// `localhost:8080/x` is no scheme.
fn is_host_and_port(address: &str) -> bool {
    address.split_once(':').is_some_and(|(_, port)| port.starts_with(|c: char| c.is_ascii_digit()))
}
