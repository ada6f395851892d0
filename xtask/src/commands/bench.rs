//! `cargo xtask bench`: sizes, and times beside a bare Leptos page measured in the same run.

use std::fs;
use std::path::PathBuf;

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile, Program, size};
use crate::{project, setup};

const BARE: &str = "tests/bare-leptos";
/// As in tests/bench/workload.mjs.
const DAY: &str = "2026-11-24";

pub(crate) fn bench(wanted: &[String]) -> Outcome<()> {
    let environment = setup::for_testing()?;
    web::build(&environment, Profile::Release)?;
    let bare = bare_page(&environment)?;
    size::measure(&environment, &project::dist())?.print();
    report::heading("Times");
    let script = environment
        .program("node")
        .arg(project::path("tests/bench/main.mjs"));
    script
        .env("BARE_PAGE", bare)
        .env("WORKLOADS", workloads(&environment)?)
        .args(wanted)
        .show()
}

/// The seeded caseloads, written by the core's own example for the day on which the page's clock
/// will stand.
fn workloads(environment: &Environment) -> Outcome<PathBuf> {
    let folder = project::path("target/workloads");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    for name in ["typical", "heavy"] {
        let text = environment
            .program("cargo")
            .args(["run", "-q", "--release", "-p", "aimline-core"])
            .args(["--example", "workload", "--", name, DAY])
            .read()?;
        let file = folder.join(format!("{name}.json"));
        fs::write(&file, text)
            .map_err(|error| format!("{} cannot be written: {error}.", file.display()))?;
    }
    Ok(folder)
}

/// The least a Leptos page can be, compiled as the app is.
fn bare_page(environment: &Environment) -> Outcome<PathBuf> {
    report::heading("Building the bare Leptos page to compare with");
    let (from, to) = (
        project::path(BARE),
        project::path("target/bare-leptos/page"),
    );
    setup::fetch_crates(environment, &from)?;
    web::compile(environment, Program::Whole, &from, &to)?;
    Ok(to)
}
