//! Files in the page's memory.

use std::rc::Rc;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// An address of bytes in memory. The browser lets go of them with the last copy of this.
#[derive(Clone, Debug, PartialEq)]
pub struct BlobUrl(Rc<Owned>);

#[derive(Debug, PartialEq)]
struct Owned(String);

impl Drop for Owned {
    fn drop(&mut self) {
        // Fails only for what is not an address.
        let _ = Url::revoke_object_url(&self.0);
    }
}

impl BlobUrl {
    /// An address of these bytes; `None` where the browser has no room for them.
    #[must_use]
    pub fn new(bytes: &[u8], mime: &str) -> Option<Self> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let kind = BlobPropertyBag::new();
        kind.set_type(mime);
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
        Self::of(&blob)
    }

    /// An address of a file that the agent has picked.
    #[must_use]
    pub fn of(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(|url| Self(Rc::new(Owned(url))))
    }

    /// The address.
    #[must_use]
    pub fn href(&self) -> &str {
        &self.0.0
    }
}

/// Hands bytes to the browser to be saved under a name.
pub fn save(url: &BlobUrl, name: &str) {
    let Some(anchor) =
        document().create_element("a").ok().and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    anchor.set_href(url.href());
    anchor.set_download(name);
    anchor.click();
}
