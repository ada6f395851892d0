//! Gaps of invented students against published benchmarks.

use jiff::civil::date;

use super::*;
use crate::analysis::Direction;
use crate::library;
use crate::model::{Baseline, Entry, Goal, Id, Probe, Stamp, Student};
use crate::reference::{ORAL_READING_GROWTH, ORAL_READING_NORMS};

/// In the middle third of a school year that runs from August to June by default.
const TODAY: Date = date(2027, 1, 11);

fn norms() -> ReferenceUse {
    ReferenceUse {
        set: ORAL_READING_NORMS,
        version: Id::from_uuid(ORAL_READING_NORMS.uuid()),
    }
}

fn caseload(grade: Option<u8>) -> Caseload {
    let mut caseload = Caseload::default();
    let student = Student {
        grade: grade.and_then(Grade::number),
        ..Student::default()
    };
    let entry = Entry::new(Stamp::default(), student);
    caseload.students.put(Id::built_in(1), entry);
    caseload
}

/// Weekly scores up to today.
fn plan(scores: &[f64]) -> Plan {
    let text = r#"{"student":"00000000-0000-0000-0000-000000000001","measure":"00000000-0000-0000-0000-000000000101","start":"2026-09-08"}"#;
    let mut plan: Plan = serde_json::from_str(text).unwrap();
    plan.baseline = Baseline::Set(60.0);
    plan.goal = None::<Goal>;
    for (number, score) in (0..).zip(scores) {
        let back = jiff::Span::new().days(7 * (scores.len() as i64 - 1 - number));
        let probe: Probe = serde_json::from_str(&format!(
            r#"{{"date":"{}","score":{score}}}"#,
            TODAY.saturating_sub(back)
        ))
        .unwrap();
        let id = Id::built_in(100 + number as u128);
        plan.probes.set(id, Stamp::default(), probe);
    }
    plan
}

fn gap(scores: &[f64]) -> Option<Defined<Gap>> {
    gap_by(norms(), scores)
}

fn gap_by(used: ReferenceUse, scores: &[f64]) -> Option<Defined<Gap>> {
    let plan = plan(scores);
    let measure = library::measure(library::ORAL_READING_FLUENCY).unwrap();
    let view = PlanView::new(&plan, measure, TODAY);
    Gap::of(&caseload(Some(3)), &plan, measure, &view, used, TODAY)
}

#[test]
fn each_number_says_what_it_was_taken_from() {
    let gap = gap(&[60.0, 63.0, 64.0, 67.0, 68.0, 71.0]).unwrap().unwrap();
    assert_eq!(gap.now, (Season::Winter, 97.0));
    assert_eq!(gap.end.1, 112.0);
    assert_eq!(gap.current, 68.0);
    let [ratio, required, closing] = gap.lines("words").try_into().unwrap();
    assert_eq!(ratio.value, "29 words below the winter benchmark");
    assert_eq!(
        ratio.from,
        "The winter benchmark, 97, over the median of the last three scores, 68: a ratio of 1.43. 1 is at the benchmark, above 1 is behind it."
    );
    assert!(
        required.from.starts_with("(112 − 68) / "),
        "{}",
        required.from
    );
    assert!(
        required.from.contains("1.81, twice what this level grows"),
        "{}",
        required.from
    );
    assert!(closing.value.starts_with("Between "), "{}", closing.value);
    assert!(
        closing
            .from
            .ends_with("the benchmark moves 0.91 a week, (112 − 83) / 32 weeks, fall to spring."),
        "{}",
        closing.from
    );
}

#[test]
fn a_gap_says_on_which_side_of_the_benchmark_the_student_is() {
    for (score, noun, words) in [
        (68.0, "words", "29 words below the winter benchmark"),
        (96.0, "words", "1 word below the winter benchmark"),
        (96.5, "words", "0.5 words below the winter benchmark"),
        (97.0, "words", "At the winter benchmark"),
        (98.0, "words", "1 word above the winter benchmark"),
        (211.0, "", "114 above the winter benchmark"),
    ] {
        let gap = gap(&[score; 3]).unwrap().unwrap();
        assert_eq!(gap.distance(noun), words);
    }
    let lower_is_better = Gap {
        direction: Direction::Decrease,
        ..gap(&[99.0; 3]).unwrap().unwrap()
    };
    assert_eq!(
        lower_is_better.distance("incidents"),
        "2 incidents above the winter benchmark, and lower is better"
    );
}

#[test]
fn an_interval_that_includes_not_closing_says_so() {
    let noisy = gap(&[60.0, 75.0, 58.0, 80.0, 62.0, 79.0]).unwrap().unwrap();
    let words = noisy.closing.unwrap().words();
    assert!(words.ends_with("and not closing"), "{words}");
    let falling = gap(&[70.0, 69.0, 68.0, 67.0, 66.0, 65.0]).unwrap().unwrap();
    assert_eq!(falling.closing.unwrap().words(), "Not closing");
    let there = gap(&[100.0, 101.0, 103.0, 104.0, 106.0, 107.0])
        .unwrap()
        .unwrap();
    assert_eq!(there.closing.unwrap().words(), "Closed");
}

#[test]
fn few_scores_say_little() {
    for have in 0..3 {
        let few = gap(&[60.0; 3][..have]);
        assert_eq!(few, Some(Err(Undefined::TooFew { have, need: 3 })));
    }
    let three = gap(&[60.0, 61.0, 62.0]).unwrap().unwrap();
    assert_eq!(
        three.closing,
        Err(Undefined::TooFew { have: 3, need: 6 }),
        "a gap may be measured before its end can be told"
    );
    let zero = gap(&[0.0, 0.0, 0.0]).unwrap().unwrap();
    let line = &zero.lines("words")[0];
    assert_eq!(line.value, "97 words below the winter benchmark");
    assert!(line.from.ends_with("a ratio needs two numbers above 0."));
}

#[test]
fn a_set_without_scores_for_the_grade_gives_no_gap() {
    let growth = ReferenceUse {
        set: ORAL_READING_GROWTH,
        version: Id::from_uuid(ORAL_READING_GROWTH.uuid()),
    };
    assert_eq!(gap_by(growth, &[60.0; 3]), None);
    let plan = plan(&[60.0; 3]);
    let names: Vec<_> = yardsticks(&caseload(Some(3)), &plan)
        .into_iter()
        .map(|yardstick| yardstick.name)
        .collect();
    assert_eq!(
        names,
        [
            "Oral reading fluency norms 2017 (Hasbrouck & Tindal, 2017)",
            "DIBELS 8 goals: ORF (University of Oregon, July 2020)"
        ]
    );
    assert!(yardsticks(&caseload(None), &plan).is_empty());
    assert!(yardsticks(&caseload(Some(12)), &plan).is_empty());
}

#[test]
fn a_school_year_has_three_thirds() {
    let year = SchoolYear {
        first: date(2026, 9, 1),
        last: date(2027, 5, 31),
    };
    for (day, season) in [
        (date(2026, 8, 1), Season::Fall),
        (date(2026, 9, 1), Season::Fall),
        (date(2026, 11, 29), Season::Fall),
        (date(2026, 12, 2), Season::Winter),
        (date(2027, 3, 5), Season::Spring),
        (date(2027, 7, 1), Season::Spring),
    ] {
        assert_eq!(season_on(&year, day), season, "{day}");
    }
}
