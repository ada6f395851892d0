//! The words for responders, for few scores, for ties and edges; and the way out and back again.

use aimline_core::analysis::{Confidence, Direction, Question, Scale, Series, compare};
use aimline_core::format::single_case::{read, to_json};

use super::*;
use crate::test_data::week;

fn question() -> Question {
    Question {
        direction: Direction::Increase,
        goal: None,
        scale: Scale::Count,
        confidence: Confidence::percent(80.0).unwrap(),
    }
}

fn phase(label: &str, from: i32, scores: &[f64]) -> ScoredPhase {
    let scores: Vec<_> = (from..).map(week).zip(scores.iter().copied()).collect();
    ScoredPhase {
        label: label.into(),
        series: Series::new(scores.iter().copied()),
        scores,
    }
}

fn view(a: &[f64], b: &[f64], question: Question) -> ComparisonView {
    let pair = PhasePair {
        a: phase("Repeated reading", 0, a),
        b: phase("Daily", 8, b),
        question,
    };
    let unit = "words correct per minute".into();
    ComparisonView::new("Oral reading fluency".into(), unit, pair, week(14))
}

const BEFORE: [f64; 4] = [40.0, 42.0, 41.0, 44.0];
const AFTER: [f64; 5] = [44.0, 47.0, 50.0, 49.0, 54.0];

#[track_caller]
fn check(sentences: &[String], expected: &[&str]) {
    assert_eq!(sentences, expected);
}

#[test]
fn the_reading_is_of_pairs_medians_trend_and_goal() {
    let asked = Question {
        goal: Some(60.0),
        ..question()
    };
    check(
        &reading(&view(&BEFORE, &AFTER, asked)),
        &[
            "Of all pairs of a score before and a score after, 98 % are higher after, a tie \
             counting as half; the 80 % interval is 75 to over 99 %.",
            "The median went from 41.5 to 49 words correct per minute.",
            "With the trend of phase A taken off both phases, 83 % of those pairs are higher \
             after; the 80 % interval is 57 to 94 %.",
            "The mean after lies 39 % of the way from the mean before to the goal of 60; the 80 % \
             interval is 25 to 52 %.",
        ],
    );
}

#[test]
fn where_lower_is_better_pairs_are_lower() {
    let fewer = Question {
        direction: Direction::Decrease,
        ..question()
    };
    let said = reading(&view(&[9.0, 8.0, 9.0], &[4.0, 3.0, 2.0], fewer));
    assert!(
        said[0].contains("100 % are lower after; the 80 % interval is 7"),
        "{said:?}"
    );
    let worse = reading(&view(&[4.0, 3.0, 4.0], &[9.0, 8.0], fewer));
    assert!(
        worse[0].ends_with(
            "0 % are lower after; the 80 % interval is 0 to 100 %. At this end of the scale the \
             method sets no bound above."
        ),
        "{worse:?}"
    );
}

#[test]
fn the_caveat_is_for_these_scores() {
    check(
        &caveats(&view(&[40.0, 42.0, 41.0], &[45.0], question())),
        &[
            "An A-B comparison of one student with three scores before does not prove the cause: \
             whatever else changed at the same time could have made the difference.",
            "Three scores before leave open how the scores would have gone on.",
            "The 80 % intervals take every score as independent of the one before it; where it is \
             not, they are too narrow.",
        ],
    );
    let rising = caveats(&view(
        &[40.0, 42.0, 43.0, 46.0, 47.0, 50.0],
        &[51.0, 54.0, 55.0, 57.0],
        question(),
    ));
    assert_eq!(rising.len(), 4);
    assert!(rising[1].starts_with("The scores before were rising already"));
    assert!(
        rising[2].ends_with(": these overlap, so growth itself may not have changed."),
        "{rising:?}"
    );
    let steeper = caveats(&view(&[40.0; 5], &[41.0, 44.0, 47.0, 50.1], question()));
    assert!(
        steeper[1].ends_with(": these do not overlap."),
        "{steeper:?}"
    );
    let one = caveats(&view(&[40.0], &AFTER, question()));
    assert!(one[1].starts_with("One score before shows neither"));
    let two = caveats(&view(&[40.0, 41.0], &AFTER, question()));
    assert!(two[1].starts_with("Two scores before do not show"));
}

