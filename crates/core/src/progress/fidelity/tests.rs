//! Checklists in letters, and what they come to.

use jiff::civil::date;

use super::*;
use crate::analysis::Undefined;
use crate::model::{Adaptation, AdaptationKind, Outcome, ProtocolUse, Stamp, Subject};

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
            protocol: Some(ProtocolUse {
                protocol: PROTOCOL,
                version: VERSION,
            }),
            ..Session::new(
                GROUP,
                date(2026, 10, day),
                30,
                Outcome::Held { minutes: 30 },
            )
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

#[test]
fn a_reworded_step_is_a_row_of_its_own() {
    let own = Rater::Interventionist;
    let mut caseload = caseload(&[&[(own.clone(), "DDD")], &[(own, "MDD")]]);
    let (stamp, second) = (Stamp::default(), Id::built_in(2));
    let mut protocol = caseload.protocol(PROTOCOL).unwrap().clone();
    let mut version = protocol.versions.get(VERSION).unwrap().clone();
    version.number = 2;
    version.steps[0].text = "Step 1, slower".into();
    protocol.versions.set(second, stamp, version);
    caseload.protocols.set(PROTOCOL, stamp, protocol);
    let mut session = caseload.sessions.get(Id::built_in(2)).unwrap().clone();
    session.protocol = Some(ProtocolUse {
        protocol: PROTOCOL,
        version: second,
    });
    caseload.sessions.set(Id::built_in(2), stamp, session);

    let ratings = ratings(&caseload, PROTOCOL, &Filter::default());
    let rows = matrix(caseload.protocol(PROTOCOL).unwrap(), &ratings, 10).rows;
    let of = |text: &str| rows.iter().find(|row| row.step.text == text).unwrap();
    let new = of("Step 1, slower");
    assert_eq!(
        (new.number, &new.marks),
        (Some(1), &vec![None, Some(Mark::Missed)])
    );
    let old = of("Step 1");
    assert_eq!(
        (old.number, &old.marks),
        (None, &vec![Some(Mark::Done), None])
    );
}
