//! Placeholders for records that others speak of and that are not there.

use crate::order::Order;
use std::collections::{BTreeSet, HashMap};

use crate::analysis::direction::Direction;
use crate::change::{self, Change};
use crate::context::Context;
use crate::format::document::Decoded;
use crate::model::{
    Entry, Group, Id, Measure, MeasureKind, Record, ReferenceSet, Scoring, Student,
};
use crate::references::Reference;

/// A record that needs a placeholder. Links to protocols and sessions are taken out instead: a
/// made-up protocol would claim steps that nobody wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Missing {
    Student(Id<Student>),
    Group(Id<Group>),
    /// With the lowest and the highest score of a plan or a reference set, in whole numbers.
    Measure(Id<Measure>, i64, i64),
}

impl Missing {
    pub(super) fn of(reference: Reference, named_by: &Decoded) -> Option<Self> {
        match (reference, named_by) {
            (Reference::Student(id), _) => Some(Self::Student(id)),
            (Reference::Group(id), _) => Some(Self::Group(id)),
            (
                Reference::Measure(id),
                Decoded::Plan(
                    _,
                    Entry {
                        value: Some(plan), ..
                    },
                ),
            ) => {
                let (lowest, highest) = bounds(plan.probes.values().map(|probe| probe.score));
                Some(Self::Measure(id, lowest, highest))
            }
            (
                Reference::Measure(id),
                Decoded::ReferenceSet(
                    _,
                    Entry {
                        value: Some(set), ..
                    },
                ),
            ) => {
                let (lowest, highest) = bounds(figures(set));
                Some(Self::Measure(id, lowest, highest))
            }
            _ => None,
        }
    }
}

/// One placeholder for each record that is missing. A deleted one is brought back.
pub(super) fn fill(
    missing: BTreeSet<Missing>,
    texts: &HashMap<&str, &str>,
    context: &mut Context,
) -> Vec<Change> {
    let mut measures: HashMap<Id<Measure>, (i64, i64)> = HashMap::new();
    let mut changes = Vec::new();
    for record in missing {
        match record {
            Missing::Student(id) => changes.push(put(id, unknown_student(), texts, context)),
            Missing::Group(id) => changes.push(put(id, unknown_group(), texts, context)),
            Missing::Measure(id, lowest, highest) => {
                let known = measures.entry(id).or_insert((0, 100));
                *known = (known.0.min(lowest), known.1.max(highest));
            }
        }
    }
    let mut measures: Vec<_> = measures.into_iter().collect();
    measures.order();
    for (id, (lowest, highest)) in measures {
        changes.push(put(id, unknown_measure(lowest, highest), texts, context));
    }
    changes
}

fn put<R: Record>(
    id: Id<R>,
    record: R,
    texts: &HashMap<&str, &str>,
    context: &mut Context,
) -> Change {
    let key = record.key(id);
    Change {
        before: texts.get(key.as_str()).map(|body| (*body).to_owned()),
        after: Some(change::body(&Entry::new(context.stamp(), record))),
        key,
    }
}

fn unknown_student() -> Student {
    Student {
        given_name: "Unknown".into(),
        family_name: "student".into(),
        ..Student::default()
    }
}

fn unknown_group() -> Group {
    Group {
        name: "Unknown group".into(),
        ..Group::default()
    }
}

fn unknown_measure(lowest: i64, highest: i64) -> Measure {
    Measure {
        name: "Unknown measure".into(),
        short_name: "Unknown".into(),
        unit: "points".into(),
        direction: Direction::Increase,
        kind: MeasureKind::GeneralOutcome,
        scoring: Scoring::Score,
        lowest: lowest as f64,
        highest: highest as f64,
        fractional: true,
        seconds: None,
        standard_error: None,
        subject: None,
        archived: None,
    }
}

fn figures(set: &ReferenceSet) -> impl Iterator<Item = f64> {
    let rows = set.versions.values().flat_map(|version| &version.rows);
    rows.flat_map(|row| row.values.iter().copied().flatten())
}

/// Whole numbers around scores; 0 to 100 where they fit.
fn bounds(scores: impl Iterator<Item = f64>) -> (i64, i64) {
    scores
        .filter(|score| score.is_finite())
        .fold((0, 100), |(lowest, highest), score| {
            (
                lowest.min(score.floor() as i64),
                highest.max(score.ceil() as i64),
            )
        })
}
