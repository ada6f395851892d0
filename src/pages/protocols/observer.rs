//! An observer's checklist of a session: another pair of eyes on the same steps.

use aimline_core::order::Order;
use std::collections::BTreeMap;

use aimline_core::model::{Adaptation, AdaptationKind, Checklist, Id, Mark, Rater, Session, Step};
use aimline_core::{Caseload, Command, Problem};
use leptos::prelude::*;

use crate::pages::as_opened::AsOpened;
use crate::parts::{
    Button, ButtonKind, CheckboxField, Chip, ErrorSummary, SelectField, TextField, error_of,
    unique_id,
};
use crate::state::use_app;

/// A mark while it is made. An adaptation has more to tell than the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Done,
    Missed,
    NotApplicable,
    Adapted,
}

/// One step and its mark, as typed.
#[derive(Clone, Copy)]
struct MarkInput {
    step: Id<Step>,
    choice: RwSignal<Option<Choice>>,
    kind: RwSignal<String>,
    what: RwSignal<String>,
    why: RwSignal<String>,
    core_kept: RwSignal<bool>,
}

/// The form for one observer. `checklist` is the one to correct; without it a new one is added.
#[component]
pub fn ObserverChecklist(
    session: Id<Session>,
    #[prop(default = None)] checklist: Option<Id<Checklist>>,
    /// Called when it is saved, removed or left.
    #[prop(into)]
    done: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let (steps, before, roles) = app
        .caseload()
        .with_untracked(|caseload| what_is_known(caseload, session, checklist));
    let opened = AsOpened::new(checklist.map(|_| before.clone()));
    let role = RwSignal::new(match &before.rater {
        Rater::Observer { role } => role.clone(),
        Rater::Interventionist => String::new(),
    });
    let quality = RwSignal::new(before.quality);
    let engagement = RwSignal::new(before.engagement);
    let inputs: Vec<MarkInput> = steps
        .iter()
        .map(|step| MarkInput::of(step, before.marks.get(&step.id)))
        .collect();
    let inputs = StoredValue::new(inputs);
    let problems = RwSignal::new(Vec::<Problem>::new());

    let save = move || {
        problems.set(Vec::new());
        let marks: BTreeMap<Id<Step>, Mark> = inputs.with_value(|inputs| {
            let marks = inputs.iter();
            marks
                .filter_map(|input| Some((input.step, input.mark()?)))
                .collect()
        });
        let command = Command::SaveChecklist {
            session,
            id: checklist,
            checklist: opened.edited(Checklist {
                rater: Rater::Observer {
                    role: role.get_untracked(),
                },
                marks,
                quality: quality.get_untracked(),
                engagement: engagement.get_untracked(),
            }),
        };
        app.send(command, move |answer| match answer {
            Ok(()) => {
                done.try_run(());
            }
            Err(refused) => {
                opened.told(&refused);
                problems.try_set(refused.problems());
            }
        });
    };
    let remove = move || {
        if let Some(id) = checklist {
            let command = Command::RemoveChecklist { session, id };
            app.send(command, move |answer| match answer {
                Ok(()) => {
                    done.try_run(());
                }
                Err(refused) => {
                    problems.try_set(refused.problems());
                }
            });
        }
    };
    let all_done = move || {
        inputs.with_value(|inputs| {
            for input in inputs {
                input.choice.set(Some(Choice::Done));
            }
        });
    };
    let error = error_of(problems, "checklist");
    let known_roles = !roles.is_empty();
    let suggestions = roles
        .into_iter()
        .map(move |known| {
            let pressed = {
                let known = known.clone();
                Signal::derive(move || role.with(|role| *role == known))
            };
            let chosen = known.clone();
            view! { <Chip pressed=pressed on_press=move |()| role.set(chosen.clone())>{known}</Chip> }
        })
        .collect_view();
    let rows = (1..)
        .zip(steps)
        .zip(inputs.get_value())
        .map(|((number, step), input)| view! { <StepMark number step input /> })
        .collect_view();
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Observer’s checklist"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField
                label="Role of the observer"
                hint="A role, such as “Reading coach”, and not a name."
                name="rater"
                required=true
                value=role
                error=error_of(problems, "rater")
            />
            {known_roles
                .then(|| view! {
                    <div class="row" role="group" aria-label="Roles used before">{suggestions}</div>
                })}
            <div class="row"><Button on_press=all_done>"All steps done"</Button></div>
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
            <ol class="observer-steps" role="list" data-field="checklist" tabindex="-1">
                {rows}
            </ol>
            <div class="row-fields">
                <Rating label="Quality" low="poor" high="excellent" value=quality />
                <Rating label="Engagement" low="rarely" high="throughout" value=engagement />
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save checklist"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || done.run(())>"Cancel"</Button>
                {checklist.map(|_| view! {
                    <Button kind=ButtonKind::Danger on_press=remove>"Remove checklist"</Button>
                })}
            </div>
        </form>
    }
}

