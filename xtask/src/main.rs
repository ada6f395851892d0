//! The project's one tool: sets the machine up, builds, serves, tests and measures.
//!
//! `cargo xtask` without a command lists them. Every command first looks for what it
//! needs and installs what is missing, so a fresh clone needs nothing but Rust.

mod commands;
mod project;
mod report;
mod run;
mod setup;
mod site;
mod web;
mod workload;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match commands::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nStopped: {problem}");
            ExitCode::FAILURE
        }
    }
}
