//! The phases side by side: their scores, and their trend by four methods.

use aimline_core::analysis::comparison::{LeastSquares, PhaseTrend};
use aimline_core::analysis::{Defined, median};
use aimline_core::progress::phase_pair::ScoredPhase;

use super::{ComparisonView, bounds, reason};
use crate::table::{Column, NONE, Table};
use crate::words::{decimals, value};

/// Number, mean and median of the scores, a row for each phase.
pub fn phases(view: &ComparisonView) -> Table {
    let row = |letter: &str, phase: &ScoredPhase| {
        let values = phase.values();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let median = median(&values).map_or_else(|_| NONE.to_owned(), value);
        let name = format!("{letter}: {}, {}", phase.label, view.days(phase));
        vec![name, values.len().to_string(), decimals(mean, 1), median]
    };
    Table {
        columns: vec![
            Column::text("Phase"),
            Column::number("Scores"),
            Column::number("Mean"),
            Column::number("Median"),
        ],
        rows: vec![row("A", &view.pair.a), row("B", &view.pair.b)],
    }
}

/// Growth a week in each phase, a row for each method; least squares with its interval.
pub fn trends(view: &ComparisonView) -> Table {
    type Growth = fn(&PhaseTrend) -> String;
    let methods: [(&str, Growth); 4] = [
        ("Least squares", |trend| with_interval(trend.least_squares)),
        ("Theil-Sen", |trend| {
            slope(trend.theil_sen.map(|line| line.slope))
        }),
        ("Split-middle", |trend| {
            slope(trend.split_middle.map(|line| line.slope))
        }),
        ("Three-group", |trend| {
            slope(trend.three_group.map(|line| line.slope))
        }),
    ];
    let row = |(name, growth): (&str, Growth)| {
        let [a, b] = [&view.found.trend_a, &view.found.trend_b].map(growth);
        vec![name.to_owned(), a, b]
    };
    Table {
        columns: vec![
            Column::text("Growth a week"),
            Column::number("A"),
            Column::number("B"),
        ],
        rows: methods.into_iter().map(row).collect(),
    }
}

fn slope(slope: Defined<f64>) -> String {
    match slope {
        Ok(slope) => decimals(slope, 2),
        Err(why) => format!("Not defined: {}", reason(why)),
    }
}

fn with_interval(line: LeastSquares) -> String {
    let interval = line
        .interval
        .map(|interval| format!(" ({})", bounds(interval, 2)));
    format!("{}{}", slope(line.slope), interval.unwrap_or_default())
}
