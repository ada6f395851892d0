//! The form of a plan: the measure, where the student starts, the goal and how it is found.

use aimline_core::model::{Id, Plan, Student};
use aimline_core::{Command, Problem};
use leptos::prelude::*;

use super::drafted::Drafted;
use super::goal_norms::{NormChips, Norms};
use super::plan_draft::{
    BENCHMARK, BY_HAND, FIRST_THREE, GROWTH, Known, NO_GOAL, PlanDraft, outcome,
};
use crate::parts::{Button, ButtonKind, ErrorSummary, SelectField, TextField, error_of};
use crate::state::{App, use_app};

#[component]
pub fn PlanForm(drafted: Drafted<PlanDraft>) -> impl IntoView {
    let app = use_app();
    let draft = drafted.initial();
    let (id, student) = (draft.id, draft.student);
    let fields = Fields::new(app, draft);
    let known = Known::of(app, id);
    drafted.keep(move || fields.draft());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let plan = match known
            .with_value(|known| fields.draft().plan(known.plan.as_ref(), known.baseline))
        {
            Ok(plan) => plan,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        app.send(Command::SavePlan { id, plan }, move |answer| match answer {
            Ok(()) => drafted.close(),
            Err(refused) => {
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    let from = move |wanted: &'static str| fields.goal_from.with(|from| from == wanted);
    let outcome = move || {
        let today = app.today().get_untracked();
        known.with_value(|known| outcome(app, &fields.draft(), known, today))
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
            <div class="grid-2">
                <SelectField
                    label="Measure"
                    name="measure"
                    required=true
                    value=fields.measure
                    options=measures(app)
                    disabled=Signal::stored(id.is_some())
                    error=error_of(problems, "measure")
                />
                <TextField label="Material" hint="Such as “Grade 3 passages”." name="material" value=fields.material />
                <TextField
                    label="Start of the aim line"
                    name="start"
                    input_type="date"
                    required=true
                    value=fields.start
                    error=error_of(problems, "start")
                />
                <SelectField label="Probes" value=fields.probe_every options=intervals() />
            </div>
            <fieldset class="stack">
                <legend>"Baseline"</legend>
                <div class="row-fields">
                    <SelectField label="Taken from" value=fields.baseline_from options=baselines() />
                    <Show when=move || fields.baseline_from.with(|from| from == BY_HAND)>
                        <TextField
                            label="Baseline score"
                            name="baseline"
                            input_type="number"
                            value=fields.baseline
                            error=error_of(problems, "baseline")
                        />
                    </Show>
                </div>
                <p class="muted small">{known.with_value(Known::described)}</p>
            </fieldset>
            <fieldset class="stack">
                <legend>"Goal"</legend>
                <div class="row-fields">
                    <SelectField label="How it is found" value=fields.goal_from options=goals() />
                    <Show when=move || from(BY_HAND) || from(BENCHMARK)>
                        <TextField
                            label="Goal score"
                            name="goal_score"
                            input_type="number"
                            value=fields.goal
                            error=error_of(problems, "goal_score")
                        />
                    </Show>
                    <Show when=move || from(GROWTH)>
                        <TextField
                            label="Growth a week"
                            name="growth"
                            input_type="number"
                            value=fields.growth
                            error=error_of(problems, "growth")
                        />
                    </Show>
                    <Show when=move || !from(NO_GOAL)>
                        <TextField
                            label="By"
                            name="goal_date"
                            input_type="date"
                            value=fields.goal_date
                            error=error_of(problems, "goal_date")
                        />
                    </Show>
                    <Show when=move || from(GROWTH) || from(BENCHMARK)>
                        <TextField label="Published in" name="source" value=fields.source />
                    </Show>
                </div>
                <Show when=move || from(GROWTH)>
                    <NormChips app student=student measure=fields.measure norms=Norms::Growth value=fields.growth source=fields.source />
                </Show>
                <Show when=move || from(BENCHMARK)>
                    <NormChips app student=student measure=fields.measure norms=Norms::Benchmarks value=fields.goal source=fields.source />
                </Show>
                <p class="plan-outcome" role="status">{outcome}</p>
            </fieldset>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save plan"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

#[derive(Clone, Copy)]
struct Fields {
    id: StoredValue<Option<Id<Plan>>>,
    student: StoredValue<Option<Id<Student>>>,
    measure: RwSignal<String>,
    material: RwSignal<String>,
    start: RwSignal<String>,
    baseline_from: RwSignal<String>,
    baseline: RwSignal<String>,
    goal_from: RwSignal<String>,
    goal: RwSignal<String>,
    goal_date: RwSignal<String>,
    growth: RwSignal<String>,
    source: RwSignal<String>,
    probe_every: RwSignal<String>,
}

impl Fields {
    /// A new goal is offered for the end of the school year.
    fn new(app: App, draft: PlanDraft) -> Self {
        let year_end = || {
            let today = app.today().get_untracked();
            app.caseload()
                .with_untracked(|caseload| caseload.calendar().year_of(today).last.to_string())
        };
        let goal_date = if draft.goal_date.is_empty() {
            year_end()
        } else {
            draft.goal_date
        };
        Self {
            id: StoredValue::new(draft.id),
            student: StoredValue::new(draft.student),
            measure: RwSignal::new(draft.measure),
            material: RwSignal::new(draft.material),
            start: RwSignal::new(draft.start),
            baseline_from: RwSignal::new(draft.baseline_from),
            baseline: RwSignal::new(draft.baseline),
            goal_from: RwSignal::new(draft.goal_from),
            goal: RwSignal::new(draft.goal),
            goal_date: RwSignal::new(goal_date),
            growth: RwSignal::new(draft.growth),
            source: RwSignal::new(draft.source),
            probe_every: RwSignal::new(draft.probe_every),
        }
    }

    fn draft(self) -> PlanDraft {
        PlanDraft {
            id: self.id.get_value(),
            student: self.student.get_value(),
            measure: self.measure.get(),
            material: self.material.get(),
            start: self.start.get(),
            baseline_from: self.baseline_from.get(),
            baseline: self.baseline.get(),
            goal_from: self.goal_from.get(),
            goal: self.goal.get(),
            goal_date: self.goal_date.get(),
            growth: self.growth.get(),
            source: self.source.get(),
            probe_every: self.probe_every.get(),
        }
    }
}

type Options = Signal<Vec<(String, String)>>;

fn options<const N: usize>(options: [(&str, &str); N]) -> Options {
    Signal::stored(
        options
            .map(|(key, words)| (key.to_owned(), words.to_owned()))
            .to_vec(),
    )
}

fn measures(app: App) -> Options {
    let measures = app.caseload().with_untracked(|caseload| {
        let measures = caseload.all_measures().into_iter();
        measures
            .filter(|(_, measure)| measure.archived.is_none())
            .map(|(id, measure)| {
                (
                    id.to_string(),
                    format!("{} ({})", measure.name, measure.unit),
                )
            })
            .collect::<Vec<_>>()
    });
    Signal::stored(
        std::iter::once((String::new(), "Choose a measure".to_owned()))
            .chain(measures)
            .collect(),
    )
}

fn intervals() -> Options {
    options([
        ("7", "Every week"),
        ("14", "Every two weeks"),
        ("28", "Every four weeks"),
        ("1", "Every day"),
        ("0", "At no fixed interval"),
    ])
}

fn baselines() -> Options {
    options([
        (FIRST_THREE, "Median of the first three scores"),
        (BY_HAND, "Set by hand"),
    ])
}

fn goals() -> Options {
    options([
        (BY_HAND, "Set by hand"),
        (BENCHMARK, "A published benchmark"),
        (GROWTH, "A growth a week"),
        (NO_GOAL, "No goal yet"),
    ])
}
