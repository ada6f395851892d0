//! Was it taught as written? Adherence over time by protocol, group or rater.

mod chart;
mod facts;
mod sentence;
mod table;

pub use chart::fidelity_chart;
pub use sentence::sentence;
pub use table::table;

use aimline_core::analysis::Tally;
use jiff::civil::Date;

#[derive(Debug, Clone, PartialEq)]
pub struct FidelityView {
    /// What the series are told apart by: "protocol", "group", "observer".
    pub by: String,
    pub today: Date,
    /// The adherence that is asked for, in percent: 80 by custom.
    pub threshold: f64,
    pub series: Vec<FidelitySeries>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct FidelitySeries {
    pub name: String,
    /// The marks of each checklist, in any order; those of one day are one point.
    pub checklists: Vec<(Date, Tally)>,
}
