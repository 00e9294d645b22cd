//! Notes as the CRM has them, read once.

use super::{Block, html, markdown};

/// Stored notes, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    html: String,
    blocks: Vec<Block>,
    markdown: String,
    lost_images: usize,
}

impl Stored {
    /// Reads them.
    #[must_use]
    pub fn read(html: &str) -> Self {
        let html::Read { blocks, lost_images } = html::read(html);
        Self { html: html.to_owned(), markdown: markdown::write(&blocks), blocks, lost_images }
    }

    /// As they are stored.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// As they are edited.
    #[must_use]
    pub fn markdown(&self) -> &str {
        &self.markdown
    }

    /// How many images of them can't be edited: changed notes would be stored without these.
    #[must_use]
    pub fn lost_images(&self) -> usize {
        self.lost_images
    }

    /// The HTML to be stored for what is typed instead. Where it means what is stored already, that
    /// stays as it is: what was typed and taken back is no change.
    #[must_use]
    pub fn changed_to(&self, typed: &str) -> String {
        let blocks = markdown::read(typed);
        if blocks == self.blocks { self.html.clone() } else { html::write(&blocks) }
    }
}