#[test]
fn what_is_not_defined_says_why() {
    let sizes = sizes(&view(&[40.0, 40.0, 40.0], &[0.0], question()));
    let given = |name| {
        let size: &Size = sizes.iter().find(|size| size.name == name).unwrap();
        (size.estimate.clone(), size.interval.clone())
    };
    let (smd, interval) = given("SMD");
    assert_eq!(
        smd,
        Err("Not defined: the scores it divides by do not vary.".into())
    );
    assert_eq!(interval, Err(String::new()));
    assert_eq!(
        given("LRRi").0,
        Err("Not defined: it takes 2 scores in a phase, and one has 1.".into())
    );
    assert_eq!(given("PND").0, Ok("0.000".into()));
    assert_eq!(given("PND").1, Err("No error is known for it.".into()));
    assert!(sizes.iter().all(|size| size.name != "PoGO"));
}

#[test]
fn of_the_log_ratios_the_one_of_the_direction_is_there() {
    for (direction, there) in [(Direction::Increase, "LRRi"), (Direction::Decrease, "LRRd")] {
        let asked = Question {
            direction,
            ..question()
        };
        let sizes = sizes(&view(&BEFORE, &AFTER, asked));
        let ratios: Vec<_> = sizes
            .iter()
            .filter(|size| size.name.starts_with("LRR"))
            .collect();
        assert_eq!(ratios.len(), 1);
        assert_eq!(ratios[0].name, there);
        assert!(
            ratios[0]
                .estimate
                .as_ref()
                .unwrap()
                .ends_with("(17 % more)")
        );
    }
}

#[test]
fn the_text_has_everything_and_no_adjective() {
    let asked = Question {
        goal: Some(60.0),
        ..question()
    };
    insta::assert_snapshot!(report(&view(&BEFORE, &AFTER, asked)));
    for sizes in [
        sizes(&view(&BEFORE, &AFTER, asked)),
        sizes(&view(&AFTER, &BEFORE, asked)),
    ] {
        for size in sizes {
            let words = format!("{} {:?} {:?}", size.about, size.estimate, size.interval);
            for adjective in [
                "large",
                "small",
                "strong",
                "weak",
                "medium",
                "moderate",
                "effective",
            ] {
                assert!(!words.contains(adjective), "{words}");
            }
        }
    }
}

/// What the page shows, the file that it exports, and the answer to that file are one.
#[test]
fn the_exported_series_gives_the_same_numbers() {
    let mut twice_a_day = view(&BEFORE, &AFTER, question());
    let day = twice_a_day.pair.a.scores[1].0;
    twice_a_day.pair.a.scores.push((day, 47.5));
    twice_a_day.pair.a.series = Series::new(twice_a_day.pair.a.scores.iter().copied());
    let goal = Question {
        goal: Some(61.3),
        direction: Direction::Decrease,
        ..question()
    };
    for shown in [
        view(&BEFORE, &AFTER, question()),
        view(&[1.0 / 3.0, 0.1, 7.25], &[0.2], goal),
        ComparisonView::new(String::new(), String::new(), twice_a_day.pair, week(14)),
    ] {
        let file = series(&shown);
        assert!(
            file.starts_with("\u{FEFF}phase,x,score\nA,2026-09-08,"),
            "{file}"
        );
        let again = read(file.as_bytes()).unwrap();
        let found = compare(&again.a, &again.b, &shown.pair.question);
        assert_eq!(found, shown.found);
        assert_eq!(to_json(&found).unwrap(), to_json(&shown.found).unwrap());
    }
}

#[test]
fn the_options_are_those_of_the_question() {
    let asked = Question {
        goal: Some(2.5),
        direction: Direction::Decrease,
        ..question()
    };
    let all = "--interval 80 --direction decrease --goal 2.5 --scale count";
    assert_eq!(options(&asked), all);
    let plain = Question {
        scale: Scale::Other,
        confidence: Confidence::percent(99.0).unwrap(),
        ..question()
    };
    assert_eq!(options(&plain), "--interval 99");
}

#[test]
fn the_file_is_named_by_initials() {
    let named = |initials, measure| file_name(initials, measure, week(11));
    assert_eq!(named("Á. S.", "ORF"), "ÁS-ORF-phases-2026-11-24.csv");
    assert_eq!(named("", "Maze / 3"), "Maze3-phases-2026-11-24.csv");
}
