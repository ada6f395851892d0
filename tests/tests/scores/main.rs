//! Scores as vendors and spreadsheets send them: proposed mappings, outcomes, the import, traps.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

mod hostile;
mod importing;
mod mapping;
mod outcomes;

use std::sync::atomic::{AtomicU64, Ordering};

use aimline_core::format::scores::{
    self, Answers, Checked, Checking, Choices, Kind, Mapping, mapping,
};
use aimline_core::format::table::{HeaderRow, PickedFile, Table};
use aimline_core::library;
use aimline_core::model::{Device, Id, Plan, Student};
use aimline_core::{Caseload, Command, Context, History};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 24);
/// Every command has its own.
static ENTROPY: AtomicU64 = AtomicU64::new(0);
const FIXTURES: [&str; 6] = [
    "mclass-dibels-benchmark.csv",
    "mclass-progress-monitoring.csv",
    "fastbridge-cbmreading.csv",
    "fastbridge-progress-monitoring.csv",
    "wide-by-date.tsv",
    "latin1-semicolons.csv",
];

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/scores/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn table(bytes: &[u8]) -> Table {
    let file = PickedFile {
        name: "scores.csv".into(),
        bytes: bytes.to_vec(),
    };
    read(&file.text().unwrap().0)
}

fn read(text: &str) -> Table {
    let mut reading = scores::reading(text, HeaderRow::Find);
    while !reading.step(3) {}
    reading.finish()
}

fn run(caseload: &mut Caseload, command: Command) -> Option<History> {
    let mut context = Context::new(
        1_790_000_000_000,
        TODAY,
        Device(1),
        caseload.latest,
        ENTROPY.fetch_add(1, Ordering::Relaxed),
    );
    let changes = command.plan(caseload, &mut context).unwrap();
    caseload.apply(&changes).unwrap();
    caseload.latest = context.stamp();
    History::of("test", &changes, caseload.latest)
}

fn student(given: &str, family: &str, grade: &str, school_id: &str) -> Student {
    Student {
        given_name: given.into(),
        family_name: family.into(),
        grade: grade.parse().ok(),
        school_id: school_id.into(),
        ..Student::default()
    }
}

/// Íñigo, Wren and Odell, none with a plan.
fn caseload() -> Caseload {
    let mut caseload = Caseload::default();
    for (given, family, grade, id) in [
        ("Íñigo", "Ruiz-D'Arcy", "K", "7001"),
        ("Wren", "Adams", "2", "7002"),
        ("Odell", "Tran", "3", "7004"),
    ] {
        let student = student(given, family, grade, id);
        run(
            &mut caseload,
            Command::SaveStudent {
                id: None,
                student: student.into(),
            },
        );
    }
    caseload
}

fn the(caseload: &Caseload, given: &str) -> Id<Student> {
    let mut students = caseload.students.iter();
    students.find(|(_, one)| one.given_name == given).unwrap().0
}

/// Gives a student a plan on oral reading fluency.
fn with_plan(mut caseload: Caseload, given: &str, start: Date) -> Caseload {
    let plan = Plan::new(the(&caseload, given), library::ORAL_READING_FLUENCY, start);
    run(
        &mut caseload,
        Command::SavePlan {
            id: None,
            plan: plan.into(),
        },
    );
    caseload
}

fn proposed(table: &Table, caseload: &Caseload) -> Mapping {
    mapping(table, caseload, None, TODAY)
}

fn checked(table: &Table, mapping: &Mapping, caseload: &Caseload) -> Checked {
    checked_with(table, mapping, caseload, Answers::default())
}

fn checked_with(
    table: &Table,
    mapping: &Mapping,
    caseload: &Caseload,
    answers: Answers,
) -> Checked {
    let mut checking = Checking::new(table, mapping.clone(), answers, caseload, TODAY);
    while !checking.step(table, caseload, 2) {}
    checking.finish()
}

/// All that is not zero, by kind.
fn counts(checked: &Checked) -> Vec<(Kind, usize)> {
    let counts = Kind::ALL.map(|kind| (kind, checked.count(kind)));
    counts.into_iter().filter(|(_, count)| *count > 0).collect()
}

fn all() -> Choices {
    Choices {
        make_plans: true,
        early: true,
        ..Choices::default()
    }
}

fn import(caseload: &mut Caseload, checked: &Checked, choices: &Choices) -> Option<History> {
    let import = checked.import(choices, caseload);
    run(caseload, Command::ImportScores(import))
}

/// Every probe of the caseload, in words.
fn kept(caseload: &Caseload) -> Vec<String> {
    let mut kept = Vec::new();
    for (_, plan) in caseload.plans.iter() {
        let student = &caseload.students.get(plan.student).unwrap().given_name;
        let measure = &caseload.measure(plan.measure).unwrap().short_name;
        for (_, probe) in plan.probes_by_date() {
            let errors = probe
                .errors
                .map_or(String::new(), |errors| format!(" e{errors}"));
            kept.push(format!(
                "{student} {measure} {} {}{errors}",
                probe.date, probe.score
            ));
        }
    }
    kept.sort();
    kept
}
