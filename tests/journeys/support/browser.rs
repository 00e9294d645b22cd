//! Chromium, and sessions in it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::{Result, bail};
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, LoggingPrefsLogLevel};

use super::child::Child;

/// A session of its own: fresh profile, nothing shared with other sessions. Ends when dropped.
pub(crate) struct Session {
    driver: WebDriver,
    port: u16,
}

impl Session {
    /// Opens a window of this size in CSS pixels.
    pub(crate) async fn open(width: u32, height: u32) -> Result<Session> {
        let port = driver_port()?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities(width, height)?).await?;
        Ok(Session { driver, port })
    }

    /// The session's commands.
    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }
}

impl Drop for Session {
    // A test's only thread can't wait here for requests that it drives itself, as the
    // driver's own clean-up does. Failing does no harm: all ends with the driver.
    fn drop(&mut self) {
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            self.driver.session_id()
        );
        let _ = self.driver.clone().leak();
        if let Ok(mut connection) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = connection.write_all(request.as_bytes());
            let _ = connection.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = connection.read(&mut [0; 64]);
        }
    }
}

fn capabilities(width: u32, height: u32) -> Result<ChromeCapabilities> {
    let mut chrome = ChromeCapabilities::new();
    if let Some(program) = std::env::var_os("CHROMIUM") {
        chrome.set_binary(&program.to_string_lossy())?;
    }
    chrome.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    for flag in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-breakpad",
    ] {
        chrome.add_arg(flag)?;
    }
    chrome.add_arg(&format!("--window-size={width},{height}"))?;
    Ok(chrome)
}

/// The port of the one driver that all tests of this run share.
fn driver_port() -> Result<u16> {
    static DRIVER: Mutex<Option<(Child, u16)>> = Mutex::new(None);
    let mut driver = DRIVER.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if driver.is_none() {
        *driver = Some(start_driver()?);
    }
    Ok(driver.as_ref().map_or(0, |(_, port)| *port))
}

fn start_driver() -> Result<(Child, u16)> {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let (process, mut output) = Child::start(Path::new(&program), &["--port=0"])?;
    for line in output.by_ref() {
        let line = line?;
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            let port = port.trim_end_matches('.').parse()?;
            std::thread::spawn(move || output.for_each(drop));
            return Ok((process, port));
        }
    }
    bail!("{} ended before it listened", Path::new(&program).display())
}
