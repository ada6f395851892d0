//! The decisions on a plan, the latest first, each with the verdict of its day.

use aimline_core::Command;
use aimline_core::model::{Choice, Decision, Id, Plan};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::drafted::Drafted;
use super::super::opened::Opened;
use super::super::words::{day, tone_of_kind};
use super::dimensions::listed;
use super::reword::{RewordDraft, RewordForm};
use crate::pages::refused::tell;
use crate::parts::{Button, ButtonKind, Dialog, IconName, Status};
use crate::state::use_app;

/// Nothing while none is recorded: the verdict card has the button.
#[component]
pub fn Decisions(plan: Memo<Option<Opened>>) -> impl IntoView {
    let some = Memo::new(move |_| {
        plan.with(|plan| {
            plan.as_ref()
                .is_some_and(|plan| !plan.plan.decisions.is_empty())
        })
    });
    let app = use_app();
    let name = plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.id.to_string()));
    let name = format!("plans/{}/reword", name.unwrap_or_default());
    let rewording = Drafted::<RewordDraft>::new(app, name);
    view! {
        <Show when=move || some.get()>
            <div class="decisions" role="group" aria-label="Decisions">
                <h3>"Decisions"</h3>
                <ol class="list">
                    {move || plan.with(|plan| plan.as_ref().map(|plan| entries(plan, rewording)))}
                </ol>
            </div>
        </Show>
        <Dialog open=rewording.open title="Put a decision right">
            <RewordForm drafted=rewording plan />
        </Dialog>
    }
}

fn entries(plan: &Opened, rewording: Drafted<RewordDraft>) -> Vec<impl IntoView + use<>> {
    let decisions = plan.plan.decisions_by_date().into_iter();
    decisions
        .map(|(id, decision)| entry(plan.id, id, decision, plan.today, rewording))
        .collect()
}

fn entry(
    plan: Id<Plan>,
    id: Id<Decision>,
    decision: &Decision,
    today: Date,
    rewording: Drafted<RewordDraft>,
) -> impl IntoView + use<> {
    let app = use_app();
    let when = day(decision.date, today);
    let draft = RewordDraft::of(id, decision);
    let name = format!("{} of {when}", decision.choice.label());
    let put_right = decision.earlier.last().map(|last| {
        format!(
            "Put right on {}; before: “{}”, by {}.",
            day(last.until, today),
            last.why,
            last.by
        )
    });
    view! {
        <li class="decision">
            <div class="decision-text">
                {decision_words(decision, today)}
                {put_right.map(|words| view! { <p class="muted small">{words}</p> })}
            </div>
            <span class="row no-print">
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Edit
                    label=format!("Put right: {name}")
                    on_press=move || rewording.start(draft.clone())
                />
                <Button
                    kind=ButtonKind::Quiet
                    small=true
                    icon=IconName::Delete
                    label=format!("Remove: {name}")
                    on_press=move || app.send(Command::RemoveDecision { plan, id }, tell(app))
                />
            </span>
        </li>
    }
}

/// The decision in words: who, why, what followed, and the verdict of that day.
pub fn decision_words(decision: &Decision, today: Date) -> impl IntoView + use<> {
    let when = day(decision.date, today);
    let lines = summary_lines(decision, today).into_iter();
    let lines = lines.map(|line| view! { <p class="small">{line}</p> });
    view! {
        <p class="decision-head">
            <strong>{decision.choice.label()}</strong>
            <span class="muted">{format!("{when}, {}", decision.by)}</span>
        </p>
        <p class="decision-why">{decision.why.clone()}</p>
        {lines.collect_view()}
        {verdict(decision)}
    }
}

/// As it stood that day, in its words; on demand nothing, because it is never found anew.
fn verdict(decision: &Decision) -> impl IntoView + use<> {
    decision.verdict.as_ref().map(|verdict| {
        let (shape, word) = (tone_of_kind(&verdict.kind), verdict.word.clone());
        let sentence = format!(". {}", verdict.sentence);
        view! {
            <p class="decision-verdict small">
                <span class="muted">"Verdict that day: "</span>
                <Status tone=shape>{word}</Status>
                <span class="muted">{sentence}</span>
            </p>
        }
    })
}

/// What followed, a sentence each.
fn summary_lines(decision: &Decision, today: Date) -> Vec<String> {
    let phase = decision.phase.as_ref().map(|phase| {
        let what = [listed(&phase.dimensions), phase.what_changed.clone()];
        let what: Vec<String> = what.into_iter().filter(|part| !part.is_empty()).collect();
        let colon = if what.is_empty() { "" } else { ": " };
        format!(
            "From {}: “{}”{colon}{}",
            day(phase.start, today),
            phase.label,
            what.join("; ")
        )
    });
    let refer = (!decision.refer_to.is_empty()).then(|| format!("To: {}", decision.refer_to));
    let probes = decision.maintenance.map(|probes| {
        format!(
            "A probe every {} weeks until {}",
            probes.every / 7,
            day(probes.until, today)
        )
    });
    let closed = (decision.choice == Choice::Exit && probes.is_none())
        .then(|| "The plan was closed".to_owned());
    let again = decision
        .look_again
        .map(|again| format!("Look again on {}", day(again, today)));
    [phase, refer, probes, closed, again]
        .into_iter()
        .flatten()
        .map(|line| format!("{}.", line.trim_end_matches('.')))
        .collect()
}
