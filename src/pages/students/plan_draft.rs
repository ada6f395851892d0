//! A plan as it is typed, how it becomes a plan, and what its goal then asks for.

use aimline_core::analysis::{AimLine, Defined, Undefined};
use aimline_core::elapsed::weeks_between;
use aimline_core::model::{Baseline, Entries, Goal, Grade, Id, Measure, Plan, Student};
use aimline_core::number::{self, number};
use aimline_core::progress::goal::{self, OWN_GROWTH_SCORES, OwnGrowth};
use aimline_core::progress::plan_view::PlanView;
use aimline_core::{Caseload, Rejected};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::goal_draft::{BY_HAND, GoalDraft, Ground};
use super::mastery_form::MasteryDraft;
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
    pub goal: GoalDraft,
    pub probe_every: String,
    /// What a mastery measure asks for in place of baseline and goal.
    pub mastery: MasteryDraft,
    /// The plan as the form opened it, without what lies in its lists.
    pub opened: Option<Plan>,
}

impl PlanDraft {
    pub fn new(student: Id<Student>, today: Date) -> Self {
        Self {
            student: Some(student),
            start: today.to_string(),
            baseline_from: FIRST_THREE.into(),
            goal: GoalDraft {
                method: BY_HAND.into(),
                ..GoalDraft::default()
            },
            probe_every: "7".into(),
            ..Self::default()
        }
    }

    pub fn of(id: Id<Plan>, plan: &Plan) -> Self {
        let opened = Plan {
            probes: Entries::default(),
            phases: Entries::default(),
            decisions: Entries::default(),
            ..plan.clone()
        };
        Self {
            id: Some(id),
            opened: Some(opened),
            ..Self::of_plan(plan)
        }
    }

    fn of_plan(plan: &Plan) -> Self {
        let (baseline_from, baseline) = match plan.baseline {
            Baseline::MedianOfFirstThree => (FIRST_THREE, String::new()),
            Baseline::Set(value) => (BY_HAND, number::typed(value)),
        };
        Self {
            id: None,
            student: Some(plan.student),
            measure: plan.measure.to_string(),
            material: plan.material.clone(),
            start: plan.start.to_string(),
            baseline_from: baseline_from.into(),
            baseline,
            goal: GoalDraft::of(plan.goal.as_ref()),
            probe_every: plan.probe_every.to_string(),
            mastery: MasteryDraft::of(plan),
            opened: None,
        }
    }

    /// The same without baseline and goal, which a mastery measure does not have.
    pub fn without_goal(self) -> Self {
        Self {
            baseline_from: FIRST_THREE.into(),
            goal: GoalDraft::of(None),
            ..self
        }
    }

    /// The plan with probes and phases of the one before.
    pub fn plan(&self, caseload: &Caseload, known: &Known) -> Result<Plan, Rejected> {
        let before = known.plan.as_ref();
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
        let goal = match self.kept_goal(known) {
            Some(goal) => Some(goal.clone()),
            None => self.goal.goal(&self.ground(caseload, known), &mut rejected),
        };
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

    /// The goal of the plan that is edited, while nothing that it was found from is touched: scores
    /// that came since must neither move it nor stand in the way of another change.
    pub fn kept_goal<'a>(&'a self, known: &'a Known) -> Option<&'a Goal> {
        let plan = self.opened.as_ref().or(known.plan.as_ref())?;
        let same = !self.goal.anew && self.asks_for_goal_of(plan);
        plan.goal.as_ref().filter(|_| same)
    }

    /// Whether the goal is asked for just as it is in the plan.
    pub fn asks_for_goal_of(&self, plan: &Plan) -> bool {
        let stored = Self::of_plan(plan);
        let goal = GoalDraft {
            anew: false,
            ..self.goal.clone()
        };
        self.start == stored.start
            && self.baseline_by_hand() == stored.baseline_by_hand()
            && goal == stored.goal
    }

    fn baseline_by_hand(&self) -> Option<&str> {
        (self.baseline_from == BY_HAND).then(|| self.baseline.trim())
    }

    /// What the goal is found from, as far as it can be read.
    pub fn ground<'a>(&self, caseload: &'a Caseload, known: &Known) -> Ground<'a> {
        let baseline = if self.baseline_from == BY_HAND {
            figure(&self.baseline, "baseline", &mut Rejected::default())
        } else {
            known.baseline
        };
        Ground {
            caseload,
            measure: self.measure.parse().ok(),
            grade: known.grade,
            start: self.start.parse().ok(),
            baseline,
            own: known.own,
        }
    }
}

