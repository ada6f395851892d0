//! Every score of a plan, the latest first, each to be put right or removed.

use aimline_core::Command;
use aimline_core::model::{Id, Probe};
use aimline_core::number::number;
use aimline_core::progress::score_entry::{Entered, takes_errors};
use leptos::prelude::*;

use super::opened::Opened;
use super::plan_section::PlanForms;
use super::score_form::ScoreDraft;
use super::words::{NONE, day, percent};
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, IconName};
use crate::state::use_app;
use crate::words::count;

#[component]
pub fn ScoresTable(plan: Memo<Option<Opened>>, forms: PlanForms) -> impl IntoView {
    let scores = move || plan.with(|plan| plan.as_ref().map_or(0, |plan| plan.plan.probes.len()));
    view! {
        <Show when=move || scores() != 0>
            <details class="plan-scores no-print">
                <summary>{move || count(scores(), "score", "scores")}" to look at or put right"</summary>
                {move || plan.get().map(|plan| view! { <Rows plan forms /> })}
            </details>
        </Show>
    }
}

#[component]
fn Rows(plan: Opened, forms: PlanForms) -> impl IntoView {
    let errors = takes_errors(&plan.measure);
    let skills = plan.view.mastery.is_some();
    let mut probes = plan.plan.probes_by_date();
    probes.reverse();
    let rows: Vec<_> = probes
        .into_iter()
        .map(|(id, probe)| row(&plan, id, probe, errors, forms))
        .collect();
    let head = if plan.measure.unit.is_empty() {
        "Score".to_owned()
    } else {
        plan.measure.unit.clone()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Scores">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Date"</th>
                        {skills.then(|| view! { <th scope="col">"Skill"</th> })}
                        <th scope="col" class="number">{head}</th>
                        {errors.then(|| view! {
                            <th scope="col" class="number">"Errors"</th>
                            <th scope="col" class="number">"Accuracy"</th>
                        })}
                        <th scope="col">"Note"</th>
                        <th scope="col"><span class="visually-hidden">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(
    plan: &Opened,
    id: Id<Probe>,
    probe: &Probe,
    errors: bool,
    forms: PlanForms,
) -> impl IntoView + use<> {
    let app = use_app();
    let date = day(probe.date, plan.today);
    let entered = Entered {
        score: probe.score,
        errors: probe.errors,
    };
    let skill = plan.view.mastery.is_some().then(|| {
        let skill = probe.skill.and_then(|skill| plan.plan.skills.get(skill));
        let name = skill.map_or_else(|| NONE.to_owned(), |skill| skill.name.clone());
        view! { <td>{name}</td> }
    });
    let accuracy = percent(entered.accuracy(&plan.measure));
    let draft = ScoreDraft::of(id, probe, &plan.measure);
    let plan_id = plan.id;
    view! {
        <tr>
            <th scope="row">{date.clone()}</th>
            {skill}
            <td class="number">{number(probe.score)}</td>
            {errors.then(|| view! {
                <td class="number">{probe.errors.map_or_else(|| NONE.to_owned(), number)}</td>
                <td class="number">{accuracy}</td>
            })}
            <td class="plan-note">{probe.note.clone()}</td>
            <td>
                <div class="row row-end">
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        icon=IconName::Edit
                        label=format!("Edit the score of {date}")
                        on_press=move || forms.score.start(draft.clone())
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        small=true
                        icon=IconName::Delete
                        label=format!("Remove the score of {date}")
                        on_press=move || app.send(Command::RemoveProbe { plan: plan_id, id }, tell(app))
                    />
                </div>
            </td>
        </tr>
    }
}
