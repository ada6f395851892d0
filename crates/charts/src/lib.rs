//! What a chart shows. A view of plain values becomes three things that say the same: a drawing
//! (an ECharts specification), one sentence, and a table.
//!
//! It knows neither the records nor the browser, so all of it is tested on the host. Figures
//! come from `aimline_core::analysis` only; nothing is computed a second time here. Colors are
//! names of CSS variables, so theme and print change a chart without drawing it again.

mod color;
pub mod comparison;
pub mod fidelity;
mod gap;
pub mod progress;
mod scale;
pub mod sparkline;
mod spec;
mod table;
#[cfg(test)]
mod test_data;
mod words;

pub use comparison::ComparisonView;
pub use fidelity::{FidelitySeries, FidelityView};
pub use progress::{BaselineMark, Goal, Phase, ProgressView, ScorePoint, TaughtWeek};
pub use sparkline::{Sparkline, sparkline};
pub use spec::Width;
pub use table::{Column, Table};
pub use words::noun_of_rate;
