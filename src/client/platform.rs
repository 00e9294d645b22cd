//! What the client needs of the machine it runs on: a browser, or a test's own world.

use std::future::Future;

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::future::LocalBoxFuture;

use crate::time::Millis;

/// A machine.
pub trait Platform: Clone + 'static {
    /// An open WebSocket; dropping it closes it.
    type Socket: Socket;
    /// A file of the agent's.
    type File: LocalFile;

    /// Opens a WebSocket. Its frames come through the receiver, which ends with it.
    fn open(
        &self,
        url: &str,
    ) -> impl Future<Output = Result<(Self::Socket, UnboundedReceiver<String>), Broken>>;

    /// Waits for this many ms.
    fn sleep(&self, ms: u32) -> impl Future<Output = ()>;

    /// The machine's clock.
    fn now(&self) -> Millis;

    /// A random number from 0 to 1, 1 excluded.
    fn random(&self) -> f64;

    /// The value of a cookie that scripts may read, as the page's own site has set it.
    fn cookie(&self, name: &str) -> Option<String>;

    /// Runs a task beside the caller. Boxed, so that running one is compiled once.
    fn spawn(&self, task: LocalBoxFuture<'static, ()>);

    /// Sends a request and waits for the answer.
    fn fetch(&self, request: Request) -> impl Future<Output = Result<Answer, Broken>>;

    /// Sends a file as the request's body, telling how many bytes have left. Dropping the future
    /// stops it.
    fn upload(
        &self,
        request: Request,
        file: &Self::File,
        progress: impl FnMut(u64) + 'static,
    ) -> impl Future<Output = Result<Answer, Broken>>;
}

/// An open WebSocket.
pub trait Socket: 'static {
    /// Sends a text frame.
    ///
    /// # Errors
    /// If the socket is not open any more.
    fn send(&self, text: &str) -> Result<(), Broken>;
}

/// A file of the agent's.
pub trait LocalFile: Clone + 'static {
    /// Its name.
    fn name(&self) -> String;
    /// Its media type; empty where the machine does not know.
    fn mime(&self) -> String;
    /// Bytes.
    fn size(&self) -> u64;
}

/// The other side could not be reached, or went away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// An HTTP request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address.
    pub url: String,
    /// Headers beside those that follow from the body, such as the one for an access token.
    pub headers: Vec<(&'static str, String)>,
    /// JSON, or for an upload nothing.
    pub body: Option<String>,
    /// How long to wait for the answer, in ms; uploads take as long as they take.
    pub limit_ms: u32,
}

/// The method of an HTTP request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, or asks with a body.
    Post,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// Its name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// The answer to an HTTP request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub text: String,
}
