//! The caseload as a table, and one page for each student.

mod decision;
pub mod drafted;
mod filters;
mod gap_card;
mod goal_choice;
mod goal_draft;
mod goal_fields;
mod lab;
mod lab_found;
mod list;
mod opened;
mod phase_form;
mod plan_chart;
mod plan_draft;
mod plan_form;
mod plan_section;
mod profile;
mod score_form;
mod scores_table;
mod student;
mod student_form;
mod table;
mod teaching;
mod timeline;
mod verdict_card;
mod verdict_grounds;
mod what_if;
mod words;

pub use list::Students;
pub use student::StudentPage;
