//! What was found, as one JSON object: proportions as 0 to 1, PoGO in percent, null for
//! whatever is undefined.

use serde::Serialize;

use crate::analysis::comparison::{LeastSquares, PhaseTrend};
use crate::analysis::{Comparison, Effect, Interval, MedianLine, TheilSen};

/// # Errors
/// None that is known of: every number is finite and every key a word.
pub fn to_json(comparison: &Comparison) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Answer::from(comparison))
}

#[derive(Serialize)]
struct Answer {
    n: Both<usize>,
    nap: Parts,
    tau: Parts,
    tau_u: Parts,
    tau_bc: Parts,
    tau_bc_kendall: Parts,
    pnd: Parts,
    pem: Parts,
    pand: Parts,
    ird: Parts,
    smd: Parts,
    smd_pooled: Parts,
    lrri: Parts,
    lrrd: Parts,
    pogo: Parts,
    trend: Both<Trends>,
}

#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct Both<T> {
    a: T,
    b: T,
}

#[derive(Serialize)]
struct Parts {
    estimate: Option<f64>,
    se: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Serialize)]
struct Trends {
    ols: Ols,
    theil_sen: Sen,
    bisplit: Slope,
    trisplit: Slope,
}

#[derive(Serialize)]
struct Ols {
    slope: Option<f64>,
    intercept: Option<f64>,
    see: Option<f64>,
    se_slope: Option<f64>,
    lower: Option<f64>,
    upper: Option<f64>,
}

#[derive(Serialize)]
struct Sen {
    slope: Option<f64>,
    intercept: Option<f64>,
    intercept_joint: Option<f64>,
}

#[derive(Serialize)]
struct Slope {
    slope: Option<f64>,
}

impl From<&Comparison> for Answer {
    fn from(found: &Comparison) -> Self {
        Self {
            n: Both {
                a: found.count_a,
                b: found.count_b,
            },
            nap: found.nap.into(),
            tau: found.tau.into(),
            tau_u: found.tau_u.into(),
            tau_bc: found.tau_bc.into(),
            tau_bc_kendall: found.tau_bc_kendall.into(),
            pnd: found.pnd.into(),
            pem: found.pem.into(),
            pand: found.pand.into(),
            ird: found.ird.into(),
            smd: found.smd.into(),
            smd_pooled: found.smd_pooled.into(),
            lrri: found.lrr_increasing.into(),
            lrrd: found.lrr_decreasing.into(),
            pogo: found.pogo.into(),
            trend: Both {
                a: (&found.trend_a).into(),
                b: (&found.trend_b).into(),
            },
        }
    }
}

impl From<Effect> for Parts {
    fn from(effect: Effect) -> Self {
        let (lower, upper) = bounds(effect.interval.ok());
        Self {
            estimate: effect.estimate.ok(),
            se: effect.error.ok(),
            lower,
            upper,
        }
    }
}

impl From<&PhaseTrend> for Trends {
    fn from(trend: &PhaseTrend) -> Self {
        let slope = |line: Option<MedianLine>| Slope {
            slope: line.map(|line| line.slope),
        };
        Self {
            ols: trend.least_squares.into(),
            theil_sen: trend.theil_sen.ok().into(),
            bisplit: slope(trend.split_middle.ok()),
            trisplit: slope(trend.three_group.ok()),
        }
    }
}

impl From<LeastSquares> for Ols {
    fn from(line: LeastSquares) -> Self {
        let (lower, upper) = bounds(line.interval.ok());
        Self {
            slope: line.slope.ok(),
            intercept: line.intercept.ok(),
            see: line.see.ok(),
            se_slope: line.slope_error.ok(),
            lower,
            upper,
        }
    }
}

impl From<Option<TheilSen>> for Sen {
    fn from(line: Option<TheilSen>) -> Self {
        Self {
            slope: line.map(|line| line.slope),
            intercept: line.map(|line| line.intercept),
            intercept_joint: line.map(|line| line.joint_intercept),
        }
    }
}

fn bounds(interval: Option<Interval>) -> (Option<f64>, Option<f64>) {
    (
        interval.map(|interval| interval.low),
        interval.map(|interval| interval.high),
    )
}
