//! A change of the intervention: the day, what it is now, what changed. It draws the phase line.

use aimline_core::model::{Dimension, Id, Phase, Plan};
use aimline_core::{Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::decision::dimensions::{DimensionsField, listed};
use super::drafted::Drafted;
use super::opened::Opened;
use super::plan_section::PlanForms;
use super::words::day;
use crate::pages::as_opened::AsOpened;
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, ErrorSummary, IconName, TextArea, TextField, error_of};
use crate::state::use_app;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhaseDraft {
    pub id: Option<Id<Phase>>,
    pub date: String,
    pub label: String,
    pub dimensions: Vec<Dimension>,
    pub what_changed: String,
    /// The phase as the form opened it.
    pub opened: Option<Phase>,
}

impl PhaseDraft {
    pub fn new(today: Date) -> Self {
        Self {
            date: today.to_string(),
            ..Self::default()
        }
    }

    fn of(id: Id<Phase>, phase: &Phase) -> Self {
        Self {
            id: Some(id),
            date: phase.start.to_string(),
            label: phase.label.clone(),
            dimensions: phase.dimensions.clone(),
            what_changed: phase.what_changed.clone(),
            opened: Some(phase.clone()),
        }
    }

    fn phase(&self) -> Option<Phase> {
        Some(Phase {
            start: self.date.parse().ok()?,
            label: self.label.clone(),
            what_changed: self.what_changed.clone(),
            dimensions: self.dimensions.clone(),
        })
    }
}

#[component]
pub fn PhaseForm(drafted: Drafted<PhaseDraft>, plan: Id<Plan>) -> impl IntoView {
    let app = use_app();
    let before = drafted.initial();
    let id = before.id;
    let opened = AsOpened::new(before.opened);
    let date = RwSignal::new(before.date);
    let label = RwSignal::new(before.label);
    let dimensions = RwSignal::new(before.dimensions);
    let what_changed = RwSignal::new(before.what_changed);
    let typed = move || PhaseDraft {
        id,
        date: date.get(),
        label: label.get(),
        dimensions: dimensions.get(),
        what_changed: what_changed.get(),
        opened: opened.get(),
    };
    drafted.keep(typed);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let Some(phase) = typed().phase() else {
            let message = "Choose the day from which it changed.".into();
            return problems.set(vec![Problem {
                field: "date",
                message,
            }]);
        };
        let phase = opened.edited(phase);
        app.send(
            Command::SavePhase { plan, id, phase },
            move |answer| match answer {
                Ok(()) => drafted.close(),
                Err(refused) => {
                    opened.told(&refused);
                    let _ = problems.try_set(refused.problems());
                }
            },
        );
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField
                label="What the student gets from now on"
                hint="A few words for the chart, such as “Daily, groups of three”."
                name="label"
                required=true
                value=label
                error=error_of(problems, "label")
            />
            <TextField
                label="From"
                name="date"
                input_type="date"
                required=true
                value=date
                error=error_of(problems, "date")
            />
            <DimensionsField
                legend="What changes"
                chosen=dimensions
                error=error_of(problems, "dimensions")
            />
            <TextArea
                label="What changed, and why"
                hint="Such as “from 3 to 5 days a week; growth was half of the goal's”."
                value=what_changed
                rows=2
            />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save change"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// The phases so far, each to be put right or removed.
#[component]
pub fn Phases(plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let some = Memo::new(move |_| {
        plan.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| !plan.plan.phases.is_empty())
        })
    });
    view! {
        <Show when=move || some.get()>
            <ul class="list plan-phases">
                {move || plan.get().map(|plan| entries(&plan, forms))}
            </ul>
        </Show>
    }
}

fn entries(plan: &Opened, forms: PlanForms) -> Vec<impl IntoView + use<>> {
    let phases = plan.plan.phases_by_start().into_iter();
    phases
        .map(|(id, phase)| entry(plan, id, phase, forms))
        .collect()
}

fn entry(plan: &Opened, id: Id<Phase>, phase: &Phase, forms: PlanForms) -> impl IntoView + use<> {
    let app = use_app();
    let plan_id = plan.id;
    let draft = PhaseDraft::of(id, phase);
    let name = phase.label.clone();
    view! {
        <li>
            <span>
                <strong>{phase.label.clone()}</strong>
                {format!(" from {}", day(phase.start, plan.today))}
                <span class="muted">{changed(phase)}</span>
            </span>
            <span class="row no-print">
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Edit
                    label=format!("Edit “{name}”")
                    on_press=move || forms.phase.start(draft.clone())
                />
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Delete
                    label=format!("Remove “{name}”")
                    on_press=move || app.send(Command::RemovePhase { plan: plan_id, id }, tell(app))
                />
            </span>
        </li>
    }
}

/// " · Dosage: from 3 to 5 days a week".
fn changed(phase: &Phase) -> String {
    let parts = [listed(&phase.dimensions), phase.what_changed.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return String::new();
    }
    format!(" · {}", parts.join(": "))
}
