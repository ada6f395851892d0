//! Publishers' tables, our own export and back, and what no table should do to us.

use proptest::prelude::*;

use super::*;
use crate::library;
use crate::model::{Grade, ReferenceRow, ReferenceVersion, Season};
use crate::reference;

fn read_text(text: &str) -> Reading {
    let sheet = Sheet::of(text).unwrap();
    let columns = columns(&sheet.headers);
    read(&sheet, &columns)
}

fn third() -> Grade {
    Grade::number(3).unwrap()
}

#[test]
fn a_column_for_each_level_and_a_set_for_each_measure() {
    // Rows of the DIBELS 8 goals, University of Oregon, July 2020.
    let reading = read_text(
        "measure,grade,period,blue_min,green_min,yellow_min,note\n\
         LNF,K,B,,25,16,no blue\n\
         ORF-WC,3,M,141,105,85,\n\
         ORF-WC,3,E,136,114,96,\n",
    );
    assert_eq!(reading.problems, []);
    let [lnf, orf] = reading.sets.as_slice() else {
        panic!("two measures");
    };
    assert_eq!(lnf.version.levels, ["Green", "Yellow"]);
    assert_eq!(orf.measure, "ORF-WC");
    assert_eq!(orf.version.levels, ["Blue", "Green", "Yellow"]);
    assert_eq!(orf.version.aim, "Green");
    assert_eq!(
        orf.version.score(third(), Season::Spring, "Blue"),
        Some(136.0)
    );
}

#[test]
fn a_column_for_each_season_and_growth_left_out() {
    // Hasbrouck & Tindal 2017, grade 5; the printed growth of the 10th percentile is wrong.
    let reading = read_text(
        "grade,percentile,fall,winter,spring,published_avg_weekly_improvement,computed_weekly,note\n\
         5,50,121,133,146,0.8,0.78,\n\
         5,10,64,84,102,1.9,1.19,typo\n",
    );
    assert_eq!(reading.problems, []);
    let version = &reading.sets[0].version;
    assert_eq!(version.levels, ["50th percentile", "10th percentile"]);
    let fifth = Grade::number(5).unwrap();
    let growth = version.growth(fifth, "10th percentile").unwrap();
    assert_eq!(growth.per_week, 38.0 / 32.0);
}

#[test]
fn figures_of_growth_alone() {
    // Fuchs et al. 1993.
    let reading = read_text(
        "grade,realistic_words_per_week,ambitious_words_per_week,evidence\n2,1.5,2.0,primary\n",
    );
    let version = &reading.sets[0].version;
    assert_eq!(version.levels, ["Realistic", "Ambitious"]);
    assert_eq!(version.rows[0].season, None);
    assert_eq!(version.rows[0].values, [Some(1.5), Some(2.0)]);
    assert_eq!(version.aim, "Realistic");
}

#[test]
fn levels_from_the_lowest_up_are_turned() {
    let reading = read_text("grade;season;Some risk;Low risk\n3;fall;40;70\n3;spring;60;90\n");
    let measure = library::measure(library::ORAL_READING_FLUENCY).unwrap();
    let mut found = reading.sets[0].clone();
    found.version.source = "District".into();
    let version = found.checked(measure).unwrap();
    assert_eq!(version.levels, ["Low risk", "Some risk"]);
    assert_eq!(
        version.score(third(), Season::Fall, "Some risk"),
        Some(40.0)
    );
}

#[test]
fn every_wrong_cell_is_told_by_its_line() {
    let reading = read_text(
        "Grade\tSeason\tHigh\n13\tfall\t70\n3\tsummer\t70\n3\tfall\tseventy\n3\twinter\t80\n3\twinter\t81\n",
    );
    let told: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| (problem.line, problem.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (2, "“13” is not a grade: use PK, K or 1 to 12."),
            (
                3,
                "“summer” was given as the season; fall, winter, spring or growth is allowed."
            ),
            (
                4,
                "High: “seventy” was given; a number such as 42 or 13.5 is allowed, or nothing."
            ),
            (
                6,
                "Grade 3, winter, High is given twice: 80 stands above, 81 here."
            ),
        ]
    );
    assert_eq!(reading.sets[0].version.rows.len(), 1);
}

