//! What follows from a choice: the new phase, the maintenance probes, to whom.

use aimline_core::Problem;
use aimline_core::model::{Choice, Dimension};
use leptos::prelude::*;

use super::dimensions::DimensionsField;
use super::form::Fields;
use crate::parts::{SelectField, TextArea, TextField, error_of, unique_id};

#[component]
pub fn Follows(fields: Fields, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let choice = fields.choice;
    move || match choice.get() {
        Choice::Continue => ().into_any(),
        Choice::Intensify | Choice::Change => view! { <NewPhase fields problems /> }.into_any(),
        Choice::Fade => view! {
            <NewPhase fields problems />
            <Probes fields problems fading=true />
        }
        .into_any(),
        Choice::Exit => view! { <Ending fields problems /> }.into_any(),
        Choice::Refer => view! {
            <TextField
                label="To whom"
                hint="Such as “School psychologist” or “Special education team”."
                name="refer_to"
                required=true
                value=fields.refer_to
                error=error_of(problems, "refer_to")
            />
        }
        .into_any(),
    }
}

#[component]
fn NewPhase(fields: Fields, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let dimensions: RwSignal<Vec<Dimension>> = fields.dimensions;
    view! {
        <TextField
            label="What the student gets from now on"
            hint="A few words for the line on the chart, such as “Daily, groups of three”."
            name="label"
            required=true
            value=fields.label
            error=error_of(problems, "label")
        />
        <TextField
            label="From"
            name="from"
            input_type="date"
            required=true
            value=fields.from
            error=error_of(problems, "from")
        />
        <DimensionsField
            legend="What changes"
            chosen=dimensions
            error=error_of(problems, "dimensions")
        />
        <TextArea
            label="The change in words"
            hint="Such as “from 3 to 5 days a week”."
            name="what_changed"
            value=fields.what_changed
            rows=2
        />
    }
}

/// What an exit means for the plan: the person should not have to find out later.
#[component]
fn Ending(fields: Fields, problems: RwSignal<Vec<Problem>>) -> impl IntoView {
    let name = unique_id("ending");
    let stays_open = fields.stays_open;
    let option = move |open: bool, title: &'static str, words: &'static str| {
        let name = name.clone();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || stays_open.get() == open
                    on:change=move |_| stays_open.set(open)
                />
                <span><strong>{title}</strong><span class="muted small">{words}</span></span>
            </label>
        }
    };
    let close = option(
        false,
        "Close the plan",
        "No more probes are due. Scores and decisions stay under “Closed plans”.",
    );
    let keep = option(
        true,
        "Keep it open for maintenance probes",
        "Teaching ends; a probe now and then shows whether the gain stays.",
    );
    view! {
        <fieldset>
            <legend>"The plan"</legend>
            <div class="choices">{close}{keep}</div>
        </fieldset>
        <Show when=move || stays_open.get()>
            <Probes fields problems fading=false />
        </Show>
    }
}

/// How often and how long it is probed after support was stepped down.
#[component]
fn Probes(fields: Fields, problems: RwSignal<Vec<Problem>>, fading: bool) -> impl IntoView {
    let as_now = fading.then_some(("", "As often as now"));
    let options = as_now.into_iter().chain([
        ("14", "Every 2 weeks"),
        ("28", "Every 4 weeks"),
        ("56", "Every 8 weeks"),
    ]);
    let options = options.map(|(value, words)| (value.to_owned(), words.to_owned()));
    let options = Signal::stored(options.collect::<Vec<_>>());
    if !fading && fields.every.with_untracked(String::is_empty) {
        fields.every.set("28".into());
    }
    let every = fields.every;
    view! {
        <div class="row-fields">
            <SelectField label="Probe" value=every options narrow=true />
            <Show when=move || every.with(|every| !every.is_empty())>
                <TextField
                    label="Until"
                    name="until"
                    input_type="date"
                    required=true
                    value=fields.until
                    error=error_of(problems, "until")
                />
            </Show>
        </div>
    }
}
