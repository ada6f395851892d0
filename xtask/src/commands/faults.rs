//! `cargo xtask faults`: kills the page, fills the disk, takes the data away, lets two windows write
//! the same, moves the clock, and counts what is lost. `cargo xtask faults soak` is a long day in
//! one window.

use std::time::Duration;

use crate::report::{self, Outcome};
use crate::run::{Environment, Run};
use crate::web::{self, Profile};
use crate::{project, setup, workload};

/// What the test run has the time for.
const SHORT: &[&str] = &[
    "kills",
    "windows",
    "time",
    "--kills",
    "100",
    "--minutes",
    "8",
];
/// Twice what a slow machine needs; a browser that hangs must not keep the report.
const LONGEST_SHORT: Duration = Duration::from_secs(20 * 60);

pub(crate) fn faults(arguments: &[String]) -> Outcome<()> {
    let environment = setup::for_testing()?;
    // Another build may be looked at, as for the journeys.
    if std::env::var_os("AIMLINE_DIST").is_none() {
        web::build(&environment, Profile::Release)?;
    }
    report::heading("Faults");
    play(&environment, arguments)?.show()
}

/// The short form, of the page that is built.
pub(crate) fn short(environment: &Environment) -> Outcome<()> {
    let arguments: Vec<String> = SHORT.iter().map(|&word| word.to_owned()).collect();
    play(environment, &arguments)?.limit(LONGEST_SHORT).show()
}

fn play(environment: &Environment, arguments: &[String]) -> Outcome<Run> {
    let run = environment
        .program("node")
        .arg(project::path("tests/faults/main.mjs"))
        .env("WORKLOAD", workload::typical(environment)?)
        .args(arguments);
    Ok(run)
}
