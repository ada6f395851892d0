//! `cargo xtask test`: every check, in the order in which a failure is cheapest.
//!
//! A step that fails does not stop the others, except that the page is not tested where it
//! could not be built. `cargo xtask test clippy native` runs the steps named.

use std::time::{Duration, Instant};

use crate::report::{self, Outcome};
use crate::run::Environment;
use crate::web::{self, Profile, size};
use crate::{project, setup};

const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The app is a page: it compiles for the browser only.
const NATIVE: [&str; 3] = ["--workspace", "--exclude", "aimline"];
const DENY: [&str; 3] = ["--", "-D", "warnings"];

/// Each takes a few minutes; a browser that hangs must not keep the report.
const LONGEST_JOURNEYS: Duration = Duration::from_secs(25 * 60);
const LONGEST_BROWSER_TESTS: Duration = Duration::from_secs(25 * 60);
/// One file of journeys, in the milliseconds that Node counts.
const LONGEST_FILE: &str = "--test-timeout=600000";

struct Step {
    name: &'static str,
    what: &'static str,
    check: fn(&Environment) -> Outcome<()>,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "Formatting",
        check: format,
    },
    Step {
        name: "clippy",
        what: "Clippy, native and wasm32, no warnings",
        check: clippy,
    },
    Step {
        name: "dependencies",
        what: "Licenses, sources and locks of what is not ours",
        check: dependencies,
    },
    Step {
        name: "native",
        what: "Native tests",
        check: native,
    },
    Step {
        name: "browser",
        what: "Tests of the app in Chromium",
        check: browser,
    },
    Step {
        name: "dist",
        what: "Release build",
        check: dist,
    },
    Step {
        name: "journeys",
        what: "Journeys in Chromium",
        check: journeys,
    },
    Step {
        name: "faults",
        what: "Kills and other faults, the short form",
        check: super::faults::short,
    },
    Step {
        name: "size",
        what: "Size budget",
        check: size,
    },
];

struct Result {
    step: &'static Step,
    time: Duration,
    problem: Option<String>,
}

pub(crate) fn test(wanted: &[String]) -> Outcome<()> {
    let steps = chosen(wanted)?;
    let environment = setup::for_testing()?;
    let mut results: Vec<Result> = Vec::new();
    for step in steps {
        let unbuilt = results
            .iter()
            .any(|done| done.step.name == "dist" && done.problem.is_some());
        let result = if unbuilt {
            skip(step)
        } else {
            run(&environment, step)
        };
        results.push(result);
    }
    summary(&results)
}

fn chosen(wanted: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(unknown) = wanted
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != name.as_str()))
    {
        let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!(
            "there is no step \"{unknown}\". There are: {}.",
            known.join(", ")
        ));
    }
    let wants = |step: &&Step| wanted.is_empty() || wanted.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wants).collect())
}

fn run(environment: &Environment, step: &'static Step) -> Result {
    report::heading(step.what);
    let started = Instant::now();
    let problem = (step.check)(environment).err();
    let time = started.elapsed();
    match &problem {
        None => report::note(&format!("{}: fine, {}.", step.what, report::duration(time))),
        Some(problem) => report::note(&format!("{}: FAILED. {problem}", step.what)),
    }
    Result {
        step,
        time,
        problem,
    }
}

fn skip(step: &'static Step) -> Result {
    Result {
        step,
        time: Duration::ZERO,
        problem: Some("not run: there is no page to test.".to_owned()),
    }
}

fn summary(results: &[Result]) -> Outcome<()> {
    report::heading("Summary");
    for result in results {
        let outcome = result.problem.as_deref().unwrap_or("fine");
        println!(
            "   {:<10} {:>12}   {outcome}",
            result.step.name,
            report::duration(result.time)
        );
    }
    let failed: Vec<&str> = results
        .iter()
        .filter(|one| one.problem.is_some())
        .map(|one| one.step.name)
        .collect();
    if failed.is_empty() {
        let time = results.iter().map(|one| one.time).sum();
        println!("\nEverything passed, in {}.", report::duration(time));
        Ok(())
    } else {
        Err(format!("{} failed.", failed.join(", ")))
    }
}

fn format(environment: &Environment) -> Outcome<()> {
    environment
        .program("cargo")
        .args(["fmt", "--all", "--check"])
        .show()
}

fn clippy(environment: &Environment) -> Outcome<()> {
    let native = environment
        .program("cargo")
        .args(["clippy", "-q", "--all-targets"])
        .args(NATIVE)
        .args(DENY);
    let page = environment
        .program("cargo")
        .args(["clippy", "-q", "--all-targets", "-p", "aimline"])
        .args(TARGET)
        .args(DENY);
    // A workspace of its own, so that nothing else needs its crates; it must not rot unseen.
    let fuzzing = environment
        .program("cargo")
        .within(&project::path("fuzz"))
        .args(["clippy", "-q", "--locked", "--target-dir"])
        .arg(project::path("target/fuzz"))
        .args(DENY);
    native.show().and(page.show()).and(fuzzing.show())
}

fn dependencies(environment: &Environment) -> Outcome<()> {
    setup::cargo_deny(environment)?;
    let crates = environment.program("cargo").args([
        "deny",
        "--offline",
        "--log-level",
        "error",
        "check",
        "licenses",
        "bans",
        "sources",
    ]);
    let packages = environment
        .program("node")
        .arg(project::path("xtask/dependencies.mjs"));
    crates.show().and(packages.show())
}

fn native(environment: &Environment) -> Outcome<()> {
    setup::office(environment);
    environment
        .program("cargo")
        .args(["test", "-q"])
        .args(NATIVE)
        .show()
}

fn browser(environment: &Environment) -> Outcome<()> {
    let run = environment
        .program("cargo")
        // Not quiet: cargo hands that on to the runner, which does not know the word.
        .args(["test", "-p", "aimline", "--tests"])
        .args(TARGET);
    run.env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .limit(LONGEST_BROWSER_TESTS)
        .show()
}

fn dist(environment: &Environment) -> Outcome<()> {
    web::build(environment, Profile::Release)
}

fn journeys(environment: &Environment) -> Outcome<()> {
    let specs = web::specs()?;
    if specs.is_empty() {
        return Err("tests/e2e holds no *.spec.mjs.".to_owned());
    }
    // Two browsers at a time: more only slow each other down on a small machine.
    environment
        .program("node")
        .args(["--test", "--test-concurrency=2"])
        .args([LONGEST_FILE, "--test-force-exit"])
        .args(specs)
        .limit(LONGEST_JOURNEYS)
        .show()
}

fn size(environment: &Environment) -> Outcome<()> {
    let table = size::measure(environment, &project::dist())?;
    table.print();
    table.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &[&str]) -> Option<Vec<&'static str>> {
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        chosen(&wanted)
            .ok()
            .map(|steps| steps.iter().map(|step| step.name).collect())
    }

    #[test]
    fn steps_are_chosen_by_name_and_an_unknown_one_is_refused() {
        assert_eq!(names(&[]).map(|all| all.len()), Some(STEPS.len()));
        assert_eq!(names(&["size", "format"]), Some(vec!["format", "size"]));
        assert_eq!(names(&["everything"]), None);
    }
}
