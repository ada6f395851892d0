//! Builds the page: Trunk compiles, then this gathers styles, scripts and icons around it.
//!
//! Release adds what only the built folder has: names by content, the service worker, the
//! header file. Development keeps plain names and no worker, so a reload shows the change.

mod bundle;
mod chapters;
mod files;
mod headers;
mod names;
pub(crate) mod size;
mod trunk;
mod worker;

pub(crate) use trunk::{Program, compile};

use std::fs::File;
use std::path::PathBuf;
use std::time::Instant;

use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Development,
    Release,
}

impl Profile {
    /// The finished page.
    pub(crate) fn folder(self) -> PathBuf {
        match self {
            Self::Development => project::path("target/web-dev"),
            Self::Release => project::dist(),
        }
    }

    fn program(self) -> Program {
        match self {
            Self::Development => Program::Development,
            Self::Release => Program::InChapters,
        }
    }

    /// What Trunk writes.
    fn compiled(self) -> PathBuf {
        match self {
            Self::Development => project::path("target/trunk-dev"),
            Self::Release => project::path("target/trunk-release"),
        }
    }
}

pub(crate) fn build(environment: &Environment, profile: Profile) -> Outcome<()> {
    let started = Instant::now();
    let kind = if profile == Profile::Release {
        "for release"
    } else {
        "for development"
    };
    report::heading(&format!("Building the page {kind}"));
    let _turn = take_turn()?;
    compile(
        environment,
        profile.program(),
        project::root(),
        &profile.compiled(),
    )?;

    let (compiled, page) = (profile.compiled(), profile.folder());
    files::empty(&page)?;
    files::copy(&compiled, &page)?;
    files::copy(&project::path("web/icons"), &page.join("icons"))?;
    for name in ["manifest.webmanifest", "rescue.html", "words.txt"] {
        files::copy(&project::path("web").join(name), &page.join(name))?;
    }
    if profile == Profile::Release {
        chapters::cut(environment, &page)?;
    }
    bundle::scripts_and_styles(environment, profile, &page)?;
    if profile == Profile::Release {
        names::by_content(&page)?;
        worker::write(&page)?;
        headers::write(&page)?;
    }
    report::note(&format!(
        "Built in {}.",
        report::duration(started.elapsed())
    ));
    Ok(())
}

/// Two builds at once would write into the same folders. The turn ends with the value.
fn take_turn() -> Outcome<File> {
    let problem = |error: std::io::Error| format!("target/page.lock: {error}.");
    std::fs::create_dir_all(project::path("target")).map_err(problem)?;
    let file = File::create(project::path("target/page.lock")).map_err(problem)?;
    if file.try_lock().is_err() {
        report::note("Another build of the page is running: waiting for it.");
        file.lock().map_err(problem)?;
    }
    Ok(file)
}

/// The journeys, as paths.
pub(crate) fn specs() -> Outcome<Vec<PathBuf>> {
    let folder = project::path("tests/e2e");
    let names = files::list(&folder)?;
    Ok(names
        .iter()
        .filter(|name| name.ends_with(".spec.mjs"))
        .map(|name| folder.join(name))
        .collect())
}
