//! The checklist of a protocol, on the screen and on paper.

use aimline_core::model::{ProtocolVersion, Step};
use leptos::prelude::*;

/// The steps with what each one is.
pub fn step_list(version: &ProtocolVersion) -> impl IntoView + use<> {
    let step = |step: Step| {
        view! {
            <li>
                <span class="step-text">{step.text.clone()}</span>
                <span class="step-badges">
                    {badges(&step)
                        .into_iter()
                        .map(|words| view! { <span class="badge">{words}</span> })
                        .collect_view()}
                </span>
            </li>
        }
    };
    view! {
        <ol class="step-list" role="list">
            {version.steps.iter().cloned().map(step).collect_view()}
        </ol>
    }
}

/// The same to be filled in by hand; only a printer shows it, under the header of the page, which
/// has the name and the version.
pub fn printed(version: &ProtocolVersion) -> impl IntoView + use<> {
    let boxes = |step: &Step| {
        let not_applicable = if step.may_not_apply { "☐" } else { "" };
        view! {
            <td class="print-box">"☐"</td>
            <td class="print-box">"☐"</td>
            <td class="print-box">{not_applicable}</td>
            <td class="print-box">"☐"</td>
        }
    };
    let row = |(number, step): (usize, Step)| {
        let kind = if step.core { " (core)" } else { "" };
        view! {
            <tr>
                <td class="number">{number}</td>
                <td>{step.text.clone()}{kind}</td>
                {boxes(&step)}
                <td></td>
            </tr>
        }
    };
    view! {
        <div class="print-only print-checklist" aria-hidden="true">
            <p class="print-lines">
                <span>"Date"</span><span>"Group"</span><span>"Observer"</span><span>"Minutes"</span>
            </p>
            <table class="table">
                <thead>
                    <tr>
                        <th></th>
                        <th>"Step"</th>
                        <th>"Done"</th>
                        <th>"Missed"</th>
                        <th>"N/A"</th>
                        <th>"Adapted"</th>
                        <th>"What and why"</th>
                    </tr>
                </thead>
                <tbody>{(1..).zip(version.steps.iter().cloned()).map(row).collect_view()}</tbody>
            </table>
            <p class="print-lines">
                <span>"Quality, 1 to 4"</span><span>"Engagement, 1 to 4"</span>
            </p>
        </div>
    }
}

fn badges(step: &Step) -> Vec<&'static str> {
    let mut badges = vec![if step.required {
        "Required"
    } else {
        "Recorded only"
    }];
    badges.push(if step.core { "Core" } else { "Adaptable" });
    badges.extend(step.may_not_apply.then_some("N/A allowed"));
    badges
}
