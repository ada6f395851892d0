//! What becomes of each score, with its reason.

use aimline_core::format::scores::{Answers, Found, Kind};
use aimline_core::{Command, library};
use jiff::civil::date;

use crate::{
    all, caseload, checked, checked_with, counts, import, proposed, read, run, student, with_plan,
};

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
