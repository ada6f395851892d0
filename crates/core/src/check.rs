//! The integrity of a workspace: what is wrong, and a repair that loses nothing.
//!
//! A repair never deletes what a person entered. A document that cannot be read is set aside as it
//! is; a record that others speak of and that is not there comes back, so that what belongs to it
//! stays in view: as it was, if it was removed and its text is kept, else as a placeholder. Repairing
//! twice repairs nothing the second time.

mod mend;
mod placeholder;
mod revive;

use crate::order::Order;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use uuid::Uuid;

use crate::change::Change;
use crate::context::Context;
use crate::format::document::{self, ASIDE, Decoded, HISTORY, KINDS};
use crate::history::History;
use crate::model::{Measure, Stamp};
use crate::references::{Known, Reference, references};

/// What can be wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    Unreadable,
    SameIdTwice,
    UnknownStudent,
    UnknownGroup,
    UnknownMeasure,
    UnknownProtocol,
    UnknownSession,
    UnknownReferenceSet,
    EmptyMembership,
    TwoScoresOfOneSession,
    ScoreOutOfBounds,
    MeetingLoggedTwice,
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub damage: Damage,
    /// The key of the document.
    pub key: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many documents were looked at.
    pub documents: usize,
    pub findings: Vec<Finding>,
}

/// What a repair does, to be committed as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repair {
    pub changes: Vec<Change>,
    /// What it mends.
    pub counts: BTreeMap<Damage, usize>,
}

/// Looks at all documents of a workspace, given by key and body.
pub fn check(documents: &[(&str, &str)]) -> Report {
    let mut nowhere = Context::new(
        0,
        jiff::civil::Date::default(),
        Default::default(),
        Stamp::default(),
        0,
    );
    survey(documents, &mut nowhere).0
}

/// Mends what can be mended without a decision of the person.
pub fn repair(documents: &[(&str, &str)], context: &mut Context) -> Repair {
    let (report, changes) = survey(documents, context);
    let mut counts = report.counts();
    counts.retain(|damage, _| damage.is_mended());
    Repair { changes, counts }
}

impl Report {
    pub fn counts(&self) -> BTreeMap<Damage, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.damage).or_default() += 1;
        }
        counts
    }

    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether a repair would change anything.
    pub fn can_be_mended(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.damage.is_mended())
    }
}

impl Damage {
    pub const ALL: [Self; 12] = [
        Self::Unreadable,
        Self::SameIdTwice,
        Self::UnknownStudent,
        Self::UnknownGroup,
        Self::UnknownMeasure,
        Self::UnknownProtocol,
        Self::UnknownSession,
        Self::UnknownReferenceSet,
        Self::EmptyMembership,
        Self::TwoScoresOfOneSession,
        Self::ScoreOutOfBounds,
        Self::MeetingLoggedTwice,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Unreadable => "Records that cannot be read",
            Self::SameIdTwice => "Records that are there twice",
            Self::UnknownStudent => "Records of a student who is missing",
            Self::UnknownGroup => "Sessions of a group that is missing",
            Self::UnknownMeasure => "Plans and sets with a measure that is missing",
            Self::UnknownProtocol => "Links to a protocol that is missing",
            Self::UnknownSession => "Links to a session that is missing",
            Self::UnknownReferenceSet => "Links to a reference set that is missing",
            Self::EmptyMembership => "Memberships that end before they begin",
            Self::TwoScoresOfOneSession => "Second scores of one session",
            Self::ScoreOutOfBounds => "Scores outside the bounds of their measure",
            Self::MeetingLoggedTwice => "Sessions of a meeting that was logged before",
        }
    }

    /// What a repair does about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Unreadable => "Set aside as they are; nothing is deleted.",
            Self::SameIdTwice => "The older one is set aside.",
            Self::UnknownStudent => {
                "Brought back if it was removed; else a placeholder “Unknown student” takes its place."
            }
            Self::UnknownGroup => {
                "Brought back if it was removed; else a placeholder “Unknown group” takes its place."
            }
            Self::UnknownMeasure => {
                "Brought back if it was removed; else a placeholder “Unknown measure” takes its place."
            }
            Self::UnknownProtocol | Self::UnknownSession | Self::UnknownReferenceSet => {
                "The link is taken out; the record stays."
            }
            Self::EmptyMembership => "Taken out; they cover no day.",
            Self::TwoScoresOfOneSession => "The score entered last is kept.",
            Self::ScoreOutOfBounds | Self::MeetingLoggedTwice => {
                "Not changed: please look at each one."
            }
        }
    }

    pub fn is_mended(self) -> bool {
        !matches!(self, Self::ScoreOutOfBounds | Self::MeetingLoggedTwice)
    }

    fn of(reference: Reference) -> Self {
        match reference {
            Reference::Student(_) => Self::UnknownStudent,
            Reference::Group(_) => Self::UnknownGroup,
            Reference::Measure(_) => Self::UnknownMeasure,
            Reference::Protocol(_) | Reference::Version(_) => Self::UnknownProtocol,
            Reference::Session(_) => Self::UnknownSession,
            Reference::Set(_) => Self::UnknownReferenceSet,
        }
    }
}

