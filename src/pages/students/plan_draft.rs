//! A plan as it is typed, how it becomes a plan, and what its goal then asks for.

use aimline_core::Rejected;
use aimline_core::analysis::elapsed::weeks_between;
use aimline_core::analysis::{AimLine, goal_by_rate};
use aimline_core::model::measure::number;
use aimline_core::model::{Baseline, Goal, GoalSource, Id, Measure, Plan, Student};
use aimline_core::progress::plan_view::PlanView;
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::words::{day, rate};
use crate::state::App;

/// A plan as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDraft {
    pub id: Option<Id<Plan>>,
    pub student: Option<Id<Student>>,
    pub measure: String,
    pub material: String,
    pub start: String,
    /// "first_three" or "by_hand".
    pub baseline_from: String,
    pub baseline: String,
    /// "none", "by_hand", "growth" or "benchmark".
    pub goal_from: String,
    pub goal: String,
    pub goal_date: String,
    pub growth: String,
    /// Where the growth or the benchmark was published.
    pub source: String,
    pub probe_every: String,
}

impl PlanDraft {
    pub fn new(student: Id<Student>, today: Date) -> Self {
        Self {
            student: Some(student),
            start: today.to_string(),
            baseline_from: FIRST_THREE.into(),
            goal_from: BY_HAND.into(),
            probe_every: "7".into(),
            ..Self::default()
        }
    }

    pub fn of(id: Id<Plan>, plan: &Plan) -> Self {
        let (baseline_from, baseline) = match plan.baseline {
            Baseline::MedianOfFirstThree => (FIRST_THREE, String::new()),
            Baseline::Set(value) => (BY_HAND, number(value)),
        };
        let goal = plan.goal.as_ref();
        let (goal_from, growth, source) = match goal.map(|goal| &goal.source) {
            None => (NO_GOAL, String::new(), String::new()),
            Some(GoalSource::ByHand) => (BY_HAND, String::new(), String::new()),
            Some(GoalSource::Benchmark { set }) => (BENCHMARK, String::new(), set.clone()),
            Some(GoalSource::NormGrowth { set, per_week }) => {
                (GROWTH, number(*per_week), set.clone())
            }
        };
        Self {
            id: Some(id),
            student: Some(plan.student),
            measure: plan.measure.to_string(),
            material: plan.material.clone(),
            start: plan.start.to_string(),
            baseline_from: baseline_from.into(),
            baseline,
            goal_from: goal_from.into(),
            goal: goal.map(|goal| number(goal.score)).unwrap_or_default(),
            goal_date: goal.map(|goal| goal.date.to_string()).unwrap_or_default(),
            growth,
            source,
            probe_every: plan.probe_every.to_string(),
        }
    }

    /// The plan with probes and phases of the one before; `known` is the baseline of its scores.
    pub fn plan(&self, before: Option<&Plan>, known: Option<f64>) -> Result<Plan, Rejected> {
        let mut rejected = Rejected::default();
        let measure = self.measure.parse::<Id<Measure>>().ok();
        if measure.is_none() {
            rejected.add("measure", "Choose what is measured.");
        }
        let start = date(
            &self.start,
            "start",
            "Choose the day on which the aim line starts.",
            &mut rejected,
        );
        let baseline = if self.baseline_from == BY_HAND {
            figure(&self.baseline, "baseline", &mut rejected).map(Baseline::Set)
        } else {
            Some(Baseline::MedianOfFirstThree)
        };
        let from = match baseline {
            Some(Baseline::Set(value)) => Some(value),
            _ => known,
        };
        let goal = self.goal(start, from, &mut rejected);
        let (Some(student), Some(measure), Some(start), Some(baseline)) =
            (self.student, measure, start, baseline)
        else {
            return rejected.or(()).and(Err(Rejected::gone("student")));
        };
        rejected.or(Plan {
            student,
            measure,
            start,
            material: self.material.clone(),
            baseline,
            goal,
            probe_every: self.probe_every.parse().unwrap_or(7),
            probes: before.map(|plan| plan.probes.clone()).unwrap_or_default(),
            phases: before.map(|plan| plan.phases.clone()).unwrap_or_default(),
            decisions: before
                .map(|plan| plan.decisions.clone())
                .unwrap_or_default(),
            closed: before.and_then(|plan| plan.closed),
            skills: Default::default(),
            mastery: None,
        })
    }

