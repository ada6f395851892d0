//! Seeded caseloads as backup files, written by the core's own example for the day on which the
//! page's clock will stand.

use std::fs;
use std::path::PathBuf;

use crate::project;
use crate::report::Outcome;
use crate::run::Environment;

/// As in tests/bench/workload.mjs and tests/faults/caseload.mjs.
const DAY: &str = "2026-11-24";

/// The folder with all of them.
pub(crate) fn all(environment: &Environment) -> Outcome<PathBuf> {
    write(environment, "typical", &["--release"])?;
    write(environment, "heavy", &["--release"])?;
    Ok(folder())
}

/// The typical one alone, from the build that the tests have made already.
pub(crate) fn typical(environment: &Environment) -> Outcome<PathBuf> {
    write(environment, "typical", &[])
}

fn write(environment: &Environment, name: &str, profile: &[&str]) -> Outcome<PathBuf> {
    fs::create_dir_all(folder())
        .map_err(|error| format!("{} cannot be made: {error}.", folder().display()))?;
    let text = environment
        .program("cargo")
        .args(["run", "-q", "-p", "aimline-core"])
        .args(profile)
        .args(["--example", "workload", "--", name, DAY])
        .read()?;
    let file = folder().join(format!("{name}.json"));
    fs::write(&file, text)
        .map_err(|error| format!("{} cannot be written: {error}.", file.display()))?;
    Ok(file)
}

fn folder() -> PathBuf {
    project::path("target/workloads")
}