/// A readable document of the caseload, with its text.
struct Readable<'d> {
    key: &'d str,
    body: &'d str,
    decoded: Decoded,
    /// The text with which it comes back, although it was removed.
    revived: Option<String>,
}

fn survey(documents: &[(&str, &str)], context: &mut Context) -> (Report, Vec<Change>) {
    let mut findings = Vec::new();
    let mut changes = Vec::new();
    let mut aside = |damage, key: &str, body: &str| {
        findings.push(finding(damage, key));
        changes.extend(set_aside(key, body, context.stamp()));
    };
    let readable = read_all(documents, &mut aside);
    let readable = drop_doubles(readable, &mut aside);
    let world = World::of(&readable);
    for Readable { key, decoded, .. } in &readable {
        // One document that names a missing record ten times is one finding.
        let damages: BTreeSet<_> = world.unknown(decoded).map(Damage::of).collect();
        findings.extend(damages.into_iter().map(|damage| finding(damage, key)));
    }
    findings.extend(logged_twice(&readable));
    let (readable, world) = revive::revive(readable, world, context);
    let mut missing = BTreeSet::new();
    for readable in readable {
        let Readable {
            key,
            body,
            decoded,
            revived,
        } = readable;
        missing.extend(
            world
                .unknown(&decoded)
                .filter_map(|reference| placeholder::Missing::of(reference, &decoded)),
        );
        let mended = mend::mend(decoded, &world, context);
        findings.extend(
            mended
                .damages
                .into_iter()
                .map(|damage| finding(damage, key)),
        );
        if let Some(after) = mended.body.or(revived) {
            changes.push(Change {
                key: key.to_owned(),
                before: Some(body.to_owned()),
                after: Some(after),
            });
        }
    }
    let texts: HashMap<&str, &str> = documents.iter().copied().collect();
    let placeholders = placeholder::fill(missing, &texts, context);
    let filled: BTreeSet<_> = placeholders
        .iter()
        .map(|change| change.key.clone())
        .collect();
    // One change for each key: what is set aside and comes back as a placeholder is not deleted too.
    changes.retain(|change| !filled.contains(&change.key));
    changes.extend(placeholders);
    findings.order();
    let report = Report {
        documents: documents.len(),
        findings,
    };
    (report, changes)
}

/// The records that are there and not deleted, and the measures that scores are held against.
struct World {
    known: Known,
    measures: HashMap<Uuid, Measure>,
}

