//! Scores as vendors and spreadsheets send them: proposed mappings, outcomes, the import, traps.

// A test may stop at the first surprise, and so may what it stands on.
#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicU64, Ordering};

use aimline_core::command::ScoreImport;
use aimline_core::format::scores::{
    self, Answers, Checked, Checking, Choices, DayOrder, Found, Holds, Kind, Layout, Mapping,
    Settled, fingerprint, heads, mapping, to_text,
};
use aimline_core::format::table::{HeaderRow, PickedFile, Table};
use aimline_core::library;
use aimline_core::model::{Device, Id, Plan, Student};
use aimline_core::{Caseload, Command, Context, History};
use jiff::civil::{Date, date};
use proptest::prelude::*;

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

#[test]
fn vendor_exports_are_known_and_come_in_without_a_hand() {
    let check = |name: &str, layout: Option<&str>, expected: &[(Kind, usize)], scores: &[&str]| {
        let table = table(&fixture(name));
        assert_eq!(
            Layout::of(&table).map(|layout| layout.name),
            layout,
            "{name}"
        );
        let mut caseload = caseload();
        let mapping = proposed(&table, &caseload);
        let first = checked(&table, &mapping, &caseload);
        assert_eq!(counts(&first), expected, "{name}: {:#?}", first.lines);
        import(&mut caseload, &first, &all());
        assert_eq!(kept(&caseload), scores, "{name}");

        let again = checked(&table, &mapping, &caseload);
        let import = again.import(&all(), &caseload);
        assert_eq!(import, ScoreImport::default(), "{name} a second time");
    };
    check(
        FIXTURES[0],
        Some("mCLASS DIBELS 8 benchmark"),
        &[(Kind::NoPlan, 8), (Kind::Unmatched, 1)],
        &[
            "Wren Maze 2026-09-14 4.5 e3",
            "Wren NWF-CLS 2026-09-14 61",
            "Wren NWF-WRC 2026-09-14 17",
            "Wren ORF 2026-09-14 52 e6",
            "Wren WRF 2026-09-14 24",
            "Íñigo LNF 2026-09-15 12",
            "Íñigo NWF-CLS 2026-09-15 0",
            "Íñigo PSF 2026-09-15 1",
        ],
    );
    check(
        FIXTURES[1],
        Some("mCLASS progress monitoring"),
        &[(Kind::NoPlan, 3), (Kind::NoMeasure, 1)],
        &[
            "Wren ORF 2026-09-21 55",
            "Wren ORF 2026-09-28 58",
            "Íñigo LNF 2026-09-22 15",
        ],
    );
    check(
        FIXTURES[2],
        Some("FastBridge screening"),
        &[(Kind::NoPlan, 3)],
        &[
            "Odell ORF 2026-09-15 88 e3",
            "Wren ORF 2026-09-14 52 e6",
            "Wren ORF 2026-11-16 61 e4",
        ],
    );
    check(
        FIXTURES[3],
        Some("FastBridge progress monitoring"),
        &[
            (Kind::NoPlan, 3),
            (Kind::NoMeasure, 1),
            (Kind::Unmatched, 1),
        ],
        &[
            "Odell ORF 2026-09-21 90",
            "Wren ORF 2026-09-21 54",
            "Wren ORF 2026-09-28 57",
        ],
    );
    check(
        FIXTURES[5],
        None,
        &[(Kind::NoPlan, 2)],
        &["Wren ORF 2026-09-28 57", "Íñigo ORF 2026-09-21 12 e2"],
    );
}

#[test]
fn a_middle_name_is_no_score_of_the_middle_of_the_year() {
    let table = table(&fixture(FIXTURES[0]));
    let mapping = proposed(&table, &caseload());
    let scores = mapping
        .of(Holds::Score)
        .map(|at| table.headers[at].as_str());
    assert_eq!(
        scores.collect::<Vec<_>>(),
        [
            "Letter Names (LNF) - Score",
            "Phonemic Awareness (PSF) - Score",
            "Letter Sounds (NWF-CLS) - Score",
            "Decoding (NWF-WRC) - Score",
            "Word Reading (WRF) - Score",
            "Reading Fluency (ORF) - Score",
            "Reading Comprehension (Maze) - Score",
        ]
    );
    assert!(!mapping.has_measure_names());
}

