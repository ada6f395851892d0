//! The packages of `package-lock.json`.

use std::fs;
use std::time::Duration;

use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

const INSTALLED: &str = "node_modules/.installed-lock";

pub(crate) fn install(environment: &Environment) -> Outcome<()> {
    let lock = fs::read(project::path("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}."))?;
    if fs::read(project::path(INSTALLED)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    report::note("Installing the packages of package-lock.json (about 20 s).");
    // No install scripts: none of these packages needs its own.
    let npm =
        environment
            .program("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    npm.limit(Duration::from_secs(240))
        .show()
        .map_err(|problem| format!("{problem} By hand: npm ci"))?;
    fs::write(project::path(INSTALLED), lock).map_err(|error| format!("{INSTALLED}: {error}."))
}
