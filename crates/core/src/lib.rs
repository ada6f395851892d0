//! The pure domain of Aimline: records, rules, analysis, formats. No browser, clock, randomness,
//! async or signals; what a rule needs of the world is an argument.

pub mod analysis;
pub mod caseload;
pub mod change;
pub mod check;
pub mod command;
pub mod context;
pub mod decision;
pub mod demo;
pub mod edited;
pub mod elapsed;
pub mod erase;
pub mod format;
pub mod history;
pub mod library;
pub mod log_form;
pub mod model;
mod named;
pub mod number;
pub mod order;
pub mod progress;
pub mod reference;
mod references;
pub mod rejected;
pub mod safety;
mod same;

pub use caseload::Caseload;
pub use change::Change;
pub use command::Command;
pub use context::Context;
pub use edited::Edited;
pub use history::History;
pub use rejected::{Problem, Rejected};
