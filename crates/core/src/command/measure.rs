//! Measures of the person's own.

use jiff::civil::Date;

use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Id, Measure};
use crate::rejected::Rejected;

/// A measure with scores keeps its direction, scoring and kind: they say what the scores mean.
pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Option<Id<Measure>>,
    measure: Edited<Measure>,
) -> Result<(), Rejected> {
    let before = id.map(|id| found(to, id)).transpose()?;
    let measure = measure
        .onto_entry(before.as_ref(), "measure", to.caseload())?
        .checked()?;
    if let Some((id, before)) = id.zip(before) {
        let changes_meaning = before.direction != measure.direction
            || before.scoring != measure.scoring
            || before.kind != measure.kind;
        let has_scores = to
            .caseload()
            .plans
            .values()
            .any(|plan| plan.measure == id && !plan.probes.is_empty());
        if changes_meaning && has_scores {
            return Err(Rejected::because(
                "This measure has scores, so its direction, scoring and kind stay as they are. Add a new measure instead.",
            ));
        }
    }
    to.set(id.unwrap_or_else(|| context.id()), measure, context);
    Ok(())
}

pub fn archive(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<Measure>,
    archived: Option<Date>,
) -> Result<(), Rejected> {
    let measure = Measure {
        archived,
        ..found(to, id)?
    };
    to.set(id, measure, context);
    Ok(())
}

fn found(to: &Changes<'_>, id: Id<Measure>) -> Result<Measure, Rejected> {
    to.caseload()
        .measure(id)
        .cloned()
        .ok_or_else(|| Rejected::gone("measure"))
}
