//! The customer's web page, built into the sandbox.

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::IntoResponse;
use axum::routing::get;

/// Nothing but the page's own files runs or is shown; pictures come as bytes in memory.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The files beside the page: name, type, content.
const FILES: [(&str, &str, &str); 8] = [
    ("page.css", "text/css; charset=utf-8", include_str!("page/page.css")),
    ("icon.svg", "image/svg+xml", include_str!("page/icon.svg")),
    ("main.js", SCRIPT, include_str!("page/main.js")),
    ("api.js", SCRIPT, include_str!("page/api.js")),
    ("chat.js", SCRIPT, include_str!("page/chat.js")),
    ("chat_page.js", SCRIPT, include_str!("page/chat_page.js")),
    ("entry_view.js", SCRIPT, include_str!("page/entry_view.js")),
    ("start_form.js", SCRIPT, include_str!("page/start_form.js")),
];

/// The page and what belongs to it, under `/customer`.
pub(crate) fn router() -> Router {
    let page = || async { serve("text/html; charset=utf-8", include_str!("page/page.html")) };
    let mut router = Router::new().route("/customer", get(page));
    for (name, kind, content) in FILES {
        router =
            router.route(&format!("/customer/page/{name}"), get(move || async move { serve(kind, content) }));
    }
    router
}

fn serve(kind: &'static str, content: &'static str) -> impl IntoResponse {
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        // A new build of the sandbox has new files under the same names.
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_nothing_that_its_policy_forbids() {
        let page = include_str!("page/page.html");
        for forbidden in ["<style", "style=", "onclick=", "javascript:", "http://", "https://"] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert_eq!(page.matches("<script").count(), page.matches("<script type=\"module\" src=").count());
    }

    #[test]
    fn everything_that_the_page_and_its_scripts_name_is_there() {
        let is_there = |name: &str| FILES.iter().any(|(file, ..)| *file == name);
        let page = include_str!("page/page.html");
        for part in page.split("customer/page/").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(is_there(name), "{name}");
        }
        for (_, _, content) in FILES {
            for part in content.split("from './").skip(1) {
                let name = part.split('\'').next().unwrap();
                assert!(is_there(name), "{name}");
            }
        }
    }
}
