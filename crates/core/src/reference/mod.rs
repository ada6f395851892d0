//! Reference sets: what is typical, for goals and gaps. Those that ship with the program, and those
//! of the person's own.

mod built_in;
mod growth;

use crate::caseload::Caseload;
use crate::model::{
    Figure, Grade, Id, Measure, ReferenceSet, ReferenceUse, ReferenceVersion, Season, text,
};
use crate::order::Order;

pub use built_in::{DIBELS_ORAL_READING, ORAL_READING_GROWTH, ORAL_READING_NORMS, all as built_in};
pub use growth::{Growth, Pace, Reading};

/// Whether a version ships with the program. Such a set has one version, of the same number.
pub fn ships(used: ReferenceUse) -> bool {
    is_built_in(used.set) && used.set.uuid() == used.version.uuid()
}

/// Whether a set ships with the program; a fixed range of ids, so that nothing is read to know it.
pub fn is_built_in(set: Id<ReferenceSet>) -> bool {
    (0x0500..0x0600).contains(&set.uuid().as_u128())
}

/// A set of the person's own, or one that ships with the program.
pub fn set(caseload: &Caseload, id: Id<ReferenceSet>) -> Option<&ReferenceSet> {
    if is_built_in(id) {
        let mut known = built_in().iter();
        return known.find(|(known, _)| *known == id).map(|(_, set)| set);
    }
    caseload.get(id)
}

pub fn version(caseload: &Caseload, used: ReferenceUse) -> Option<&ReferenceVersion> {
    set(caseload, used.set)?.versions.get(used.version)
}

/// Every set: the person's own by name, then those that ship with the program.
pub fn sets(caseload: &Caseload) -> Vec<(Id<ReferenceSet>, &ReferenceSet)> {
    let mut own: Vec<_> = caseload.references.iter().collect();
    own.order_by_cached_key(|(_, set)| text::folded(&set.name));
    let shipped = built_in().iter().map(|(id, set)| (*id, set));
    own.into_iter().chain(shipped).collect()
}

/// The versions in force of the sets of a measure that are offered.
pub fn offered(
    caseload: &Caseload,
    measure: Id<Measure>,
) -> Vec<(ReferenceUse, &ReferenceSet, &ReferenceVersion)> {
    sets(caseload)
        .into_iter()
        .filter(|(_, set)| set.measure == measure && set.archived.is_none())
        .filter_map(|(id, set)| {
            let (version_id, version) = set.current()?;
            let used = ReferenceUse {
                set: id,
                version: version_id,
            };
            Some((used, set, version))
        })
        .collect()
}

/// How many plans have a goal that was set by a set, whatever its version.
pub fn plans_using(caseload: &Caseload, set: Id<ReferenceSet>) -> usize {
    caseload
        .plans
        .values()
        .filter_map(|plan| plan.goal.as_ref()?.source.used())
        .filter(|used| used.set == set)
        .count()
}

/// The score or the growth that a figure names.
pub fn figure_value(caseload: &Caseload, figure: &Figure) -> Option<f64> {
    let version = version(caseload, figure.used)?;
    match figure.season {
        Some(season) => version.score(figure.grade, season, &figure.level),
        None => version
            .growth(figure.grade, &figure.level)
            .map(|growth| growth.per_week),
    }
}

impl ReferenceVersion {
    /// "Hasbrouck & Tindal, 2017".
    pub fn cited(&self) -> String {
        if self.published.is_empty() {
            self.source.clone()
        } else {
            format!("{}, {}", self.source, self.published)
        }
    }

    /// The grades it has scores of, or figures of growth.
    pub fn grades(&self) -> Vec<Grade> {
        let mut grades: Vec<Grade> = self.rows.iter().map(|row| row.grade).collect();
        grades.order();
        grades.dedup();
        grades
    }

    pub fn has_scores(&self) -> bool {
        self.rows.iter().any(|row| row.season.is_some())
    }

    /// The seasons it has scores of for a grade.
    pub fn seasons(&self, grade: Grade) -> Vec<Season> {
        Season::ALL
            .into_iter()
            .filter(|season| !self.scores(grade, *season).is_empty())
            .collect()
    }

    /// The scores with which the levels begin.
    pub fn scores(&self, grade: Grade, season: Season) -> Vec<(&str, f64)> {
        self.figures(grade, Some(season))
    }

    pub fn score(&self, grade: Grade, season: Season, level: &str) -> Option<f64> {
        let scores = self.scores(grade, season).into_iter();
        scores
            .filter(|(known, _)| *known == level)
            .map(|(_, score)| score)
            .next()
    }

    fn figures(&self, grade: Grade, season: Option<Season>) -> Vec<(&str, f64)> {
        let row = self
            .rows
            .iter()
            .find(|row| row.grade == grade && row.season == season);
        let values = row.into_iter().flat_map(|row| &row.values);
        let levels = self.levels.iter().map(String::as_str);
        levels
            .zip(values)
            .filter_map(|(level, value)| Some((level, (*value)?)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
