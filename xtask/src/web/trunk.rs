//! The compile: cargo, wasm-bindgen and wasm-opt, run by Trunk as `Trunk.toml` says.

use std::path::Path;

use super::Profile;
use crate::report::Outcome;
use crate::run::Environment;

/// Wasm-specific, so that build scripts and macros are not built twice.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

pub(crate) fn compile(environment: &Environment, profile: Profile, to: &Path) -> Outcome<()> {
    let run = environment
        .program("trunk")
        .args(["build", "--dist"])
        .arg(to);
    match profile {
        // Erased component types compile about three times as fast, and are slower to run.
        Profile::Development => run.env(FLAGS, "--cfg erase_components").show(),
        Profile::Release => run.arg("--release").show(),
    }
}
