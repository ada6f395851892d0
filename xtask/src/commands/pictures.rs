//! `cargo xtask shots`: the whole app in pictures, to be looked at by a person.

use crate::report::{self, Outcome};
use crate::web::{self, Profile};
use crate::{project, setup};

pub(crate) fn shots(wanted: &[String]) -> Outcome<()> {
    let environment = setup::for_testing()?;
    web::build(&environment, Profile::Release)?;
    report::heading("Taking pictures of every page");
    environment
        .program("node")
        .arg(project::path("tests/e2e/shots.mjs"))
        .args(wanted)
        .show()
}
