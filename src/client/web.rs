//! The browser as the client's platform.

mod http;
mod socket;
mod upload;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast;

use super::platform::{Answer, Broken, LocalFile, Platform, Request};
use crate::time::Millis;
pub use http::{fetch_bytes, fetch_crm_bytes};
pub use socket::BrowserSocket;

/// The browser.
#[derive(Clone, Copy, Debug)]
pub struct Web;

impl Platform for Web {
    type Socket = BrowserSocket;
    type File = BrowserFile;

    async fn open(&self, url: &str) -> Result<(BrowserSocket, UnboundedReceiver<String>), Broken> {
        socket::open(url).await
    }

    async fn sleep(&self, ms: u32) {
        TimeoutFuture::new(ms).await;
    }

    #[expect(clippy::cast_possible_truncation, reason = "an f64 holds these milliseconds exactly")]
    fn now(&self) -> Millis {
        Millis(js_sys::Date::now() as i64)
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }

    fn cookie(&self, name: &str) -> Option<String> {
        let document: web_sys::HtmlDocument = web_sys::window()?.document()?.dyn_into().ok()?;
        let cookies = document.cookie().ok()?;
        cookies
            .split(';')
            .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        wasm_bindgen_futures::spawn_local(task);
    }

    async fn fetch(&self, request: Request) -> Result<Answer, Broken> {
        http::fetch(request).await
    }

    async fn upload(
        &self,
        request: Request,
        file: &BrowserFile,
        progress: impl FnMut(u64) + 'static,
    ) -> Result<Answer, Broken> {
        upload::upload(request, &file.0, progress).await
    }
}

/// A file that the agent has picked, dropped or pasted.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowserFile(pub web_sys::File);

impl LocalFile for BrowserFile {
    fn name(&self) -> String {
        self.0.name()
    }

    fn mime(&self) -> String {
        self.0.type_()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a file's size is a whole number"
    )]
    fn size(&self) -> u64 {
        self.0.size() as u64
    }
}
