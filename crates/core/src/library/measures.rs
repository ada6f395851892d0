//! The built-in measures.

use std::sync::OnceLock;

use crate::analysis::direction::Direction;
use crate::model::{Id, Measure, MeasureKind, Scoring};

/// Oral reading fluency.
pub const ORAL_READING_FLUENCY: Id<Measure> = Id::built_in(0x0101);

/// A built-in measure.
pub fn measure(id: Id<Measure>) -> Option<&'static Measure> {
    all().iter().find(|(known, _)| *known == id).map(|(_, measure)| measure)
}

/// The built-in measures, in the order in which they are offered.
pub fn measures() -> impl Iterator<Item = (Id<Measure>, &'static Measure)> {
    all().iter().map(|(id, measure)| (*id, measure))
}

fn all() -> &'static [(Id<Measure>, Measure)] {
    static ALL: OnceLock<Vec<(Id<Measure>, Measure)>> = OnceLock::new();
    ALL.get_or_init(|| {
        vec![(
            ORAL_READING_FLUENCY,
            Measure {
                name: "Oral reading fluency".into(),
                short_name: "ORF".into(),
                unit: "words correct per minute".into(),
                direction: Direction::Increase,
                kind: MeasureKind::GeneralOutcome,
                scoring: Scoring::CorrectAndErrors,
                lowest: 0.0,
                highest: 300.0,
                fractional: false,
                seconds: Some(60),
                standard_error: Some(10.0),
                archived: None,
            },
        )]
    })
}
