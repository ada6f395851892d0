//! The starter protocols.

use crate::model::{Id, Protocol};

/// A starter protocol.
pub fn protocol(id: Id<Protocol>) -> Option<&'static Protocol> {
    protocols().find(|(known, _)| *known == id).map(|(_, protocol)| protocol)
}

/// The starter protocols.
pub fn protocols() -> impl Iterator<Item = (Id<Protocol>, &'static Protocol)> {
    std::iter::empty()
}
