//! Recomputes what a report says about two phases:
//!
//! `cargo run -q --release -p aimline-core --example analyze -- [--direction decrease]
//! [--goal G] [--interval 95] [--scale count|percentage|proportion|other] < series.csv`
//!
//! The input is comma-separated text with the header `phase,x,score`, read as
//! [`aimline_core::format::single_case`] says. The output is one JSON object with the effect
//! sizes and trends of [`aimline_core::analysis::comparison`]; what is undefined is null.
//!
//! Defaults: higher is better, no goal (PoGO is null), 95 % for every interval, scale `other`,
//! which truncates nothing. An option given twice counts as given last. Bad input is told on
//! standard error, line by line, and the exit code is 2; nothing is written to standard output.

use std::io::{Read, Write, stdin, stdout};
use std::process::ExitCode;

use aimline_core::analysis::{Confidence, Direction, Question, Scale, compare};
use aimline_core::format::single_case::{read, to_json};

const USAGE: &str = "Usage: analyze [--direction increase|decrease] [--goal NUMBER] \
[--interval PERCENT] [--scale count|percentage|proportion|other] < series.csv";

const REFUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match answer(&arguments).and_then(|answer| told(writeln!(stdout(), "{answer}"))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            eprintln!("{problems}");
            ExitCode::from(REFUSED)
        }
    }
}

fn answer(arguments: &[String]) -> Result<String, String> {
    let question = question(arguments)?;
    let mut input = Vec::new();
    told(stdin().read_to_end(&mut input))?;
    let case = read(&input).map_err(|bad| {
        let lines: Vec<String> = bad.iter().map(ToString::to_string).collect();
        lines.join("\n")
    })?;
    to_json(&compare(&case.a, &case.b, &question)).map_err(|error| error.to_string())
}

fn told<T>(result: std::io::Result<T>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

fn question(arguments: &[String]) -> Result<Question, String> {
    let mut question = Question {
        direction: Direction::Increase,
        goal: None,
        scale: Scale::Other,
        confidence: percent("95").ok_or("95 % is no interval")?,
    };
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        // Both `--goal 30` and `--goal=30`.
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (argument, rest.next()),
        };
        let value = value.unwrap_or_default();
        let allowed = match name {
            "--direction" => set(
                &mut question.direction,
                direction(value),
                "increase or decrease",
            ),
            "--goal" => set(&mut question.goal, number(value).map(Some), "a number"),
            "--interval" => set(
                &mut question.confidence,
                percent(value),
                "above 0 and below 100",
            ),
            "--scale" => set(
                &mut question.scale,
                scale(value),
                "count, percentage, proportion or other",
            ),
            _ => return Err(format!("“{argument}” was given.\n{USAGE}")),
        };
        allowed.map_err(|allowed| {
            format!("“{value}” was given for {name}; allowed is {allowed}.\n{USAGE}")
        })?;
    }
    Ok(question)
}

fn set<T>(place: &mut T, given: Option<T>, allowed: &'static str) -> Result<(), &'static str> {
    *place = given.ok_or(allowed)?;
    Ok(())
}

fn direction(value: &str) -> Option<Direction> {
    match value {
        "increase" => Some(Direction::Increase),
        "decrease" => Some(Direction::Decrease),
        _ => None,
    }
}

fn number(value: &str) -> Option<f64> {
    value.parse().ok().filter(|number: &f64| number.is_finite())
}

fn percent(value: &str) -> Option<Confidence> {
    Confidence::percent(number(value)?).ok()
}

fn scale(value: &str) -> Option<Scale> {
    let named = Scale::NAMES.into_iter().find(|(name, _)| *name == value);
    named.map(|(_, scale)| scale)
}
