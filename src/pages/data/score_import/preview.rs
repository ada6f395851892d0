//! What "Import" would do with each score, by kind.

use aimline_core::format::scores::Kind;
use leptos::prelude::*;

use super::bar::ImportBar;
use super::import::Import;
use super::lines::Lines;
use crate::parts::{CheckboxField, Chip, Section};
use crate::words::{count, thousands};

#[component]
pub fn Preview(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| {
        import.checked.with(|checked| {
            Kind::ALL
                .map(|kind| (kind, checked.count(kind)))
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<Kind>);
    // The chosen kind may be empty after the next answer.
    let shown = Memo::new(move |_| {
        counts.with(|counts| {
            let is_there = |kind: &Kind| counts.iter().any(|(other, _)| other == kind);
            let first = counts.first().map(|(kind, _)| *kind);
            chosen.get().filter(is_there).or(first)
        })
    });
    let chips = move || {
        let chip = |(kind, number): (Kind, usize)| {
            view! {
                <Chip
                    pressed=Signal::derive(move || shown.get() == Some(kind))
                    on_press=move || chosen.set(Some(kind))
                >
                    {kind.label()}" "<strong>{thousands(number as u64)}</strong>
                </Chip>
            }
        };
        counts.get().into_iter().map(chip).collect_view()
    };
    view! {
        <Section title="Preview" subtitle="Nothing is saved yet.">
            <div class="row score-kinds" role="group" aria-label="Show scores by what would happen">
                {chips}
            </div>
            <Homes import counts />
            {move || shown.get().map(|kind| view! { <Lines import kind /> })}
            <Show when=move || counts.with(Vec::is_empty)>
                <p>"No score was found in the columns that hold scores."</p>
            </Show>
        </Section>
        <ImportBar import />
    }
}

/// The switches that let scores in which would be left out.
#[component]
fn Homes(import: Import, counts: Memo<Vec<(Kind, usize)>>) -> impl IntoView {
    let has =
        move |kind: Kind| counts.with(|counts| counts.iter().any(|(other, _)| *other == kind));
    let number = move |kind: Kind| {
        counts.with(|counts| {
            let found = counts.iter().find(|(other, _)| *other == kind);
            found.map_or(0, |(_, number)| *number)
        })
    };
    let wanted = Memo::new(move |_| import.plans_wanted());
    let plans = move || {
        let wanted = wanted.get();
        format!(
            "Make plans without a goal: {} for {}",
            count(wanted.plans, "plan", "plans"),
            count(wanted.students, "student", "students")
        )
    };
    let early = move || {
        format!(
            "Also import {} from before the plan’s start",
            count(number(Kind::Early), "score", "scores")
        )
    };
    view! {
        <Show when=move || has(Kind::NoPlan)>
            <CheckboxField
                label=Signal::derive(plans)
                checked=import.make_plans
                hint="Scores live in a plan. A plan made here starts with its first score and has no goal and no probe days until you set them on the student’s page."
            />
        </Show>
        <Show when=move || has(Kind::Early)>
            <CheckboxField
                label=Signal::derive(early)
                checked=import.early
                hint="They are of the same school year. The baseline is the median of the first three scores, so these may move it."
            />
        </Show>
    }
}
