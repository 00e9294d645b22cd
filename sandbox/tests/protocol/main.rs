//! The sandbox as a process of its own, spoken to over its real interfaces.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may")]

mod borders;
mod connection;
mod crm;
mod customers;
mod desk;
mod durability;
mod ending;
mod exclusivity;
mod invitation;
mod manual;
mod routing;
mod server;
mod transfer;
