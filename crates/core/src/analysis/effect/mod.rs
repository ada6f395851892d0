//! Effect sizes of one phase against another, as in single-case research; one measure a file.
//!
//! The conventions are those of SingleCaseES 0.7.4 (Pustejovsky, Chen & Swan; its vignette
//! "Effect size definitions and mathematical details"): m scores in phase A, n in phase B, and
//! for a measure that should fall every score is negated first, so that more is better. None
//! of them knows why the phases differ: three baseline scores and an intervention do not
//! prove the cause, and no adjective such as "large" is attached to any.

pub mod log_ratio;
pub mod nap;
pub mod non_overlap;
mod pairs;
pub mod pand;
pub mod phases;
pub mod pogo;
pub mod smd;
pub mod tau;
pub mod tau_bc;

pub use log_ratio::{Scale, lrr_decreasing, lrr_increasing};
pub use nap::nap;
pub use non_overlap::{pem, pnd};
pub use pand::{ird, pand};
pub use phases::Phases;
pub use pogo::pogo;
pub use smd::{smd, smd_pooled};
pub use tau::{tau, tau_u};
pub use tau_bc::{tau_bc, tau_bc_kendall};

use super::confidence::Confidence;
use super::trend::Interval;
use super::undefined::{Defined, Undefined, finite};

/// An effect size and how far chance may move it; each part on its own may be undefined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    pub estimate: Defined<f64>,
    /// Standard error, in the unit of the estimate.
    pub error: Defined<f64>,
    pub interval: Defined<Interval>,
}

impl Effect {
    pub fn undefined(reason: Undefined) -> Self {
        Self {
            estimate: Err(reason),
            error: Err(reason),
            interval: Err(reason),
        }
    }

    /// An estimate for which nobody has shown a standard error.
    fn without_error(estimate: f64) -> Self {
        let unknown = Undefined::NoKnownError;
        Self {
            estimate: finite(estimate),
            error: Err(unknown),
            interval: Err(unknown),
        }
    }

    /// `estimate ± z error`.
    fn normal(estimate: f64, error: Defined<f64>, confidence: Confidence) -> Self {
        let error = error.and_then(finite);
        Self {
            estimate: finite(estimate),
            error,
            interval: error.and_then(|error| around(estimate, error, confidence)),
        }
    }
}

impl From<Defined<Effect>> for Effect {
    fn from(effect: Defined<Effect>) -> Self {
        effect.unwrap_or_else(Effect::undefined)
    }
}

fn around(estimate: f64, error: f64, confidence: Confidence) -> Defined<Interval> {
    let half = confidence.z() * error;
    Ok(Interval {
        low: finite(estimate - half)?,
        high: finite(estimate + half)?,
    })
}

#[cfg(test)]
mod properties;
