//! The compile: cargo and wasm-bindgen, run by Trunk as `Trunk.toml` says.

use std::path::Path;

use super::Profile;
use crate::report::Outcome;
use crate::run::Environment;

/// Wasm-specific, so that build scripts and macros are not built twice.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Erased component types compile about three times as fast; on an app of many pages they are also
/// a tenth smaller than one type for every view.
const ERASED: &str = "--cfg erase_components";

/// Compiles the page whose `Trunk.toml` is in `from`.
pub(crate) fn compile(
    environment: &Environment,
    profile: Profile,
    from: &Path,
    to: &Path,
) -> Outcome<()> {
    let run = environment
        .program("trunk")
        .within(from)
        .args(["build", "--dist"])
        .arg(to);
    // A backtrace of Trunk itself hides what the compiler said.
    let run = run.env("RUST_BACKTRACE", "0");
    match profile {
        Profile::Development => run.env(FLAGS, ERASED).show(),
        // The relocations tell the splitter what belongs to what.
        Profile::Release => run
            .env(FLAGS, format!("{ERASED} -Clink-args=--emit-relocs"))
            .args(["--release", "--features", "split"])
            .show(),
    }
}
