//! Acceptance tests live in the files beside this one; here is what they share with each other and
//! with `fuzz/`.

pub mod importers;
pub mod world;
