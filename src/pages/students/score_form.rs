//! One score: added by hand or put right, with three passages where the measure knows them.

use aimline_core::model::{Id, Measure, Plan, Probe, Skill};
use aimline_core::number::{number, typed};
use aimline_core::progress::mastery::SkillChoice;
use aimline_core::progress::score_entry::{
    self, Entered, first_label, has_passages, reported_passage, takes_errors,
};
use aimline_core::{Command, Problem, Rejected};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::drafted::Drafted;
use crate::pages::as_opened::AsOpened;
use crate::pages::skill_options::SkillOptions;
use crate::parts::{
    Button, ButtonKind, CheckboxField, ErrorSummary, SelectField, TextArea, TextField, error_of,
};
use crate::state::use_app;

/// A score as typed. Without passages only the first pair counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreDraft {
    /// The score that is put right.
    pub id: Option<Id<Probe>>,
    pub before: Option<Probe>,
    pub date: String,
    pub by_passage: bool,
    pub typed: [(String, String); 3],
    /// The id of the skill; empty is the one taught now, or none in a score that is put right.
    pub skill: String,
    pub note: String,
}

impl ScoreDraft {
    pub fn new(today: Date) -> Self {
        Self {
            date: today.to_string(),
            ..Self::default()
        }
    }

    pub fn of_skill(today: Date, skill: Id<Skill>) -> Self {
        Self {
            skill: skill.to_string(),
            ..Self::new(today)
        }
    }

    pub fn of(id: Id<Probe>, probe: &Probe, measure: &Measure) -> Self {
        let first = typed(score_entry::correct(measure, probe.score, probe.errors));
        let errors = probe.errors.map(typed).unwrap_or_default();
        Self {
            id: Some(id),
            before: Some(probe.clone()),
            date: probe.date.to_string(),
            by_passage: false,
            typed: [(first, errors), Default::default(), Default::default()],
            skill: probe
                .skill
                .map(|skill| skill.to_string())
                .unwrap_or_default(),
            note: probe.note.clone(),
        }
    }

    fn probe(&self, measure: &Measure) -> Result<Probe, Rejected> {
        let entered = if self.by_passage {
            self.median_passage(measure)?.1
        } else {
            let (score, errors) = &self.typed[0];
            score_entry::read(measure, score, errors)?.ok_or_else(|| missing("score"))?
        };
        let date: Date = self
            .date
            .parse()
            .map_err(|_| Rejected::field("date", "Choose the day of the score."))?;
        Ok(Probe {
            date,
            score: entered.score,
            errors: entered.errors,
            note: self.note_with_passages(),
            session: self.before.as_ref().and_then(|before| before.session),
            skill: self.skill.parse().ok(),
        })
    }

    /// The passage that is reported, and what was entered for it.
    fn median_passage(&self, measure: &Measure) -> Result<(usize, Entered), Rejected> {
        let mut entered = Vec::new();
        for ((score, errors), field) in self.typed.iter().zip(PASSAGE_FIELDS) {
            // A problem belongs to the passage it was typed in.
            let read = score_entry::read(measure, score, errors).map_err(|rejected| {
                let message = rejected.to_string();
                Rejected::field(field, message)
            })?;
            entered.push(read.ok_or_else(|| missing(field))?);
        }
        let passages = <[Entered; 3]>::try_from(entered).map_err(|_| missing("score"))?;
        reported_passage(passages).ok_or_else(|| missing("score"))
    }

    /// What the reported passage was chosen from stays with the score.
    fn note_with_passages(&self) -> String {
        if !self.by_passage {
            return self.note.clone();
        }
        let typed = self
            .typed
            .iter()
            .map(|(score, errors)| match errors.trim() {
                "" => score.trim().to_owned(),
                errors => format!("{} ({errors} errors)", score.trim()),
            });
        let passages = format!("Passages: {}.", typed.collect::<Vec<_>>().join(", "));
        format!("{} {passages}", self.note.trim()).trim().to_owned()
    }

    /// What the entry comes to, said while it is typed.
    fn result(&self, measure: &Measure) -> Option<String> {
        if self.by_passage {
            let (place, entered) = self.median_passage(measure).ok()?;
            let which = ["first", "second", "third"].get(place)?;
            return Some(format!(
                "The {which} passage is reported: {}.",
                described(&entered, measure)
            ));
        }
        let (score, errors) = &self.typed[0];
        let entered = score_entry::read(measure, score, errors).ok()??;
        takes_errors(measure).then(|| format!("Score: {}.", described(&entered, measure)))
    }
}

const PASSAGE_FIELDS: [&str; 3] = ["score", "passage_2", "passage_3"];

fn missing(field: &'static str) -> Rejected {
    Rejected::field(field, "Enter what was scored.")
}

