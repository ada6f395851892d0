//! The static server, which the journeys use too: one small script, so that a page is
//! served in the same way wherever it is looked at.

use std::path::Path;
use std::process::Child;

use crate::project;
use crate::report::Outcome;
use crate::run::Environment;

/// Serves a folder until the child is stopped or this program ends.
pub(crate) fn start(environment: &Environment, folder: &Path, port: u16) -> Outcome<Child> {
    let script = project::path("xtask/site.mjs");
    environment
        .program("node")
        .args([script.as_path(), folder])
        .args(["--port", &port.to_string(), "--with-parent"])
        .start()
}
