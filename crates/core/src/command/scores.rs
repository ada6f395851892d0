//! Importing scores: what the preview showed, in one step that can be undone.

use std::collections::BTreeMap;

use crate::change::Changes;
use crate::context::Context;
use crate::model::record::SETTINGS;
use crate::model::{Id, Measure, Plan, Probe, Student};
use crate::rejected::Rejected;

/// The scores of a file, and the plans that give them a home.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScoreImport {
    pub plans: Vec<NewPlan>,
    pub scores: Vec<ImportedScore>,
    /// The layout of the file and how it was mapped, for the next one.
    pub layout: Option<(String, String)>,
}

/// A plan without a goal, of scores of one school year; it starts with the first of them.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPlan {
    pub student: Id<Student>,
    pub measure: Id<Measure>,
    pub probes: Vec<Probe>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ImportedScore {
    pub plan: Id<Plan>,
    /// The score of that day in whose place it comes.
    pub replaces: Option<Id<Probe>>,
    pub probe: Probe,
}

pub fn import(
    to: &mut Changes<'_>,
    context: &mut Context,
    import: ScoreImport,
) -> Result<(), Rejected> {
    for plan in import.plans {
        add_plan(to, context, plan)?;
    }
    let mut plans: BTreeMap<Id<Plan>, Plan> = BTreeMap::new();
    for ImportedScore {
        plan: id,
        replaces,
        probe,
    } in import.scores
    {
        let mut plan = match plans.remove(&id) {
            Some(plan) => plan,
            None => to.copy(id)?,
        };
        let probe = super::plan::checked(to, &plan, probe, context)?;
        let probe = match replaces.and_then(|id| plan.probes.get(id)) {
            Some(before) => in_place_of(before, probe),
            None => probe,
        };
        // Another window may have brought in the same file since the preview.
        let is_there = |known: &Probe| known.date == probe.date && known.score == probe.score;
        if !plan.probes.values().any(is_there) {
            let id = replaces.unwrap_or_else(|| context.id());
            plan.probes.set(id, context.stamp(), probe);
        }
        plans.insert(id, plan);
    }
    for (id, plan) in plans {
        to.set(id, plan, context);
    }
    if let Some((layout, mapping)) = import.layout {
        let mut settings = to.caseload().settings();
        settings.score_layouts.insert(layout, mapping);
        to.set(SETTINGS, settings, context);
    }
    Ok(())
}

/// A score that comes in the place of another is still of the same session.
fn in_place_of(before: &Probe, probe: Probe) -> Probe {
    let note = if probe.note.is_empty() {
        before.note.clone()
    } else {
        probe.note
    };
    Probe {
        score: probe.score,
        errors: probe.errors,
        note,
        ..before.clone()
    }
}

/// A plan of a school year that is over is closed with it. No probes fall due until the person
/// sets a rhythm: screening comes three times a year.
fn add_plan(to: &mut Changes<'_>, context: &mut Context, new: NewPlan) -> Result<(), Rejected> {
    let days = || new.probes.iter().map(|probe| probe.date);
    let (Some(start), Some(end)) = (days().min(), days().max()) else {
        return Ok(());
    };
    let year = to.caseload().calendar().year_around(start);
    let mut plan = Plan {
        probe_every: 0,
        closed: (year.last < context.today).then_some(year.last.max(end)),
        ..Plan::new(new.student, new.measure, start)
    };
    for probe in new.probes {
        let probe = super::plan::checked(to, &plan, probe, context)?;
        plan.probes.set(context.id(), context.stamp(), probe);
    }
    super::plan::save(to, context, None, plan.into())
}
