//! Which dimensions of an intervention change: boxes to tick, in two groups.

use aimline_core::model::Dimension;
use leptos::prelude::*;

/// Of [`Dimension::ALL`], as many are of the taxonomy of intensity; the rest of how it is taught.
const OF_INTENSITY: usize = 7;

#[component]
pub fn DimensionsField(
    #[prop(into)] legend: Signal<String>,
    chosen: RwSignal<Vec<Dimension>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let (intensity, teaching) = Dimension::ALL.split_at(OF_INTENSITY);
    let box_of = move |dimension: &Dimension| tick(*dimension, chosen);
    view! {
        <fieldset class="field dimensions" class:field-wrong=move || error.with(Option::is_some)>
            <legend class="field-label" data-required="">{legend}</legend>
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
            // The error summary leads to the first box.
            <div class="dimensions-boxes" data-field="dimensions" tabindex="-1">
                {intensity.iter().map(box_of).collect_view()}
                {teaching.iter().map(box_of).collect_view()}
            </div>
        </fieldset>
    }
}

fn tick(dimension: Dimension, chosen: RwSignal<Vec<Dimension>>) -> impl IntoView {
    let turn = move |event| {
        let on = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|known| *known != dimension);
            if on {
                chosen.push(dimension);
            }
        });
    };
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || chosen.with(|chosen| chosen.contains(&dimension))
                on:change=turn
            />
            <span>
                {dimension.label()}
                <span class="muted small">{format!(": {}", dimension.meaning())}</span>
            </span>
        </label>
    }
}

/// "Dosage and engagement", for a line in a list.
pub fn listed(dimensions: &[Dimension]) -> String {
    let names: Vec<&str> = dimensions
        .iter()
        .map(|dimension| dimension.label())
        .collect();
    names.join(", ")
}
