//! One plan in a meeting: verdict, chart and earlier decisions; beside them the form, or what was
//! decided just now.

use std::sync::Arc;

use aimline_core::model::{Decision, Id, Plan};
use leptos::prelude::*;

use super::agenda::{Agenda, recorded, remember};
use crate::pages::students::{
    DecisionDraft, DecisionForm, Decisions, Drafted, MasteryCard, OnRecorded, PlanChart,
    VerdictCard, follows_skills, opened, plan_title, preset, standing,
};
use crate::parts::{Button, ButtonKind, ButtonLink, Section};
use crate::state::use_app;

#[component]
pub fn PlanInMeeting(id: Id<Plan>, agenda: Agenda, number: usize) -> impl IntoView {
    let app = use_app();
    let plan = opened(app, id);
    let title =
        Signal::derive(move || plan.with(|plan| plan.as_ref().map(plan_title).unwrap_or_default()));
    let who = agenda.who.clone();
    let fresh = move || {
        let (caseload, today) = (app.caseload(), app.today().get_untracked());
        caseload.with_untracked(|caseload| preset(caseload, id, &who, today))
    };
    let drafted = Drafted::<DecisionDraft>::lasting(app, agenda.draft_of(id), fresh.clone());
    let recorded = recorded();
    let decided = Memo::new(move |_| {
        let recorded = recorded.get().decisions;
        plan.with(|plan| {
            let decisions = &plan.as_ref()?.plan.decisions;
            let mut latest_first = recorded.iter().rev();
            latest_first.find_map(|id| decisions.get(*id).cloned())
        })
    });
    let again = RwSignal::new(false);
    let asks = Memo::new(move |_| decided.with(Option::is_none) || again.get());
    let meeting = agenda.begun;
    let on_recorded: OnRecorded = Arc::new(move |decision| {
        remember(app, meeting, decision);
        let _ = again.try_set(false);
        drafted.try_start(fresh());
    });
    let on_recorded = StoredValue::new(on_recorded);
    let skills = follows_skills(plan);
    let next = agenda.after(number).to_string();
    let is_last = number == agenda.students.len();
    view! {
        <Section title>
            <div class="meeting-plan">
                <div class="meeting-evidence">
                    <Show when=move || !skills.get()>
                        <VerdictCard plan />
                    </Show>
                    <div class="card stack plan">
                        {move || plan.with(|plan| plan.as_ref().and_then(standing))}
                        <MasteryCard plan />
                        <Show when=move || !skills.get()>
                            <PlanChart plan />
                            <p class="muted small">
                                {move || plan.with(|plan| {
                                    plan.as_ref().map(|plan| format!("{} {}", plan.baseline(), plan.goal()))
                                })}
                            </p>
                        </Show>
                    </div>
                    <Decisions plan />
                </div>
                <div class="meeting-decision card no-print">
                    <Show
                        when=move || asks.get()
                        fallback=move || view! {
                            <Decided decided again next=next.clone() is_last />
                        }
                    >
                        <Show when=move || drafted.open.get()>
                            <DecisionForm drafted plan on_recorded=on_recorded.get_value() on_page=true />
                        </Show>
                    </Show>
                </div>
            </div>
        </Section>
    }
}

#[component]
fn Decided(
    decided: Memo<Option<Decision>>,
    again: RwSignal<bool>,
    next: String,
    is_last: bool,
) -> impl IntoView {
    let words = move || {
        decided.with(|decided| {
            decided
                .as_ref()
                .map(|decided| format!("Decided: {}.", decided.choice.label()))
        })
    };
    view! {
        <div class="meeting-decided stack">
            <p role="status"><strong>{words}</strong></p>
            <p class="muted">"It stands among the decisions and in the minutes."</p>
            <div class="row">
                <ButtonLink kind=ButtonKind::Primary href=next>
                    {if is_last { "To the minutes" } else { "Next student" }}
                </ButtonLink>
                <Button kind=ButtonKind::Quiet on_press=move || again.set(true)>
                    "Record another"
                </Button>
            </div>
        </div>
    }
}
