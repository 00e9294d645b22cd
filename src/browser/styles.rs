//! The styles of what loads later.

use js_sys::Promise;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlLinkElement;

/// The element that the build puts into the page.
const LATER: &str = "later-style";

/// Lets the browser fetch them unless they are here; whether they are. What could not be fetched is
/// asked for again the next time.
pub async fn fetch_later() -> bool {
    let Some(link) = document().get_element_by_id(LATER).and_then(|link| link.dyn_into().ok()) else {
        // A page that was built without such a file has all its styles.
        return true;
    };
    let link: HtmlLinkElement = link;
    if link.sheet().is_some() {
        return true;
    }
    let told = Promise::new(&mut |here, not_here| {
        // Only who has no window can't listen.
        let _ = link.add_event_listener_with_callback("load", &here);
        let _ = link.add_event_listener_with_callback("error", &not_here);
    });
    link.set_disabled(false);
    let is_here = JsFuture::from(told).await.is_ok();
    if !is_here {
        link.set_disabled(true);
    }
    is_here
}
