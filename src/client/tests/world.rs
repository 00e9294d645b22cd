//! A machine and a server in one, played by the test.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use serde_json::{Value, json};

use crate::client::platform::{Answer, Broken, LocalFile, Platform, Request, Socket};
use crate::time::Millis;

#[derive(Clone, Default)]
pub(super) struct World(Rc<State>);

#[derive(Default)]
struct State {
    asked: RefCell<VecDeque<Value>>,
    frames: RefCell<Option<UnboundedSender<String>>>,
    url: RefCell<String>,
    opened: Cell<u32>,
    refusals: Cell<u32>,
    reply: RefCell<Option<Answer>>,
}

pub(super) struct FakeSocket(World);

impl Socket for FakeSocket {
    fn send(&self, text: &str) -> Result<(), Broken> {
        self.0.0.asked.borrow_mut().push_back(serde_json::from_str(text).unwrap());
        Ok(())
    }
}

#[derive(Clone)]
pub(super) struct NoFile;

impl LocalFile for NoFile {
    fn name(&self) -> String {
        String::new()
    }
    fn mime(&self) -> String {
        String::new()
    }
    fn size(&self) -> u64 {
        0
    }
}

impl Platform for World {
    type Socket = FakeSocket;
    type File = NoFile;

    async fn open(&self, url: &str) -> Result<(FakeSocket, UnboundedReceiver<String>), Broken> {
        tokio::task::yield_now().await;
        if self.0.refusals.get() > 0 {
            self.0.refusals.set(self.0.refusals.get() - 1);
            return Err(Broken);
        }
        self.0.opened.set(self.0.opened.get() + 1);
        self.0.asked.borrow_mut().clear();
        url.clone_into(&mut self.0.url.borrow_mut());
        let (sender, receiver) = unbounded();
        *self.0.frames.borrow_mut() = Some(sender);
        Ok((FakeSocket(self.clone()), receiver))
    }

    async fn sleep(&self, ms: u32) {
        tokio::time::sleep(Duration::from_millis(u64::from(ms))).await;
    }

    fn now(&self) -> Millis {
        Millis(0)
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        tokio::task::spawn_local(task);
    }

    async fn fetch(&self, _request: Request) -> Result<Answer, Broken> {
        tokio::task::yield_now().await;
        self.0.reply.borrow().clone().ok_or(Broken)
    }

    async fn upload(
        &self,
        request: Request,
        _file: &NoFile,
        _progress: impl FnMut(u64) + 'static,
    ) -> Result<Answer, Broken> {
        self.fetch(request).await
    }
}

impl World {
    /// Waits until the client asks this; what it asks besides stays to be waited for.
    pub(super) async fn request(&self, action: &str) -> Value {
        loop {
            let found = self.0.asked.borrow().iter().position(|asked| asked["action"] == action);
            if let Some(asked) = found.and_then(|at| self.0.asked.borrow_mut().remove(at)) {
                return asked;
            }
            // The clock stands still while anything else can happen.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Lets everything happen that can happen without waiting.
    pub(super) async fn settle(&self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }

    pub(super) fn say_text(&self, text: &str) {
        if let Some(frames) = &*self.0.frames.borrow() {
            frames.unbounded_send(text.to_owned()).unwrap();
        }
    }

    pub(super) fn say(&self, frame: &Value) {
        self.say_text(&frame.to_string());
    }

    pub(super) fn answer(&self, request: &Value, data: Value) {
        let mut frame = json!({"status":"OK","seq_reply":request["seq"]});
        if !data.is_null() {
            frame["data"] = data;
        }
        self.say(&frame);
    }

    pub(super) fn refuse(&self, request: &Value, id: &str, detail: &str) {
        self.refuse_as(request, id, detail, 500);
    }

    pub(super) fn refuse_as(&self, request: &Value, id: &str, detail: &str, code: u16) {
        let error = json!({"id":id,"status":"","detail":detail,"code":code});
        self.say(&json!({"status":"FAIL","seq_reply":request["seq"],"error":error}));
    }

    /// The network goes away.
    pub(super) fn cut(&self) {
        *self.0.frames.borrow_mut() = None;
    }

    /// The next attempts to connect fail.
    pub(super) fn refuse_connections(&self, times: u32) {
        self.0.refusals.set(times);
    }

    /// What REST answers from now on.
    pub(super) fn reply(&self, status: u16, text: &str) {
        *self.0.reply.borrow_mut() = Some(Answer { status, text: text.to_owned() });
    }

    pub(super) fn url(&self) -> String {
        self.0.url.borrow().clone()
    }

    pub(super) fn opened(&self) -> u32 {
        self.0.opened.get()
    }
}
