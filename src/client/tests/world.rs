//! A machine and a server in one, played by the test.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};

use crate::client::platform::{Answer, Broken, LocalFile, Platform, Request, Socket};
use crate::time::Millis;

#[derive(Clone, Default)]
pub(crate) struct World(Rc<State>);

#[derive(Default)]
struct State {
    asked: RefCell<VecDeque<Value>>,
    frames: RefCell<Option<UnboundedSender<String>>>,
    url: RefCell<String>,
    opened: Cell<u32>,
    refusals: Cell<u32>,
    replies: RefCell<BTreeMap<String, Answer>>,
    fetched: RefCell<Vec<String>>,
    requests: RefCell<Vec<Request>>,
    cookies: RefCell<BTreeMap<String, String>>,
    silent: RefCell<Vec<String>>,
    began: OnceCell<tokio::time::Instant>,
}

pub(crate) struct FakeSocket(World);

impl Socket for FakeSocket {
    fn send(&self, text: &str) -> Result<(), Broken> {
        self.0.0.asked.borrow_mut().push_back(serde_json::from_str(text).unwrap());
        Ok(())
    }
}

/// A file of the agent's, of which only the name matters.
#[derive(Clone)]
pub(crate) struct NamedFile(pub(crate) &'static str);

impl LocalFile for NamedFile {
    fn name(&self) -> String {
        self.0.to_owned()
    }

    fn mime(&self) -> String {
        String::new()
    }

    fn size(&self) -> u64 {
        5
    }
}

impl Platform for World {
    type Socket = FakeSocket;
    type File = NamedFile;

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
        let began = self.0.began.get_or_init(tokio::time::Instant::now);
        Millis(i64::try_from(began.elapsed().as_millis()).unwrap())
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn cookie(&self, name: &str) -> Option<String> {
        self.0.cookies.borrow().get(name).cloned()
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        tokio::task::spawn_local(task);
    }

    async fn fetch(&self, request: Request) -> Result<Answer, Broken> {
        tokio::task::yield_now().await;
        self.0.fetched.borrow_mut().push(request.url.clone());
        self.0.requests.borrow_mut().push(request.clone());
        if self.0.silent.borrow().iter().any(|part| request.url.contains(part)) {
            return std::future::pending().await;
        }
        let replies = self.0.replies.borrow();
        replies
            .iter()
            .find(|(part, _)| request.url.contains(*part))
            .map(|(_, answer)| answer.clone())
            .ok_or(Broken)
    }

    async fn upload(
        &self,
        request: Request,
        _file: &NamedFile,
        mut progress: impl FnMut(u64) + 'static,
    ) -> Result<Answer, Broken> {
        progress(3);
        // Long enough to be stopped.
        self.sleep(100).await;
        self.fetch(request).await
    }
}

impl World {
    /// Waits until the client asks this; what it asks besides stays to be waited for.
    pub(crate) async fn request(&self, action: &str) -> Value {
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
    pub(crate) async fn settle(&self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }

    /// Waits until an upload that runs now has ended.
    pub(crate) async fn sleep_past_upload(&self) {
        tokio::time::sleep(Duration::from_millis(150)).await;
        self.settle().await;
    }

    pub(crate) fn say_text(&self, text: &str) {
        if let Some(frames) = &*self.0.frames.borrow() {
            frames.unbounded_send(text.to_owned()).unwrap();
        }
    }

    pub(crate) fn say(&self, frame: &Value) {
        self.say_text(&frame.to_string());
    }

    pub(crate) fn answer(&self, request: &Value, data: Value) {
        let mut frame = json!({"status":"OK","seq_reply":request["seq"]});
        if !data.is_null() {
            frame["data"] = data;
        }
        self.say(&frame);
    }

    pub(crate) fn refuse(&self, request: &Value, id: &str, detail: &str) {
        self.refuse_as(request, id, detail, 500);
    }

    pub(crate) fn refuse_as(&self, request: &Value, id: &str, detail: &str, code: u16) {
        let error = json!({"id":id,"status":"","detail":detail,"code":code});
        self.say(&json!({"status":"FAIL","seq_reply":request["seq"],"error":error}));
    }

    /// The network goes away.
    pub(crate) fn cut(&self) {
        *self.0.frames.borrow_mut() = None;
    }

    /// The next attempts to connect fail.
    pub(crate) fn refuse_connections(&self, times: u32) {
        self.0.refusals.set(times);
    }

    /// What REST answers from now on where the address contains this.
    pub(crate) fn reply(&self, part: &str, status: u16, text: &str) {
        self.0.replies.borrow_mut().insert(part.to_owned(), Answer { status, text: text.to_owned() });
    }

    /// From now on nothing answers where the address contains this.
    pub(crate) fn never_reply(&self, part: &str) {
        self.0.silent.borrow_mut().push(part.to_owned());
    }

    /// REST is not to be reached any more.
    pub(crate) fn no_replies(&self) {
        self.0.replies.borrow_mut().clear();
    }

    /// How often an address that contains this was asked for.
    pub(crate) fn fetched(&self, part: &str) -> usize {
        self.0.fetched.borrow().iter().filter(|url| url.contains(part)).count()
    }

    /// All requests over HTTP so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.0.requests.borrow().clone()
    }

    /// The site has set a cookie.
    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.0.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    /// The cookies are gone, as after a while.
    pub(crate) fn drop_cookies(&self) {
        self.0.cookies.borrow_mut().clear();
    }

    /// Whether the client has asked this and it was not waited for.
    pub(crate) fn has_asked(&self, action: &str) -> bool {
        self.0.asked.borrow().iter().any(|asked| asked["action"] == action)
    }

    pub(crate) fn url(&self) -> String {
        self.0.url.borrow().clone()
    }

    pub(crate) fn opened(&self) -> u32 {
        self.0.opened.get()
    }
}
