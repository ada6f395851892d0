//! Rosters as schools send them: the OneRoster bundle, any list, the traps in both.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

mod bundle;
mod lists;
mod matching;
mod zip;

use aimline_core::format::roster::{Choices, Columns, Preview, Rows, Source, preview, rows};
use aimline_core::format::table::PickedFile;
use aimline_core::model::Device;
use aimline_core::{Caseload, Command, Context};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 10, 5);

fn fixture(name: &str) -> PickedFile {
    let path = format!("{}/fixtures/roster/{name}", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    PickedFile {
        name: name.rsplit('/').next().unwrap().to_owned(),
        bytes,
    }
}

fn bundle() -> Vec<PickedFile> {
    [
        "users",
        "enrollments",
        "classes",
        "demographics",
        "orgs",
        "manifest",
    ]
    .map(|name| fixture(&format!("bundle/{name}.csv")))
    .to_vec()
}

fn file(name: &str, text: &str) -> PickedFile {
    PickedFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// What the files say when every guess is taken.
fn read(files: &[PickedFile]) -> Rows {
    match Source::open(files).unwrap() {
        Source::OneRoster(bundle) => bundle.rows(TODAY),
        Source::Table { table, .. } => rows(&table, &Columns::guess(&table, &Default::default())),
    }
}

fn pasted(text: &str) -> Rows {
    read(&[file("The pasted text", text)])
}

fn import(caseload: &mut Caseload, preview: &Preview, choices: &Choices) {
    let mut context = Context::new(
        1_790_000_000_000,
        TODAY,
        Device(1),
        caseload.latest,
        caseload.students.len() as u64,
    );
    let command = Command::ImportRoster {
        changes: preview.changes(choices),
        columns: Vec::new(),
    };
    let changes = command.plan(caseload, &mut context).unwrap();
    caseload.apply(&changes).unwrap();
    caseload.latest = context.stamp();
}

fn imported(rows: &Rows) -> Caseload {
    let mut caseload = Caseload::default();
    let preview = preview(rows, &caseload);
    import(&mut caseload, &preview, &Choices::default());
    caseload
}

/// New, changed, unchanged, skipped, questions.
fn counts(preview: &Preview) -> [usize; 5] {
    let Preview {
        new,
        changed,
        unchanged,
        skipped,
        questions,
    } = preview;
    [
        new.len(),
        changed.len(),
        unchanged.len(),
        skipped.len(),
        questions.len(),
    ]
}

fn check(known: &str, given: &str, expected: [usize; 5]) -> Preview {
    let caseload = imported(&pasted(known));
    let preview = preview(&pasted(given), &caseload);
    assert_eq!(
        counts(&preview),
        expected,
        "{known:?} then {given:?}: {preview:#?}"
    );
    preview
}