fn described(entered: &Entered, measure: &Measure) -> String {
    let score = number(entered.score);
    match entered.accuracy(measure) {
        Some(accuracy) => format!("{score} {}, {accuracy:.0} % accuracy", measure.unit),
        None => format!("{score} {}", measure.unit),
    }
}

#[component]
pub fn ScoreForm(
    drafted: Drafted<ScoreDraft>,
    plan: Id<Plan>,
    measure: Measure,
    skills: SkillChoice,
) -> impl IntoView {
    let app = use_app();
    let draft = drafted.initial();
    let opened = AsOpened::new(draft.before.clone());
    let fields = Fields::new(draft, opened);
    let some_skills = !skills.options.is_empty();
    let skills = if fields.id.get_value().is_some() {
        SkillOptions::of_saved(skills)
    } else {
        SkillOptions::of(skills)
    };
    skills.choose_usual(fields.skill);
    let problems = RwSignal::new(Vec::<Problem>::new());
    drafted.keep(move || fields.draft());
    let passages = has_passages(&measure) && fields.id.get_value().is_none();
    let measure = StoredValue::new(measure);
    let save = move || {
        problems.set(Vec::new());
        let draft = fields.draft();
        let probe = match measure.with_value(|measure| draft.probe(measure)) {
            Ok(probe) => probe,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let command = Command::SaveProbe {
            plan,
            id: draft.id,
            probe: opened.edited(probe),
        };
        app.send(command, move |answer| match answer {
            Ok(()) => drafted.close(),
            Err(refused) => {
                opened.told(&refused);
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    let result = move || measure.with_value(|measure| fields.draft().result(measure));
    let by_passage = fields.by_passage;
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
            {some_skills.then(|| view! {
                <SelectField
                    label="Skill"
                    name="skill"
                    value=fields.skill
                    options=skills.options
                    error=error_of(problems, "skill")
                />
            })}
            {move || {
                let shown = if by_passage.get() { 3 } else { 1 };
                (0..shown).map(|place| measure.with_value(|measure| {
                    view! { <Passage measure=measure.clone() fields place many={shown > 1} problems /> }
                })).collect_view()
            }}
            {passages.then(|| view! {
                <CheckboxField
                    label="Three passages were read"
                    hint="The median passage is reported, with its own errors."
                    checked=by_passage
                />
            })}
            <p class="score-result" role="status">{result}</p>
            <TextField
                label="Date"
                name="date"
                input_type="date"
                value=fields.date
                error=error_of(problems, "date")
            />
            <TextArea label="Note" name="note" value=fields.note rows=2 />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save score"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// The number correct and the errors of one passage, or of the only one.
#[component]
fn Passage(
    measure: Measure,
    fields: Fields,
    place: usize,
    many: bool,
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let (score, errors) = fields.typed[place];
    let field = PASSAGE_FIELDS[place];
    let label = if many {
        format!(
            "Passage {}: {}",
            place + 1,
            first_label(&measure).to_lowercase()
        )
    } else {
        first_label(&measure).to_owned()
    };
    let hint = format!(
        "{}, {} to {}",
        measure.unit,
        number(measure.lowest),
        number(measure.highest)
    );
    let errors_label = if many {
        format!("Passage {}: errors", place + 1)
    } else {
        "Errors".to_owned()
    };
    view! {
        <div class="row-fields">
            <TextField
                label
                name=field
                hint
                input_type="number"
                required=true
                value=score
                error=error_of(problems, field)
            />
            {takes_errors(&measure).then(|| view! {
                <TextField
                    label=errors_label
                    name="errors"
                    input_type="integer"
                    value=errors
                    error=if many { Signal::stored(None) } else { error_of(problems, "errors") }
                />
            })}
        </div>
    }
}

#[derive(Clone, Copy)]
struct Fields {
    id: StoredValue<Option<Id<Probe>>>,
    before: AsOpened<Probe>,
    date: RwSignal<String>,
    by_passage: RwSignal<bool>,
    typed: [(RwSignal<String>, RwSignal<String>); 3],
    skill: RwSignal<String>,
    note: RwSignal<String>,
}

impl Fields {
    fn new(draft: ScoreDraft, before: AsOpened<Probe>) -> Self {
        Self {
            id: StoredValue::new(draft.id),
            before,
            date: RwSignal::new(draft.date),
            by_passage: RwSignal::new(draft.by_passage),
            typed: draft
                .typed
                .map(|(score, errors)| (RwSignal::new(score), RwSignal::new(errors))),
            skill: RwSignal::new(draft.skill),
            note: RwSignal::new(draft.note),
        }
    }

    fn draft(self) -> ScoreDraft {
        ScoreDraft {
            id: self.id.get_value(),
            before: self.before.get(),
            date: self.date.get(),
            by_passage: self.by_passage.get(),
            typed: self
                .typed
                .map(|(score, errors)| (score.get(), errors.get())),
            skill: self.skill.get(),
            note: self.note.get(),
        }
    }
}