#[test]
fn a_wide_list_by_date_asks_for_its_measure_alone() {
    let table = table(&fixture(FIXTURES[4]));
    let caseload = caseload();
    let mut mapping = proposed(&table, &caseload);
    assert!(mapping.needs_one_measure());
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    let checked = checked(&table, &mapping, &caseload);
    assert_eq!(counts(&checked), [(Kind::NoPlan, 4), (Kind::Unreadable, 1)]);
    let absent = checked.of(Kind::Unreadable).next().unwrap();
    assert_eq!(
        (absent.row, absent.outcome.sentence()),
        (3, "“absent” is not a number.".into())
    );
    let days: Vec<Date> = checked
        .of(Kind::NoPlan)
        .filter_map(|line| line.date)
        .collect();
    assert_eq!(days[0], date(2026, 9, 21));
    assert_eq!(days[3], date(2026, 10, 5));
}

#[test]
fn every_score_has_one_outcome_with_its_reason() {
    let check = |text: &str, kind: Kind, sentence: &str| {
        let mut caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
        let before = read("Student ID,Date,ORF\n7002,2026-09-21,54");
        let mapping = proposed(&before, &caseload);
        let first = checked(&before, &mapping, &caseload);
        import(&mut caseload, &first, &all());
        let table = read(&format!("Student ID,Name,Grade,Date,ORF,Errors\n{text}"));
        let checked = checked(&table, &proposed(&table, &caseload), &caseload);
        let line = checked.lines.last().unwrap();
        assert_eq!(line.outcome.kind(), kind, "{text}: {line:#?}");
        assert_eq!(line.outcome.sentence(), sentence, "{text}");
    };
    check("7002,,,2026-09-28,57,", Kind::New, "It is added.");
    check("0007002,,,2026-09-28,57,", Kind::New, "It is added.");
    check(",wren ADAMS,2,2026-09-28,57,", Kind::New, "It is added.");
    check(
        ",\"Adams, Wren\",Two,2026-09-28,57,",
        Kind::New,
        "It is added.",
    );
    check(
        "7002,,,2026-09-21,54,",
        Kind::Known,
        "The same score is here already.",
    );
    check(
        "7002,,,2026-09-21,55,",
        Kind::Conflict,
        "There is a score of 54 on that day.",
    );
    check(
        "7002,,,2026-09-28,57,\n7002,,,2026-09-28,57,",
        Kind::Known,
        "Row 2 has the same score.",
    );
    check(
        "7002,,,2026-09-28,57,\n7002,,,2026-09-28,58,",
        Kind::Conflict,
        "Row 2 has a score of 57 on that day.",
    );
    check(
        "7002,,,2026-08-28,57,",
        Kind::Early,
        "The plan starts on Sep 14, 2026.",
    );
    check(
        "7004,,,2026-09-28,57,",
        Kind::NoPlan,
        "The student has no plan on this measure.",
    );
    check(
        "7002,,,2026-11-25,57,",
        Kind::Future,
        "The date is after today.",
    );
    check(
        "7002,,,2026-09-28,301,",
        Kind::OutOfBounds,
        "301 was given; ORF allows 0 to 300.",
    );
    check(
        "7002,,,2026-09-28,57.5,",
        Kind::OutOfBounds,
        "57.5 was given; ORF takes whole numbers.",
    );
    check(
        "7002,,,2026-09-28,57,-1",
        Kind::OutOfBounds,
        "Errors are whole numbers from 0 to 999.",
    );
    check(
        "7002,,,2026-10-05,60,\n7002,,,2026-09-28,=1+1,",
        Kind::Unreadable,
        "“=1+1” is not a number.",
    );
    check("7002,,,soon,57,", Kind::Unreadable, "“soon” is not a date.");
    check("7002,,,,57,", Kind::NoDate, "The row has no date.");
    check(
        ",,,2026-09-28,57,",
        Kind::Unreadable,
        "The row names no student.",
    );
    check(
        "9,,,2026-09-28,57,",
        Kind::Unmatched,
        "No student on your caseload has this ID or name.",
    );
    for who in [
        // A name with another grade, with another ID, almost the same, an ID with another name.
        ",Wren Adams,3",
        "9,Wren Adams,2",
        ",Wren Q Adams,2",
        "7002,Odell Tran,3",
    ] {
        check(
            &format!("{who},2026-09-28,57,"),
            Kind::Question,
            "Say above which student this is.",
        );
    }
}

