//! The published figures, and what is worked out from them.

use super::*;
use crate::analysis::Direction;
use crate::library;

fn grade(number: u8) -> Grade {
    Grade::number(number).unwrap()
}

fn shipped(id: Id<ReferenceSet>) -> &'static ReferenceVersion {
    let mut sets = built_in().iter();
    let (_, set) = sets.find(|(known, _)| *known == id).unwrap();
    set.current().unwrap().1
}

#[test]
fn what_ships_is_told_by_its_id_and_keeps_the_rules_of_a_set() {
    assert_eq!(built_in().len(), 9);
    for (id, set) in built_in() {
        let (version_id, version) = set.current().unwrap();
        let used = ReferenceUse {
            set: *id,
            version: version_id,
        };
        assert!(ships(used), "{}", set.name);
        let measure = library::measure(set.measure).unwrap();
        let checked = version.clone().checked(measure);
        assert_eq!(checked.as_ref(), Ok(version), "{}", set.name);
        assert!(version.levels.contains(&version.aim), "{}", set.name);
    }
    let own = Id::from_uuid(uuid::Uuid::max());
    assert!(!is_built_in(own));
}

#[test]
fn hasbrouck_tindal_2017_grade_3_median() {
    let version = shipped(ORAL_READING_NORMS);
    let scores = Season::ALL.map(|season| version.score(grade(3), season, "50th percentile"));
    assert_eq!(scores, [Some(83.0), Some(97.0), Some(112.0)]);
    assert_eq!(version.seasons(grade(1)), [Season::Winter, Season::Spring]);
    assert_eq!(
        version.score(grade(9), Season::Fall, "50th percentile"),
        None
    );
}

#[test]
fn hasbrouck_tindal_2017_growth_is_worked_out_and_not_copied() {
    let version = shipped(ORAL_READING_NORMS);
    for (number, level, rate) in [
        (5, "10th percentile", 38.0 / 32.0),
        (3, "50th percentile", 29.0 / 32.0),
        (1, "50th percentile", 31.0 / 16.0),
        (6, "50th percentile", 14.0 / 32.0),
    ] {
        let growth = version.growth(grade(number), level).unwrap();
        assert_eq!(growth.per_week, rate, "grade {number}, {level}");
    }
    let growth = version.growth(grade(1), "50th percentile").unwrap();
    assert_eq!(
        growth.from.unwrap().to_string(),
        "(60 − 29) / 16 weeks, winter to spring"
    );
}

#[test]
fn fuchs_1993_growth_is_as_given() {
    let version = shipped(ORAL_READING_GROWTH);
    let rates: Vec<_> = version
        .growths(grade(2))
        .into_iter()
        .map(|growth| (growth.level, growth.per_week, growth.from))
        .collect();
    assert_eq!(
        rates,
        [
            ("Ambitious".to_owned(), 2.0, None),
            ("Realistic".to_owned(), 1.5, None)
        ]
    );
    assert!(!version.has_scores());
}

#[test]
fn dibels_8_goals_may_fall_from_one_season_to_the_next() {
    let version = shipped(DIBELS_ORAL_READING);
    let blue = |season| version.score(grade(3), season, "Blue (negligible risk)");
    assert_eq!(blue(Season::Winter), Some(141.0));
    assert_eq!(blue(Season::Spring), Some(136.0));
}

#[test]
fn dibels_8_has_three_levels_or_four() {
    let levels = |measure: Id<Measure>| {
        let mut sets = built_in().iter();
        let (_, set) = sets
            .find(|(_, set)| set.measure == measure && set.name.starts_with("DIBELS"))
            .unwrap();
        let version = set.current().unwrap().1;
        version.levels.len() + usize::from(!version.below.is_empty())
    };
    assert_eq!(levels(library::LETTER_NAMING), 3);
    assert_eq!(levels(library::ORAL_READING_FLUENCY), 4);
    assert_eq!(levels(library::MAZE), 4);
}

#[test]
fn a_pace_is_read_from_the_slowest_and_the_fastest_figure() {
    let fuchs = shipped(ORAL_READING_GROWTH);
    for (rate, pace) in [
        (0.0, Pace::Low),
        (0.99, Pace::Low),
        (1.0, Pace::Typical),
        (1.49, Pace::Typical),
        (1.5, Pace::Ambitious),
        (9.0, Pace::Ambitious),
        (-1.0, Pace::Low),
    ] {
        let reading = fuchs.reading(grade(3), rate, Direction::Increase).unwrap();
        assert_eq!(reading.pace, pace, "{rate}");
        let mirrored = fuchs.reading(grade(3), rate, Direction::Decrease).unwrap();
        assert_eq!(
            mirrored.fastest.per_week, 1.0,
            "where lower is better, slower gains more"
        );
    }
    let norms = shipped(ORAL_READING_NORMS);
    let reading = norms.reading(grade(3), 1.0, Direction::Increase).unwrap();
    assert_eq!(reading.pace, Pace::Typical);
    assert_eq!(reading.slowest.level, "10th percentile");
    assert_eq!(reading.fastest.level, "75th percentile");
    assert_eq!(norms.reading(grade(9), 1.0, Direction::Increase), None);
    let none = ReferenceVersion::default();
    assert_eq!(none.reading(grade(3), 1.0, Direction::Increase), None);
}
