//! `cargo xtask bench`: sizes, and times beside a bare Leptos page measured in the same run.

use std::path::PathBuf;

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile, Program, size};
use crate::{project, setup, workload};

const BARE: &str = "tests/bare-leptos";

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
        .env("WORKLOADS", workload::all(&environment)?)
        .args(wanted)
        .show()
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