    fn goal(
        &self,
        start: Option<Date>,
        from: Option<f64>,
        rejected: &mut Rejected,
    ) -> Option<Goal> {
        if self.goal_from == NO_GOAL {
            return None;
        }
        let by = date(
            &self.goal_date,
            "goal_date",
            "Choose the day by which it should be reached.",
            rejected,
        );
        if self.goal_from != GROWTH {
            let score = figure(&self.goal, "goal_score", rejected)?;
            let source = if self.goal_from == BENCHMARK {
                GoalSource::Benchmark {
                    set: named(&self.source, "a benchmark"),
                }
            } else {
                GoalSource::ByHand
            };
            return Some(Goal {
                score,
                date: by?,
                source,
            });
        }
        let per_week = figure(&self.growth, "growth", rejected)?;
        let Some(from) = from else {
            let message =
                "A goal by growth needs a baseline: enter one by hand, or add scores first.";
            rejected.add("growth", message);
            return None;
        };
        let score = goal_by_rate(from, per_week, start?, by?).map(f64::round);
        match score {
            Ok(score) => Some(Goal {
                score,
                date: by?,
                source: GoalSource::NormGrowth {
                    set: named(&self.source, "a norm"),
                    per_week,
                },
            }),
            Err(_) => {
                rejected.add("goal_date", "The goal date must come after the start.");
                None
            }
        }
    }
}

pub const FIRST_THREE: &str = "first_three";
pub const BY_HAND: &str = "by_hand";
pub const NO_GOAL: &str = "none";
pub const GROWTH: &str = "growth";
pub const BENCHMARK: &str = "benchmark";

fn named(source: &str, otherwise: &str) -> String {
    let source = source.trim();
    if source.is_empty() {
        otherwise.to_owned()
    } else {
        source.to_owned()
    }
}

fn date(
    text: &str,
    field: &'static str,
    otherwise: &'static str,
    rejected: &mut Rejected,
) -> Option<Date> {
    let date = text.parse().ok();
    if date.is_none() {
        rejected.add(field, otherwise);
    }
    date
}

fn figure(text: &str, field: &'static str, rejected: &mut Rejected) -> Option<f64> {
    let text = text.trim();
    let figure = text.parse::<f64>().ok().filter(|figure| figure.is_finite());
    if figure.is_none() {
        let message = if text.is_empty() {
            "Enter a number.".to_owned()
        } else {
            format!("“{text}” was given; enter a number, such as 42.")
        };
        rejected.add(field, message);
    }
    figure
}

/// What is known of the plan that is edited.
pub struct Known {
    pub plan: Option<Plan>,
    /// The median of its first three scores, or of as many as there are.
    pub baseline: Option<f64>,
    scores: Vec<f64>,
}

impl Known {
    pub fn of(app: App, id: Option<Id<Plan>>) -> StoredValue<Self> {
        let today = app.today().get_untracked();
        let known = app.caseload().with_untracked(|caseload| {
            let plan = Plan {
                baseline: Baseline::MedianOfFirstThree,
                ..caseload.get(id?)?.clone()
            };
            let view = PlanView::new(&plan, caseload.measure(plan.measure)?, today);
            Some(Self {
                baseline: view.baseline.as_ref().map(|baseline| baseline.value),
                scores: view
                    .baseline
                    .map(|baseline| {
                        baseline
                            .taken_from
                            .iter()
                            .map(|(_, score)| *score)
                            .collect()
                    })
                    .unwrap_or_default(),
                plan: Some(plan),
            })
        });
        StoredValue::new(known.unwrap_or(Self {
            plan: None,
            baseline: None,
            scores: Vec::new(),
        }))
    }

    pub fn described(&self) -> String {
        let scores: Vec<String> = self.scores.iter().map(|score| number(*score)).collect();
        match self.baseline {
            Some(baseline) => {
                format!(
                    "The first scores are {}: their median is {}.",
                    scores.join(", "),
                    number(baseline)
                )
            }
            None => "There are no scores yet; the first three will make the baseline.".into(),
        }
    }
}

/// What the goal asks for, said while it is typed.
pub fn outcome(app: App, draft: &PlanDraft, known: &Known, today: Date) -> Option<String> {
    let plan = draft.plan(None, known.baseline).ok()?;
    let goal = plan.goal?;
    let from = match plan.baseline {
        Baseline::Set(value) => Some(value),
        Baseline::MedianOfFirstThree => known.baseline,
    };
    let unit = app.caseload().with_untracked(|caseload| {
        caseload
            .measure(plan.measure)
            .map(|measure| measure.unit.clone())
            .unwrap_or_default()
    });
    let to = format!("{} {unit} by {}", number(goal.score), day(goal.date, today));
    let Some(from) = from else {
        return Some(format!(
            "To {to}. The growth a week follows from the first scores."
        ));
    };
    let aim = AimLine::new(plan.start, from, goal.date, goal.score).ok()?;
    let weeks = weeks_between(plan.start, goal.date);
    Some(format!(
        "From {} to {to}: {} a week for {} weeks.",
        number(from),
        rate(aim.weekly_rate()),
        number((weeks * 10.0).round() / 10.0)
    ))
}
