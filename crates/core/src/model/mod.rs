//! What is true: the records of a caseload, each with its rules and its tests.

pub mod calendar;
pub mod day;
pub mod decision;
pub mod entry;
pub mod grade;
pub mod group;
pub mod id;
pub mod mastery;
pub mod measure;
pub mod plan;
pub mod protocol;
pub mod record;
pub mod reference_set;
pub mod session;
pub mod settings;
pub mod stamp;
pub mod student;
pub mod text;

pub use calendar::{Calendar, NoSchool, SchoolYear};
pub use decision::{Choice, Decision, Dimension, FrozenVerdict, Maintenance, Wording};
pub use entry::{Entries, Entry};
pub use grade::Grade;
pub use group::{Group, Membership, Slot};
pub use id::Id;
pub use mastery::{MasteryRule, Skill};
pub use measure::{Measure, MeasureKind, Scoring};
pub use plan::{Baseline, Criterion, Goal, GoalSource, GrowthInputs, Phase, Plan, Probe};
pub use protocol::{Dose, Protocol, ProtocolVersion, Step, Subject};
pub use record::Record;
pub use reference_set::{
    Figure, ReferenceRow, ReferenceSet, ReferenceUse, ReferenceVersion, Season,
};
pub use session::{
    Absence, Adaptation, AdaptationKind, Attendance, Checklist, Mark, NotHeld, Outcome,
    ProtocolUse, Rater, Session, Who,
};
pub use settings::Settings;
pub use stamp::{Device, Stamp};
pub use student::{Guardian, Student};
