//! What lies between the desk and the server: late, cut, half-open, or gone for a while.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::dice::Dice;
use super::server::Server;
use crate::client::platform::{Answer, Broken, Platform, Request, Socket};
use crate::client::tests::world::NamedFile;
use crate::time::Millis;

/// A request that has left reaches the server within this time or never, in ms.
const LATEST: u32 = 7_000;

/// A browser's page behind this network. Clones are the same page.
#[derive(Clone)]
pub(super) struct Page {
    pub(super) network: Rc<Network>,
}

pub(super) struct Network {
    pub(super) dice: Dice,
    pub(super) server: RefCell<Server>,
    began: Instant,
    wires: RefCell<BTreeMap<u32, Wire>>,
    next_wire: Cell<u32>,
    /// Counts the server's restarts: what it was doing then is gone.
    life: Cell<u32>,
    /// Nobody gets through until then.
    down_until: Cell<Instant>,
    /// REST alone does not answer until then.
    rest_down_until: Cell<Instant>,
    /// Whether single requests, answers and events come to harm.
    pub(super) rough: Cell<bool>,
    pub(super) faults: Cell<u32>,
}

/// One connection, seen from the middle.
struct Wire {
    client: UnboundedSender<String>,
    half_open: bool,
    subscribed: bool,
    /// Frames keep their order on each way.
    up_at: Instant,
    down_at: Instant,
    seq: i64,
}

pub(super) struct WireEnd {
    id: u32,
    network: Rc<Network>,
}

impl Socket for WireEnd {
    fn send(&self, text: &str) -> Result<(), Broken> {
        self.network.up(self.id, text)
    }
}

impl Drop for WireEnd {
    fn drop(&mut self) {
        self.network.wires.borrow_mut().remove(&self.id);
    }
}

impl Network {
    pub(super) fn new(dice: Dice, server: Server) -> Rc<Self> {
        let now = Instant::now();
        Rc::new(Self {
            dice,
            server: RefCell::new(server),
            began: now,
            wires: RefCell::default(),
            next_wire: Cell::new(0),
            life: Cell::new(0),
            down_until: Cell::new(now),
            rest_down_until: Cell::new(now),
            rough: Cell::new(true),
            faults: Cell::new(0),
        })
    }

    pub(super) fn now(&self) -> i64 {
        1_000 + i64::try_from(self.began.elapsed().as_millis()).unwrap()
    }

    fn ms(&self, limit: u32) -> Duration {
        Duration::from_millis(u64::from(self.dice.below(limit)))
    }

    /// Whether a fault of this chance happens now; it is counted.
    fn fault(&self, chance: u32) -> bool {
        let happens = self.rough.get() && self.dice.percent(chance);
        if happens {
            self.faults.set(self.faults.get() + 1);
        }
        happens
    }

    /// All connections break.
    pub(super) fn cut(&self) {
        self.faults.set(self.faults.get() + 1);
        self.wires.borrow_mut().clear();
    }

    /// All connections look alive and carry nothing.
    pub(super) fn half_open(&self) {
        self.faults.set(self.faults.get() + 1);
        self.wires.borrow_mut().values_mut().for_each(|wire| wire.half_open = true);
    }

    /// Nothing gets through for a while.
    pub(super) fn down(&self) {
        self.cut();
        self.down_until.set(Instant::now() + self.ms(60_000));
    }

    /// REST does not answer for a while.
    pub(super) fn rest_down(&self) {
        self.faults.set(self.faults.get() + 1);
        self.rest_down_until.set(Instant::now() + self.ms(30_000));
    }

    /// The server dies in the midst of its work and comes back.
    pub(super) fn restart(&self) {
        self.life.set(self.life.get() + 1);
        self.down();
    }

    /// From now on all goes well.
    pub(super) fn heal(&self) {
        self.rough.set(false);
        self.down_until.set(Instant::now());
        self.rest_down_until.set(Instant::now());
    }

    fn is_down(&self) -> bool {
        Instant::now() < self.down_until.get()
    }

    fn up(self: &Rc<Self>, id: u32, text: &str) -> Result<(), Broken> {
        let mut wires = self.wires.borrow_mut();
        let wire = wires.get_mut(&id).ok_or(Broken)?;
        if wire.half_open || self.fault(1) {
            return Ok(());
        }
        let slow = if self.fault(3) { self.ms(LATEST / 2) } else { self.ms(80) };
        wire.up_at = (Instant::now() + slow).max(wire.up_at + Duration::from_millis(1));
        let (at, network) = (wire.up_at, Rc::clone(self));
        let request: Value = serde_json::from_str(text).unwrap();
        tokio::task::spawn_local(async move {
            tokio::time::sleep_until(at).await;
            // What was under way when a connection broke may still arrive, or not.
            let alive = network.wires.borrow().contains_key(&id);
            if alive || network.dice.percent(50) {
                network.at_server(id, request).await;
            }
        });
        Ok(())
    }

