//! Two phases of a plan compared: tables, a plain reading, what it does not prove, and the whole
//! as text. No adjective is attached to any size.

mod caveat;
mod missing;
mod reading;
mod report;
mod sizes;
mod tables;
#[cfg(test)]
mod tests;

pub use caveat::caveats;
pub use missing::missing;
pub use reading::reading;
pub use report::{file_name, options, report, series};
pub use sizes::{Size, sizes};
pub use tables::{phases, trends};

use aimline_core::analysis::{Comparison, Direction, Interval, Undefined};
use aimline_core::progress::phase_pair::{PhasePair, ScoredPhase};
use jiff::civil::Date;

use crate::words::{count, day, decimals, percent};

#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonView {
    pub measure: String,
    /// "words correct per minute".
    pub unit: String,
    pub pair: PhasePair,
    pub found: Comparison,
    pub today: Date,
}

impl ComparisonView {
    pub fn new(measure: String, unit: String, pair: PhasePair, today: Date) -> Self {
        let found = pair.compare();
        Self {
            measure,
            unit,
            pair,
            found,
            today,
        }
    }

    /// "80 % interval".
    pub fn interval_name(&self) -> String {
        format!("{} interval", percent(self.pair.question.confidence.part()))
    }

    /// "“Start”, 6 scores from Sep 8 to Oct 13".
    fn phase(&self, phase: &ScoredPhase) -> String {
        format!(
            "“{}”, {} {}",
            phase.label,
            count(phase.series.len(), "score"),
            self.days(phase)
        )
    }

    /// "from Sep 8 to Oct 13", or "on Sep 8".
    fn days(&self, phase: &ScoredPhase) -> String {
        let [first, last] = [phase.series.first(), phase.series.last()]
            .map(|end| end.map_or_else(String::new, |end| day(end.date, self.today)));
        if first == last {
            format!("on {first}")
        } else {
            format!("from {first} to {last}")
        }
    }

    fn better(&self) -> &'static str {
        match self.pair.question.direction {
            Direction::Increase => "higher",
            Direction::Decrease => "lower",
        }
    }
}

/// Why there is no number, as it stands after "Not defined:" and in the middle of a sentence.
fn reason(undefined: Undefined) -> String {
    match undefined {
        Undefined::TooFew { have, need } => {
            format!("it takes {need} scores in a phase, and one has {have}")
        }
        Undefined::NotPositive => "a phase mean of 0 or less cannot be part of a ratio".into(),
        Undefined::GoalIsBaseline => "the goal equals the mean of phase A".into(),
        Undefined::NoVariation => "the scores it divides by do not vary".into(),
        other => other.to_string(),
    }
}

/// "0.55 to 0.92".
fn bounds(interval: Interval, places: usize) -> String {
    let Interval { low, high } = interval;
    format!("{} to {}", decimals(low, places), decimals(high, places))
}

/// A part of 1 in whole percent, without the sign; what is not quite all or nothing does not
/// read as all or nothing.
fn whole_percent(part: f64) -> String {
    let whole = (100.0 * part).round();
    if whole >= 100.0 && part < 1.0 - 1e-9 {
        "over 99".into()
    } else if whole <= 0.0 && part > 1e-9 {
        "under 1".into()
    } else {
        decimals(whole, 0)
    }
}
