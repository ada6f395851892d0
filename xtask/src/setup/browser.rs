//! Chromium for the tests, with the driver that belongs to it.

use std::time::Duration;

use super::apt;
use crate::report::{self, Outcome};
use crate::run::Environment;

const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const REMEDY: &str = "Install Chromium or Chrome and the chromedriver of the same version, or name them in CHROMIUM and CHROMEDRIVER.";

pub(crate) fn ensure(environment: &mut Environment) -> Outcome<()> {
    if find(environment).is_none() && apt::possible() {
        report::note("Installing Chromium and its driver (about 1 min).");
        apt::install(
            environment,
            &["chromium", "chromium-driver"],
            Duration::from_secs(400),
        )?;
    }
    let (browser, driver) =
        find(environment).ok_or(format!("there is no browser to test in. {REMEDY}"))?;
    environment.set("CHROMIUM", browser);
    environment.set("CHROMEDRIVER", driver);
    Ok(())
}

fn find(environment: &Environment) -> Option<(String, String)> {
    let browser =
        named("CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| environment.find(name)))?;
    let driver = named("CHROMEDRIVER").or_else(|| environment.find("chromedriver"))?;
    Some((browser, driver))
}

fn named(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
}