    async fn at_server(self: &Rc<Self>, id: u32, request: Value) {
        let life = self.life.get();
        let slow = if self.fault(3) { self.ms(LATEST / 2) } else { self.ms(30) };
        if request["action"] == "send_text_chat" {
            tokio::time::sleep(slow).await;
        }
        if self.life.get() != life {
            return;
        }
        match request["action"].as_str().unwrap() {
            "authentication_challenge" => {
                let session = json!({"user_id":10,"name":"Ann"});
                self.say(id, json!({"event":"hello","data":{"server_time":self.now(),"session":session}}));
                self.answer(id, &request, Value::Null);
            }
            "cc_agent_session" => {
                self.answer(id, &request, json!({"agent_id":7,"status":"online","channels":[]}));
            }
            "cc_agent_tasks" => self.answer(id, &request, json!({"items":null})),
            "subscribe_chat" => {
                if let Some(wire) = self.wires.borrow_mut().get_mut(&id) {
                    wire.subscribed = true;
                }
                let list = self.server.borrow().list();
                self.answer(id, &request, list);
            }
            "ping" => self.answer(id, &request, json!({"pong":1})),
            "send_text_chat" => self.send(id, &request),
            _ => self.answer(id, &request, Value::Null),
        }
    }

    fn send(self: &Rc<Self>, id: u32, request: &Value) {
        if self.fault(2) {
            return self.refuse(id, request, "the server is busy");
        }
        let now = self.now();
        let sent = self.server.borrow_mut().send(&request["data"], now);
        match sent {
            Ok(event) => {
                self.tell(&event);
                if self.fault(3) {
                    self.refuse(id, request, "stored, but the gateway is down");
                } else {
                    self.answer(id, request, Value::Null);
                }
            }
            Err(why) => self.refuse(id, request, why),
        }
    }

    /// Tells all connections of the agent.
    pub(super) fn tell(self: &Rc<Self>, event: &Value) {
        let subscribed = |(id, wire): (&u32, &Wire)| wire.subscribed.then_some(*id);
        let ids: Vec<_> = self.wires.borrow().iter().filter_map(subscribed).collect();
        for id in ids {
            self.say(id, event.clone());
            if self.fault(2) {
                self.say(id, event.clone());
            }
        }
    }

    fn answer(self: &Rc<Self>, id: u32, request: &Value, data: Value) {
        if !self.fault(1) {
            self.say(id, json!({"status":"OK","seq_reply":request["seq"],"data":data}));
        }
    }

    fn refuse(self: &Rc<Self>, id: u32, request: &Value, detail: &str) {
        let error = json!({"id":"chat.send.text.app_err","status":"","detail":detail,"code":500});
        self.say(id, json!({"status":"FAIL","seq_reply":request["seq"],"error":error}));
    }

    fn say(self: &Rc<Self>, id: u32, mut frame: Value) {
        let mut wires = self.wires.borrow_mut();
        let Some(wire) = wires.get_mut(&id).filter(|wire| !wire.half_open) else { return };
        if frame.get("event").is_some() {
            frame["seq"] = json!(wire.seq);
            wire.seq += 1;
        }
        let slow = if self.fault(2) { self.ms(LATEST) } else { self.ms(80) };
        wire.down_at = (Instant::now() + slow).max(wire.down_at + Duration::from_millis(1));
        let (at, network) = (wire.down_at, Rc::clone(self));
        tokio::task::spawn_local(async move {
            tokio::time::sleep_until(at).await;
            if let Some(wire) = network.wires.borrow().get(&id).filter(|wire| !wire.half_open) {
                // The page may have stopped to listen.
                let _ = wire.client.unbounded_send(frame.to_string());
            }
        });
    }
}

impl Page {
    pub(super) fn open(network: &Rc<Network>) -> Self {
        Self { network: Rc::clone(network) }
    }
}

impl Platform for Page {
    type Socket = WireEnd;
    type File = NamedFile;

    async fn open(&self, _url: &str) -> Result<(WireEnd, UnboundedReceiver<String>), Broken> {
        let network = &self.network;
        tokio::time::sleep(network.ms(100)).await;
        if network.is_down() || network.fault(5) {
            return Err(Broken);
        }
        let id = network.next_wire.get();
        network.next_wire.set(id + 1);
        let (client, frames) = unbounded();
        let now = Instant::now();
        let wire = Wire { client, half_open: false, subscribed: false, up_at: now, down_at: now, seq: 0 };
        network.wires.borrow_mut().insert(id, wire);
        Ok((WireEnd { id, network: Rc::clone(network) }, frames))
    }

    async fn sleep(&self, ms: u32) {
        tokio::time::sleep(Duration::from_millis(u64::from(ms))).await;
    }

    fn now(&self) -> Millis {
        Millis(self.network.now())
    }

    fn random(&self) -> f64 {
        f64::from(self.network.dice.below(1_000)) / 1_000.0
    }

    fn cookie(&self, _name: &str) -> Option<String> {
        None
    }

    fn spawn(&self, task: LocalBoxFuture<'static, ()>) {
        tokio::task::spawn_local(task);
    }

    async fn fetch(&self, request: Request) -> Result<Answer, Broken> {
        let network = &self.network;
        tokio::time::sleep(network.ms(80)).await;
        if network.is_down() || Instant::now() < network.rest_down_until.get() {
            return Err(Broken);
        }
        if network.fault(2) {
            return Ok(Answer { status: 500, text: "<html>a proxy's page</html>".to_owned() });
        }
        let text = network.server.borrow().rest(&request.url).to_string();
        // It is on its way back while the server's world goes on.
        tokio::time::sleep(network.ms(80)).await;
        Ok(Answer { status: 200, text })
    }

    async fn upload(
        &self,
        _request: Request,
        _file: &NamedFile,
        _progress: impl FnMut(u64) + 'static,
    ) -> Result<Answer, Broken> {
        Err(Broken)
    }
}