#[test]
fn what_is_no_table_is_refused() {
    for (text, error) in [
        ("", SheetError::Empty),
        ("\u{FEFF}\n\n", SheetError::Empty),
        ("grade,season,High\n", SheetError::Empty),
    ] {
        assert_eq!(Sheet::of(text), Err(error));
    }
    let wide = format!("{}\n1\n", "a,".repeat(80));
    assert_eq!(Sheet::of(&wide), Err(SheetError::TooWide(81)));
    let long = format!("grade\n{}", "1\n".repeat(6_000));
    assert!(matches!(Sheet::of(&long), Err(SheetError::TooLong(_))));
    let no_grade = read_text("season,High\nfall,70\n");
    assert_eq!(no_grade.problems[0].message, "No column holds the grade.");
    assert!(no_grade.sets.is_empty());
}

#[test]
fn what_ships_comes_back_from_its_own_file() {
    for (_, set) in reference::built_in() {
        let version = set.current().unwrap().1;
        let measure = library::measure(set.measure).unwrap();
        let reading = read_text(&write(&set.name, &measure.name, version));
        assert_eq!(reading.problems, [], "{}", set.name);
        let found = &reading.sets[0];
        assert_eq!((&found.name, &found.measure), (&set.name, &measure.name));
        assert_eq!(&found.version, version, "{}", set.name);
    }
}

fn a_name() -> impl Strategy<Value = String> {
    "[A-Za-z=+@',;\"é][A-Za-z0-9 =',;\"-]{0,10}[a-z]"
        .prop_map(|name| crate::model::text::line(&name))
}

fn a_version() -> impl Strategy<Value = ReferenceVersion> {
    let levels = proptest::collection::btree_set(a_name(), 1..4);
    let scores = proptest::collection::vec(proptest::option::of(0_u16..600), 12);
    (levels, a_name(), a_name(), scores, 1_u16..60, any::<bool>()).prop_map(
        |(levels, source, below, scores, weeks, has_below)| {
            let levels: Vec<String> = levels.into_iter().collect();
            let rows = Season::ALL
                .into_iter()
                .map(Some)
                .chain([None])
                .zip(scores.chunks(3));
            let rows = rows.map(|(season, scores)| {
                let mut values: Vec<Option<f64>> = scores
                    .iter()
                    .take(levels.len())
                    .map(|score| score.map(|score| f64::from(score) / 2.0))
                    .collect();
                values.sort_by(|a, b| b.partial_cmp(a).unwrap());
                ReferenceRow {
                    grade: third(),
                    season,
                    values,
                }
            });
            ReferenceVersion {
                source,
                published: "2024".into(),
                licence: "=cite".into(),
                weeks,
                below: if has_below {
                    format!("{below} below")
                } else {
                    String::new()
                },
                aim: levels[0].clone(),
                rows: rows.collect(),
                levels,
                ..ReferenceVersion::default()
            }
        },
    )
}

proptest! {
    #[test]
    fn an_export_comes_back_as_it_was(version in a_version(), name in a_name()) {
        let measure = library::measure(library::ORAL_READING_FLUENCY).unwrap();
        let Ok(version) = version.checked(measure) else { return Ok(()); };
        let reading = read_text(&write(&name, &measure.name, &version));
        prop_assert_eq!(&reading.problems, &[]);
        let found = &reading.sets[0];
        prop_assert_eq!(&found.name, &name);
        let again = found.checked(measure);
        prop_assert_eq!(again, Ok(version));
    }

    #[test]
    fn hostile_text_never_panics(text in "\\PC*", cells in "(grade|season|fall|3|\"|,|;|\t|\n|1e999|-0|NaN|blue| ){0,80}") {
        for text in [text, cells] {
            if let Ok(sheet) = Sheet::of(&text) {
                let columns = columns(&sheet.headers);
                let reading = read(&sheet, &columns);
                let measure = library::measure(library::ORAL_READING_FLUENCY).unwrap();
                for found in reading.sets {
                    let _ = found.checked(measure);
                }
            }
        }
    }
}
