//! Acceptance tests live in the files beside this one; here is what they share with `fuzz/`.

pub mod importers;
