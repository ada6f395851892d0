//! Writing a measure: what it counts, which way is better, and which scores are possible.

use aimline_core::analysis::Direction;
use aimline_core::model::{Id, Measure, MeasureKind, Scoring, Subject};
use aimline_core::number::typed;
use aimline_core::{Command, Problem, Rejected};
use leptos::prelude::*;

use crate::pages::as_opened::AsOpened;
use crate::parts::{
    Button, ButtonKind, CheckboxField, ErrorSummary, SelectField, TextField, error_of,
};
use crate::state::use_app;

/// What is typed.
#[derive(Clone, Copy)]
struct Input {
    name: RwSignal<String>,
    short_name: RwSignal<String>,
    unit: RwSignal<String>,
    direction: RwSignal<String>,
    kind: RwSignal<String>,
    scoring: RwSignal<String>,
    subject: RwSignal<String>,
    lowest: RwSignal<String>,
    highest: RwSignal<String>,
    fractional: RwSignal<bool>,
    seconds: RwSignal<String>,
    standard_error: RwSignal<String>,
}

#[component]
pub fn MeasureForm(id: Option<Id<Measure>>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let before = id.and_then(|id| {
        app.caseload()
            .with_untracked(|caseload| caseload.measure(id).cloned())
    });
    let archived = before.as_ref().and_then(|measure| measure.archived);
    let input = Input::of(before.as_ref());
    let opened = AsOpened::new(before);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let measure = match input.measure() {
            Ok(measure) => Measure {
                archived,
                ..measure
            },
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let measure = opened.edited(measure);
        app.send(
            Command::SaveMeasure { id, measure },
            move |answer| match answer {
                Ok(()) => {
                    open.try_set(false);
                }
                Err(refused) => {
                    opened.told(&refused);
                    problems.try_set(refused.problems());
                }
            },
        );
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Measure"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField
                label="Name"
                name="name"
                required=true
                value=input.name
                error=error_of(problems, "name")
            />
            <div class="grid-2">
                <TextField
                    label="Short name"
                    hint="For tables, such as “ORF”."
                    value=input.short_name
                />
                <TextField
                    label="What is counted"
                    hint="Such as “words correct per minute”."
                    name="unit"
                    required=true
                    value=input.unit
                    error=error_of(problems, "unit")
                />
                <SelectField
                    label="Kind"
                    hint="A mastery measure never gets an aim line to the year’s end."
                    value=input.kind
                    options=labelled(MeasureKind::ALL.map(MeasureKind::label))
                />
                <SelectField
                    label="Subject"
                    hint="Its plans are judged by the sessions of this subject."
                    value=input.subject
                    options=subjects()
                />
                <SelectField
                    label="What is written down"
                    value=input.scoring
                    options=labelled(Scoring::ALL.map(Scoring::label))
                />
                <SelectField label="Direction" value=input.direction options=directions() />
                <TextField
                    label="Lowest score"
                    input_type="number"
                    name="lowest"
                    required=true
                    value=input.lowest
                    error=error_of(problems, "lowest")
                />
                <TextField
                    label="Highest score"
                    input_type="number"
                    name="highest"
                    required=true
                    value=input.highest
                    error=error_of(problems, "highest")
                />
                <TextField
                    label="Seconds of one probe"
                    hint="Empty if it is not timed."
                    input_type="integer"
                    name="seconds"
                    value=input.seconds
                    error=error_of(problems, "seconds")
                />
                <TextField
                    label="Standard error of measurement"
                    hint="From its manual; empty if not known."
                    input_type="number"
                    name="standard_error"
                    value=input.standard_error
                    error=error_of(problems, "standard_error")
                />
            </div>
            <CheckboxField label="Scores may have halves" checked=input.fractional />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save measure"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

const HIGHER: &str = "Higher is better";
const EVERY_SUBJECT: &str = "Every subject";
const LOWER: &str = "Lower is better";

impl Input {
    fn of(measure: Option<&Measure>) -> Self {
        let text =
            |field: fn(&Measure) -> String| RwSignal::new(measure.map(field).unwrap_or_default());
        let kind = measure.map_or(MeasureKind::GeneralOutcome, |measure| measure.kind);
        let scoring = measure.map_or(Scoring::Score, |measure| measure.scoring);
        let lower = measure.is_some_and(|measure| measure.direction == Direction::Decrease);
        Self {
            name: text(|measure| measure.name.clone()),
            short_name: text(|measure| measure.short_name.clone()),
            unit: text(|measure| measure.unit.clone()),
            direction: RwSignal::new(if lower { LOWER } else { HIGHER }.to_owned()),
            kind: RwSignal::new(kind.label().to_owned()),
            scoring: RwSignal::new(scoring.label().to_owned()),
            subject: RwSignal::new(
                measure
                    .and_then(|measure| measure.subject)
                    .map_or(EVERY_SUBJECT, Subject::label)
                    .to_owned(),
            ),
            lowest: RwSignal::new(measure.map_or("0".into(), |known| typed(known.lowest))),
            highest: RwSignal::new(measure.map_or("100".into(), |known| typed(known.highest))),
            fractional: RwSignal::new(measure.is_some_and(|measure| measure.fractional)),
            seconds: text(|known| known.seconds.map(|s| s.to_string()).unwrap_or_default()),
            standard_error: text(|known| known.standard_error.map(typed).unwrap_or_default()),
        }
    }

    fn measure(&self) -> Result<Measure, Rejected> {
        let mut rejected = Rejected::default();
        let lowest = read(&mut rejected, "lowest", self.lowest);
        let highest = read(&mut rejected, "highest", self.highest);
        let seconds: Option<u16> = read(&mut rejected, "seconds", self.seconds);
        let standard_error = read(&mut rejected, "standard_error", self.standard_error);
        for (field, value) in [("lowest", lowest), ("highest", highest)] {
            if value.is_none() && !rejected.problems().iter().any(|known| known.field == field) {
                rejected.add(field, "Enter a number.");
            }
        }
        let kind = self.kind.get_untracked();
        let scoring = self.scoring.get_untracked();
        let subject = self.subject.get_untracked();
        rejected.or(Measure {
            name: self.name.get_untracked(),
            short_name: self.short_name.get_untracked(),
            unit: self.unit.get_untracked(),
            direction: match self.direction.get_untracked().as_str() {
                LOWER => Direction::Decrease,
                _ => Direction::Increase,
            },
            kind: MeasureKind::ALL
                .into_iter()
                .find(|known| known.label() == kind)
                .unwrap_or(MeasureKind::GeneralOutcome),
            scoring: Scoring::ALL
                .into_iter()
                .find(|known| known.label() == scoring)
                .unwrap_or(Scoring::Score),
            lowest: lowest.unwrap_or_default(),
            highest: highest.unwrap_or_default(),
            fractional: self.fractional.get_untracked(),
            seconds,
            standard_error,
            subject: Subject::ALL
                .into_iter()
                .find(|known| known.label() == subject),
            archived: None,
        })
    }
}

/// A number, or nothing where the field is empty; what cannot be read is told.
fn read<T: std::str::FromStr>(
    rejected: &mut Rejected,
    field: &'static str,
    value: RwSignal<String>,
) -> Option<T> {
    let typed = value.get_untracked();
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let number = typed.replace('−', "-").parse().ok();
    if number.is_none() {
        rejected.add(field, format!("“{typed}” was given; enter a number."));
    }
    number
}

fn subjects() -> Vec<(String, String)> {
    let [reading, math, behavior] = Subject::ALL.map(Subject::label);
    labelled([EVERY_SUBJECT, reading, math, behavior])
}

fn directions() -> Vec<(String, String)> {
    labelled([HIGHER, LOWER])
}

fn labelled<const N: usize>(labels: [&'static str; N]) -> Vec<(String, String)> {
    labels
        .into_iter()
        .map(|label| (label.to_owned(), label.to_owned()))
        .collect()
}
