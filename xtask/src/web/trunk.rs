//! The compile: cargo and wasm-bindgen, run by Trunk as `Trunk.toml` says.

use std::path::Path;

use crate::report::Outcome;
use crate::run::Environment;

/// Wasm-specific, so that build scripts and macros are not built twice.
const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Erased component types compile about three times as fast; on an app of many pages they are also
/// a tenth smaller than one type for every view.
const ERASED: &str = "--cfg erase_components";

#[derive(Clone, Copy)]
pub(crate) enum Program {
    Development,
    /// Optimized, in one file.
    Whole,
    /// Optimized, with the seams along which chapters are cut.
    InChapters,
}

/// Compiles the page whose `Trunk.toml` is in `from`.
pub(crate) fn compile(
    environment: &Environment,
    program: Program,
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
    match program {
        Program::Development => run.env(FLAGS, ERASED).show(),
        Program::Whole => run.env(FLAGS, ERASED).arg("--release").show(),
        // The relocations tell the splitter what belongs to what.
        Program::InChapters => run
            .env(FLAGS, format!("{ERASED} -Clink-args=--emit-relocs"))
            .args(["--release", "--features", "split"])
            .show(),
    }
}
