//! Was it taught as written? The checklists of a protocol as ratings over time, step by step, and
//! where two raters saw the same session.

use crate::order::Order;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::analysis::{self, Defined, Tally};
use crate::caseload::Caseload;
use crate::model::{Checklist, Id, Mark, Protocol, ProtocolVersion, Rater, Session, Step, Who};

/// One rater's checklist of one session, beside the wording it was rated by.
#[derive(Clone, Debug)]
pub struct Rating<'a> {
    pub session: Id<Session>,
    pub date: Date,
    pub start: Option<u16>,
    pub who: Who,
    pub id: Id<Checklist>,
    pub checklist: &'a Checklist,
    pub version: &'a ProtocolVersion,
}

/// Which checklists are looked at; nothing chosen means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub who: Option<Who>,
    pub rater: Option<Rater>,
}

/// Steps by sessions, in the order of the wording in force; steps that earlier wordings had, or had
/// in other words, follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The checklists, oldest first.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub session: Id<Session>,
    pub date: Date,
    pub who: Who,
    pub rater: Rater,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub step: Step,
    /// Its place in the wording in force, from 1; `None` if it is not part of it, or not any more in
    /// these words.
    pub number: Option<usize>,
    /// One cell for each column; `None` where the step was not marked.
    pub marks: Vec<Option<Mark>>,
    pub tally: Tally,
}

/// Two raters of one session, compared step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    pub session: Id<Session>,
    pub date: Date,
    pub who: Who,
    pub observer: String,
    pub agreed: usize,
    /// Steps that at least one of them rated and both marked.
    pub rated: usize,
    pub percent: Defined<f64>,
    /// The steps they saw differently: what we said, what the observer said.
    pub differences: Vec<(Step, Mark, Mark)>,
}

/// The required steps of a checklist. Steps that are only recorded do not count.
pub fn tally(checklist: &Checklist, version: &ProtocolVersion) -> Tally {
    checklist
        .marks
        .iter()
        .filter(|(step, _)| version.step(**step).is_some_and(|step| step.required))
        .map(|(_, mark)| counted(mark))
        .collect()
}

/// The adherence of a session by the interventionist's own checklist; `None` without one.
pub fn own_adherence(caseload: &Caseload, session: &Session) -> Option<Defined<f64>> {
    let (_, checklist) = session.own_checklist()?;
    let version = caseload.protocol_version(session.protocol?)?;
    Some(tally(checklist, version).adherence())
}

/// Every checklist of a protocol, in whatever wording, oldest first.
pub fn ratings<'a>(
    caseload: &'a Caseload,
    protocol: Id<Protocol>,
    filter: &Filter,
) -> Vec<Rating<'a>> {
    let mut ratings: Vec<_> = caseload
        .sessions
        .iter()
        .filter(|(_, session)| filter.who.is_none_or(|who| session.who == who))
        .filter_map(|(id, session)| {
            let used = session.protocol.filter(|used| used.protocol == protocol)?;
            Some((id, session, caseload.protocol_version(used)?))
        })
        .flat_map(|(id, session, version)| {
            session
                .checklists
                .iter()
                .map(move |(checklist_id, checklist)| Rating {
                    session: id,
                    date: session.date,
                    start: session.start,
                    who: session.who,
                    id: checklist_id,
                    checklist,
                    version,
                })
        })
        .filter(|rating| {
            filter
                .rater
                .as_ref()
                .is_none_or(|rater| rating.checklist.rater == *rater)
        })
        .collect();
    ratings.order_by_key(|rating| (rating.date, rating.start, rating.session, rating.id));
    ratings
}

