//! Uploads with progress: `fetch` can't tell how much has left, `XMLHttpRequest` can.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, File, ProgressEvent, XmlHttpRequest};

use crate::client::platform::{Answer, Broken, Request};

/// The media type of a file of which the browser knows none.
const UNKNOWN_MIME: &str = "application/octet-stream";

/// A running upload. Dropping it stops it and lets go of its handlers.
struct Upload {
    request: XmlHttpRequest,
    _on_progress: Closure<dyn FnMut(ProgressEvent)>,
    _on_end: Closure<dyn FnMut(Event)>,
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        // Does nothing where the request has ended.
        let _ = self.request.abort();
    }
}

pub(super) async fn upload(
    request: Request,
    file: &File,
    progress: impl FnMut(u64) + 'static,
) -> Result<Answer, Broken> {
    let (upload, ended) = begin(&request, file, progress).map_err(|_| Broken)?;
    ended.await.map_err(|_| Broken)?;
    let status = upload.request.status().map_err(|_| Broken)?;
    if status == 0 {
        return Err(Broken);
    }
    let text = upload.request.response_text().ok().flatten().unwrap_or_default();
    Ok(Answer { status, text })
}

fn begin(
    request: &Request,
    file: &File,
    mut progress: impl FnMut(u64) + 'static,
) -> Result<(Upload, oneshot::Receiver<()>), wasm_bindgen::JsValue> {
    let xhr = XmlHttpRequest::new()?;
    xhr.open(request.method.name(), &request.url)?;
    let mime = Some(file.type_()).filter(|mime| !mime.is_empty());
    xhr.set_request_header("Content-Type", mime.as_deref().unwrap_or(UNKNOWN_MIME))?;
    for (name, value) in &request.headers {
        xhr.set_request_header(name, value)?;
    }
    let (end, ended) = oneshot::channel();
    let end = Rc::new(RefCell::new(Some(end)));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes")]
    let on_progress = Closure::new(move |event: ProgressEvent| progress(event.loaded() as u64));
    let on_end = Closure::new(move |_| {
        if let Some(end) = end.borrow_mut().take() {
            // Whoever waited may have given up.
            let _ = end.send(());
        }
    });
    xhr.upload()?.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    xhr.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
    let upload = Upload { request: xhr, _on_progress: on_progress, _on_end: on_end };
    upload.request.send_with_opt_blob(Some(file))?;
    Ok((upload, ended))
}
