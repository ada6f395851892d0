//! What makes a fair test, what a verdict takes, and which missed sessions leave minutes owed.

use aimline_core::decision::{Threshold, Thresholds};
use aimline_core::model::{NotHeld, Settings};
use aimline_core::{Command, Edited, Problem, Rejected};
use leptos::prelude::*;

use crate::parts::{
    Button, ButtonKind, CheckboxField, ErrorSummary, Section, SelectField, TextField, error_of,
};
use crate::state::use_app;

#[component]
pub fn FairTestSection() -> impl IntoView {
    view! {
        <Section
            title="A fair test"
            subtitle="Growth is judged only after the minutes came and the steps were taught, and only from enough scores. Every verdict follows these numbers, on all pages at once."
        >
            <FairTestForm />
        </Section>
    }
}

/// A field that shows what is kept, also after it was changed elsewhere, until a person types in it.
struct Follows<T: Send + Sync + 'static> {
    kept: Memo<T>,
    field: RwSignal<T>,
    /// What was kept when the person began to type.
    opened: StoredValue<T>,
}

impl<T: Send + Sync + 'static> Clone for Follows<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Send + Sync + 'static> Copy for Follows<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Follows<T> {
    fn new(
        settings: Memo<Settings>,
        read: impl Fn(&Settings) -> T + Copy + Send + Sync + 'static,
    ) -> Self {
        let kept = Memo::new(move |_| settings.with(read));
        let field = RwSignal::new(kept.get_untracked());
        let opened = StoredValue::new(kept.get_untracked());
        Effect::new(move |before: Option<T>| {
            let kept = kept.get();
            let follows = |field: &T| before.as_ref() == Some(field) || *field == kept;
            if field.with_untracked(follows) {
                field.set(kept.clone());
                opened.set_value(kept.clone());
            }
            kept
        });
        Self {
            kept,
            field,
            opened,
        }
    }

    /// The person has read what is kept by now.
    fn told(self) {
        if let Some(kept) = self.kept.try_get_untracked() {
            let _ = self.opened.try_set_value(kept);
        }
    }

    /// What was typed goes; nothing where the page has gone.
    fn show_kept(self) {
        if let Some(kept) = self.kept.try_get_untracked() {
            let _ = self.field.try_set(kept);
        }
    }
}