impl World {
    fn of(readable: &[Readable<'_>]) -> Self {
        let mut known = Known::default();
        let mut measures = HashMap::new();
        for Readable { key, decoded, .. } in readable {
            if !decoded.is_living() {
                continue;
            }
            known.note_key(key);
            match decoded {
                Decoded::Protocol(id, entry) => {
                    entry
                        .value
                        .iter()
                        .for_each(|protocol| known.note_versions(*id, protocol));
                }
                Decoded::ReferenceSet(id, entry) => {
                    entry
                        .value
                        .iter()
                        .for_each(|set| known.note_editions(*id, set));
                }
                Decoded::Measure(id, entry) => {
                    measures.extend(entry.value.clone().map(|measure| (id.uuid(), measure)));
                }
                _ => {}
            }
        }
        Self { known, measures }
    }

    /// What a document speaks of and that is not there.
    fn unknown(&self, document: &Decoded) -> impl Iterator<Item = Reference> {
        references(document)
            .into_iter()
            .filter(|reference| !self.known.holds(*reference))
    }
}

fn read_all<'d>(
    documents: &[(&'d str, &'d str)],
    aside: &mut impl FnMut(Damage, &str, &str),
) -> Vec<Readable<'d>> {
    let mut readable = Vec::with_capacity(documents.len());
    for &(key, body) in documents {
        let kind = document::kind_of(key);
        if kind == HISTORY && serde_json::from_str::<History>(body).is_err() {
            aside(Damage::Unreadable, key, body);
        }
        if !KINDS.contains(&kind) {
            continue;
        }
        match document::decode(key, body) {
            Ok(decoded) => readable.push(Readable {
                key,
                body,
                decoded,
                revived: None,
            }),
            Err(_) => aside(Damage::Unreadable, key, body),
        }
    }
    readable
}

/// Keeps the later of two documents with one id.
fn drop_doubles<'d>(
    mut readable: Vec<Readable<'d>>,
    aside: &mut impl FnMut(Damage, &str, &str),
) -> Vec<Readable<'d>> {
    readable.order_by_key(|document| std::cmp::Reverse(stamp_of(&document.decoded)));
    let mut known = Known::default();
    readable.retain(|document| {
        let first = known.note_key(document.key);
        if !first {
            aside(Damage::SameIdTwice, document.key, document.body);
        }
        first
    });
    readable.order_by_key(|document| document.key);
    readable
}

/// Two windows in one moment, or two devices before they were merged, may log one meeting each: its
/// minutes count twice. Which of the two is right only the person knows.
fn logged_twice(readable: &[Readable<'_>]) -> Vec<Finding> {
    let mut meetings = HashSet::new();
    readable
        .iter()
        .filter(|document| match &document.decoded {
            Decoded::Session(_, entry) => entry.value.as_ref().is_some_and(|session| {
                let slot = session.slot;
                slot.is_some_and(|slot| !meetings.insert((slot, session.date)))
            }),
            _ => false,
        })
        .map(|document| finding(Damage::MeetingLoggedTwice, document.key))
        .collect()
}

/// The two changes that move a document out of the way, as text in a text.
fn set_aside(key: &str, body: &str, stamp: Stamp) -> [Change; 2] {
    [
        Change {
            key: key.to_owned(),
            before: Some(body.to_owned()),
            after: None,
        },
        Change {
            key: format!("{ASIDE}/{stamp}/{key}"),
            before: None,
            after: Some(serde_json::Value::from(body).to_string()),
        },
    ]
}

fn finding(damage: Damage, key: &str) -> Finding {
    Finding {
        damage,
        key: key.to_owned(),
    }
}

fn stamp_of(decoded: &Decoded) -> Stamp {
    match decoded {
        Decoded::Settings(_, entry) => entry.stamp,
        Decoded::Calendar(_, entry) => entry.stamp,
        Decoded::Student(_, entry) => entry.stamp,
        Decoded::Measure(_, entry) => entry.stamp,
        Decoded::ReferenceSet(_, entry) => entry.stamp,
        Decoded::Protocol(_, entry) => entry.stamp,
        Decoded::Group(_, entry) => entry.stamp,
        Decoded::Plan(_, entry) => entry.stamp,
        Decoded::Session(_, entry) => entry.stamp,
    }
}

#[cfg(test)]
mod tests;
