//! The verdict on a plan: where the student stands, what to do, what would settle it, how often
//! the rule is wrong; and on demand what all of it stands on.

use aimline_core::decision::{Finding, Verdict};
use leptos::prelude::*;

use super::opened::Opened;
use super::verdict_grounds::grounds;
use super::what_if::WhatIf;
use super::words::tone;
use crate::parts::Status;

/// Nothing where there is no aim line to judge against.
#[component]
pub fn VerdictCard(
    plan: Memo<Option<Opened>>,
    /// What can be done about it.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let known = Memo::new(move |_| with_verdict(plan, |_, _| ()).is_some());
    view! {
        <Show when=move || known.get()>
            // A group and not a region: two plans would make two landmarks of one name.
            <div class="card verdict" role="group" aria-label="Verdict">
                {move || with_verdict(plan, told)}
                {actions.clone().map(|actions| view! { <div class="row no-print">{actions.run()}</div> })}
                // Made once, so that it stays open when a new score changes what is in it.
                <details>
                    <summary>"What this stands on"</summary>
                    {move || with_verdict(plan, grounds)}
                </details>
                <WhatIf plan />
            </div>
        </Show>
    }
}

fn with_verdict<T>(plan: Memo<Option<Opened>>, of: impl Fn(&Opened, &Verdict) -> T) -> Option<T> {
    plan.with(|plan| {
        let plan = plan.as_ref()?;
        Some(of(plan, plan.status.verdict()?))
    })
}

fn told(plan: &Opened, verdict: &Verdict) -> impl IntoView + use<> {
    // Once the interval decides, prompts would be signs whose odds are not told.
    let seen: Vec<String> = match verdict.finding {
        Finding::Early { .. } => {
            let prompts = verdict.evidence.prompts.iter();
            prompts.map(|seen| verdict.prompt_sentence(seen)).collect()
        }
        _ => Vec::new(),
    };
    let asides = [
        (
            "What was seen",
            Some(seen.join(" ")).filter(|seen| !seen.is_empty()),
        ),
        ("What would settle it", verdict.would_settle()),
        (
            "How often this rule is wrong",
            Some(verdict.how_often_wrong()),
        ),
    ];
    let asides = asides.into_iter().filter_map(|(name, words)| {
        words.map(|words| view! { <div><dt>{name}</dt><dd>{words}</dd></div> })
    });
    let (shape, word) = (tone(&plan.status), verdict.word());
    view! {
        <p class="verdict-head">
            <Status tone=shape>{word}</Status>
            <span>{verdict.advice_in_words()}</span>
        </p>
        // The figures stand in the sentence over the chart; here is only why.
        <p class="verdict-sentence">{verdict.reason()}</p>
        <dl class="verdict-asides">{asides.collect_view()}</dl>
    }
}
