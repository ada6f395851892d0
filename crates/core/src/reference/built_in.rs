//! The sets that ship with the program. Each figure names its source.
//!
//! - Oral reading fluency norms: Hasbrouck & Tindal 2017. Growth is worked out from the scores; the
//!   growth column printed with them has errors.
//! - Weekly growth in oral reading fluency: Fuchs, Fuchs, Hamlett, Walz & Germann 1993.
//! - DIBELS 8th Edition goals of July 2020: University of Oregon.

use std::str::FromStr;
use std::sync::OnceLock;

use crate::library;
use crate::model::reference_set::WEEKS_OF_NORMS;
use crate::model::{
    Entries, Grade, Id, Measure, ReferenceRow, ReferenceSet, ReferenceVersion, Season, Stamp,
};

pub const ORAL_READING_NORMS: Id<ReferenceSet> = Id::built_in(0x0501);
pub const ORAL_READING_GROWTH: Id<ReferenceSet> = Id::built_in(0x0502);
pub const DIBELS_ORAL_READING: Id<ReferenceSet> = Id::built_in(0x0511);

/// The measures of the DIBELS goals, each a set of its own.
const OF_DIBELS: [(Id<ReferenceSet>, Id<Measure>); 7] = [
    (DIBELS_ORAL_READING, library::ORAL_READING_FLUENCY),
    (Id::built_in(0x0512), library::LETTER_NAMING),
    (Id::built_in(0x0513), library::PHONEMIC_SEGMENTATION),
    (Id::built_in(0x0514), library::LETTER_SOUNDS),
    (Id::built_in(0x0515), library::WORDS_RECODED),
    (Id::built_in(0x0516), library::WORD_READING),
    (Id::built_in(0x0517), library::MAZE),
];

const PERCENTILES: [&str; 5] = ["90", "75", "50", "25", "10"];
const COLORS: [&str; 3] = [
    "Blue (negligible risk)",
    "Green (core support)",
    "Yellow (strategic support)",
];

/// In the order in which they are offered; read once.
pub fn all() -> &'static [(Id<ReferenceSet>, ReferenceSet)] {
    static ALL: OnceLock<Vec<(Id<ReferenceSet>, ReferenceSet)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let dibels = OF_DIBELS
            .iter()
            .filter_map(|(id, measure)| Some(shipped(*id, dibels(*measure)?)));
        [
            shipped(ORAL_READING_NORMS, norms()),
            shipped(ORAL_READING_GROWTH, growth()),
        ]
        .into_iter()
        .chain(dibels)
        .collect()
    })
}

/// A set before it has its ids.
type Draft = (String, Id<Measure>, ReferenceVersion);

fn shipped(
    id: Id<ReferenceSet>,
    (name, measure, version): Draft,
) -> (Id<ReferenceSet>, ReferenceSet) {
    let mut versions = Entries::default();
    versions.set(Id::from_uuid(id.uuid()), Stamp::default(), version);
    let set = ReferenceSet {
        name,
        measure,
        versions,
        archived: None,
    };
    (id, set)
}

fn norms() -> Draft {
    let mut rows: Vec<ReferenceRow> = Vec::new();
    for cells in lines(include_str!("orf_2017.csv")) {
        let [grade, percentile, scores @ ..] = cells.as_slice() else {
            continue;
        };
        let (Ok(grade), Some(level)) = (
            Grade::from_str(grade),
            PERCENTILES.iter().position(|known| known == percentile),
        ) else {
            continue;
        };
        for (season, score) in Season::ALL.into_iter().zip(scores) {
            let found = rows
                .iter()
                .position(|row| row.grade == grade && row.season == Some(season));
            let at = found.unwrap_or_else(|| {
                rows.push(ReferenceRow {
                    grade,
                    season: Some(season),
                    values: vec![None; PERCENTILES.len()],
                });
                rows.len() - 1
            });
            rows[at].values[level] = score.parse().ok();
        }
    }
    rows.retain(|row| row.values.iter().any(Option::is_some));
    let version = ReferenceVersion {
        source: "Hasbrouck & Tindal".into(),
        published: "2017".into(),
        licence: "Figures cited with their source".into(),
        levels: PERCENTILES.map(|at| format!("{at}th percentile")).to_vec(),
        aim: "50th percentile".into(),
        rows,
        ..ReferenceVersion::default()
    };
    let name = "Oral reading fluency norms 2017".into();
    (name, library::ORAL_READING_FLUENCY, version)
}

fn growth() -> Draft {
    let rows = lines(include_str!("orf_growth_1993.csv")).filter_map(|cells| {
        let [grade, realistic, ambitious] = cells.as_slice() else {
            return None;
        };
        Some(ReferenceRow {
            grade: Grade::from_str(grade).ok()?,
            season: None,
            values: vec![ambitious.parse().ok(), realistic.parse().ok()],
        })
    });
    let version = ReferenceVersion {
        source: "Fuchs, Fuchs, Hamlett, Walz & Germann".into(),
        published: "1993".into(),
        licence: "Figures cited with their source".into(),
        levels: vec!["Ambitious".into(), "Realistic".into()],
        aim: "Realistic".into(),
        rows: rows.collect(),
        ..ReferenceVersion::default()
    };
    let name = "Oral reading growth a week 1993".into();
    (name, library::ORAL_READING_FLUENCY, version)
}

/// Three levels or four: some measures have no blue.
fn dibels(id: Id<Measure>) -> Option<Draft> {
    let measure = library::measure(id)?;
    let mut rows: Vec<ReferenceRow> = lines(include_str!("dibels_2020.csv"))
        .filter_map(|cells| {
            let [name, grade, period, scores @ ..] = cells.as_slice() else {
                return None;
            };
            let season = match *period {
                "B" => Season::Fall,
                "M" => Season::Winter,
                _ => Season::Spring,
            };
            (*name == measure.short_name).then_some(())?;
            Some(ReferenceRow {
                grade: Grade::from_str(grade).ok()?,
                season: Some(season),
                values: scores.iter().map(|score| score.parse().ok()).collect(),
            })
        })
        .collect();
    let mut levels = COLORS.map(str::to_owned).to_vec();
    if rows.iter().all(|row| row.values.first() == Some(&None)) {
        levels.remove(0);
        for row in &mut rows {
            row.values.remove(0);
        }
    }
    let version = ReferenceVersion {
        source: "University of Oregon".into(),
        published: "July 2020".into(),
        licence: "Attributed to the University of Oregon".into(),
        weeks: WEEKS_OF_NORMS,
        levels,
        below: "Red (intensive support)".into(),
        aim: COLORS[1].into(),
        rows,
        ..ReferenceVersion::default()
    };
    Some((
        format!("DIBELS 8 goals: {}", measure.short_name),
        id,
        version,
    ))
}

/// The lines of one of our own files, which have no quotes, without their heading.
fn lines(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}
