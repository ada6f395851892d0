//! What makes a fair test, and which missed sessions leave minutes owed.

use aimline_core::model::{NotHeld, Settings};
use aimline_core::{Command, Problem, Rejected};
use leptos::prelude::*;

use crate::parts::{Button, ButtonKind, CheckboxField, ErrorSummary, Section, TextField, error_of};
use crate::state::use_app;

#[component]
pub fn FairTestSection() -> impl IntoView {
    let app = use_app();
    let settings = Memo::new(move |_| app.caseload().with(|caseload| caseload.settings()));
    view! {
        <Section
            title="A fair test"
            subtitle="A student is judged only after the minutes came and the steps were taught. 80 % is customary; research finds that 60 to 80 % already does good."
        >
            // Made anew when the settings change elsewhere, so that the fields show what is kept.
            {move || view! { <FairTestForm settings=settings.get() /> }}
        </Section>
    }
}

#[component]
fn FairTestForm(settings: Settings) -> impl IntoView {
    let app = use_app();
    let dosage = RwSignal::new(settings.dosage_threshold.to_string());
    let adherence = RwSignal::new(settings.adherence_threshold.to_string());
    let confidence = RwSignal::new(settings.confidence.to_string());
    let owes: Vec<(NotHeld, RwSignal<bool>)> = NotHeld::ALL
        .into_iter()
        .map(|reason| {
            (
                reason,
                RwSignal::new(settings.owes_minutes.contains(&reason)),
            )
        })
        .collect();
    let problems = RwSignal::new(Vec::<Problem>::new());
    let reasons = owes
        .iter()
        .map(|(reason, checked)| view! { <CheckboxField label=reason.label() checked=*checked /> })
        .collect_view();
    let save = move || {
        problems.set(Vec::new());
        let mut rejected = Rejected::default();
        let mut read = |value: RwSignal<String>, field| {
            let typed = value.get_untracked();
            let number = typed.trim().trim_end_matches('%').trim().parse::<u8>();
            number.unwrap_or_else(|_| {
                rejected.add(
                    field,
                    format!("“{typed}” was given; enter a whole percent, such as 80."),
                );
                0
            })
        };
        let changed = Settings {
            dosage_threshold: read(dosage, "dosage_threshold"),
            adherence_threshold: read(adherence, "adherence_threshold"),
            confidence: read(confidence, "confidence"),
            owes_minutes: owes
                .iter()
                .filter(|(_, checked)| checked.get_untracked())
                .map(|(reason, _)| *reason)
                .collect(),
            ..app
                .caseload()
                .with_untracked(|caseload| caseload.settings())
        };
        match rejected.or(changed) {
            Ok(settings) => app.send(Command::SaveSettings { settings }, move |answer| {
                if let Err(refused) = answer {
                    problems.try_set(refused.problems());
                }
            }),
            Err(rejected) => problems.set(rejected.problems().to_vec()),
        }
    };
    view! {
        <form
            class="stack"
            aria-label="A fair test"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="grid-3">
                <TextField
                    label="Minutes received, percent"
                    hint="Of the minutes planned."
                    input_type="integer"
                    name="dosage_threshold"
                    value=dosage
                    error=error_of(problems, "dosage_threshold")
                />
                <TextField
                    label="Steps taught, percent"
                    hint="Of the required steps that applied."
                    input_type="integer"
                    name="adherence_threshold"
                    value=adherence
                    error=error_of(problems, "adherence_threshold")
                />
                <TextField
                    label="Confidence of trends, percent"
                    hint="A higher one needs more scores to decide."
                    input_type="integer"
                    name="confidence"
                    value=confidence
                    error=error_of(problems, "confidence")
                />
            </div>
            <fieldset class="stack stack-close">
                <legend>"These reasons leave minutes owed"</legend>
                <p class="field-hint">"When a session is not held for one of them, its minutes wait for a make-up."</p>
                <div class="grid-3">{reasons}</div>
            </fieldset>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save settings"</Button>
            </div>
        </form>
    }
}
