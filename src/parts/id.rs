//! Ids that tie a label, a hint and an error to their field; unique in the page.

use std::sync::atomic::{AtomicUsize, Ordering};

static NEXT: AtomicUsize = AtomicUsize::new(1);

/// `unique_id("field")` gives `field-17`.
pub fn unique_id(noun: &str) -> String {
    format!("{noun}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
