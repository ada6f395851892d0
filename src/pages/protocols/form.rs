//! Writing a protocol: name, subject, dose and steps. A wording in use is frozen; saving makes
//! the next one. What is typed survives a reload.

use std::collections::BTreeSet;

use aimline_core::command::ProtocolWording;
use aimline_core::model::mastery::skills_of_lines;
use aimline_core::model::{Dose, Id, Protocol, ProtocolVersion, Step, Subject};
use aimline_core::progress::fidelity::uses;
use aimline_core::{Caseload, Command, Problem, Rejected};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::step_input::{StepFields, StepInput};
use crate::pages::as_opened::AsOpened;
use crate::pages::mastery_rule::{RuleDraft, RuleFields, RuleInput};
use crate::pages::students::drafted::Drafted;
use crate::parts::{
    Button, ButtonKind, CheckboxField, Dialog, ErrorSummary, Item, SelectField, TextArea,
    TextField, error_of,
};
use crate::route::{Route, go};
use crate::state::use_app;
use crate::words;

/// What is typed and not saved.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    name: String,
    subject: String,
    summary: String,
    dose: [String; 6],
    steps: Vec<Step>,
    /// Whether it is taught skill by skill.
    by_skill: bool,
    rule: RuleDraft,
    /// One a line.
    skills: String,
    /// The protocol as the form opened it.
    opened: Option<ProtocolWording>,
}

/// The fields of the form.
#[derive(Clone, Copy)]
struct Input {
    name: RwSignal<String>,
    subject: RwSignal<String>,
    summary: RwSignal<String>,
    /// Minutes, days a week, weeks, smallest and largest group, lessons.
    dose: [RwSignal<String>; 6],
    steps: RwSignal<Vec<StepInput>>,
    by_skill: RwSignal<bool>,
    rule: RuleInput,
    skills: RwSignal<String>,
    opened: AsOpened<ProtocolWording>,
}

/// Adds a protocol, or edits one.
#[component]
pub fn ProtocolDialog(
    drafted: Drafted<Draft>,
    #[prop(optional)] id: Option<Id<Protocol>>,
) -> impl IntoView {
    let title = if id.is_some() {
        "Edit the protocol"
    } else {
        "Add a protocol"
    };
    view! {
        <Dialog open=drafted.open title=title wide=true>
            <ProtocolForm id drafted />
        </Dialog>
    }
}

