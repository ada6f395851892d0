//! How far a student is from the benchmark of a grade, from records; each number with what it was
//! taken from.

mod words;

use jiff::civil::Date;

use super::plan_view::PlanView;
use crate::analysis::{
    Closing, Defined, Direction, Interval, Undefined, closing_range, gap_ratio, median, needed_rate,
};
use crate::caseload::Caseload;
use crate::elapsed::{days_between, weeks_between};
use crate::model::{
    Figure, GoalSource, Grade, Measure, Plan, ReferenceUse, ReferenceVersion, SchoolYear, Season,
};
use crate::reference::{self, Growth};

pub use words::Line;

/// The score now is the median of so many occasions: one score moves by chance.
const CURRENT_OCCASIONS: usize = 3;
/// A growth of up to so many times the typical is reasonable to ask for (`domain.md` 2).
pub const REASONABLE_TIMES: f64 = 2.0;

/// A reference set that a gap can be measured by.
#[derive(Clone, Debug, PartialEq)]
pub struct Yardstick {
    pub used: ReferenceUse,
    /// "DIBELS 8 goals: ORF (University of Oregon, July 2020)".
    pub name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub grade: Grade,
    pub level: String,
    pub direction: Direction,
    pub unit: String,
    /// The season of today and its benchmark.
    pub now: (Season, f64),
    /// The last season of the year, its benchmark, and the last day of school.
    pub end: (Season, f64, Date),
    /// The median of the last three occasions.
    pub current: f64,
    pub ratio: Defined<f64>,
    /// Growth a week to the benchmark at the end, and the weeks left.
    pub required: Defined<f64>,
    pub weeks_left: f64,
    /// What the level grows.
    pub typical: Option<Growth>,
    pub closing: Defined<Range>,
}

/// The end of the gap by the interval of the student's growth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub soonest: Closing,
    pub latest: Closing,
    pub rate: f64,
    pub interval: Interval,
    /// In percent.
    pub confidence: u8,
    pub benchmark_rate: f64,
}

/// The sets that a gap can be measured by: that of the goal first, then those in force.
pub fn yardsticks(caseload: &Caseload, plan: &Plan) -> Vec<Yardstick> {
    let Some(grade) = grade_of(caseload, plan) else {
        return Vec::new();
    };
    let of_the_goal = plan.goal.as_ref().and_then(|goal| goal.source.used());
    let of_the_goal = of_the_goal.and_then(|used| {
        let set = reference::set(caseload, used.set)?;
        Some((used, set, set.versions.get(used.version)?))
    });
    let in_force = reference::offered(caseload, plan.measure).into_iter();
    let in_force = in_force.filter(|(used, _, _)| {
        of_the_goal.is_none_or(|(of_the_goal, ..)| of_the_goal.set != used.set)
    });
    of_the_goal
        .into_iter()
        .chain(in_force)
        .filter(|(_, _, version)| !version.seasons(grade).is_empty())
        .map(|(used, set, version)| Yardstick {
            used,
            name: format!("{} ({})", set.name, version.cited()),
        })
        .collect()
}

impl Gap {
    /// `None` where the set has no score for the grade.
    ///
    /// # Errors
    /// Under three occasions.
    pub fn of(
        caseload: &Caseload,
        plan: &Plan,
        measure: &Measure,
        view: &PlanView,
        used: ReferenceUse,
        today: Date,
    ) -> Option<Defined<Self>> {
        let version = reference::version(caseload, used)?;
        let grade = grade_of(caseload, plan)?;
        let year = caseload.calendar().year_of(today);
        let level = level_of(plan, used, version);
        let of_season = |season| Some((season, version.score(grade, season, &level)?));
        let seasons = Season::ALL.into_iter().filter_map(of_season);
        let known: Vec<(Season, f64)> = seasons.collect();
        let today_is = season_on(&year, today);
        let now = known.iter().find(|(season, _)| *season >= today_is);
        let now = *now.or(known.last())?;
        let (season, benchmark) = *known.last()?;
        let latest = view.series.latest(CURRENT_OCCASIONS);
        if latest.len() < CURRENT_OCCASIONS {
            return Some(Err(Undefined::TooFew {
                have: latest.len(),
                need: CURRENT_OCCASIONS,
            }));
        }
        let latest: Vec<f64> = latest.iter().map(|occasion| occasion.value).collect();
        let current = match median(&latest) {
            Ok(current) => current,
            Err(why) => return Some(Err(why)),
        };
        let typical = version.growth(grade, &level);
        let settings = caseload.settings();
        let needed = usize::from(settings.prompts_from);
        let closing = range(
            view,
            needed,
            settings.confidence,
            (now.1, current, typical.as_ref()),
            measure.direction,
        );
        Some(Ok(Self {
            grade,
            direction: measure.direction,
            unit: measure.unit.clone(),
            now,
            end: (season, benchmark, year.last),
            current,
            ratio: gap_ratio(now.1, current, measure.direction),
            required: needed_rate(current, today, benchmark, year.last),
            weeks_left: weeks_between(today, year.last),
            typical,
            closing,
            level,
        }))
    }

    /// Whether the growth it takes is up to twice the typical; `None` where either is not known,
    /// or the typical growth is none.
    pub fn is_reasonable(&self) -> Option<bool> {
        let typical = self.direction.gain(self.typical.as_ref()?.per_week);
        let required = self.direction.gain(self.required.ok()?);
        (typical > 0.0).then_some(required <= REASONABLE_TIMES * typical)
    }
}

/// The grade of the benchmark that the goal was set by, else the student's.
fn grade_of(caseload: &Caseload, plan: &Plan) -> Option<Grade> {
    figure_of(plan)
        .map(|figure| figure.grade)
        .or_else(|| caseload.get(plan.student)?.grade)
}

fn level_of(plan: &Plan, used: ReferenceUse, version: &ReferenceVersion) -> String {
    figure_of(plan)
        .filter(|figure| figure.used == used)
        .map_or_else(|| version.aim.clone(), |figure| figure.level.clone())
}

/// The benchmark that the goal was set by.
fn figure_of(plan: &Plan) -> Option<&Figure> {
    match &plan.goal.as_ref()?.source {
        GoalSource::Benchmark { figure, .. } => figure.as_ref(),
        _ => None,
    }
}

/// The third of the school year that a day lies in: publishers test at its beginning, in its
/// middle and at its end.
fn season_on(year: &SchoolYear, day: Date) -> Season {
    let whole = days_between(year.first, year.last).max(1);
    match 3 * days_between(year.first, day) / whole {
        i64::MIN..=0 => Season::Fall,
        1 => Season::Winter,
        _ => Season::Spring,
    }
}

fn range(
    view: &PlanView,
    needed: usize,
    confidence: u8,
    (benchmark, current, typical): (f64, f64, Option<&Growth>),
    direction: Direction,
) -> Defined<Range> {
    let trend = view.trend?;
    if trend.line.count < needed {
        return Err(Undefined::TooFew {
            have: trend.line.count,
            need: needed,
        });
    }
    let benchmark_rate = typical.ok_or(Undefined::NoGoal)?.per_week;
    let interval = trend.rate_interval(f64::from(confidence) / 100.0)?;
    let (soonest, latest) = closing_range(benchmark, current, interval, benchmark_rate, direction)?;
    Ok(Range {
        soonest,
        latest,
        rate: trend.weekly_rate(),
        interval,
        confidence,
        benchmark_rate,
    })
}

#[cfg(test)]
mod tests;