/// The steps by sessions of ratings, for the latest `count` of them.
pub fn matrix(protocol: &Protocol, ratings: &[Rating<'_>], count: usize) -> Matrix {
    let shown = &ratings[ratings.len().saturating_sub(count)..];
    Matrix {
        columns: shown.iter().map(Column::of).collect(),
        rows: steps(protocol, shown)
            .into_iter()
            .map(|(number, step)| Row::of(number, step, shown))
            .collect(),
    }
}

/// Each observer's checklist beside the interventionist's own of the same session, latest first.
pub fn agreements(ratings: &[Rating<'_>]) -> Vec<Agreement> {
    let mut found: Vec<Agreement> = ratings
        .iter()
        .filter_map(|theirs| {
            let Rater::Observer { role } = &theirs.checklist.rater else {
                return None;
            };
            let ours = ratings.iter().find(|rating| {
                rating.session == theirs.session && rating.checklist.rater == Rater::Interventionist
            })?;
            Some(Agreement::of(ours, theirs, role))
        })
        .collect();
    found.reverse();
    found
}

/// How many sessions used each wording of a protocol.
pub fn uses(caseload: &Caseload, protocol: Id<Protocol>) -> BTreeMap<Id<ProtocolVersion>, usize> {
    let mut uses = BTreeMap::new();
    for session in caseload
        .sessions
        .values()
        .filter(|session| session.is_held())
    {
        if let Some(used) = session.protocol.filter(|used| used.protocol == protocol) {
            *uses.entry(used.version).or_default() += 1;
        }
    }
    uses
}

/// A mark as it counts: done, adapted with its core kept, and so on.
pub fn counted(mark: &Mark) -> analysis::Mark {
    match mark.counts() {
        Some(true) => analysis::Mark::Yes,
        Some(false) => analysis::Mark::No,
        None => analysis::Mark::NotApplicable,
    }
}

impl Column {
    fn of(rating: &Rating<'_>) -> Self {
        Self {
            session: rating.session,
            date: rating.date,
            who: rating.who,
            rater: rating.checklist.rater.clone(),
        }
    }
}

impl Row {
    fn of(number: Option<usize>, step: Step, ratings: &[Rating<'_>]) -> Self {
        let marks: Vec<Option<Mark>> = ratings
            .iter()
            .map(|rating| {
                let asked = rating.version.step(step.id)?;
                let mark = rating.checklist.marks.get(&step.id)?;
                same_question(asked, &step).then(|| mark.clone())
            })
            .collect();
        let tally = marks.iter().flatten().map(counted).collect();
        Self {
            step,
            number,
            marks,
            tally,
        }
    }

    /// How often the step was lost, for the order of the most missed first.
    pub fn missed(&self) -> f64 {
        self.tally
            .adherence()
            .map_or(-1.0, |percent| 100.0 - percent)
    }
}

impl Agreement {
    fn of(ours: &Rating<'_>, theirs: &Rating<'_>, role: &str) -> Self {
        let both: Vec<(&Step, &Mark, &Mark)> = ours
            .version
            .steps
            .iter()
            .filter_map(|step| {
                let our_mark = ours.checklist.marks.get(&step.id)?;
                Some((step, our_mark, theirs.checklist.marks.get(&step.id)?))
            })
            .collect();
        let pairs: Vec<_> = both
            .iter()
            .map(|(_, ours, theirs)| (counted(ours), counted(theirs)))
            .collect();
        let neither = (analysis::Mark::NotApplicable, analysis::Mark::NotApplicable);
        let rated = pairs.iter().filter(|pair| **pair != neither).count();
        let differences: Vec<_> = both
            .into_iter()
            .filter(|(_, ours, theirs)| counted(ours) != counted(theirs))
            .map(|(step, ours, theirs)| (step.clone(), ours.clone(), theirs.clone()))
            .collect();
        Self {
            session: ours.session,
            date: ours.date,
            who: ours.who,
            observer: role.to_owned(),
            agreed: rated - differences.len(),
            rated,
            percent: analysis::agreement(&pairs),
            differences,
        }
    }
}

/// The steps in force, then those of the rated wordings that are not part of it in these words.
fn steps(protocol: &Protocol, ratings: &[Rating<'_>]) -> Vec<(Option<usize>, Step)> {
    let mut steps: Vec<(Option<usize>, Step)> = protocol
        .current()
        .map(|(_, version)| version.steps.as_slice())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(place, step)| (Some(place + 1), step.clone()))
        .collect();
    for step in ratings
        .iter()
        .rev()
        .flat_map(|rating| &rating.version.steps)
    {
        if !steps.iter().any(|(_, known)| same_question(known, step)) {
            steps.push((None, step.clone()));
        }
    }
    steps
}

/// A step that was reworded asks something else: marks belong to the wording they were given for.
fn same_question(one: &Step, other: &Step) -> bool {
    one.id == other.id && one.text == other.text && one.required == other.required
}

#[cfg(test)]
mod tests;
