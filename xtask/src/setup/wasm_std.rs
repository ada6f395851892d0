//! The way to a wasm32 compiler where rustup cannot download: Debian's compiler, with the
//! standard library for the target built from Debian's sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::apt;
use super::compiler::TARGET;
use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

/// The name under which rustup knows Debian's compiler.
pub(crate) const TOOLCHAIN: &str = "debian";
pub(crate) const REMEDY: &str = "By hand: rustup target add wasm32-unknown-unknown (needs a network that reaches Rust's own servers).";

const PACKAGES: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "rustfmt-web",
    "lld-22",
];
const LIBRARY: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";

/// Debian's compiler, known to rustup.
pub(crate) fn install_compiler(environment: &Environment) -> Outcome<()> {
    if !apt::possible() {
        return Err(format!(
            "the compiler cannot build for wasm32, and this is not a Debian that can be changed. {REMEDY}"
        ));
    }
    report::note("Installing Debian's compiler with its sources (about 1 min).");
    apt::install(environment, PACKAGES, Duration::from_secs(300))?;
    if environment.find("rustup").is_some() {
        let link = environment
            .program("rustup")
            .args(["toolchain", "link", TOOLCHAIN, "/usr"]);
        link.limit(Duration::from_secs(20)).show()?;
    }
    Ok(())
}

/// The standard library for wasm32, built once with the compiler of the environment.
pub(crate) fn install_library(environment: &Environment) -> Outcome<()> {
    report::note("Building the standard library for wasm32 (about 1 min).");
    let built = build(environment)?;
    place(&built)
}

/// An empty library whose build brings the standard library with it.
fn build(environment: &Environment) -> Outcome<PathBuf> {
    let seed = project::tools().join("std");
    let manifest = "[package]\nname = \"seed\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
                    [workspace]\n\n[profile.release]\npanic = \"abort\"\n";
    write(&seed.join("Cargo.toml"), manifest)?;
    write(&seed.join("src/lib.rs"), "#![no_std]\n")?;
    let parts = "-Zbuild-std=std,panic_abort,panic_unwind,proc_macro,test";
    let cargo = environment.program("cargo").within(&seed);
    cargo
        .args([
            "build",
            "-q",
            "--release",
            "--target",
            TARGET,
            parts,
            "--target-dir",
            "target",
        ])
        // A released compiler keeps these switches behind this variable.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in it, the release build cannot optimize across crates.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .limit(Duration::from_secs(600))
        .show()
        .map_err(|problem| format!("{problem} Run this again on a machine with less to do: it goes on from there. {REMEDY}"))?;
    Ok(seed.join("target").join(TARGET).join("release/deps"))
}

fn place(built: &Path) -> Outcome<()> {
    let problem = |error: std::io::Error| {
        format!("the standard library could not be placed in {LIBRARY}: {error}.")
    };
    // Libraries of an earlier compiler beside these would be found twice.
    if Path::new(LIBRARY).exists() {
        fs::remove_dir_all(LIBRARY).map_err(problem)?;
    }
    fs::create_dir_all(LIBRARY).map_err(problem)?;
    for entry in fs::read_dir(built).map_err(problem)?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libseed") {
            fs::copy(entry.path(), Path::new(LIBRARY).join(&name)).map_err(problem)?;
        }
    }
    // What was compiled against another standard library is of no use any more.
    let stale = project::path("target").join(TARGET);
    if stale.exists() {
        fs::remove_dir_all(stale).map_err(problem)?;
    }
    Ok(())
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    let folder = path.parent().unwrap_or(path);
    let done = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    done.map_err(|error| format!("{} could not be written: {error}.", path.display()))
}
