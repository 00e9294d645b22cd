//! The feed of a record: what colleagues write to each other about it.

pub mod compose;
mod mention;

pub use compose::Compose;
