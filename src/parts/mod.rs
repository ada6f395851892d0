//! The parts that pages are made of.

pub mod backup_badge;
mod button;
mod chart;
mod chart_walk;
mod checkbox_field;
mod dialog;
mod empty_state;
mod error_summary;
mod field;
mod heading;
mod icon;
mod id;
mod progress;
mod select_field;
mod status;
mod text_area;
mod text_field;

pub use button::{Button, ButtonKind, ButtonLink, Chip};
pub use chart::Chart;
pub use chart_walk::Walk;
pub use checkbox_field::CheckboxField;
pub use dialog::Dialog;
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use field::error_of;
pub use heading::{PageHeader, Section};
pub use icon::{Icon, IconName};
pub use id::unique_id;
pub use progress::Progress;
pub use select_field::SelectField;
pub use status::{Status, Tone};
pub use text_area::TextArea;
pub use text_field::TextField;
