//! Merging: whatever was changed on however many devices, and however files went around, all end
//! with the same, and no edit is lost.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

mod desk;
mod histories;
