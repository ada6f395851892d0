//! Bytes that outlive a build: documents, history, backup files, comma-separated values.

pub mod backup;
pub mod document;
pub mod lock;
pub mod merge;
pub(crate) mod naming;
pub mod no_school;
mod number;
pub mod reference_set;
pub mod roster;
pub mod scores;
pub mod single_case;
pub mod spreadsheet;
pub mod table;
pub mod zip;
