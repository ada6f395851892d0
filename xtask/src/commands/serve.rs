//! `cargo xtask serve`: build, serve on localhost, build again when a source changes.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile};
use crate::{project, setup, site};

const SOURCES: &[&str] = &[
    "src",
    "crates",
    "style",
    "web",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
];

pub(crate) fn serve(arguments: &[String]) -> Outcome<()> {
    let (port, profile) = options(arguments)?;
    let environment = setup::for_building()?;
    let mut built = newest(SOURCES);
    web::build(&environment, profile)?;
    let mut site = site::start(&environment, &profile.folder(), port)?;
    report::note("Rebuilds when a source changes; reload the page to see it. Ctrl-C stops.");
    loop {
        thread::sleep(Duration::from_millis(500));
        if let Ok(Some(status)) = site.try_wait() {
            return Err(format!(
                "the server on port {port} ended ({status}). Another port: cargo xtask serve --port 8081"
            ));
        }
        let changed = newest(SOURCES);
        if changed > built {
            built = changed;
            rebuild(&environment, profile);
        }
    }
}

/// A mistake in the source must not end the session: it is shown, and the next save tries again.
fn rebuild(environment: &Environment, profile: Profile) {
    match web::build(environment, profile) {
        Ok(()) => report::note("Built. Reload the page."),
        Err(problem) => report::note(&format!("Not built: {problem}")),
    }
}

fn options(arguments: &[String]) -> Outcome<(u16, Profile)> {
    let mut port = 8080;
    let mut profile = Profile::Development;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--release" => profile = Profile::Release,
            "--port" => {
                let given = rest.next().map_or("", String::as_str);
                port = given.parse().map_err(|_| {
                    format!("--port is \"{given}\"; it must be a number from 1 to 65535.")
                })?;
            }
            other => {
                return Err(format!(
                    "serve does not know \"{other}\"; it takes --port N and --release."
                ));
            }
        }
    }
    Ok((port, profile))
}

/// The time of the latest change below the given paths.
fn newest(relative: &[&str]) -> SystemTime {
    let times = relative.iter().map(|one| changed(&project::path(one)));
    times.max().unwrap_or(SystemTime::UNIX_EPOCH)
}

fn changed(path: &Path) -> SystemTime {
    let own = fs::metadata(path)
        .and_then(|data| data.modified())
        .unwrap_or(SystemTime::UNIX_EPOCH);
    let Ok(entries) = fs::read_dir(path) else {
        return own;
    };
    entries
        .flatten()
        .map(|entry| changed(&entry.path()))
        .max()
        .map_or(own, |below| below.max(own))
}