#[component]
fn ProtocolForm(id: Option<Id<Protocol>>, drafted: Drafted<Draft>) -> impl IntoView {
    let app = use_app();
    let input = Input::of(&drafted.initial());
    let problems = RwSignal::new(Vec::<Problem>::new());
    drafted.keep(move || input.draft());

    let note = id.and_then(|id| app.caseload().with_untracked(|caseload| note(caseload, id)));
    let save = move || {
        problems.set(Vec::new());
        let version = match input.version() {
            Ok(version) => version,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let command = Command::SaveProtocol {
            id,
            protocol: input.opened.edited(ProtocolWording {
                name: input.name.get_untracked(),
                subject: subject_of(&input.subject.get_untracked()),
                version,
            }),
        };
        let known = app.caseload().with_untracked(protocol_ids);
        app.send(command, move |answer| match answer {
            Ok(()) => {
                drafted.close();
                let new = app.caseload().with_untracked(protocol_ids);
                if let (None, Some(id)) = (id, new.difference(&known).next()) {
                    go(&Route::Protocol(*id));
                }
            }
            Err(refused) => {
                input.opened.told(&refused);
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Protocol"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            {note.map(|note| view! { <p class="card protocol-note">{note}</p> })}
            <TextField
                label="Name of the protocol"
                name="name"
                required=true
                value=input.name
                error=error_of(problems, "name")
            />
            <SelectField label="Subject" narrow=true value=input.subject options=subject_options() />
            <TextArea
                label="Summary"
                hint="One or two sentences: what it is, and for whom."
                rows=2
                name="summary"
                value=input.summary
            />
            <DoseFields dose=input.dose problems />
            <StepFields steps=input.steps error=error_of(problems, "steps") />
            <SkillsPart input problems />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save protocol"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// What a protocol says that is taught skill by skill.
#[component]
fn SkillsPart(input: Input, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    view! {
        <CheckboxField
            label="Taught skill by skill, each until it is mastered"
            hint="For mastery measures: plans take the rule and the skills from here."
            checked=input.by_skill
        />
        <Show when=move || input.by_skill.get()>
            <fieldset class="stack stack-close">
                <legend>"Mastery"</legend>
                <RuleFields rule=input.rule problems />
                <TextArea
                    label="Skills in the order in which they are taught"
                    hint="One a line; a list can be pasted."
                    rows=6
                    name="skills"
                    value=input.skills
                />
            </fieldset>
        </Show>
    }
}

#[component]
fn DoseFields(dose: [RwSignal<String>; 6], problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let field = move |(value, (name, label)): (RwSignal<String>, (&'static str, &'static str))| {
        view! {
            <TextField
                label=label
                input_type="integer"
                name=name
                value=value
                error=error_of(problems, name)
            />
        }
    };
    view! {
        <fieldset class="stack stack-close">
            <legend>"Dose as designed"</legend>
            <div class="dose-fields">
                {dose.into_iter().zip(DOSE_FIELDS).map(field).collect_view()}
            </div>
        </fieldset>
    }
}

const DOSE_FIELDS: [(&str, &str); 6] = [
    ("minutes", "Minutes"),
    ("days_per_week", "Days a week"),
    ("weeks", "Weeks"),
    ("smallest_group", "Smallest group"),
    ("largest_group", "Largest group"),
    ("lessons", "Lessons"),
];

impl Draft {
    /// A new protocol, with the dose that is usual and one step to begin with.
    pub fn empty() -> Self {
        Self {
            opened: None,
            ..Self::of(&Protocol::default())
        }
    }

    /// A protocol as it is now.
    pub fn of(protocol: &Protocol) -> Self {
        let version = protocol
            .current()
            .map(|(_, version)| version.clone())
            .unwrap_or_default();
        let dose = version.dose;
        let lessons = dose.lessons.map(|lessons| lessons.to_string());
        Self {
            name: protocol.name.clone(),
            subject: protocol.subject.label().to_owned(),
            summary: version.summary,
            dose: [
                dose.minutes.to_string(),
                dose.days_per_week.to_string(),
                dose.weeks.to_string(),
                dose.smallest_group.to_string(),
                dose.largest_group.to_string(),
                lessons.unwrap_or_default(),
            ],
            steps: version.steps,
            by_skill: version.mastery.is_some() || !version.skills.is_empty(),
            rule: version.mastery.map(RuleDraft::of).unwrap_or_default(),
            skills: version.skills.join("\n"),
            opened: Some(ProtocolWording::of(protocol)),
        }
    }
}

impl Input {
    fn of(draft: &Draft) -> Self {
        let steps: Vec<StepInput> = draft.steps.iter().map(StepInput::of).collect();
        Self {
            name: RwSignal::new(draft.name.clone()),
            subject: RwSignal::new(draft.subject.clone()),
            summary: RwSignal::new(draft.summary.clone()),
            dose: draft.dose.clone().map(RwSignal::new),
            steps: RwSignal::new(if steps.is_empty() {
                vec![StepInput::empty()]
            } else {
                steps
            }),
            by_skill: RwSignal::new(draft.by_skill),
            rule: RuleInput::of(&draft.rule),
            skills: RwSignal::new(draft.skills.clone()),
            opened: AsOpened::new(draft.opened.clone()),
        }
    }

    fn version(&self) -> Result<ProtocolVersion, Rejected> {
        let dose = read_dose(&self.dose.map(|field| field.get_untracked()))?;
        let by_skill = self.by_skill.get_untracked();
        let mastery = by_skill.then(|| untrack(|| self.rule.read())).transpose()?;
        let skills = self.skills.get_untracked();
        Ok(ProtocolVersion {
            number: 0,
            summary: self.summary.get_untracked(),
            steps: untrack(|| self.steps.get().iter().map(StepInput::step).collect()),
            dose,
            mastery,
            skills: if by_skill {
                skills_of_lines(&skills)
            } else {
                Vec::new()
            },
            used_since: None,
        })
    }

    fn draft(&self) -> Draft {
        Draft {
            name: self.name.get(),
            subject: self.subject.get(),
            summary: self.summary.get(),
            dose: self.dose.map(|field| field.get()),
            steps: self.steps.get().iter().map(StepInput::step).collect(),
            by_skill: self.by_skill.get(),
            rule: self.rule.draft(),
            skills: self.skills.get(),
            opened: self.opened.get(),
        }
    }
}

/// What saving will do to a protocol that was used.
fn note(caseload: &Caseload, id: Id<Protocol>) -> Option<String> {
    let (version, current) = caseload.protocol(id)?.current()?;
    if !current.is_frozen() {
        let starter = caseload.protocols.get(id).is_none();
        return starter.then(|| {
            "This is a starter protocol. Saving makes it your own, and you can change it freely until you use it.".to_owned()
        });
    }
    let sessions = uses(caseload, id).get(&version).copied().unwrap_or(0);
    let next = current.number + 1;
    Some(format!(
        "This version was used in {}. Saving a change to it makes version {next}; past scores stay as they are.",
        words::count(sessions.max(1), "session", "sessions")
    ))
}

/// Minutes, days a week, weeks, smallest and largest group, lessons, as typed.
fn read_dose(typed: &[String; 6]) -> Result<Dose, Rejected> {
    let mut rejected = Rejected::default();
    let mut read = [0_u16; 6];
    for ((place, typed), (name, label)) in typed.iter().enumerate().zip(DOSE_FIELDS) {
        let typed = typed.trim();
        if name == "lessons" && typed.is_empty() {
            continue;
        }
        // Days, weeks and sizes are kept in a byte; the rules set much lower limits.
        let highest = if matches!(name, "minutes" | "lessons") {
            u16::MAX
        } else {
            255
        };
        match typed.parse().ok().filter(|number: &u16| *number <= highest) {
            Some(number) => read[place] = number,
            None => rejected.add(
                name,
                format!("{label}: “{typed}” was given; enter a whole number."),
            ),
        }
    }
    let [minutes, days, weeks, smallest, largest, lessons] = read;
    let byte = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
    rejected.or(Dose {
        minutes,
        days_per_week: byte(days),
        weeks: byte(weeks),
        smallest_group: byte(smallest),
        largest_group: byte(largest),
        lessons: Some(lessons).filter(|lessons| *lessons > 0),
    })
}

fn subject_options() -> Vec<(String, String)> {
    Subject::ALL
        .into_iter()
        .map(|subject| (subject.label().to_owned(), subject.label().to_owned()))
        .collect()
}

fn subject_of(label: &str) -> Subject {
    Subject::ALL
        .into_iter()
        .find(|subject| subject.label() == label)
        .unwrap_or_default()
}

fn protocol_ids(caseload: &Caseload) -> BTreeSet<Id<Protocol>> {
    caseload.protocols.ids().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: [&str; 6]) -> [String; 6] {
        fields.map(str::to_owned)
    }

    #[test]
    fn a_dose_is_read_field_by_field() {
        let dose = read_dose(&typed(["30", " 4 ", "10", "3", "6", ""])).unwrap();
        assert_eq!(
            (dose.minutes, dose.days_per_week, dose.lessons),
            (30, 4, None)
        );
        assert_eq!(
            read_dose(&typed(["30", "4", "10", "3", "6", "60"]))
                .unwrap()
                .lessons,
            Some(60)
        );
        let rejected = read_dose(&typed(["", "four", "300", "3", "-1", "x"])).unwrap_err();
        let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
        assert_eq!(
            fields,
            [
                "minutes",
                "days_per_week",
                "weeks",
                "largest_group",
                "lessons"
            ]
        );
    }
}