#[component]
fn StepMark(number: usize, step: Step, input: MarkInput) -> impl IntoView {
    let name = unique_id("mark");
    let choices = [
        (Choice::Done, "Done"),
        (Choice::Missed, "Missed"),
        (Choice::Adapted, "Adapted"),
        (Choice::NotApplicable, "N/A"),
    ];
    let radios = choices
        .into_iter()
        .filter(|(choice, _)| *choice != Choice::NotApplicable || step.may_not_apply)
        .map(|(choice, label)| {
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=move || input.choice.get() == Some(choice)
                        on:change=move |_| input.choice.set(Some(choice))
                    />
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <li>
            <fieldset class="stack stack-close">
                <legend>
                    {number}". "{step.text}
                    {step.core.then(|| view! { " "<span class="badge">"Core"</span> })}
                </legend>
                <div class="row mark-choices">{radios}</div>
                <Show when=move || input.choice.get() == Some(Choice::Adapted)>
                    <div class="stack stack-close adaptation-fields">
                        <SelectField
                            label="When decided"
                            narrow=true
                            value=input.kind
                            options=vec![
                                ("planned".to_owned(), "Before the session".to_owned()),
                                ("reactive".to_owned(), "In the moment".to_owned()),
                            ]
                        />
                        <TextField label="What was changed" value=input.what />
                        <TextField label="Why" value=input.why />
                        <CheckboxField label="The core of the step was kept" checked=input.core_kept />
                    </div>
                </Show>
            </fieldset>
        </li>
    }
}

/// 1 to 4, or not rated.
#[component]
fn Rating(
    label: &'static str,
    low: &'static str,
    high: &'static str,
    value: RwSignal<Option<u8>>,
) -> impl IntoView {
    let chip = move |number: u8| {
        let pressed = Signal::derive(move || value.get() == Some(number));
        let press = move |()| {
            value.update(|value| *value = Some(number).filter(|_| *value != Some(number)));
        };
        view! { <Chip pressed=pressed on_press=press>{number}</Chip> }
    };
    view! {
        <fieldset class="stack stack-close">
            <legend>{label}" "<span class="muted small">"1 "{low}", 4 "{high}</span></legend>
            <div class="row">{(1..=4).map(chip).collect_view()}</div>
        </fieldset>
    }
}

impl MarkInput {
    fn of(step: &Step, before: Option<&Mark>) -> Self {
        let adaptation = match before {
            Some(Mark::Adapted(adaptation)) => adaptation.clone(),
            _ => Adaptation {
                kind: AdaptationKind::Reactive,
                what: String::new(),
                why: String::new(),
                core_kept: true,
            },
        };
        let kind = match adaptation.kind {
            AdaptationKind::Planned => "planned",
            AdaptationKind::Reactive => "reactive",
        };
        Self {
            step: step.id,
            choice: RwSignal::new(before.map(Choice::of)),
            kind: RwSignal::new(kind.to_owned()),
            what: RwSignal::new(adaptation.what),
            why: RwSignal::new(adaptation.why),
            core_kept: RwSignal::new(adaptation.core_kept),
        }
    }

    fn mark(&self) -> Option<Mark> {
        Some(match self.choice.get_untracked()? {
            Choice::Done => Mark::Done,
            Choice::Missed => Mark::Missed,
            Choice::NotApplicable => Mark::NotApplicable,
            Choice::Adapted => Mark::Adapted(Adaptation {
                kind: match self.kind.get_untracked().as_str() {
                    "planned" => AdaptationKind::Planned,
                    _ => AdaptationKind::Reactive,
                },
                what: self.what.get_untracked(),
                why: self.why.get_untracked(),
                core_kept: self.core_kept.get_untracked(),
            }),
        })
    }
}

impl Choice {
    fn of(mark: &Mark) -> Self {
        match mark {
            Mark::Done => Self::Done,
            Mark::Missed => Self::Missed,
            Mark::NotApplicable => Self::NotApplicable,
            Mark::Adapted(_) => Self::Adapted,
        }
    }
}

/// The steps of the session's wording, the checklist as it was, and the roles used before.
fn what_is_known(
    caseload: &Caseload,
    session: Id<Session>,
    checklist: Option<Id<Checklist>>,
) -> (Vec<Step>, Checklist, Vec<String>) {
    let known = caseload.sessions.get(session);
    let version = known
        .and_then(|session| session.protocol)
        .and_then(|used| caseload.protocol_version(used));
    let steps = version
        .map(|version| version.steps.clone())
        .unwrap_or_default();
    let before = known
        .zip(checklist)
        .and_then(|(session, id)| session.checklists.get(id))
        .cloned()
        .unwrap_or_default();
    let mut roles: Vec<String> = caseload
        .sessions
        .values()
        .flat_map(|session| session.checklists.values())
        .filter_map(|checklist| match &checklist.rater {
            Rater::Observer { role } => Some(role.clone()),
            Rater::Interventionist => None,
        })
        .collect();
    roles.order();
    roles.dedup();
    (steps, before, roles)
}
