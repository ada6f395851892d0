//! How far the student is from the benchmark of the grade: three numbers, each with its source.

use aimline_charts::noun_of_rate;
use aimline_core::analysis::Undefined;
use aimline_core::progress::gap::{Gap, Line, Yardstick, yardsticks};
use leptos::prelude::*;

use super::opened::Opened;
use crate::parts::SelectField;
use crate::state::use_app;

/// Nothing where no reference set has a score for the measure and the grade.
#[component]
pub fn GapCard(plan: Memo<Option<Opened>>) -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let sets = {
        let caseload = caseload.clone();
        Memo::new(move |_| {
            caseload.with(|caseload| {
                plan.with(|plan| {
                    let plan = plan.as_ref();
                    plan.map(|plan| yardsticks(caseload, &plan.plan))
                        .unwrap_or_default()
                })
            })
        })
    };
    let chosen = RwSignal::new(String::new());
    let yardstick = Memo::new(move |_| {
        chosen.with(|chosen| {
            sets.with(|sets| {
                let found = sets.iter().find(|set| key_of(set) == *chosen);
                found.or(sets.first()).cloned()
            })
        })
    });
    let gap = Memo::new(move |_| {
        let used = yardstick.get()?.used;
        plan.with(|plan| {
            let plan = plan.as_ref()?;
            caseload.with(|caseload| {
                Gap::of(
                    caseload,
                    &plan.plan,
                    &plan.measure,
                    &plan.view,
                    used,
                    plan.today,
                )
            })
        })
    });
    let known = Memo::new(move |_| gap.with(Option::is_some));
    let options = Signal::derive(move || {
        let sets = sets.get().into_iter();
        sets.map(|set| (key_of(&set), set.name)).collect::<Vec<_>>()
    });
    let shown =
        Signal::derive(move || yardstick.with(|set| set.as_ref().map(key_of).unwrap_or_default()));
    let told = move || {
        gap.with(|gap| match gap.as_ref()? {
            Ok(gap) => Some(
                view! {
                    <p class="muted small">{place(gap)}</p>
                    <dl class="gap-lines">
                        {gap.lines(noun_of_rate(&gap.unit)).into_iter().map(line).collect_view()}
                    </dl>
                }
                .into_any(),
            ),
            Err(Undefined::TooFew { have, need }) => {
                let words = format!(
                    "The gap is measured from the median of {need} scores; there are {have}."
                );
                Some(view! { <p class="muted">{words}</p> }.into_any())
            }
            Err(why) => Some(
                view! { <p class="muted">{format!("The gap is not known: {why}.")}</p> }.into_any(),
            ),
        })
    };
    let summary = move || {
        gap.with(|gap| match gap {
            Some(Ok(gap)) => gap.distance(noun_of_rate(&gap.unit)),
            _ => "Gap to the benchmark".to_owned(),
        })
    };
    let heading = move || {
        yardstick.with(|set| {
            set.as_ref()
                .map(|set| format!("Gap to the benchmark of {}", set.name))
        })
    };
    view! {
        <Show when=move || known.get()>
            // On paper nothing can be opened or chosen.
            <div class="print-only">
                <div class="card gap">
                    <h3 class="gap-title">{heading}</h3>
                    {told}
                </div>
            </div>
            <details class="card gap no-print">
                <summary>{summary}</summary>
                <div class="stack">
                    <SelectField label="Benchmark of" value=chosen shown options />
                    {told}
                </div>
            </details>
        </Show>
    }
}

fn place(gap: &Gap) -> String {
    format!("Grade {}, {}, in {}.", gap.grade, gap.level, gap.unit)
}

fn line(line: Line) -> impl IntoView {
    view! {
        <div>
            <dt>{line.name}</dt>
            <dd>
                <strong>{line.value}</strong>
                <span class="muted small">{line.from}</span>
            </dd>
        </div>
    }
}

fn key_of(set: &Yardstick) -> String {
    format!("{}/{}", set.used.set, set.used.version)
}