#[component]
fn FairTestForm() -> impl IntoView {
    let app = use_app();
    let settings = Memo::new(move |_| app.caseload().with(|caseload| caseload.settings()));
    let number = |read: fn(&Settings) -> u8| {
        Follows::new(settings, move |settings| read(settings).to_string())
    };
    let numbers = [
        number(|settings| settings.dosage_threshold),
        number(|settings| settings.adherence_threshold),
        number(|settings| settings.confidence),
        number(|settings| settings.prompts_from),
        number(|settings| settings.decides_from),
        number(|settings| settings.run_length),
        number(|settings| settings.near_percent),
    ];
    let opened = numbers.map(|follows| follows.opened);
    let [
        dosage,
        adherence,
        confidence,
        prompts_from,
        decides_from,
        run_length,
        near_percent,
    ] = numbers.map(|follows| follows.field);
    // The engine itself says where each of its numbers comes from, and what it is by default.
    let [
        of_minutes,
        of_steps,
        of_prompts,
        of_verdicts,
        of_runs,
        of_intervals,
        of_near,
    ] = Thresholds::default()
        .all()
        .map(|Threshold { source, value, .. }| format!("{source}. The default is {value}."));
    let changed = Memo::new(move |_| settings.with(|settings| !settings.has_default_thresholds()));
    let owes = NotHeld::ALL.map(|reason| {
        let owed = move |settings: &Settings| settings.owes_minutes.contains(&reason);
        (reason, Follows::new(settings, owed))
    });
    let told = move || {
        numbers.into_iter().for_each(Follows::told);
        owes.into_iter().for_each(|(_, owed)| owed.told());
    };
    let problems = RwSignal::new(Vec::<Problem>::new());
    let reasons = owes
        .iter()
        .map(|(reason, owed)| view! { <CheckboxField label=reason.label() checked=owed.field /> })
        .collect_view();
    let save = move || {
        problems.set(Vec::new());
        let mut rejected = Rejected::default();
        let mut read = |value: RwSignal<String>, field, such_as: u8| {
            let typed = value.get_untracked();
            let number = typed.trim().trim_end_matches('%').trim().parse::<u8>();
            number.unwrap_or_else(|_| {
                rejected.add(
                    field,
                    format!("“{typed}” was given; enter a whole number, such as {such_as}."),
                );
                0
            })
        };
        let changed = Settings {
            dosage_threshold: read(dosage, "dosage_threshold", 80),
            adherence_threshold: read(adherence, "adherence_threshold", 80),
            confidence: read(confidence, "confidence", 80),
            prompts_from: read(prompts_from, "prompts_from", 6),
            decides_from: read(decides_from, "decides_from", 10),
            run_length: read(run_length, "run_length", 4),
            near_percent: read(near_percent, "near_percent", 10),
            owes_minutes: owes
                .iter()
                .filter(|(_, owed)| owed.field.get_untracked())
                .map(|(reason, _)| *reason)
                .collect(),
            ..settings.get_untracked()
        };
        let [
            dosage_threshold,
            adherence_threshold,
            confidence,
            prompts_from,
            decides_from,
            run_length,
            near_percent,
        ] = opened.map(|opened| opened.with_value(|kept| kept.parse().unwrap_or_default()));
        let opened = Settings {
            dosage_threshold,
            adherence_threshold,
            confidence,
            prompts_from,
            decides_from,
            run_length,
            near_percent,
            owes_minutes: owes
                .iter()
                .filter(|(_, owed)| owed.opened.get_value())
                .map(|(reason, _)| *reason)
                .collect(),
            ..settings.get_untracked()
        };
        match rejected.or(changed) {
            Ok(typed) => {
                let settings = Edited {
                    opened: Some(opened),
                    typed,
                };
                app.send(Command::SaveSettings { settings }, move |answer| {
                    if let Err(refused) = answer {
                        told();
                        problems.try_set(refused.problems());
                    }
                });
            }
            Err(rejected) => problems.set(rejected.problems().to_vec()),
        }
    };
    let back = move || {
        problems.set(Vec::new());
        let now = settings.get_untracked();
        let settings = Edited {
            opened: Some(now.clone()),
            typed: now.with_default_thresholds(),
        };
        app.send(
            Command::SaveSettings { settings },
            move |answer| match answer {
                Ok(()) => numbers.into_iter().for_each(Follows::show_kept),
                Err(refused) => {
                    problems.try_set(refused.problems());
                }
            },
        );
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="A fair test"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="grid-2">
                <TextField
                    label="Minutes received, percent of those planned"
                    hint=of_minutes
                    input_type="integer"
                    name="dosage_threshold"
                    value=dosage
                    error=error_of(problems, "dosage_threshold")
                />
                <TextField
                    label="Steps taught, percent of those that applied"
                    hint=of_steps
                    input_type="integer"
                    name="adherence_threshold"
                    value=adherence
                    error=error_of(problems, "adherence_threshold")
                />
                <TextField
                    label="Scores before prompts"
                    hint=of_prompts
                    input_type="integer"
                    name="prompts_from"
                    value=prompts_from
                    error=error_of(problems, "prompts_from")
                />
                <TextField
                    label="Scores before a verdict"
                    hint=of_verdicts
                    input_type="integer"
                    name="decides_from"
                    value=decides_from
                    error=error_of(problems, "decides_from")
                />
                <SelectField
                    label="Scores in a row that raise a prompt"
                    hint=of_runs
                    narrow=true
                    name="run_length"
                    value=run_length
                    options=run_lengths()
                    error=error_of(problems, "run_length")
                />
                <TextField
                    label="Confidence of intervals, percent"
                    hint=of_intervals
                    input_type="integer"
                    name="confidence"
                    value=confidence
                    error=error_of(problems, "confidence")
                />
                <TextField
                    label="Near the aim line, percent of the way to the goal"
                    hint=of_near
                    input_type="integer"
                    name="near_percent"
                    value=near_percent
                    error=error_of(problems, "near_percent")
                />
            </div>
            <fieldset class="stack stack-close">
                <legend>"These reasons leave minutes owed"</legend>
                <p class="field-hint">"When a session is not held for one of them, its minutes wait for a make-up."</p>
                <div class="grid-3">{reasons}</div>
            </fieldset>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save settings"</Button>
                <Show when=move || changed.get()>
                    <Button on_press=back>"Back to the defaults"</Button>
                </Show>
            </div>
        </form>
    }
}

fn run_lengths() -> Signal<Vec<(String, String)>> {
    let lengths = ["3", "4"].map(|length| (length.to_owned(), format!("{length} scores")));
    Signal::stored(lengths.to_vec())
}
