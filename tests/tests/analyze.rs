//! The `analyze` example as a program: what it takes, what it refuses, and that the series which
//! the page exports gives the numbers which the page shows.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use aimline_charts::ComparisonView;
use aimline_charts::comparison::{options, series};
use aimline_core::analysis::{Confidence, Direction, Question, Scale, Series};
use aimline_core::format::single_case::to_json;
use aimline_core::progress::phase_pair::{PhasePair, ScoredPhase};
use jiff::civil::{Date, date};
use serde_json::Value;

/// Built once, as a person would, and found where cargo says that it put it.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let built = Command::new(env!("CARGO"))
        .args(["build", "-q", "-p", "aimline-core", "--example", "analyze"])
        .arg("--message-format=json-render-diagnostics")
        .output()
        .unwrap();
    let said = String::from_utf8(built.stdout).unwrap();
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let mut programs =
        messages.filter_map(|message: Value| Some(message["executable"].as_str()?.to_owned()));
    programs.next_back().unwrap()
});

fn run(options: &str, input: &[u8]) -> Output {
    let mut child = Command::new(&*PROGRAM)
        .args(options.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its options does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

#[track_caller]
fn answer(options: &str, input: &str) -> Value {
    let output = run(options, input.as_bytes());
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.is_empty(), "{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn refused(options: &str, input: &str, words: &str) {
    let output = run(options, input.as_bytes());
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(output.stdout.is_empty());
    assert!(told.contains(words), "{told}");
}

const PLAIN: &str = "phase,x,score\nA,1,20\nA,2,22\nA,3,21\nB,4,24\nB,5,22\nB,6,27\n";

#[test]
fn every_option_changes_what_it_names() {
    let plain = answer("", PLAIN);
    assert_eq!(plain["n"], serde_json::json!({"A": 3, "B": 3}));
    assert_eq!(plain["nap"]["estimate"], 8.5 / 9.0);
    assert_eq!(plain["pogo"]["estimate"], Value::Null);
    assert_eq!(plain["trend"]["A"]["ols"]["slope"], 0.5);
    assert_eq!(answer("--interval 95 --scale other", PLAIN), plain);
    let narrow = answer("--interval=50", PLAIN);
    let lower = |given: &Value| given["nap"]["lower"].as_f64().unwrap();
    assert!(lower(&narrow) > lower(&plain));
    assert_eq!(narrow["nap"]["estimate"], plain["nap"]["estimate"]);
    let down = answer("--direction decrease", PLAIN);
    let nap = down["nap"]["estimate"].as_f64().unwrap();
    assert!((nap - 0.5 / 9.0).abs() < 1e-12);
    let goal = answer("--goal 27", PLAIN);
    let pogo = goal["pogo"]["estimate"].as_f64().unwrap();
    assert!((pogo - 100.0 * (73.0 / 3.0 - 21.0) / 6.0).abs() < 1e-9);
    let nothing = "phase,x,score\nA,1,4\nA,2,6\nB,3,0\nB,4,0\n";
    assert_eq!(
        answer("--direction decrease", nothing)["lrrd"]["estimate"],
        Value::Null
    );
    assert!(answer("--direction decrease --scale count", nothing)["lrrd"]["estimate"].is_f64());
}

#[test]
fn the_same_file_in_many_dresses() {
    let plain = answer("", PLAIN);
    let dates = PLAIN
        .replace(",1,", ",2026-09-07,")
        .replace(",2,", ",2026-09-14,")
        .replace(",3,", ",2026-09-21,")
        .replace(",4,", ",2026-09-28,")
        .replace(",5,", ",2026-10-05,")
        .replace(",6,", ",2026-10-12,");
    for dressed in [
        PLAIN.replace('\n', "\r\n"),
        format!("\u{feff}{PLAIN}"),
        PLAIN.replace(',', " , "),
        PLAIN.replace('\n', "\n\n"),
        PLAIN.trim_end().to_owned(),
    ] {
        assert_eq!(answer("", &dressed), plain, "{dressed:?}");
    }
    let by_date = answer("", &dates);
    for same in ["n", "nap", "tau_bc", "smd", "lrri"] {
        assert_eq!(by_date[same], plain[same], "{same}");
    }
    assert_eq!(
        by_date["trend"]["B"]["ols"]["slope"],
        plain["trend"]["B"]["ols"]["slope"]
    );
    assert_eq!(
        by_date["trend"]["B"]["theil_sen"]["intercept"]
            .as_f64()
            .unwrap()
            .round(),
        23.0
    );
}

#[test]
fn what_is_missing_is_null_and_no_mistake() {
    for input in [
        "phase,x,score\n",
        "phase,x,score\nA,1,20\nA,2,21\n",
        "phase,x,score\nB,1,20\n",
    ] {
        let given = answer("--goal 30", input);
        assert_eq!(given["nap"]["estimate"], Value::Null, "{input:?}");
        assert_eq!(given["pogo"]["upper"], Value::Null, "{input:?}");
    }
    let tied = answer("", "phase,x,score\nA,1,5\nA,2,5\nA,3,5\nB,4,5\nB,5,5\n");
    assert_eq!(tied["nap"]["estimate"], 0.5);
    assert_eq!(tied["tau_bc"]["estimate"], 0.0);
    assert_eq!(tied["smd"]["estimate"], Value::Null);
    assert_eq!(tied["lrri"]["se"], 0.0);
}

#[test]
fn bad_rows_and_options_are_named_and_the_code_is_2() {
    refused(
        "",
        "phase,x,score\nA,1,20\nB,two,20\n",
        "Line 3: “two” was given as x",
    );
    refused(
        "",
        "phase,x,score\r\nA,1,20\r\nB,2,\r\n",
        "Line 3: nothing was given as score",
    );
    refused(
        "",
        "phase,x,score\nA,1,1\nC,1,1\nA,1,x\n",
        "Line 4: “x” was given as score",
    );
    refused(
        "",
        "",
        "Line 1: nothing was given; a header phase,x,score is needed",
    );
    refused("", "A,1,20\n", "the header must name phase,x,score");
    refused("--verbose", PLAIN, "“--verbose” was given");
    refused("--goal", PLAIN, "“” was given for --goal");
    refused(
        "--goal ten",
        PLAIN,
        "“ten” was given for --goal; allowed is a number",
    );
    refused("--interval 100", PLAIN, "above 0 and below 100");
    refused(
        "--scale words",
        PLAIN,
        "count, percentage, proportion or other",
    );
    refused("--direction down", PLAIN, "increase or decrease");
    refused("series.csv", PLAIN, "“series.csv” was given");
}

/// As the page compares them: dated scores, two of one day, a goal, an own confidence.
#[test]
fn the_series_that_the_page_exports_gives_the_numbers_that_it_shows() {
    let phase = |label: &str, from: Date, scores: &[f64]| {
        let day = |at: i32| from.saturating_add(jiff::Span::new().days(5 * at));
        let mut scores: Vec<_> = (0..).map(day).zip(scores.iter().copied()).collect();
        scores.push((from, 41.5));
        ScoredPhase {
            label: label.into(),
            series: Series::new(scores.iter().copied()),
            scores,
        }
    };
    let pair = PhasePair {
        a: phase("Before", date(2026, 9, 8), &[40.0, 42.5, 41.0, 44.0, 39.0]),
        b: phase("After", date(2026, 11, 3), &[44.0, 47.0, 50.5, 49.0]),
        question: Question {
            direction: Direction::Decrease,
            goal: Some(30.5),
            scale: Scale::Count,
            confidence: Confidence::percent(80.0).unwrap(),
        },
    };
    let view = ComparisonView::new(
        "Measure".into(),
        "incidents".into(),
        pair,
        date(2026, 12, 1),
    );
    let shown: Value = serde_json::from_str(&to_json(&view.found).unwrap()).unwrap();
    assert_eq!(answer(&options(&view.pair.question), &series(&view)), shown);
}
