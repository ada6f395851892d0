//! Numbers in, numbers out; it knows no student, no protocol and no browser.
//!
//! Each public function states its units, range, null value and source, and has a worked
//! example as a test. Where a number cannot be given the answer is an [`Undefined`] that says
//! why: never a NaN, never a panic, never a zero that looks like a measurement.

pub mod accuracy;
pub mod adherence;
pub mod aim_line;
pub mod baseline;
pub mod celeration;
pub mod comparison;
pub mod confidence;
pub mod direction;
pub mod dosage;
pub mod effect;
pub mod gap;
pub mod level;
pub mod median;
pub mod rate;
pub mod series;
pub mod split;
pub mod student_t;
pub mod theil_sen;
pub mod trend;
pub mod undefined;

pub use accuracy::{accuracy, maze_adjusted, median_passage};
pub use adherence::{Mark, Tally, agreement};
pub use aim_line::{AimLine, goal_by_rate, needed_rate};
pub use baseline::{Baseline, baseline};
pub use celeration::{Celeration, celeration};
pub use comparison::{Comparison, Question, compare};
pub use confidence::Confidence;
pub use direction::Direction;
pub use dosage::{Dosage, Meetings};
pub use effect::{Effect, Phases, Scale};
pub use gap::{Closing, closing_range, gap_ratio, weeks_to_close};
pub use level::{Level, Standing, standing};
pub use median::median;
pub use rate::two_point_rate;
pub use series::{Occasion, Series};
pub use split::{MedianLine, split_middle, three_group};
pub use theil_sen::{TheilSen, theil_sen};
pub use trend::{Interval, Line, Trend, least_squares};
pub use undefined::{Defined, Undefined};
