//! Reference sets: a version that a goal was set by stays as it was; editing it makes the next one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::change::Changes;
use crate::context::Context;
use crate::edited::Edited;
use crate::model::{Entries, Id, Measure, ReferenceSet, ReferenceUse, ReferenceVersion};
use crate::reference;
use crate::rejected::Rejected;

/// A set as a form or a file gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceEntry {
    /// The set that is edited; `None` for a new one.
    pub id: Option<Id<ReferenceSet>>,
    pub set: Edited<ReferenceWording>,
}

/// A set as its form has it: what it is called, and the version in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferenceWording {
    pub name: String,
    pub measure: Id<Measure>,
    pub version: ReferenceVersion,
}

impl ReferenceWording {
    pub fn of(set: &ReferenceSet) -> Self {
        let current = set.current();
        Self {
            name: set.name.clone(),
            measure: set.measure,
            version: current.map_or_else(Default::default, |(_, version)| version.clone()),
        }
    }
}

pub fn save(
    to: &mut Changes<'_>,
    context: &mut Context,
    sets: Vec<ReferenceEntry>,
) -> Result<(), Rejected> {
    sets.into_iter()
        .try_for_each(|set| save_one(to, context, set))
}

pub fn archive(
    to: &mut Changes<'_>,
    context: &mut Context,
    id: Id<ReferenceSet>,
    archived: Option<Date>,
) -> Result<(), Rejected> {
    let set = ReferenceSet {
        archived,
        ..to.copy(id)?
    };
    to.set(id, set, context);
    Ok(())
}

/// Freezes the version that a goal was set by. What ships with the program never changes anyway.
pub fn freeze(
    to: &mut Changes<'_>,
    context: &mut Context,
    used: ReferenceUse,
    day: Date,
) -> Result<(), Rejected> {
    if reference::ships(used) {
        return Ok(());
    }
    let mut set = to.copy(used.set)?;
    let Some(version) = set.versions.get_mut(used.version) else {
        return Err(Rejected::gone("version of the reference set"));
    };
    if version.is_frozen() {
        return Ok(());
    }
    version.used_since = Some(day);
    let version = version.clone();
    set.versions.set(used.version, context.stamp(), version);
    to.set(used.set, set, context);
    Ok(())
}

fn save_one(
    to: &mut Changes<'_>,
    context: &mut Context,
    entry: ReferenceEntry,
) -> Result<(), Rejected> {
    let ReferenceEntry { id, set } = entry;
    let before = match id {
        Some(id) => Some(to.copy(id)?),
        None => None,
    };
    let now = before.as_ref().map(ReferenceWording::of);
    let entry = set.onto_entry(now.as_ref(), "reference set", to.caseload())?;
    let Some(measure) = to.caseload().measure(entry.measure) else {
        return Err(Rejected::field("measure", "Choose what is measured."));
    };
    if before
        .as_ref()
        .is_some_and(|before| before.measure != entry.measure && is_used(before))
    {
        return Err(Rejected::field(
            "measure",
            "A goal was set by this set, so its measure stays. Add a new set instead.",
        ));
    }
    let mut set = ReferenceSet {
        name: entry.name,
        measure: entry.measure,
        archived: None,
        versions: before.map_or_else(Entries::default, |before| before.versions),
    }
    .checked()?;
    let stands_on = to
        .caseload()
        .plans
        .values()
        .filter_map(|plan| plan.goal.as_ref()?.source.used())
        .filter(|used| Some(used.set) == id)
        .map(|used| used.version);
    set_version(
        &mut set,
        entry.version.checked(measure)?,
        &stands_on.collect::<Vec<_>>(),
        context,
    );
    to.set(id.unwrap_or_else(|| context.id()), set, context);
    Ok(())
}

fn is_used(set: &ReferenceSet) -> bool {
    set.versions.values().any(ReferenceVersion::is_frozen)
}

/// Changes the version in force while no goal stands on it, else adds the next one. The mark of
/// its first use may have been undone while a second goal stands on it: goals are asked too.
fn set_version(
    set: &mut ReferenceSet,
    version: ReferenceVersion,
    stands_on: &[Id<ReferenceVersion>],
    context: &mut Context,
) {
    let current = set.current().map(|(id, current)| (id, current.clone()));
    let (id, number) = match &current {
        Some((_, current)) if current.says_the_same(&version) => return,
        Some((id, current)) if !current.is_frozen() && !stands_on.contains(id) => {
            (*id, current.number)
        }
        Some((_, current)) => (context.id(), current.number + 1),
        None => (context.id(), 1),
    };
    let version = ReferenceVersion {
        number,
        used_since: None,
        ..version
    };
    set.versions.set(id, context.stamp(), version);
}
