//! Notes as they are typed.

mod escape;
mod read;
mod shield;
mod write;

pub use read::read;
pub use write::write;
