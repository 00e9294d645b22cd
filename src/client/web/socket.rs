//! The browser's WebSocket.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_channel::oneshot;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, MessageEvent, WebSocket};

use crate::client::platform::{Broken, Socket};

/// An open WebSocket. Dropping it closes it and lets go of its handlers.
pub struct BrowserSocket {
    socket: WebSocket,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_end: Closure<dyn FnMut(Event)>,
}

impl Socket for BrowserSocket {
    fn send(&self, text: &str) -> Result<(), Broken> {
        // While closing, a browser drops what is sent without a word.
        if self.socket.ready_state() != WebSocket::OPEN {
            return Err(Broken);
        }
        self.socket.send_with_str(text).map_err(|_| Broken)
    }
}

impl Drop for BrowserSocket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        self.socket.set_onerror(None);
        // Fails only for a close code that is not allowed; none is given.
        let _ = self.socket.close();
    }
}

pub(super) async fn open(url: &str) -> Result<(BrowserSocket, UnboundedReceiver<String>), Broken> {
    let socket = WebSocket::new(url).map_err(|_| Broken)?;
    let (frame, frames) = unbounded();
    let (opened, is_open) = oneshot::channel();
    let opened = Rc::new(RefCell::new(Some(opened)));

    let open_once = Rc::clone(&opened);
    let on_open = Closure::new(move |_| {
        if let Some(opened) = open_once.borrow_mut().take() {
            // Whoever waited may have given up.
            let _ = opened.send(());
        }
    });
    let last = frame.clone();
    let on_message = Closure::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            // Refused only once the receiver is gone, and with it all interest.
            let _ = frame.unbounded_send(text);
        }
    });
    let on_end = Closure::new(move |_| {
        // Drops the sender if it did not open: the wait for it ends.
        opened.borrow_mut().take();
        last.close_channel();
    });
    socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    socket.set_onclose(Some(on_end.as_ref().unchecked_ref()));
    socket.set_onerror(Some(on_end.as_ref().unchecked_ref()));
    let socket = BrowserSocket { socket, _on_open: on_open, _on_message: on_message, _on_end: on_end };
    is_open.await.map_err(|_| Broken)?;
    Ok((socket, frames))
}
