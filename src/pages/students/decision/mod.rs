//! Decisions about a plan: the form that records one, and those that were recorded.

mod choices;
pub mod dimensions;
mod draft;
mod follows;
mod form;
mod recorded;
mod reword;

pub use draft::{DecisionDraft, preset};
pub use form::{DecisionForm, OnRecorded};
pub use recorded::{Decisions, decision_words};
