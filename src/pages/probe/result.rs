//! After a probe: the last item read gives score and accuracy, which are saved with the plan.

use aimline_core::model::{Id, Measure, Probe, Student};
use aimline_core::number::number;
use aimline_core::progress::mastery::SkillChoice;
use aimline_core::progress::score_entry::{Entered, counted};
use aimline_core::{Command, Problem, Rejected};
use leptos::html;
use leptos::prelude::*;

use super::{Run, minutes_and_seconds};
use crate::browser::dom;
use crate::pages::skill_options::SkillOptions;
use crate::parts::{Button, ButtonKind, ErrorSummary, SelectField, TextArea, TextField, error_of};
use crate::route::{self, Route};

#[component]
pub(super) fn Result(run: Run, measure: Measure, student: Id<Student>) -> impl IntoView {
    let before = run.state.get_untracked();
    let attempted = RwSignal::new(before.attempted);
    let errors = RwSignal::new(before.errors.to_string());
    let note = RwSignal::new(before.note);
    let skill = RwSignal::new(before.skill);
    let choice = run.app.caseload().with_untracked(|caseload| {
        let plan = caseload.get(run.plan);
        plan.map(|plan| SkillChoice::of(plan, &measure))
            .unwrap_or_default()
    });
    let some_skills = !choice.options.is_empty();
    let skills = SkillOptions::of(choice);
    skills.choose_usual(skill);
    let problems = RwSignal::new(Vec::<Problem>::new());
    keep(run, attempted, errors, note, skill);
    let words = measure.unit.contains("word");
    let label = if words {
        "Words up to the last one read"
    } else {
        "Items up to the last one reached"
    };
    let hint = "Errors among them are taken off.";
    let shown = measure.clone();
    let outcome = move || {
        let entered = read(&shown, &attempted.get(), &errors.get()).ok()?;
        Some(outcome(&entered, &shown))
    };
    let save = move || {
        problems.set(Vec::new());
        let entered = match read(
            &measure,
            &attempted.get_untracked(),
            &errors.get_untracked(),
        ) {
            Ok(entered) => entered,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let Entered { score, errors } = entered;
        let probe = Probe {
            date: run.app.today().get_untracked(),
            score,
            errors,
            note: note.get_untracked(),
            session: None,
            skill: skill.get_untracked().parse().ok(),
        };
        let command = Command::SaveProbe {
            plan: run.plan,
            id: None,
            probe: probe.into(),
        };
        run.app.send(command, move |answer| match answer {
            Ok(()) => {
                run.app.drop_draft(&run.draft_name());
                route::go(&Route::Student(student));
            }
            Err(refused) => {
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    // The heading and not the field: a key pressed for an error as the time ends types nothing.
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            dom::focus(&heading);
        }
    });
    let used = run.used();
    let early = used < u64::from(run.seconds);
    let title = if early { "Stopped" } else { "Time is up" };
    let early = early.then(|| {
        let used = minutes_and_seconds(used);
        format!("Stopped after {used}, before the time was up.")
    });
    view! {
        <form
            class="probe card stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <h2 tabindex="-1" node_ref=heading>{title}</h2>
            {early.map(|early| view! { <p class="muted">{early}</p> })}
            <ErrorSummary problems />
            {some_skills.then(|| view! {
                <SelectField
                    label="Skill"
                    name="skill"
                    value=skill
                    options=skills.options
                    error=error_of(problems, "skill")
                />
            })}
            <TextField
                label
                hint
                name="attempted"
                input_type="integer"
                required=true
                value=attempted
                error=error_of(problems, "attempted")
            />
            <TextField
                label="Errors"
                name="errors"
                input_type="integer"
                value=errors
                error=error_of(problems, "errors")
            />
            <p class="probe-outcome" role="status">{outcome}</p>
            <TextArea label="Note" value=note rows=2 />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save score"</Button>
                <Button on_press=move || run.again()>"Start over"</Button>
            </div>
        </form>
    }
}

/// What is typed here belongs to the draft too.
fn keep(
    run: Run,
    attempted: RwSignal<String>,
    errors: RwSignal<String>,
    note: RwSignal<String>,
    skill: RwSignal<String>,
) {
    Effect::new(move |begun: Option<bool>| {
        let (attempted, errors, note) = (attempted.get(), errors.get(), note.get());
        let skill = skill.get();
        if begun.is_some() {
            // The stage does not change, so this form stays as it is.
            untrack(|| {
                run.change(|state| {
                    state.errors = errors.trim().parse().unwrap_or(state.errors);
                    state.attempted = attempted;
                    state.note = note;
                    state.skill = skill;
                });
            });
        }
        true
    });
}

fn read(
    measure: &Measure,
    attempted: &str,
    errors: &str,
) -> std::result::Result<Entered, Rejected> {
    let attempted = whole(attempted, "attempted")?;
    let errors = if errors.trim().is_empty() {
        0
    } else {
        whole(errors, "errors")?
    };
    counted(measure, attempted, errors)
}

fn whole(text: &str, field: &'static str) -> std::result::Result<u32, Rejected> {
    let text = text.trim();
    text.parse().map_err(|_| match text {
        "" => Rejected::field(field, "Enter the number of the last one that was read."),
        text => Rejected::field(
            field,
            format!("“{text}” was given; enter a whole number, such as 42."),
        ),
    })
}

fn outcome(entered: &Entered, measure: &Measure) -> String {
    let score = format!("{} {}", number(entered.score), measure.unit);
    match entered.accuracy(measure) {
        Some(accuracy) => format!("{score}, {accuracy:.0} % accuracy"),
        None => score,
    }
}
