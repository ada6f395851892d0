//! The six choices, in the order that the verdict asks for.

use aimline_core::decision::{Finding, Verdict};
use aimline_core::model::Choice;
use aimline_core::progress::decisions::{objection, offered};
use leptos::prelude::*;

use crate::parts::unique_id;

#[component]
pub fn Choices(choice: RwSignal<Choice>, verdict: Memo<Option<Verdict>>) -> impl IntoView {
    let name = unique_id("choice");
    let offered = Memo::new(move |_| verdict.with(|verdict| offered(verdict.as_ref())));
    let going_on = Memo::new(move |_| verdict.with(|verdict| going_on(verdict.as_ref())));
    let objection = move || verdict.with(|verdict| objection(choice.get(), verdict.as_ref()));
    let option = move |this: Choice| {
        let name = name.clone();
        let meaning = move || match this {
            Choice::Continue => going_on.get(),
            other => meaning(other).to_owned(),
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    prop:checked=move || choice.get() == this
                    on:change=move |_| choice.set(this)
                />
                <span>
                    <strong>{this.label()}</strong>
                    <span class="muted small">{meaning}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>"Decision"</legend>
            <div class="choices">
                <For each=move || offered.get() key=|choice| *choice children=option />
            </div>
        </fieldset>
        {move || objection().map(|words| view! {
            <p class="notice" data-tone="near" role="status">{words}</p>
        })}
    }
}

/// To continue is not the same where the test was not fair: what is missing has to come.
fn going_on(verdict: Option<&Verdict>) -> String {
    let unfair = verdict.filter(|verdict| verdict.finding == Finding::NotFair);
    let Some(verdict) = unfair else {
        return meaning(Choice::Continue).to_owned();
    };
    match verdict.evidence.fair_test.missing() {
        Some(missing) => format!("Keep it, and see that {missing}."),
        None => "Keep it, and log the sessions that are still open.".to_owned(),
    }
}

fn meaning(choice: Choice) -> &'static str {
    match choice {
        Choice::Continue => "Go on as planned.",
        Choice::Intensify => "More of it: time, practice, a smaller group.",
        Choice::Change => "Teach something else, or in another way.",
        Choice::Fade => "Step support down, and see whether growth holds.",
        Choice::Exit => "End the intervention.",
        Choice::Refer => "Ask another team, or for an evaluation.",
    }
}
