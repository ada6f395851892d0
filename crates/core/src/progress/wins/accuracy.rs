//! The first passage read with at least 95 % accuracy, after one that was below.
//!
//! Source: below about 95 % a text is too hard to be read alone (instructional level; Betts 1946,
//! and the accuracy that `domain.md` 8 names). A first score that is accurate already is no step.

use super::{Fact, Of, Scored, Win, WinKind};
use crate::progress::score_entry::{Entered, has_passages};

/// Percent of the words that were attempted.
pub const ACCURATE: f64 = 95.0;

pub(super) fn win(of: &Of, scored: &Scored) -> Option<Win> {
    if !has_passages(scored.measure) {
        return None;
    }
    let probes = scored.plan.probes_by_date().into_iter();
    let known: Vec<_> = probes
        .filter_map(|(_, probe)| {
            let entered = Entered {
                score: probe.score,
                errors: probe.errors,
            };
            Some((probe, entered.accuracy(scored.measure)?))
        })
        .collect();
    let place = known
        .iter()
        .position(|(_, accuracy)| *accuracy >= ACCURATE)?;
    let best_before = known.get(..place)?.iter().copied();
    let best_before = best_before.max_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let reached = known.get(place)?;
    let fact = |(probe, accuracy): &(&crate::model::Probe, f64)| Fact {
        date: probe.date,
        what: format!(
            "{accuracy:.1} % accuracy, {} {}",
            crate::number::number(probe.score),
            scored.measure.unit
        ),
        session: probe.session,
    };
    Some(Win {
        student: of.student,
        kind: WinKind::FirstAccuratePassage,
        date: reached.0.date,
        sentence: "Read a passage with 95 % accuracy for the first time.".into(),
        rule: format!(
            "The first passage at {ACCURATE:.0} % accuracy or better; the best one before is given too."
        ),
        facts: vec![fact(&best_before), fact(reached)],
    })
}
