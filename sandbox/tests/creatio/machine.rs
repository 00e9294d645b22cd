//! A machine with a cookie jar, on which the client runs without a browser.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::{Duration, SystemTime};

use futures_util::future::LocalBoxFuture;
use webitel_chats::client::platform::{Answer, Broken, LocalFile, Platform, Request, Socket};
use webitel_chats::time::Millis;

/// The machine; clones share its cookies.
#[derive(Clone, Default)]
pub(crate) struct Machine(Rc<State>);

#[derive(Default)]
struct State {
    cookies: RefCell<BTreeMap<String, String>>,
    asked: RefCell<Vec<String>>,
    seed: Cell<u64>,
}

/// There are none.
pub(crate) struct NoSocket;

impl Socket for NoSocket {
    fn send(&self, _text: &str) -> Result<(), Broken> {
        Err(Broken)
    }
}

/// A file in memory.
#[derive(Clone)]
pub(crate) struct Bytes {
    pub(crate) name: &'static str,
    pub(crate) mime: &'static str,
    pub(crate) bytes: Vec<u8>,
}

impl LocalFile for Bytes {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn mime(&self) -> String {
        self.mime.to_owned()
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
}

impl Machine {
    /// How many requests were made since this was last asked.
    pub(crate) fn count(&self) -> usize {
        self.0.asked.take().len()
    }

    fn send(&self, request: &Request, body: Option<Vec<u8>>, media: &str) -> Result<Answer, Broken> {
        self.0.asked.borrow_mut().push(request.url.clone());
        let mut message = ureq::http::Request::builder().method(request.method.name()).uri(&request.url);
        for (name, value) in &request.headers {
            message = message.header(*name, value);
        }
        let cookies: Vec<_> =
            self.0.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        message = message.header("Cookie", cookies.join("; "));
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let answer = match body {
            Some(body) => agent.run(message.header("Content-Type", media).body(body).unwrap()),
            None => agent.run(message.body(()).unwrap()),
        };
        let mut answer = answer.map_err(|_| Broken)?;
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.0.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
        let text = answer.body_mut().read_to_string().map_err(|_| Broken)?;
        Ok(Answer { status: answer.status().as_u16(), text })
    }
}

impl Platform for Machine {
    type Socket = NoSocket;
    type File = Bytes;

    async fn open(
        &self,
        _url: &str,
    ) -> Result<(NoSocket, futures_channel::mpsc::UnboundedReceiver<String>), Broken> {
        Err(Broken)
    }

    async fn sleep(&self, ms: u32) {
        tokio::time::sleep(Duration::from_millis(u64::from(ms))).await;
    }

    fn now(&self) -> Millis {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        Millis(i64::try_from(now.as_millis()).unwrap())
    }

    fn random(&self) -> f64 {
        // Anything will do that differs: the address of the state tells machines apart.
        if self.0.seed.get() == 0 {
            self.0.seed.set(uuid::Uuid::new_v4().as_u64_pair().0 | 1);
        }
        let next = self.0.seed.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0.seed.set(next);
        f64::from((next >> 32) as u32) / 4_294_967_296.0
    }

    fn cookie(&self, name: &str) -> Option<String> {
        self.0.cookies.borrow().get(name).cloned()
    }

    fn spawn(&self, _task: LocalBoxFuture<'static, ()>) {}

    async fn fetch(&self, request: Request) -> Result<Answer, Broken> {
        let body = request.body.clone().map(String::into_bytes);
        self.send(&request, body, "application/json")
    }

    async fn upload(
        &self,
        request: Request,
        file: &Bytes,
        mut progress: impl FnMut(u64) + 'static,
    ) -> Result<Answer, Broken> {
        progress(file.size());
        self.send(&request, Some(file.bytes.clone()), file.mime)
    }
}