#[test]
fn two_students_of_one_name_are_asked_for_and_an_answer_settles_it() {
    let mut caseload = caseload();
    let twin = student("Wren", "Adams", "2", "");
    run(
        &mut caseload,
        Command::SaveStudent {
            id: None,
            student: twin.into(),
        },
    );
    let table = read("Name,Grade,Date,ORF\nWren Adams,2,2026-09-28,57");
    let mapping = proposed(&table, &caseload);
    let open = checked(&table, &mapping, &caseload);
    let person = open.questions().next().unwrap();
    let doubt = person.doubt.as_ref().unwrap();
    assert_eq!(
        (doubt.candidates.len(), doubt.why),
        (2, "More than one student has this name.")
    );
    for (answer, found, kind) in [
        (
            Some(doubt.candidates[1]),
            Found::One(doubt.candidates[1]),
            Kind::NoPlan,
        ),
        (None, Found::Nobody, Kind::Unmatched),
    ] {
        let answers = Answers::from([(person.key.clone(), answer)]);
        let checked = checked_with(&table, &mapping, &caseload, answers);
        assert_eq!(checked.questions().next().unwrap().found, found);
        assert_eq!(counts(&checked), [(kind, 1)]);
    }
}

#[test]
fn seasons_and_days_of_two_readings_are_asked_for() {
    let caseload = caseload();
    let table = read("Student ID,BOY ORF,MOY ORF\n7002,52,61");
    let mut mapping = proposed(&table, &caseload);
    let open = checked(&table, &mapping, &caseload);
    let seasons: Vec<&str> = open.seasons_without_day().into_iter().collect();
    assert_eq!(seasons, ["Beginning of year", "Middle of year"]);
    mapping
        .seasons
        .insert("Beginning of year".into(), date(2026, 9, 8));
    let half = checked(&table, &mapping, &caseload);
    assert_eq!(counts(&half), [(Kind::NoPlan, 1), (Kind::NoDate, 1)]);

    let table = read("Student ID,Period,ORF\n7002,Window A,52");
    let open = checked(&table, &proposed(&table, &caseload), &caseload);
    assert!(open.seasons_without_day().contains("Window A"));

    let table = read("Student ID,Date,ORF\n7002,3/4/2026,52\n7002,4/5/2026,53");
    let mut mapping = proposed(&table, &caseload);
    let open = checked(&table, &mapping, &caseload);
    assert_eq!(open.two_ways, Some((date(2026, 3, 4), date(2026, 4, 3))));
    assert_eq!(counts(&open), [(Kind::Unreadable, 2)]);
    for (order, day) in [
        (DayOrder::MonthFirst, date(2026, 3, 4)),
        (DayOrder::DayFirst, date(2026, 4, 3)),
    ] {
        mapping.day_order = Some(order);
        let said = checked(&table, &mapping, &caseload);
        assert_eq!(said.lines[0].date, Some(day));
    }
}

