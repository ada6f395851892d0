//! The demo caseload: fictional, deterministic, relative to today.

use jiff::civil::Date;

/// The documents of the demo workspace, as keys and bodies.
pub fn documents(_today: Date) -> Vec<(String, String)> {
    Vec::new()
}
