//! Importing a roster: what the preview showed, in one step that can be undone.

use crate::change::Changes;
use crate::context::Context;
use crate::model::record::SETTINGS;
use crate::model::{Id, Student};
use crate::rejected::Rejected;

/// One row of the roster that adds a student or changes one.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterChange {
    /// The student on the caseload that the row is; `None` adds one.
    pub id: Option<Id<Student>>,
    pub student: Student,
}

/// Also remembers the columns as the person mapped them: header, field.
pub fn import(
    to: &mut Changes<'_>,
    context: &mut Context,
    changes: Vec<RosterChange>,
    columns: Vec<(String, String)>,
) -> Result<(), Rejected> {
    for change in changes {
        super::student::save(to, context, change.id, change.student.into())?;
    }
    let mut settings = to.caseload().settings();
    settings.roster_columns.extend(columns);
    to.set(SETTINGS, settings, context);
    Ok(())
}