pub const FIRST_THREE: &str = "first_three";

pub(super) fn date(
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

pub(super) fn figure(text: &str, field: &'static str, rejected: &mut Rejected) -> Option<f64> {
    let text = text.trim();
    let figure = number::read(text);
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

/// What is known of the student and of the plan that is edited.
pub struct Known {
    pub plan: Option<Plan>,
    /// The median of its first three scores, or of as many as there are.
    pub baseline: Option<f64>,
    pub own: Defined<OwnGrowth>,
    pub grade: Option<Grade>,
    scores: Vec<f64>,
}

impl Known {
    pub fn of(app: App, id: Option<Id<Plan>>, student: Option<Id<Student>>) -> StoredValue<Self> {
        let today = app.today().get_untracked();
        let known = app.caseload().with_untracked(|caseload| {
            let grade = student.and_then(|student| caseload.get(student)?.grade);
            let known = id.and_then(|id| Self::of_plan(caseload, id, grade, today));
            known.unwrap_or(Self {
                plan: None,
                baseline: None,
                own: Err(Undefined::TooFew {
                    have: 0,
                    need: OWN_GROWTH_SCORES,
                }),
                grade,
                scores: Vec::new(),
            })
        });
        StoredValue::new(known)
    }

    fn of_plan(
        caseload: &Caseload,
        id: Id<Plan>,
        grade: Option<Grade>,
        today: Date,
    ) -> Option<Self> {
        let plan = caseload.get(id)?.clone();
        let measured = Plan {
            baseline: Baseline::MedianOfFirstThree,
            ..plan.clone()
        };
        let view = PlanView::new(&measured, caseload.measure(plan.measure)?, today);
        let taken_from = view.baseline.iter().flat_map(|known| &known.taken_from);
        Some(Self {
            baseline: view.baseline.as_ref().map(|baseline| baseline.value),
            own: OwnGrowth::of(&view, today),
            grade,
            scores: taken_from.map(|(_, score)| *score).collect(),
            plan: Some(plan),
        })
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

/// What the goal asks for, said while it is typed: the sum, the growth, what is odd about it, and
/// how fast it is by published growth.
pub fn outcome(
    caseload: &Caseload,
    draft: &PlanDraft,
    known: &Known,
    today: Date,
) -> Option<Vec<String>> {
    let plan = draft.plan(caseload, known).ok()?;
    let goal = plan.goal?;
    let measure = caseload.measure(plan.measure)?;
    let from = match plan.baseline {
        Baseline::Set(value) => Some(value),
        Baseline::MedianOfFirstThree => known.baseline,
    };
    let to = format!(
        "{} {} by {}",
        number(goal.score),
        measure.unit,
        day(goal.date, today)
    );
    let Some(from) = from else {
        return Some(vec![format!(
            "To {to}. The growth a week follows from the first scores."
        )]);
    };
    let aim = AimLine::new(plan.start, from, goal.date, goal.score).ok()?;
    let weeks = weeks_between(plan.start, goal.date);
    let line = format!(
        "From {} to {to}: {} a week for {} weeks.",
        number(from),
        rate(aim.weekly_rate()),
        number((weeks * 10.0).round() / 10.0)
    );
    let pace = known.grade.and_then(|grade| {
        goal::pace(
            caseload,
            plan.measure,
            measure.direction,
            grade,
            goal.source.used(),
            aim.weekly_rate(),
        )
    });
    let lines = [
        goal::worked_out(&goal),
        Some(line),
        goal::remark(goal.score, from, measure.direction),
        pace.map(|(_, words)| words),
    ];
    Some(lines.into_iter().flatten().collect())
}
