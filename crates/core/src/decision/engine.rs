//! Puts the rules in order and gives the verdict.

use super::chance_of_goal::chance_of_goal;
use super::fair_test::FairTest;
use super::false_alarm::false_alarm;
use super::interval::{agrees, outside, projection};
use super::median_of_three::median_false_alarm;
use super::more_points::more_points;
use super::run::Runs;
use super::thresholds::Thresholds;
use super::verdict::{Advice, Evidence, Finding, Prompt, Prompted, Verdict};
use crate::analysis::{AimLine, Direction, Dosage, Level, Series, Tally, Trend, standing};
use crate::elapsed::weeks_between;

/// A chance takes so many scores, whatever prompts take (`domain.md` 4).
const LEAST_FOR_A_CHANCE: usize = 6;

/// What is known of one student's plan today.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The scores of the current phase alone.
    pub phase: &'a Series,
    pub aim: &'a AimLine,
    pub direction: Direction,
    /// The measure's standard error of measurement, where known. Else a part of the way to the
    /// goal stands in for it ([`Thresholds::near_percent`]): the scatter of the scores would call
    /// the more of them on track the less they say.
    pub sem: Option<f64>,
    /// Minutes in the current phase.
    pub dosage: Dosage,
    /// Steps in the current phase.
    pub steps: Tally,
}

/// The verdict on the current phase, by its scores up to the day of the goal: after it there is no
/// growth to compare with.
pub fn decide(case: &Case, thresholds: &Thresholds) -> Verdict {
    let judged = case.phase.until(case.aim.end());
    let case = &Case {
        phase: &judged,
        ..*case
    };
    let evidence = evidence(case, thresholds);
    let finding = find(case, &evidence, thresholds);
    Verdict {
        finding,
        advice: advise(finding, &evidence),
        evidence,
        thresholds: *thresholds,
    }
}

fn find(case: &Case, evidence: &Evidence, thresholds: &Thresholds) -> Finding {
    let missing = |need: usize| need.saturating_sub(evidence.count);
    if evidence.fair_test.is_unfair() || evidence.fair_test.is_open() {
        return Finding::NotFair;
    }
    if evidence.count < thresholds.prompts_from {
        return Finding::Collecting {
            missing: missing(thresholds.prompts_from),
        };
    }
    if evidence.count < thresholds.decides_from {
        return Finding::Early {
            missing: missing(thresholds.decides_from),
        };
    }
    let (Ok(trend), Ok(interval)) = (&evidence.trend, evidence.interval) else {
        return Finding::NotClear { more: None };
    };
    let outside = outside(interval, evidence.goal_rate, case.direction);
    outside.unwrap_or_else(|| undecided(case, trend, evidence, thresholds))
}

/// The interval holds the goal's rate: on track, or not clear yet.
fn undecided(case: &Case, trend: &Trend, evidence: &Evidence, thresholds: &Thresholds) -> Finding {
    let end = projection(trend, case.aim);
    if agrees(&evidence.level, &end) {
        return Finding::OnTrack;
    }
    let last = case
        .phase
        .last()
        .map(|last| weeks_between(trend.origin, last.date));
    Finding::NotClear {
        more: last.and_then(|last| {
            more_points(&trend.line, last, evidence.goal_rate, thresholds.confidence)
        }),
    }
}

fn advise(finding: Finding, evidence: &Evidence) -> Advice {
    match finding {
        Finding::NotFair if evidence.fair_test.is_unfair() => Advice::DeliverFirst,
        Finding::NotFair => Advice::LogFirst,
        Finding::Below if evidence.fair_test.is_fair() => Advice::ConsiderChange,
        Finding::Below => Advice::RecordFirst,
        Finding::Above => Advice::ConsiderFading,
        Finding::OnTrack => Advice::Continue,
        Finding::Early { .. } if !evidence.prompts.is_empty() => Advice::LookCloser,
        Finding::Early { .. } | Finding::Collecting { .. } | Finding::NotClear { .. } => {
            Advice::KeepCollecting
        }
    }
}

fn evidence(case: &Case, thresholds: &Thresholds) -> Evidence {
    let count = case.phase.len();
    let trend = Trend::new(case.phase);
    let speaks = count >= thresholds.prompts_from;
    let runs = Runs::new(case.phase, case.aim, case.direction);
    let way = (case.aim.goal() - case.aim.baseline()).abs();
    let margin = case.sem.unwrap_or(way * thresholds.near_percent / 100.0);
    let level = standing(case.phase, case.aim, case.direction, margin);
    let mut evidence = Evidence {
        direction: case.direction,
        count,
        trend,
        interval: trend.and_then(|trend| trend.rate_interval(thresholds.confidence)),
        goal_rate: case.aim.weekly_rate(),
        level,
        runs,
        prompts: Vec::new(),
        projection: trend.map(|trend| projection(&trend, case.aim)),
        chance_of_goal: trend
            .and_then(|trend| chance_of_goal(&trend, case.aim, case.direction))
            .ok()
            .filter(|_| count >= thresholds.prompts_from.max(LEAST_FOR_A_CHANCE)),
        fair_test: FairTest::new(&case.dosage, &case.steps, thresholds),
    };
    if speaks {
        evidence.prompts = prompts(&evidence, thresholds);
    }
    evidence
}

fn prompts(evidence: &Evidence, thresholds: &Thresholds) -> Vec<Prompted> {
    let Runs {
        behind,
        ahead,
        compared,
    } = evidence.runs;
    let run = |length: usize, prompt: fn(usize) -> Prompt| {
        (length >= thresholds.run_length).then(|| Prompted {
            prompt: prompt(length),
            false_alarm: Some(false_alarm(compared, thresholds.run_length)),
        })
    };
    let median = evidence.level.ok().and_then(|level| {
        let prompt = match level.level {
            Level::Behind => Prompt::MedianBehind,
            Level::Ahead => Prompt::MedianAhead,
            Level::Near => return None,
        };
        let scatter = evidence.trend.map(|trend| trend.line.see);
        let false_alarm = scatter.and_then(|see| median_false_alarm(level.margin, see));
        Some(Prompted {
            prompt,
            false_alarm: false_alarm.ok(),
        })
    });
    [
        run(behind, |length| Prompt::RunBehind { length }),
        run(ahead, |length| Prompt::RunAhead { length }),
        median,
    ]
    .into_iter()
    .flatten()
    .collect()
}
