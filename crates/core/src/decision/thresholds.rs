//! Every number that a verdict turns on, in one place, each with where it comes from. A change
//! here changes every screen.

/// The settings of the engine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thresholds {
    /// Percent of the planned minutes that a student must have received for a fair test.
    pub received_percent: f64,
    /// Percent of the steps that must have been taught for a fair test.
    pub adherence_percent: f64,
    /// Scores from which prompts are shown.
    pub prompts_from: usize,
    /// Scores from which the interval decides.
    pub decides_from: usize,
    /// Consecutive scores on one side of the aim line that make a run: 3 or 4.
    pub run_length: usize,
    /// Confidence of the slope's interval, as a part of 1.
    pub confidence: f64,
    /// Percent of the way from baseline to goal that still counts as on the aim line, where the
    /// measure's standard error is not known.
    pub near_percent: f64,
}

/// A threshold as it is shown beside a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub name: &'static str,
    pub value: String,
    pub source: &'static str,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            received_percent: 80.0,
            adherence_percent: 80.0,
            prompts_from: 6,
            decides_from: 10,
            run_length: 4,
            confidence: 0.8,
            near_percent: 10.0,
        }
    }
}

impl Thresholds {
    /// All of them, in the order of the engine.
    pub fn all(&self) -> [Threshold; 7] {
        let percent = |value: f64| format!("{} %", (value * 10.0).round() / 10.0);
        let line = |name, value, source| Threshold {
            name,
            value,
            source,
        };
        [
            line("Minutes received", percent(self.received_percent), FAIR),
            line("Steps taught", percent(self.adherence_percent), FAIR),
            line("Scores before prompts", self.prompts_from.to_string(), SIX),
            line(
                "Scores before a verdict",
                self.decides_from.to_string(),
                TEN,
            ),
            line("Scores in a row", self.run_length.to_string(), RUN),
            line("Interval", percent(100.0 * self.confidence), WIDTH),
            line("Near the aim line", percent(self.near_percent), NEAR),
        ]
    }
}

const FAIR: &str = "Customary; 60 to 80 % already does good and 100 % is not to be had \
(Durlak & DuPre 2008)";
const SIX: &str = "From here the chance of reaching the goal is shown as well; six weeks are \
marginal for a trend (Thornblad & Christ 2014)";
const TEN: &str = "A choice: 14 scores and good data are published for a least-squares trend \
(Christ, Zopluoglu, Long & Monaghen 2012); from 10 on the interval says how unsure it still is";
const RUN: &str = "The four-point rule in common use; it calls too many growing students \
non-responders (Hintze et al. 2018)";
const WIDTH: &str = "With an error of 10 words and 12 scores, 95 % is 1.9 words a week either \
way and can almost never decide; 80 % is a choice";
const NEAR: &str = "A choice: part of the way from baseline to goal, for measures whose standard \
error is not known; where it is known, near is within it";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_shown_with_their_values() {
        let shown = Thresholds::default().all().map(|line| line.value);
        assert_eq!(shown, ["80 %", "80 %", "6", "10", "4", "80 %", "10 %"]);
    }
}