#[test]
fn an_import_is_one_change_and_can_be_taken_back() {
    let mut caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let table = read(
        "Student ID,Date,ORF\n7002,2026-09-21,54\n7002,2026-09-28,57\n7004,2026-09-21,90\n\
         7004,2025-10-01,60",
    );
    let mapping = proposed(&table, &caseload);
    let first = checked(&table, &mapping, &caseload);
    let tally = first.tally(&all(), &caseload);
    assert_eq!(
        (tally.added, tally.replaced, tally.plans, tally.students),
        (4, 0, 2, 2)
    );
    assert_eq!(first.plans_wanted(&caseload).plans, 2);
    assert_eq!(first.tally(&Choices::default(), &caseload).added, 2);
    let before = caseload.clone();
    let history = import(&mut caseload, &first, &all()).unwrap();
    let closed: Vec<bool> = caseload
        .plans
        .values()
        .filter(|plan| plan.student == the(&caseload, "Odell"))
        .map(|plan| plan.is_open())
        .collect();
    assert_eq!(
        closed.iter().filter(|open| **open).count(),
        1,
        "last year's plan is closed"
    );

    let mut context = Context::new(1_790_000_000_001, TODAY, Device(1), caseload.latest, 7);
    let changes = history.undo(&caseload, &mut context).unwrap();
    caseload.apply(&changes).unwrap();
    assert_eq!(kept(&caseload), kept(&before));
}

#[test]
fn a_conflict_keeps_what_is_there_unless_it_is_replaced() {
    let mut caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let first = read("Student ID,Date,ORF\n7002,2026-09-21,54");
    let checked_first = checked(&first, &proposed(&first, &caseload), &caseload);
    import(&mut caseload, &checked_first, &all());
    let second =
        read("Student ID,Date,ORF\n7002,2026-09-21,55\n7002,2026-09-28,60\n7002,2026-09-28,61");
    let conflicts = checked(&second, &proposed(&second, &caseload), &caseload);
    assert_eq!(counts(&conflicts), [(Kind::New, 1), (Kind::Conflict, 2)]);
    let kept_after = |settled: &[((usize, usize), Settled)]| {
        let mut caseload = caseload.clone();
        let choices = Choices {
            settled: settled.iter().copied().collect(),
            ..all()
        };
        import(&mut caseload, &conflicts, &choices);
        kept(&caseload)
    };
    assert_eq!(
        kept_after(&[]),
        ["Wren ORF 2026-09-21 54", "Wren ORF 2026-09-28 60"]
    );
    assert_eq!(
        kept_after(&[((2, 2), Settled::Replaces), ((4, 2), Settled::Replaces)]),
        ["Wren ORF 2026-09-21 55", "Wren ORF 2026-09-28 61"]
    );
    assert_eq!(
        kept_after(&[((2, 2), Settled::Both), ((4, 2), Settled::Both)]),
        [
            "Wren ORF 2026-09-21 54",
            "Wren ORF 2026-09-21 55",
            "Wren ORF 2026-09-28 60",
            "Wren ORF 2026-09-28 61"
        ]
    );
}

#[test]
fn the_number_correct_of_a_maze_is_adjusted_and_an_adjusted_score_is_kept() {
    let caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    for (header, given, score) in [("Correct", 12.0, 9.5), ("Score", 9.5, 9.5)] {
        let file = format!("Student ID,Date,{header},Errors\n7002,2026-09-21,{given},5");
        let table = read(&file);
        let mut mapping = proposed(&table, &caseload);
        mapping.measure = Some(library::MAZE);
        let checked = checked(&table, &mapping, &caseload);
        let probe = checked.lines[0].probe.as_ref().unwrap();
        assert_eq!((probe.score, probe.errors), (score, Some(5.0)), "{header}");
    }
}

#[test]
fn accuracy_that_no_whole_errors_give_invents_none() {
    let caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    for (correct, accuracy, errors) in [(95, 95, Some(5.0)), (5, 92, None), (10, 93, None)] {
        let file = format!("Student ID,Date,ORF,Accuracy\n7002,2026-09-21,{correct},{accuracy}");
        let table = read(&file);
        let checked = checked(&table, &proposed(&table, &caseload), &caseload);
        let probe = checked.lines[0].probe.as_ref().unwrap();
        assert_eq!(probe.errors, errors, "{correct} {accuracy}");
    }
}

