//! Chooses the compiler: the first one that can build for wasm32 and has a linker for it.
//!
//! Order: the one in use; one that an earlier set-up linked; the one in use after rustup
//! has fetched the target; Debian's. The choice then holds for every child process,
//! because two compilers in one target folder rebuild everything each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{stamp, wasm_std};
use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
const LINKERS: &[&str] = &[
    "wasm-ld-22",
    "wasm-ld",
    "wasm-ld-21",
    "wasm-ld-20",
    "wasm-ld-19",
    "wasm-ld-18",
];

pub(crate) fn choose(environment: &mut Environment) -> Outcome<()> {
    let in_use = std::env::var("RUSTUP_TOOLCHAIN").ok();
    for candidate in [in_use.as_deref(), Some(wasm_std::TOOLCHAIN)] {
        if works(environment, candidate) {
            return settle(environment, candidate);
        }
    }
    if environment.find("rustup").is_some() {
        report::note(
            "The compiler cannot build for wasm32: asking rustup for the target (at most 20 s).",
        );
        let ask = environment
            .program("rustup")
            .args(["target", "add", TARGET]);
        match ask.limit(Duration::from_secs(20)).show() {
            Ok(()) if works(environment, in_use.as_deref()) => {
                return settle(environment, in_use.as_deref());
            }
            Ok(()) => report::note("The target is there now, but still does not compile."),
            Err(problem) => report::note(&problem),
        }
    }
    wasm_std::install_compiler(environment)?;
    let debian = environment.find("rustup").map(|_| wasm_std::TOOLCHAIN);
    if !works(environment, debian) {
        let mut chosen = environment.clone();
        select(&mut chosen, debian);
        wasm_std::install_library(&chosen)?;
    }
    if works(environment, debian) {
        return settle(environment, debian);
    }
    Err(format!(
        "no compiler here can build for wasm32. {}",
        wasm_std::REMEDY
    ))
}

fn settle(environment: &mut Environment, toolchain: Option<&str>) -> Outcome<()> {
    select(environment, toolchain);
    let version = environment.program("rustc").args(["--version"]).read()?;
    report::note(&format!("Compiler: {}", version.trim()));
    Ok(())
}

fn select(environment: &mut Environment, toolchain: Option<&str>) {
    if let Some(name) = toolchain {
        environment.set("RUSTUP_TOOLCHAIN", name);
    }
    if let Some(linker) = other_linker(environment) {
        environment.set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
}

/// A compiler from rustup brings its own linker; a distribution's does not.
fn other_linker(environment: &Environment) -> Option<String> {
    let sysroot = sysroot(environment)?;
    let own = fs::read_dir(sysroot.join("lib/rustlib")).ok()?;
    if own
        .flatten()
        .any(|host| host.path().join("bin/rust-lld").exists())
    {
        return None;
    }
    LINKERS
        .iter()
        .find(|name| environment.find(name).is_some())
        .map(|name| (*name).to_owned())
}

fn sysroot(environment: &Environment) -> Option<PathBuf> {
    let said = environment
        .program("rustc")
        .args(["--print", "sysroot"])
        .read()
        .ok()?;
    Some(PathBuf::from(said.trim()))
}

/// Not guessed but tried: a library for the target that was built by another version of the
/// compiler looks present and fails later with a hundred errors.
fn works(environment: &Environment, toolchain: Option<&str>) -> bool {
    let mut trial = environment.clone();
    select(&mut trial, toolchain);
    let Ok(version) = trial.program("rustc").args(["-vV"]).read() else {
        return false;
    };
    let Some(sysroot) = sysroot(&trial) else {
        return false;
    };
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let known = format!("{version}{}", described(&library));
    if stamp::matches("wasm32", &known) {
        return true;
    }
    if !library.exists() {
        return false;
    }
    let good = compiles(&trial);
    if good {
        stamp::write("wasm32", &known);
    }
    good
}

fn described(library: &Path) -> String {
    let changed = fs::metadata(library).and_then(|data| data.modified());
    format!("{} {changed:?}", library.display())
}

fn compiles(trial: &Environment) -> bool {
    let folder = project::tools().join("checked");
    let source = folder.join("trial.rs");
    let prepared = fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&source, "fn main() { println!(); }\n"));
    let linker = other_linker(trial).map(|linker| format!("-Clinker={linker}"));
    let run = trial
        .program("rustc")
        .args(["--target", TARGET, "-Cpanic=abort", "-o"]);
    let run = run.arg(folder.join("trial.wasm")).args(linker).arg(&source);
    prepared.is_ok() && run.read().is_ok()
}
