//! Why there is nothing to compare yet, and how to get there.

use aimline_core::progress::phase_pair::ScoredPhase;
use jiff::civil::Date;

use crate::words::{count, day};

/// None once two phases have scores. `start` is the day from which the plan's first phase runs.
pub fn missing(phases: &[ScoredPhase], start: Date, today: Date) -> Option<String> {
    let first = match phases {
        [] => return Some("A comparison takes two phases with scores; there are none yet.".into()),
        [only] => only,
        _ => return None,
    };
    Some(format!(
        "A comparison takes two phases with scores, and only “{}” has any ({}). Write down with \
         “Change the intervention” from which day the student got something else, or enter \
         scores from before {}: they count as phase A.",
        first.label,
        count(first.series.len(), "score"),
        day(start, today)
    ))
}

#[cfg(test)]
mod tests {
    use aimline_core::analysis::Series;

    use super::*;
    use crate::test_data::week;

    #[test]
    fn one_phase_says_how_to_get_the_other() {
        let phase = |label: &str| ScoredPhase {
            label: label.into(),
            scores: vec![(week(0), 40.0)],
            series: Series::new([(week(0), 40.0)]),
        };
        let told = |phases: &[ScoredPhase]| missing(phases, week(0), week(10));
        assert!(told(&[]).unwrap().contains("there are none yet"));
        let one = told(&[phase("Start")]).unwrap();
        assert!(one.contains("only “Start” has any (1 score)"), "{one}");
        assert!(
            one.ends_with("before Sep 8: they count as phase A."),
            "{one}"
        );
        assert_eq!(told(&[phase("Start"), phase("Daily")]), None);
    }
}
