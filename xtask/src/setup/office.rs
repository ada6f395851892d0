//! LibreOffice, which opens our files for a test. It is large, and nothing else needs it: where it
//! cannot be had, the test says that it did not run.

use std::time::Duration;

use super::apt;
use crate::report;
use crate::run::Environment;

pub(crate) fn ensure(environment: &Environment) {
    if environment.find("soffice").is_some() {
        return;
    }
    if !apt::possible() {
        report::note("LibreOffice is missing: its test is passed over.");
        return;
    }
    report::note("Installing LibreOffice Calc (about 1 min).");
    let installed = apt::install(
        environment,
        &["libreoffice-calc-nogui"],
        Duration::from_secs(400),
    );
    if let Err(problem) = installed {
        report::note(&format!("{problem} Its test is passed over."));
    }
}
