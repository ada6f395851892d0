//! `cargo xtask bench`: sizes, and times beside a bare Leptos page measured in the same run.

use std::path::PathBuf;

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile, Program, size};
use crate::{project, setup, workload};

/// The least a Leptos page can be, and the core's analysis alone.
const BARE: &str = "bare-leptos";
const SERIES: &str = "series-page";

pub(crate) fn bench(wanted: &[String]) -> Outcome<()> {
    let environment = setup::for_testing()?;
    web::build(&environment, Profile::Release)?;
    let bare = page(&environment, BARE)?;
    let series = page(&environment, SERIES)?;
    size::measure(&environment, &project::dist())?.print();
    report::heading("Times");
    let script = environment
        .program("node")
        .arg(project::path("tests/bench/main.mjs"));
    script
        .env("BARE_PAGE", bare)
        .env("SERIES_PAGE", series)
        .env("WORKLOADS", workload::all(&environment)?)
        .args(wanted)
        .show()
}

/// A small page of `tests`, compiled as the app is.
fn page(environment: &Environment, name: &str) -> Outcome<PathBuf> {
    report::heading(&format!("Building {name} to measure"));
    let (from, to) = (
        project::path(&format!("tests/{name}")),
        project::path(&format!("target/{name}/page")),
    );
    setup::fetch_crates(environment, &from)?;
    web::compile(environment, Program::Whole, &from, &to)?;
    Ok(to)
}
