//! A change of the intervention: the day, what it is now, what changed. It draws the phase line.

use aimline_core::model::{Id, Phase, Plan};
use aimline_core::{Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::drafted::Drafted;
use super::opened::Opened;
use super::plan_section::PlanForms;
use super::words::day;
use crate::parts::{
    Button, ButtonKind, ErrorSummary, IconName, SelectField, TextArea, TextField, error_of,
};
use crate::state::use_app;

/// What can be changed about an intervention, after the taxonomy of intervention intensity
/// (Fuchs, Fuchs & Malone 2017).
const DIMENSIONS: [&str; 7] = [
    "Strength",
    "Dosage",
    "Alignment",
    "Attention to transfer",
    "Comprehensiveness",
    "Behavioral support",
    "Individualization",
];

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhaseDraft {
    pub id: Option<Id<Phase>>,
    pub date: String,
    pub label: String,
    /// One of [`DIMENSIONS`], or nothing.
    pub dimension: String,
    pub what_changed: String,
}

impl PhaseDraft {
    pub fn new(today: Date) -> Self {
        Self {
            date: today.to_string(),
            ..Self::default()
        }
    }

    fn of(id: Id<Phase>, phase: &Phase) -> Self {
        let split = phase.what_changed.split_once(": ");
        let split = split.filter(|(dimension, _)| DIMENSIONS.contains(dimension));
        let (dimension, what_changed) = split.unwrap_or(("", &phase.what_changed));
        Self {
            id: Some(id),
            date: phase.start.to_string(),
            label: phase.label.clone(),
            dimension: dimension.to_owned(),
            what_changed: what_changed.to_owned(),
        }
    }

    fn phase(&self) -> Option<Phase> {
        let what_changed = match (self.dimension.as_str(), self.what_changed.trim()) {
            ("", what) => what.to_owned(),
            (dimension, "") => dimension.to_owned(),
            (dimension, what) => format!("{dimension}: {what}"),
        };
        Some(Phase {
            start: self.date.parse().ok()?,
            label: self.label.clone(),
            what_changed,
        })
    }
}

#[component]
pub fn PhaseForm(drafted: Drafted<PhaseDraft>, plan: Id<Plan>) -> impl IntoView {
    let app = use_app();
    let before = drafted.initial();
    let id = before.id;
    let date = RwSignal::new(before.date);
    let label = RwSignal::new(before.label);
    let dimension = RwSignal::new(before.dimension);
    let what_changed = RwSignal::new(before.what_changed);
    let typed = move || PhaseDraft {
        id,
        date: date.get(),
        label: label.get(),
        dimension: dimension.get(),
        what_changed: what_changed.get(),
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
        app.send(
            Command::SavePhase { plan, id, phase },
            move |answer| match answer {
                Ok(()) => drafted.close(),
                Err(refused) => {
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
            <SelectField label="What kind of change it is" value=dimension options=dimensions() />
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

fn dimensions() -> Signal<Vec<(String, String)>> {
    let dimensions = DIMENSIONS.map(|dimension| (dimension.to_owned(), dimension.to_owned()));
    Signal::stored(
        std::iter::once((String::new(), "Not set".to_owned()))
            .chain(dimensions)
            .collect(),
    )
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
                <span class="muted">
                    {(!phase.what_changed.is_empty()).then(|| format!(" · {}", phase.what_changed))}
                </span>
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
                    on_press=move || app.send(Command::RemovePhase { plan: plan_id, id }, |_| ())
                />
            </span>
        </li>
    }
}
