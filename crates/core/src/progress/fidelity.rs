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

/// Steps by sessions, in the order of the wording in force; steps of earlier wordings follow.
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
    /// Its place in the wording in force, from 1; `None` if it is not part of it any more.
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
            .map(|rating| rating.checklist.marks.get(&step.id).cloned())
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

/// The steps in force, then those of the rated wordings that are not part of it any more.
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
        if !steps.iter().any(|(_, known)| known.id == step.id) {
            steps.push((None, step.clone()));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::Undefined;
    use crate::model::{Adaptation, AdaptationKind, Entries, Outcome, ProtocolUse, Stamp, Subject};

    const PROTOCOL: Id<Protocol> = Id::built_in(1);
    const VERSION: Id<ProtocolVersion> = Id::built_in(1);
    const GROUP: Who = Who::Group(Id::built_in(1));

    fn step(number: u128, required: bool) -> Step {
        Step {
            id: Id::built_in(number),
            text: format!("Step {number}"),
            required,
            may_not_apply: true,
            core: false,
        }
    }

    /// D done, M missed, N not applicable, K adapted with the core kept, X adapted without.
    fn mark(letter: char) -> Mark {
        let adapted = |core_kept| {
            Mark::Adapted(Adaptation {
                kind: AdaptationKind::Reactive,
                what: "Shorter".into(),
                why: "Fire drill".into(),
                core_kept,
            })
        };
        match letter {
            'D' => Mark::Done,
            'M' => Mark::Missed,
            'N' => Mark::NotApplicable,
            'K' => adapted(true),
            _ => adapted(false),
        }
    }

    fn checklist(rater: Rater, letters: &str) -> Checklist {
        Checklist {
            rater,
            marks: (1..)
                .zip(letters.chars())
                .filter(|(_, letter)| *letter != ' ')
                .map(|(number, letter)| (Id::built_in(number), mark(letter)))
                .collect(),
            ..Checklist::default()
        }
    }

    fn observer() -> Rater {
        Rater::Observer {
            role: "Reading coach".into(),
        }
    }

    /// A protocol of three required steps and one that is only recorded, and a session a day.
    fn caseload(days: &[&[(Rater, &str)]]) -> Caseload {
        let stamp = Stamp::default();
        let mut caseload = Caseload::default();
        let version = ProtocolVersion {
            number: 1,
            steps: vec![step(1, true), step(2, true), step(3, true), step(4, false)],
            ..ProtocolVersion::default()
        };
        let mut protocol = Protocol {
            name: "Repeated reading".into(),
            subject: Subject::Reading,
            ..Protocol::default()
        };
        protocol.versions.set(VERSION, stamp, version);
        caseload.protocols.set(PROTOCOL, stamp, protocol);
        for (day, checklists) in (1..).zip(days) {
            let mut session = Session {
                date: date(2026, 10, day),
                start: None,
                who: GROUP,
                slot: None,
                planned_minutes: 30,
                outcome: Outcome::Held { minutes: 30 },
                protocol: Some(ProtocolUse {
                    protocol: PROTOCOL,
                    version: VERSION,
                }),
                makes_up: None,
                lesson: String::new(),
                note: String::new(),
                attendance: Entries::default(),
                checklists: Entries::default(),
            };
            for (number, (rater, letters)) in (1..).zip(*checklists) {
                let checklist = checklist(rater.clone(), letters);
                session
                    .checklists
                    .set(Id::built_in(number), stamp, checklist);
            }
            let id = Id::built_in(u128::try_from(day).unwrap());
            caseload.sessions.set(id, stamp, session);
        }
        caseload
    }

    #[test]
    fn only_required_steps_count_and_na_leaves_the_denominator() {
        let own = Rater::Interventionist;
        let nothing = Err(Undefined::NothingCounted);
        for (letters, expected) in [
            ("", nothing),
            ("NNN", nothing),
            ("NNND", nothing),
            ("DDDM", Ok(100.0)),
            ("DMN", Ok(50.0)),
            ("DKM", Ok(200.0 / 3.0)),
            ("DXD", Ok(200.0 / 3.0)),
            ("MMMD", Ok(0.0)),
        ] {
            let caseload = caseload(&[&[(own.clone(), letters)]]);
            let session = caseload.sessions.get(Id::built_in(1)).unwrap();
            assert_eq!(
                own_adherence(&caseload, session),
                Some(expected),
                "{letters}"
            );
        }
    }

    #[test]
    fn the_matrix_says_which_step_is_lost() {
        let own = Rater::Interventionist;
        let caseload = caseload(&[
            &[(own.clone(), "DMDD")],
            &[(own.clone(), "DMN")],
            &[(own.clone(), "DDKM")],
        ]);
        let ratings = ratings(&caseload, PROTOCOL, &Filter::default());
        let protocol = caseload.protocol(PROTOCOL).unwrap();
        let all = matrix(protocol, &ratings, 10);
        assert_eq!(all.columns.len(), 3);
        let percents: Vec<_> = all.rows.iter().map(|row| row.tally.adherence()).collect();
        assert_eq!(percents, [Ok(100.0), Ok(100.0 / 3.0), Ok(100.0), Ok(50.0)]);
        let most_missed = all
            .rows
            .iter()
            .max_by(|a, b| a.missed().total_cmp(&b.missed()));
        assert_eq!(most_missed.and_then(|row| row.number), Some(2));
        assert_eq!(
            all.rows[3].marks,
            [Some(Mark::Done), None, Some(Mark::Missed)]
        );

        let last = matrix(protocol, &ratings, 1);
        assert_eq!(last.columns[0].date, date(2026, 10, 3));
        assert_eq!(matrix(protocol, &[], 5).columns.len(), 0);
    }

    #[test]
    fn ratings_are_filtered_by_group_and_rater() {
        let own = Rater::Interventionist;
        let caseload = caseload(&[
            &[(own.clone(), "DDD"), (observer(), "DDM")],
            &[(own.clone(), "DDD")],
        ]);
        let count = |who, rater| ratings(&caseload, PROTOCOL, &Filter { who, rater }).len();
        assert_eq!(count(None, None), 3);
        assert_eq!(count(Some(GROUP), Some(observer())), 1);
        assert_eq!(count(None, Some(own)), 2);
        assert_eq!(count(Some(Who::Group(Id::built_in(9))), None), 0);
        let other = ratings(&caseload, Id::built_in(9), &Filter::default());
        assert!(other.is_empty());
    }

    #[test]
    fn an_observer_is_compared_step_by_step() {
        let own = Rater::Interventionist;
        for (ours, theirs, agreed, rated, percent) in [
            ("DDMD", "DMMD", 3, 4, Ok(75.0)),
            ("DDD", "DKD", 3, 3, Ok(100.0)),
            ("NDD", "NDM", 1, 2, Ok(50.0)),
            ("NNN", "NNN", 0, 0, Err(Undefined::NothingCounted)),
            ("D D", "DDD", 2, 2, Ok(100.0)),
        ] {
            let caseload = caseload(&[&[(own.clone(), ours), (observer(), theirs)]]);
            let ratings = ratings(&caseload, PROTOCOL, &Filter::default());
            let [found] = agreements(&ratings).try_into().unwrap();
            assert_eq!(
                (found.agreed, found.rated),
                (agreed, rated),
                "{ours} {theirs}"
            );
            assert_eq!(found.percent, percent, "{ours} {theirs}");
        }
        let alone = caseload(&[&[(observer(), "DDD")]]);
        assert!(agreements(&ratings(&alone, PROTOCOL, &Filter::default())).is_empty());
    }
}
