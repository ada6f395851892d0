//! What follows from a view, computed once for the chart, the sentence and the table.

use aimline_core::analysis::{Defined, Series, Standing, Trend, Undefined, standing};
use aimline_core::order::Order;

use super::{Phase, ProgressView, ScorePoint};

pub(super) struct Facts<'a> {
    pub all: Series,
    /// The scores by phase, the earliest phase first; phases without a score are left out.
    pub by_phase: Vec<PhaseScores>,
    /// The phase the student is in; `None` where the plan has no phases.
    pub current: Option<&'a Phase>,
    /// The scores of the current phase, which the trend is fitted to.
    pub current_scores: Series,
    pub trend: Defined<Trend>,
    pub standing: Option<Standing>,
}

pub(super) struct PhaseScores {
    pub phase: usize,
    pub series: Series,
}

impl<'a> Facts<'a> {
    pub(super) fn new(view: &'a ProgressView) -> Self {
        let all = series(&view.scores, |_| true);
        let by_phase = by_phase(view);
        let current = current_phase(view);
        let current_scores = series(&view.scores, |score| {
            current.is_none_or(|c| score.phase == c)
        });
        let trend = told_trend(&current_scores, view.speaks_from);
        let standing = view.aim.and_then(|aim| {
            // Where it stands is told in figures, so nothing counts as near.
            standing(&current_scores, &aim, view.direction, 0.0).ok()
        });
        Self {
            all,
            by_phase,
            current: current.and_then(|current| view.phases.get(current)),
            current_scores,
            trend,
            standing,
        }
    }
}

/// A line through a few points tempts, so there is none before the engine speaks of growth.
fn told_trend(scores: &Series, speaks_from: usize) -> Defined<Trend> {
    let (have, need) = (scores.len(), speaks_from);
    if have < need {
        return Err(Undefined::TooFew { have, need });
    }
    Trend::new(scores)
}

fn series(scores: &[ScorePoint], wanted: impl Fn(&ScorePoint) -> bool) -> Series {
    let wanted = scores.iter().filter(|score| wanted(score));
    Series::new(wanted.map(|score| (score.date, score.value)))
}

fn by_phase(view: &ProgressView) -> Vec<PhaseScores> {
    let mut phases: Vec<usize> = view.scores.iter().map(|score| score.phase).collect();
    phases.order();
    phases.dedup();
    phases
        .into_iter()
        .map(|phase| PhaseScores {
            phase,
            series: series(&view.scores, |score| score.phase == phase),
        })
        .collect()
}

/// The last phase that has begun; one that is planned for later is not yet the student's.
fn current_phase(view: &ProgressView) -> Option<usize> {
    view.phases
        .iter()
        .rposition(|phase| phase.start <= view.today)
        .or(if view.phases.is_empty() {
            None
        } else {
            Some(0)
        })
}
