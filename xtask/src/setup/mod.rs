//! Set-up: what the other commands need, looked for in order, installed where missing.
//!
//! When everything is there this takes well under a second. Everything that downloads has
//! a time limit, and a piece that cannot be had is named together with what to do by hand.

mod apt;
mod browser;
mod cargo_tool;
mod compiler;
mod npm;
mod office;
mod stamp;
mod wasm_std;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

const TRUNK: &str = "0.21.14"; // 0.22 needs a newer Rust than this project does
const WASM_SPLIT: &str = "0.2.4";
const CARGO_DENY: &str = "0.20.2";
const NODE_AT_LEAST: u32 = 20;

/// What building and serving need.
pub(crate) fn for_building() -> Outcome<Environment> {
    let started = Instant::now();
    report::heading("Set-up");
    let mut environment = Environment::default();
    environment.search(&project::path("node_modules/.bin"));
    environment.search(&project::tools().join("bin"));

    compiler::choose(&mut environment)?;
    fetch_crates(&environment, project::root())?;
    node(&environment)?;
    npm::install(&environment)?;
    let bindgen =
        project::locked_version("wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen.")?;
    cargo_tool::WASM_BINDGEN.ensure(&environment, &bindgen)?;
    cargo_tool::TRUNK.ensure(&environment, TRUNK)?;
    cargo_tool::WASM_SPLIT.ensure(&environment, WASM_SPLIT)?;
    report::note(&format!(
        "Set-up took {}.",
        report::duration(started.elapsed())
    ));
    Ok(environment)
}

/// The crates of a folder's `Cargo.lock`. Trunk compiles offline: it would otherwise want to
/// download tools of its own, so what it compiles must be here before.
pub(crate) fn fetch_crates(environment: &Environment, folder: &Path) -> Outcome<()> {
    let fetch = environment
        .program("cargo")
        .within(folder)
        .args(["fetch", "-q"]);
    fetch.limit(Duration::from_secs(300)).show()
}

/// What the tests, the pictures and the measurements need: a browser too.
pub(crate) fn for_testing() -> Outcome<Environment> {
    let mut environment = for_building()?;
    browser::ensure(&mut environment)?;
    Ok(environment)
}

/// What the native tests have beside the compiler.
pub(crate) fn office(environment: &Environment) {
    office::ensure(environment);
}

/// What the check of the dependencies needs. Only it waits for this: it is a large program.
pub(crate) fn cargo_deny(environment: &Environment) -> Outcome<()> {
    cargo_tool::CARGO_DENY.ensure(environment, CARGO_DENY)
}

fn node(environment: &Environment) -> Outcome<()> {
    if node_version(environment).is_none() && apt::possible() {
        report::note("Node.js is missing: installing Debian's (about 1 min).");
        apt::install(environment, &["nodejs", "npm"], Duration::from_secs(300))?;
    }
    match node_version(environment) {
        Some(version) if version >= NODE_AT_LEAST => Ok(()),
        Some(version) => Err(format!(
            "Node.js {version} is too old. Install Node.js {NODE_AT_LEAST} or newer."
        )),
        None => Err(format!(
            "Node.js is missing. Install Node.js {NODE_AT_LEAST} or newer, with npm."
        )),
    }
}

fn node_version(environment: &Environment) -> Option<u32> {
    let said = environment
        .program("node")
        .args(["--version"])
        .read()
        .ok()?;
    said.trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}
