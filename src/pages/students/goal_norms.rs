//! Published figures for a goal, one tap each; they fill the fields and can then be changed.

use aimline_core::model::measure::number;
use aimline_core::model::{Id, Measure, Student};
use aimline_core::reference;
use leptos::prelude::*;

use crate::state::App;

/// One figure with its source.
#[derive(Clone, PartialEq)]
struct Figure {
    value: String,
    words: String,
    source: &'static str,
}

/// Which figures are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Norms {
    Growth,
    Benchmarks,
}

#[component]
pub fn NormChips(
    app: App,
    student: Option<Id<Student>>,
    #[prop(into)] measure: Signal<String>,
    norms: Norms,
    value: RwSignal<String>,
    source: RwSignal<String>,
) -> impl IntoView {
    let caseload = app.caseload();
    let figures = Memo::new(move |_| {
        let measure = measure.get().parse::<Id<Measure>>().ok();
        let grade = caseload.with(|caseload| caseload.get(student?)?.grade);
        match (measure, grade) {
            (Some(measure), Some(grade)) => match norms {
                Norms::Growth => reference::growth(measure, grade)
                    .into_iter()
                    .map(|growth| Figure {
                        value: number(growth.per_week),
                        words: format!("{} a week, {}", number(growth.per_week), growth.level),
                        source: growth.source,
                    })
                    .collect::<Vec<_>>(),
                Norms::Benchmarks => reference::benchmarks(measure, grade)
                    .into_iter()
                    .map(|benchmark| Figure {
                        value: number(benchmark.score),
                        words: format!(
                            "{} in {}, {}",
                            number(benchmark.score),
                            benchmark.season.label(),
                            benchmark.level
                        ),
                        source: benchmark.source,
                    })
                    .collect(),
            },
            _ => Vec::new(),
        }
    });
    let chip = move |figure: Figure| {
        let press = move |_| {
            value.set(figure.value.clone());
            source.set(figure.source.to_owned());
        };
        view! {
            <button type="button" class="chip" on:click=press title=figure.source>{figure.words}</button>
        }
    };
    view! {
        <Show
            when=move || !figures.with(Vec::is_empty)
            fallback=|| view! {
                <p class="muted small">
                    "No built-in set has figures for this measure and grade; enter them with their source."
                </p>
            }
        >
            <div class="row" role="group" aria-label="Published figures">
                {move || figures.get().into_iter().map(chip).collect_view()}
            </div>
        </Show>
    }
}
