//! The form of a plan: the measure, where the student starts, the goal and how it is found.

use aimline_core::model::{Id, Plan, Student};
use aimline_core::{Command, Problem};
use leptos::prelude::*;

use super::drafted::Drafted;
use super::goal_draft::BY_HAND;
use super::goal_fields::{GoalFields, GoalInput};
use super::mastery_form::{MasteryFields, MasteryInput, is_mastery};
use super::plan_draft::{FIRST_THREE, Known, PlanDraft};
use crate::pages::as_opened::AsOpened;
use crate::parts::{Button, ButtonKind, ErrorSummary, SelectField, TextField, error_of};
use crate::state::{App, use_app};

#[component]
pub fn PlanForm(drafted: Drafted<PlanDraft>) -> impl IntoView {
    let app = use_app();
    let draft = drafted.initial();
    let (id, student) = (draft.id, draft.student);
    let opened = AsOpened::new(draft.opened.clone());
    let fields = Fields::new(app, draft, opened);
    let known = Known::of(app, id, student);
    drafted.keep(move || fields.draft());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let mastery = is_mastery(app, fields.measure.into());
    let save = move || {
        problems.set(Vec::new());
        let skills = mastery.get_untracked();
        let draft = untrack(|| fields.draft());
        let draft = if skills { draft.without_goal() } else { draft };
        let plan = app
            .caseload()
            .with_untracked(|caseload| known.with_value(|known| draft.plan(caseload, known)))
            .and_then(|mut plan| {
                if skills {
                    fields.mastery.apply(&mut plan)?;
                }
                Ok(plan)
            });
        let plan = match plan {
            Ok(plan) => plan,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let plan = opened.edited(plan);
        app.send(Command::SavePlan { id, plan }, move |answer| match answer {
            Ok(()) => drafted.close(),
            Err(refused) => {
                opened.told(&refused);
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    let draft = Memo::new(move |_| fields.draft());
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
                    label=Signal::derive(move || if mastery.get() { "Start".to_owned() } else { "Start of the aim line".to_owned() })
                    name="start"
                    input_type="date"
                    required=true
                    value=fields.start
                    error=error_of(problems, "start")
                />
                <SelectField label="Probes" value=fields.probe_every options=intervals() />
            </div>
            <Show when=move || mastery.get()>
                <MasteryFields input=fields.mastery student measure=fields.measure problems />
            </Show>
            <Show when=move || !mastery.get()>
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
            <GoalFields app draft known input=fields.goal problems />
            </Show>
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
    goal: GoalInput,
    probe_every: RwSignal<String>,
    mastery: MasteryInput,
    opened: AsOpened<Plan>,
}

impl Fields {
    fn new(app: App, draft: PlanDraft, opened: AsOpened<Plan>) -> Self {
        Self {
            id: StoredValue::new(draft.id),
            student: StoredValue::new(draft.student),
            measure: RwSignal::new(draft.measure),
            material: RwSignal::new(draft.material),
            start: RwSignal::new(draft.start),
            baseline_from: RwSignal::new(draft.baseline_from),
            baseline: RwSignal::new(draft.baseline),
            goal: GoalInput::new(app, draft.goal),
            probe_every: RwSignal::new(draft.probe_every),
            mastery: MasteryInput::of(&draft.mastery),
            opened,
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
            goal: self.goal.draft(),
            probe_every: self.probe_every.get(),
            mastery: self.mastery.draft(),
            opened: self.opened.get(),
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
