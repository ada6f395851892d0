//! Which measure the scores are of, where their columns do not say it.

use aimline_core::format::table::header_key;
use leptos::prelude::*;

use super::columns::shortened;
use super::import::Import;
use super::select::{Choice, Select};
use crate::parts::Section;
use crate::words::count;

/// More names than this are no measures: a column was taken for one by mistake.
const MOST_NAMES: usize = 60;

#[component]
pub fn Measures(import: Import) -> impl IntoView {
    let needs_one = Memo::new(move |_| import.mapping.with(|mapping| mapping.needs_one_measure()));
    let names = Memo::new(move |_| {
        import.table.with(|table| {
            import.mapping.with(|mapping| {
                if mapping.has_measure_names() {
                    mapping.measure_names(table)
                } else {
                    Vec::new()
                }
            })
        })
    });
    let several = move || names.with(|names| !names.is_empty());
    view! {
        <Show when=move || needs_one.get() || several()>
            <Section title="Measures" subtitle="Which of your measures the scores are of.">
                <Show when=move || needs_one.get()>
                    <OneMeasure import />
                </Show>
                <Show when=several>
                    <div class="score-names">
                        <For
                            each=move || names.get().into_iter().take(MOST_NAMES)
                            key=|(name, rows)| (header_key(name), *rows)
                            let((name, rows))
                        >
                            <NamedMeasure import name rows />
                        </For>
                    </div>
                </Show>
            </Section>
        </Show>
    }
}

/// The measures that can be chosen, after the words for none.
pub fn measure_options(import: Import, none: &str) -> Vec<Choice> {
    let caseload = import.app.caseload();
    let mut options = vec![(String::new(), none.to_owned())];
    caseload.with(|caseload| {
        for (id, measure) in caseload.all_measures() {
            if measure.archived.is_none() {
                options.push((id.to_string(), measure.name.clone()));
            }
        }
    });
    options
}

#[component]
fn OneMeasure(import: Import) -> impl IntoView {
    let value = move || {
        let measure = import.mapping.with(|mapping| mapping.measure);
        measure.map_or_else(String::new, |measure| measure.to_string())
    };
    view! {
        <div class="measure">
            <Select
                label="Measure of the scores"
                value=Signal::derive(value)
                options=Signal::derive(move || measure_options(import, "Choose a measure"))
                on_choose=move |id: String| import.remap(|mapping| mapping.measure = id.parse().ok())
            />
        </div>
    }
}

/// What a name in the file stands for.
#[component]
fn NamedMeasure(import: Import, name: String, rows: usize) -> impl IntoView {
    let key = StoredValue::new(header_key(&name));
    let value = move || {
        let measure = import
            .mapping
            .with(|mapping| mapping.names.get(&key.get_value()).copied().flatten());
        measure.map_or_else(String::new, |measure| measure.to_string())
    };
    view! {
        <Select
            label=format!("“{}”, {}", shortened(&name), count(rows, "row", "rows"))
            value=Signal::derive(value)
            options=Signal::derive(move || measure_options(import, "Leave out"))
            on_choose=move |id: String| import.remap(|mapping| {
                mapping.names.insert(key.get_value(), id.parse().ok());
            })
        />
    }
}
