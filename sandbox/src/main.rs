//! An embedded back end that speaks Webitel's WebSocket and REST protocols, and Creatio's OData
//! and services, over SQLite.
//!
//! One process, one port, one data folder. Data flows through one place: a socket, a REST
//! handler, a customer or the clock runs a command on the [`app::App`]; the command is one
//! transaction; its events go out after the commit, in the order in which they happened.
//!
//! | module       | holds                                                                  |
//! |--------------|------------------------------------------------------------------------|
//! | [`app`]      | the state that everything shares, and commands                         |
//! | [`store`]    | the database: schema and queries                                       |
//! | [`hub`]      | who is connected, and delivery of events                               |
//! | [`socket`]   | one agent's WebSocket                                                  |
//! | [`actions`]  | what may be asked over it, one handler an action                       |
//! | [`chat`]     | conversations: start, invite, join, write, leave, transfer, close      |
//! | [`routing`]  | the queue: who gets which chat or call, and every timer                |
//! | [`flow`]     | the routing scheme: greeting, question, queue                          |
//! | [`agents`]   | the agents' statuses                                                   |
//! | [`calls`]    | simulated calls                                                        |
//! | [`customer`] | the customer's side                                                    |
//! | [`desk`]     | the desk's own page                                                    |
//! | [`rest`]     | the REST endpoints of the desk                                         |
//! | [`storage`]  | files: upload, download, signed links                                  |
//! | [`creatio`]  | the CRM: OData and services, over the same users and chats             |
//! | [`control`]  | what only tests and demos may do                                       |

mod actions;
mod agents;
mod app;
mod args;
mod auth;
mod body;
mod calls;
mod chat;
mod control;
mod creatio;
mod customer;
mod desk;
mod error;
mod faults;
mod flow;
mod frames;
mod hub;
mod rest;
mod routing;
mod seed;
mod socket;
mod storage;
mod store;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod world;

use std::process::ExitCode;

use app::App;
use args::Args;
use axum::Router;
use axum::routing::any;
use error::Failure;
use tokio::net::TcpListener;

#[tokio::main]
#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the one line that says where to go")]
async fn main() -> ExitCode {
    let args = match Args::read() {
        Ok(args) => args,
        Err(problem) => {
            eprintln!("sandbox: {problem}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let app = match App::open(&args) {
        Ok(app) => app,
        Err(problem) => {
            eprintln!("sandbox: {} can't be opened: {problem}", args.data.display());
            return ExitCode::FAILURE;
        }
    };
    let listener = match TcpListener::bind((args.host, args.port)).await {
        Ok(listener) => listener,
        Err(problem) => {
            eprintln!("sandbox: port {} can't be used: {problem}", args.port);
            return ExitCode::FAILURE;
        }
    };
    tokio::spawn(routing::run(app.clone()));
    let port = listener.local_addr().map_or(args.port, |address| address.port());
    println!(
        "sandbox: http://127.0.0.1:{port}/ is the desk, http://127.0.0.1:{port}/customer the customer's page"
    );
    match axum::serve(listener, router(app, &args)).with_graceful_shutdown(interrupted()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("sandbox: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn router(app: App, args: &Args) -> Router {
    let router = Router::new()
        .merge(socket::router(app.clone()))
        .merge(customer::router(app.clone()))
        .merge(rest::router(app.clone()))
        .merge(storage::router(app.clone()))
        .merge(creatio::router(app.clone()));
    let router = if args.control { router.merge(control::router(app)) } else { router };
    // Without this the desk's page would be the answer where nothing is.
    let router = router.route("/sandbox/{*path}", any(async || Failure::not_found("endpoint")));
    router.fallback_service(desk::router(&args.dist))
}

/// Resolves on Ctrl-C.
async fn interrupted() {
    // Without a handler for the signal the default one ends the process just as well.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
