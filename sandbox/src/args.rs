//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// What is shown when the command line can't be understood.
pub(crate) const USAGE: &str = "\
Usage: sandbox [--port 8080] [--host 127.0.0.1] [--data target/sandbox] [--dist dist]
               [--no-control] [--no-seed]

  --port N       the port to listen on; 0 = any free one
  --host IP      the address to listen on
  --data DIR     where everything is kept
  --dist DIR     the desk's bundle, served at /
  --no-control   leave out /sandbox, the control interface for tests and demos
  --no-seed      start without the demo data";

/// The command line, read.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) host: IpAddr,
    /// 0 = any free port.
    pub(crate) port: u16,
    /// Where everything is kept.
    pub(crate) data: PathBuf,
    /// The desk's bundle.
    pub(crate) dist: PathBuf,
    /// Whether tests and demos may use `/sandbox`.
    pub(crate) control: bool,
    /// Whether the demo data is put in.
    pub(crate) seed: bool,
}

impl Args {
    /// Reads the process's command line.
    pub(crate) fn read() -> Result<Self, lexopt::Error> {
        use lexopt::prelude::*;
        let mut args = Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 8080,
            data: "target/sandbox".into(),
            dist: "dist".into(),
            control: true,
            seed: true,
        };
        let mut parser = lexopt::Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("host") => args.host = parser.value()?.parse()?,
                Long("port") => args.port = parser.value()?.parse()?,
                Long("data") => args.data = parser.value()?.into(),
                Long("dist") => args.dist = parser.value()?.into(),
                Long("no-control") => args.control = false,
                Long("no-seed") => args.seed = false,
                other => return Err(other.unexpected()),
            }
        }
        Ok(args)
    }
}

#[cfg(test)]
impl Args {
    /// A sandbox with the demo data, in a folder that the test names.
    pub(crate) fn for_tests() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            data: PathBuf::new(),
            dist: PathBuf::new(),
            control: true,
            seed: true,
        }
    }
}
