//! The best median of three so far: three scores in a row whose median no three before had.
//!
//! Threshold: better by any amount than all three scores in a row that share none with it, and not
//! under those that do; on three scores that neither the baseline nor an earlier win stands on, so
//! that no score makes two wins. Source: `domain.md` 8; the median of three as in the baseline
//! (`domain.md` 1).

use super::{Of, Scored, Win, WinKind};
use crate::analysis::{Occasion, median};
use crate::number::number;

pub(super) const SCORES: usize = 3;

pub(super) fn wins(of: &Of, scored: &Scored) -> Vec<Win> {
    let occasions = scored.series.occasions();
    let medians: Vec<f64> = occasions.windows(SCORES).filter_map(middle).collect();
    let best = |medians: &[f64]| {
        let direction = scored.measure.direction;
        let values = medians.iter().copied();
        values.max_by(|one, other| direction.gain(*one).total_cmp(&direction.gain(*other)))
    };
    let mut wins = Vec::new();
    // The first three are the baseline; the scores of a win are used up by it.
    let mut free = SCORES;
    for (start, (three, median)) in occasions.windows(SCORES).zip(&medians).enumerate() {
        let apart = start
            .checked_sub(SCORES)
            .and_then(|last| medians.get(..=last))
            .and_then(best);
        let before = medians.get(..start).and_then(best);
        let (Some(apart), Some(before), Some(last)) = (apart, before, three.last()) else {
            continue;
        };
        let is_best = !scored.reaches(apart, *median) && scored.reaches(*median, before);
        if start < free || !is_best {
            continue;
        }
        free = start + SCORES;
        wins.push(Win {
            student: of.student,
            kind: WinKind::BestMedian,
            date: last.date,
            sentence: format!(
                "Best median of three so far in {}: {} {}.",
                scored.measure.short_name,
                number(*median),
                scored.measure.unit
            ),
            rule: format!(
                "The median of three scores in a row is better than that of any three before, {} at best, and none of them made a win before.",
                number(apart)
            ),
            facts: scored.facts(three),
        });
    }
    wins
}

pub(super) fn middle(three: &[Occasion]) -> Option<f64> {
    let values: Vec<f64> = three.iter().map(|occasion| occasion.value).collect();
    median(&values).ok()
}
