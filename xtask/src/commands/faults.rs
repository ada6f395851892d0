//! `cargo xtask faults`: kills the page, fills the disk, takes the data away, and counts what is
//! lost. `cargo xtask faults soak` is a long day in one window.

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile};
use crate::{project, setup, workload};

/// What the test run has the time for.
const SHORT: &[&str] = &["kills", "--kills", "100"];

pub(crate) fn faults(arguments: &[String]) -> Outcome<()> {
    let environment = setup::for_testing()?;
    // Another build may be looked at, as for the journeys.
    if std::env::var_os("AIMLINE_DIST").is_none() {
        web::build(&environment, Profile::Release)?;
    }
    report::heading("Faults");
    play(&environment, arguments)
}

/// The short form, of the page that is built.
pub(crate) fn short(environment: &Environment) -> Outcome<()> {
    let arguments: Vec<String> = SHORT.iter().map(|&word| word.to_owned()).collect();
    play(environment, &arguments)
}

fn play(environment: &Environment, arguments: &[String]) -> Outcome<()> {
    environment
        .program("node")
        .arg(project::path("tests/faults/main.mjs"))
        .env("WORKLOAD", workload::typical(environment)?)
        .args(arguments)
        .show()
}
