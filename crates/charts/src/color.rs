//! The colors of a chart, by the names `style/tokens.css` gives them.

pub const SCORE: &str = "var(--chart-score)";
pub const AIM: &str = "var(--chart-aim)";
pub const TREND: &str = "var(--chart-trend)";
pub const BAND: &str = "var(--chart-band)";
pub const PHASE: &str = "var(--chart-phase)";
pub const TEXT: &str = "var(--chart-text)";
pub const GRID: &str = "var(--chart-grid)";
pub const GOAL: &str = "var(--chart-goal)";
/// Minutes that nobody logged.
pub const OPEN: &str = "var(--chart-open)";
/// The point that is walked with the keys.
pub const WALKED: &str = "var(--focus)";
