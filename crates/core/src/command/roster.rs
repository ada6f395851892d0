//! Importing a roster: what the preview showed, in one step that can be undone.

use super::student;
use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::record::SETTINGS;
use crate::model::{Id, Student};
use crate::rejected::Rejected;

/// The most students whose problems are told one by one: a list can be long.
const MOST_TOLD: usize = 3;

/// One row of the roster that adds a student or changes one.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterChange {
    /// The student on the caseload that the row is; `None` adds one.
    pub id: Option<Id<Student>>,
    /// As the preview showed the student, and with what the row says: nothing else is written.
    pub student: Edited<Student>,
}

/// Also remembers the columns as the person mapped them: header, field.
pub fn import(
    to: &mut Changes<'_>,
    context: &mut Context,
    changes: Vec<RosterChange>,
    columns: Vec<(String, String)>,
) -> Result<(), Rejected> {
    let mut refused = Vec::new();
    for change in changes {
        let name = change.student.typed.name();
        if let Err(rejected) = write(to, context, change) {
            refused.push(format!("{name}: {rejected}"));
        }
    }
    if !refused.is_empty() {
        return Err(nothing_imported(&refused));
    }
    let mut settings = to.caseload().settings();
    settings.roster_columns.extend(columns);
    to.set(SETTINGS, settings, context);
    Ok(())
}

fn write(
    to: &mut Changes<'_>,
    context: &mut Context,
    change: RosterChange,
) -> Result<(), Rejected> {
    let Some(id) = change.id else {
        return student::add(to, context, change.student.typed);
    };
    let now = to.copy(id)?;
    let student = change.student.onto_or(&now, to.caseload(), "")?;
    student::set(to, context, id, student, &now)
}

/// All or none: a list of which a part came in would have to be looked through for the rest.
fn nothing_imported(refused: &[String]) -> Rejected {
    let mut rejected = Rejected::because("Nothing was imported.");
    for problem in refused.iter().take(MOST_TOLD) {
        rejected.add("", problem.clone());
    }
    match refused.len().saturating_sub(MOST_TOLD) {
        0 => {}
        1 => rejected.add("", "So it is with one more student."),
        more => rejected.add("", format!("So it is with {more} more students.")),
    }
    rejected.add(
        "",
        "The preview now shows what is there: import again to take what the list says, or leave the row out.",
    );
    rejected
}
