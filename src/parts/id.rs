//! Ids: of a label, a hint and an error in the page, and of what a form adds to a record.

use std::sync::atomic::{AtomicUsize, Ordering};

use aimline_core::model::Id;

use crate::browser::{clock, random};

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// `unique_id("field")` gives `field-17`, unique in the page.
pub fn unique_id(noun: &str) -> String {
    format!("{noun}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// An id for what is added in a form and kept by it, as a step of a protocol is.
pub fn new_id<T>() -> Id<T> {
    let random: [u8; 10] = random::bytes().unwrap_or_default();
    let uuid = uuid::Builder::from_unix_timestamp_millis(clock::now_ms(), &random).into_uuid();
    Id::from_uuid(uuid)
}
