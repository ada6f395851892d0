//! What each column holds: proposed, to be corrected by hand.

use aimline_core::format::scores::Holds;
use aimline_core::format::table::HeaderRow;
use leptos::prelude::*;

use super::import::Import;
use super::measures::measure_options;
use super::select::{Choice, Select};
use crate::parts::{Button, ButtonKind, Section};
use crate::words::count;

const SAMPLE: usize = 3;
/// Up to so many columns are all shown; an export of a hundred starts with those that count.
const FEW: usize = 10;

#[component]
pub fn ColumnsTable(import: Import) -> impl IntoView {
    let all = RwSignal::new(false);
    let total = Memo::new(move |_| import.table.with(|table| table.headers.len()));
    let shown = Memo::new(move |_| {
        let proposed = import.proposed.get();
        if all.get() || total.get() <= FEW || proposed.is_empty() {
            (0..total.get()).collect()
        } else {
            proposed
        }
    });
    let more = move || {
        let hidden = total.get() - shown.with(Vec::len).min(total.get());
        (hidden > 0).then(|| {
            view! {
                <div class="row">
                    <Button kind=ButtonKind::Quiet on_press=move || all.set(true)>
                        {format!("Show the other {}", count(hidden, "column", "columns"))}
                    </Button>
                </div>
            }
        })
    };
    let has_headers = Memo::new(move |_| import.table.with(|table| table.has_headers));
    let set_headers = move |event| {
        import.read_headers(if event_target_checked(&event) {
            HeaderRow::First
        } else {
            HeaderRow::Absent
        });
    };
    view! {
        <Section title="Columns" subtitle="What each column holds. Correct what is wrong; it is remembered for the next file of this kind.">
            <div class="table-scroll" tabindex="0" role="region" aria-label="Columns of the file">
                <table class="table roster-columns">
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"First values"</th>
                            <th scope="col">"Holds"</th>
                            <th scope="col">"Of what"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || shown.get() key=|at| *at let:at>
                            <ColumnRow import at />
                        </For>
                    </tbody>
                </table>
            </div>
            {more}
            <label class="check">
                <input type="checkbox" prop:checked=move || has_headers.get() on:change=set_headers />
                <span>"The first row holds the names of the columns"</span>
            </label>
        </Section>
    }
}

#[component]
fn ColumnRow(import: Import, at: usize) -> impl IntoView {
    let (header, sample) = import.table.with_untracked(|table| {
        let header = table.headers.get(at).cloned().unwrap_or_default();
        (
            shortened(&header),
            shortened(&table.sample(at, SAMPLE).join(" · ")),
        )
    });
    let holds = Memo::new(move |_| import.mapping.with(|mapping| mapping.holds(at)));
    let options: Vec<Choice> = std::iter::once((String::new(), "Leave out".to_owned()))
        .chain(Holds::ALL.map(|holds| (holds.key().to_owned(), holds.label().to_owned())))
        .collect();
    let of_what = {
        let header = header.clone();
        move || match holds.get() {
            Some(Holds::Score) => {
                Some(view! { <MeasureOf import at header=header.clone() /> }.into_any())
            }
            Some(holds) if holds.is_of_a_score() => {
                Some(view! { <ScoreOf import at header=header.clone() /> }.into_any())
            }
            _ => None,
        }
    };
    view! {
        <tr>
            <th scope="row">{header.clone()}</th>
            <td class="muted">{sample}</td>
            <td>
                <Select
                    label=format!("What {header} holds")
                    hide_label=true
                    value=Signal::derive(move || holds.get().map_or("", Holds::key).to_owned())
                    options=options
                    on_choose=move |key: String| {
                        import.remap(|mapping| mapping.set(at, Holds::from_key(&key)));
                    }
                />
            </td>
            <td>{of_what}</td>
        </tr>
    }
}

/// The measure of a column of scores.
#[component]
fn MeasureOf(import: Import, at: usize, header: String) -> impl IntoView {
    let value = move || {
        import.mapping.with(|mapping| {
            let measure = mapping.column(at).and_then(|column| column.measure);
            measure.map_or_else(String::new, |measure| measure.to_string())
        })
    };
    let options = move || {
        let by_row = import.mapping.with(|mapping| mapping.has_measure_names());
        let otherwise = if by_row {
            "The measure named in the row"
        } else {
            "The measure chosen below"
        };
        measure_options(import, otherwise)
    };
    view! {
        <Select
            label=format!("Measure of {header}")
            hide_label=true
            value=Signal::derive(value)
            options=Signal::derive(options)
            on_choose=move |id: String| import.remap(|mapping| {
                if let Some(column) = mapping.columns.get_mut(at).and_then(Option::as_mut) {
                    column.measure = id.parse().ok();
                }
            })
        />
    }
}

/// The score that a date, errors or accuracy belong to.
#[component]
fn ScoreOf(import: Import, at: usize, header: String) -> impl IntoView {
    let value = move || {
        import.mapping.with(|mapping| {
            let of = mapping.column(at).and_then(|column| column.of);
            of.map_or_else(String::new, |of| of.to_string())
        })
    };
    let options = move || {
        let scores: Vec<usize> = import
            .mapping
            .with(|mapping| mapping.of(Holds::Score).collect());
        let every = std::iter::once((String::new(), "All scores of the row".to_owned()));
        import.table.with(|table| {
            let score = |at: usize| Some((at.to_string(), shortened(table.headers.get(at)?)));
            every
                .chain(scores.into_iter().filter_map(score))
                .collect::<Vec<Choice>>()
        })
    };
    view! {
        <Select
            label=format!("Score that {header} belongs to")
            hide_label=true
            value=Signal::derive(value)
            options=Signal::derive(options)
            on_choose=move |of: String| import.remap(|mapping| {
                if let Some(column) = mapping.columns.get_mut(at).and_then(Option::as_mut) {
                    column.of = of.parse().ok();
                }
            })
        />
    }
}

/// A header or a cell can be of any length.
pub fn shortened(words: &str) -> String {
    aimline_core::model::text::line(words)
}
