//! The one place where records become numbers: what is due, dosage, fidelity, series.

pub mod decisions;
pub mod fidelity;
pub mod gap;
pub mod goal;
pub mod mastery;
pub mod next_decision;
pub mod phase_pair;
pub mod phrases;
pub mod plan_view;
pub mod row;
pub mod row_order;
pub mod score_entry;
pub mod score_paste;
pub mod sessions_kept;
pub mod status;
pub mod teaching;
pub mod timetable;
pub mod today;
pub mod unlogged;
pub mod verdict;
pub mod weeks;
pub mod wins;
pub mod wording;
