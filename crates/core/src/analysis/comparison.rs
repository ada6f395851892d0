//! Everything that is said about a baseline phase and an intervention phase, in one pass: the
//! effect sizes with their intervals and the trend of each phase by four methods.
//!
//! It is descriptive. One change from A to B, often after three scores, does not show that the
//! intervention was the cause.

use super::confidence::Confidence;
use super::direction::Direction;
use super::effect::tau::from_nap;
use super::effect::tau_bc::{kendall, without_trend};
use super::effect::{
    Effect, Phases, Scale, ird, lrr_decreasing, lrr_increasing, nap, pand, pem, pnd, pogo, smd,
    smd_pooled, tau, tau_u,
};
use super::split::{MedianLine, split_middle, three_group};
use super::theil_sen::{TheilSen, theil_sen};
use super::trend::{Interval, least_squares};
use super::undefined::{Defined, Undefined};

/// What must be known beside the scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    pub direction: Direction,
    /// For PoGO alone.
    pub goal: Option<f64>,
    /// For the log ratios alone.
    pub scale: Scale,
    /// Of every interval, those of the slopes too.
    pub confidence: Confidence,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub count_a: usize,
    pub count_b: usize,
    pub nap: Effect,
    pub tau: Effect,
    pub tau_u: Effect,
    pub tau_bc: Effect,
    pub tau_bc_kendall: Effect,
    pub pnd: Effect,
    pub pem: Effect,
    pub pand: Effect,
    pub ird: Effect,
    pub smd: Effect,
    pub smd_pooled: Effect,
    pub lrr_increasing: Effect,
    pub lrr_decreasing: Effect,
    pub pogo: Effect,
    pub trend_a: PhaseTrend,
    pub trend_b: PhaseTrend,
}

/// The trend of one phase, in units of the score for each unit of x; the direction plays no
/// part, so a falling phase has negative slopes.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseTrend {
    pub least_squares: LeastSquares,
    pub theil_sen: Defined<TheilSen>,
    pub split_middle: Defined<MedianLine>,
    pub three_group: Defined<MedianLine>,
}

/// A least-squares line in parts, because two points have a slope and no error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeastSquares {
    pub slope: Defined<f64>,
    pub intercept: Defined<f64>,
    pub see: Defined<f64>,
    pub slope_error: Defined<f64>,
    pub interval: Defined<Interval>,
}

/// Compares phase B with phase A; each is `(x, score)` in the order of x, one for each
/// occasion. An empty phase leaves every effect size undefined, and the other phase's trend as
/// it is.
pub fn compare(a: &[(f64, f64)], b: &[(f64, f64)], question: &Question) -> Comparison {
    let Question {
        direction,
        goal,
        scale,
        confidence,
    } = *question;
    let scores = |phase: &[(f64, f64)]| phase.iter().map(|(_, y)| *y).collect::<Vec<f64>>();
    let phases = Phases::new(&scores(a), &scores(b), direction);
    let of = |effect: &dyn Fn(&Phases) -> Effect| -> Effect {
        phases.as_ref().map(effect).map_err(|reason| *reason).into()
    };
    let nap = of(&|phases| nap(phases, confidence));
    let residuals = phases
        .as_ref()
        .map_err(|reason| *reason)
        .and_then(without_trend);
    let of_residuals = |effect: fn(&Phases, Confidence) -> Effect| -> Effect {
        let residuals = residuals.as_ref().map_err(|reason| *reason);
        residuals.map(|phases| effect(phases, confidence)).into()
    };
    Comparison {
        count_a: a.len(),
        count_b: b.len(),
        nap,
        tau: from_nap(nap),
        tau_u: of(&tau_u),
        tau_bc: of_residuals(tau),
        tau_bc_kendall: of_residuals(kendall),
        pnd: of(&pnd),
        pem: of(&pem),
        pand: of(&pand),
        ird: of(&ird),
        smd: of(&|phases| smd(phases, confidence)),
        smd_pooled: of(&|phases| smd_pooled(phases, confidence)),
        lrr_increasing: of(&|phases| lrr_increasing(phases, scale, confidence)),
        lrr_decreasing: of(&|phases| lrr_decreasing(phases, scale, confidence)),
        pogo: of(&|phases| match goal {
            Some(goal) => pogo(phases, goal, confidence),
            None => Effect::undefined(Undefined::NoGoal),
        }),
        trend_a: PhaseTrend::of(a, confidence),
        trend_b: PhaseTrend::of(b, confidence),
    }
}

impl PhaseTrend {
    /// `points` in the order of x.
    pub fn of(points: &[(f64, f64)], confidence: Confidence) -> Self {
        Self {
            least_squares: LeastSquares::of(points, confidence),
            theil_sen: theil_sen(points),
            split_middle: split_middle(points),
            three_group: three_group(points),
        }
    }
}

impl LeastSquares {
    fn of(points: &[(f64, f64)], confidence: Confidence) -> Self {
        let line = least_squares(points);
        let through = match points {
            // Two points lie on one line, whichever method draws it.
            [_, _] => theil_sen(points).map(|two| (two.slope, two.intercept)),
            _ => line.map(|line| (line.slope, line.intercept)),
        };
        Self {
            slope: through.map(|(slope, _)| slope),
            intercept: through.map(|(_, intercept)| intercept),
            see: line.map(|line| line.see),
            slope_error: line.map(|line| line.slope_error),
            interval: line.and_then(|line| line.slope_interval(confidence.part())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_session(scores: &[f64]) -> Vec<(f64, f64)> {
        (1..).map(f64::from).zip(scores.iter().copied()).collect()
    }

    fn question() -> Question {
        Question {
            direction: Direction::Increase,
            goal: None,
            scale: Scale::Other,
            confidence: Confidence::new(0.95).unwrap(),
        }
    }

    #[test]
    fn one_phase_alone_has_a_trend_and_no_effect() {
        let none = Effect::undefined(Undefined::TooFew { have: 0, need: 1 });
        let given = compare(&by_session(&[3.0, 4.0, 6.0]), &[], &question());
        assert_eq!((given.count_a, given.count_b), (3, 0));
        assert_eq!((given.nap, given.pogo), (none, none));
        assert_eq!(given.trend_a.theil_sen.unwrap().slope, 1.5);
        assert!(given.trend_b.theil_sen.is_err());
    }

    #[test]
    fn two_points_have_a_slope_and_no_error() {
        let line = PhaseTrend::of(&by_session(&[3.0, 5.0]), question().confidence).least_squares;
        assert_eq!((line.slope, line.intercept), (Ok(2.0), Ok(1.0)));
        let few = Undefined::TooFew { have: 2, need: 3 };
        assert_eq!((line.see, line.slope_error), (Err(few), Err(few)));
        assert!(line.interval.is_err());
    }

    #[test]
    fn without_a_goal_its_percent_has_the_reason() {
        let (a, b) = (by_session(&[3.0, 4.0]), by_session(&[5.0, 6.0]));
        let given = compare(&a, &b, &question());
        assert_eq!(given.pogo, Effect::undefined(Undefined::NoGoal));
        let goal = Question {
            goal: Some(7.5),
            ..question()
        };
        assert_eq!(compare(&a, &b, &goal).pogo.estimate, Ok(50.0));
    }
}