#[test]
fn a_mapping_comes_back_for_files_of_its_layout_alone() {
    let caseload = caseload();
    let table = read("Student ID,When,Total,Date\n7002,x,54,2026-09-21");
    let mut mapping = proposed(&table, &caseload);
    mapping.set(2, Some(Holds::Score));
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    mapping.day = Some(TODAY);
    let text = to_text(&mapping);
    let back = scores::mapping(&table, &caseload, Some(&text), TODAY);
    mapping.day = None;
    assert_eq!(back, mapping, "a day is of one file");

    let other = read("Student ID,Total,Date\n7002,54,2026-09-21");
    assert_ne!(fingerprint(&table), fingerprint(&other));
    assert_eq!(
        scores::mapping(&other, &caseload, Some(&text), TODAY),
        proposed(&other, &caseload)
    );
    for broken in ["", "{}", "null", "[1]", "{\"columns\":7}"] {
        assert_eq!(
            scores::mapping(&other, &caseload, Some(broken), TODAY),
            proposed(&other, &caseload),
            "{broken}"
        );
    }
}

#[test]
fn hostile_cells_are_refused_or_harmless() {
    let caseload = with_plan(caseload(), "Wren", date(2026, 9, 14));
    let long = "9".repeat(1_000_000);
    for text in [
        format!("Student ID,Date,ORF\n7002,2026-09-21,{long}"),
        format!("Student ID,Date,ORF\n7002,{long},54"),
        format!("Student ID,Date,ORF\n{long},2026-09-21,54"),
        format!("Student ID,Date,{long}\n7002,2026-09-21,54"),
        "Student ID,Date,ORF\n7002".into(),
        "__proto__,constructor,ORF\n__proto__,2026-09-21,54".into(),
        "Name,Date,ORF\n\u{202E}snikta,2026-09-21,54".into(),
        "Name,Date,ORF\n=HYPERLINK(\"x\"),2026-09-21,54".into(),
        "Name,Date,ORF\n\"never closed,2026-09-21,54".into(),
    ] {
        let table = read(&text);
        let checked = checked(&table, &proposed(&table, &caseload), &caseload);
        for line in &checked.lines {
            assert!(line.given.chars().count() <= 60 && line.outcome.sentence().len() < 300);
            assert!(!line.given.contains('\u{202E}'));
        }
        assert_eq!(
            checked.tally(&Choices::default(), &caseload).added,
            0,
            "{:.60}",
            text
        );
    }
    for (bytes, refused) in [
        (&b""[..], true),
        (b"\n \n", true),
        (b"a\0b", true),
        (b"%PDF-1.7", true),
        (b"PK\x03\x04rest", true),
    ] {
        let file = PickedFile {
            name: "scores.csv".into(),
            bytes: bytes.to_vec(),
        };
        assert_eq!(file.text().is_err(), refused, "{bytes:?}");
    }
    assert!(scores::with_rows(read("Student ID,Date,ORF")).is_err());
}

/// Everything that happens to a file, whatever is in it.
fn goes_through(bytes: &[u8]) {
    let file = PickedFile {
        name: "scores.csv".into(),
        bytes: bytes.to_vec(),
    };
    let Ok((text, _)) = file.text() else { return };
    let table = read(&text);
    let mut caseload = caseload();
    let mut mapping = proposed(&table, &caseload);
    mapping.measure = Some(library::ORAL_READING_FLUENCY);
    mapping.day = Some(TODAY);
    let all_heads = heads(&table, &caseload, TODAY);
    assert_eq!(all_heads.len(), table.headers.len());
    let first = checked(&table, &mapping, &caseload);
    import(&mut caseload, &first, &all());
    let again = checked(&table, &mapping, &caseload);
    assert_eq!(again.import(&all(), &caseload), ScoreImport::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        goes_through(&bytes);
    }

    #[test]
    fn no_text_of_scores_stops_it(text in "(Student ID|Name|Date|ORF|Fall ORF)(,(Score|Date|Errors|9/1/26)){0,3}\n([0-9/,\"\u{202E};-]{0,20}\n){0,8}") {
        goes_through(text.as_bytes());
    }

    #[test]
    fn no_damaged_export_stops_it(
        which in 0..FIXTURES.len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = fixture(FIXTURES[which]);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        goes_through(&bytes);
    }
}
