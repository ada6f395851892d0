//! One plan as its section of the page shows it: the record, its measure, its numbers.

use aimline_core::model::{Id, Measure, Plan};
use aimline_core::number::number;
use aimline_core::progress::goal::{self, source_words};
use aimline_core::progress::plan_view::{BaselineView, PlanView};
use aimline_core::progress::status::Status;
use aimline_core::progress::verdict::{phase_start, taught_since, verdict_on};
use jiff::civil::Date;
use leptos::prelude::*;

use super::words::{day, rate};
use crate::state::App;

#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub id: Id<Plan>,
    pub plan: Plan,
    pub measure: Measure,
    pub view: PlanView,
    pub status: Status,
    /// The first day of the phase that the status speaks of.
    pub since: Date,
    /// Minutes and steps count from here.
    pub taught_since: Date,
    pub today: Date,
}

/// `None` once the plan was removed.
pub fn opened(app: App, id: Id<Plan>) -> Memo<Option<Opened>> {
    let (caseload, today) = (app.caseload(), app.today());
    Memo::new(move |_| {
        let today = today.get();
        caseload.with(|caseload| {
            let plan = caseload.get(id)?.clone();
            let measure = caseload.measure(plan.measure)?.clone();
            let view = PlanView::new(&plan, &measure, today);
            let year = caseload.calendar().year_of(today).first;
            let verdict = verdict_on(caseload, plan.student, &view, &measure, today);
            Some(Opened {
                id,
                since: phase_start(&view, today).unwrap_or(plan.start),
                taught_since: taught_since(&view, year, today).unwrap_or(plan.start),
                status: Status::of(&view, verdict),
                plan,
                measure,
                view,
                today,
            })
        })
    })
}

impl Opened {
    /// "Baseline 39, the median of 39 (Sep 8), 42 (Sep 15) and 36 (Sep 22)."
    pub fn baseline(&self) -> String {
        let Some(baseline) = &self.view.baseline else {
            return "Baseline: the median of the first three scores, none of which is in yet."
                .into();
        };
        let value = number(baseline.value);
        match self.taken_from(baseline).as_slice() {
            [] => format!("Baseline {value}, set by hand."),
            [one] => format!("Baseline {value} so far, from {one}."),
            [first, second] => format!("Baseline {value} so far, from {first} and {second}."),
            [first, second, third, ..] => {
                format!("Baseline {value}, the median of {first}, {second} and {third}.")
            }
        }
    }

    fn taken_from(&self, baseline: &BaselineView) -> Vec<String> {
        let score = |(date, score): &(Date, f64)| {
            format!("{} ({})", number(*score), day(*date, self.today))
        };
        baseline.taken_from.iter().map(score).collect()
    }

    /// "Goal 66 by Jan 12, set by hand: +1.5 a week."
    pub fn goal(&self) -> String {
        let Some(goal) = &self.plan.goal else {
            return "No goal is set.".into();
        };
        let by = day(goal.date, self.today);
        let a_week = self
            .view
            .aim
            .map(|aim| format!(": {} a week", rate(aim.weekly_rate())));
        let worked_out = goal::worked_out(goal).map(|sum| format!(" Worked out as {sum}."));
        let passed = if goal.date < self.today {
            " That day has passed: set the next goal."
        } else {
            ""
        };
        format!(
            "Goal {} by {by}, {}{}.{}{passed}",
            number(goal.score),
            source_words(&goal.source),
            a_week.unwrap_or_default(),
            worked_out.unwrap_or_default()
        )
    }
}
