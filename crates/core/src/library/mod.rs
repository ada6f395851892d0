//! What ships with the program: starter protocols and built-in measures.

mod measures;
mod protocols;
mod skills;

pub use measures::*;
pub use protocols::{protocol, protocols, starter};
