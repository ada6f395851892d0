//! One plan in a meeting: verdict, chart and earlier decisions; beside them the form, or what was
//! decided just now.

use aimline_core::model::{Decision, Id, Plan};
use leptos::prelude::*;

use super::agenda::Agenda;
use crate::pages::students::{
    DecisionDraft, DecisionForm, Decisions, Drafted, PlanChart, VerdictCard, opened, plan_title,
    preset,
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
    let drafted = Drafted::<DecisionDraft>::lasting(app, format!("meeting/{id}"), fresh.clone());
    let since = agenda.date;
    let decided = Memo::new(move |_| {
        let plan = plan.get()?;
        let decisions = plan.plan.decisions_by_date();
        let last = decisions.first().map(|(_, last)| (*last).clone());
        last.filter(|last| since <= last.date)
    });
    let again = RwSignal::new(false);
    let asks = Memo::new(move |_| decided.with(Option::is_none) || again.get());
    let saved = Callback::new(move |()| {
        again.set(false);
        drafted.start(fresh());
    });
    let next = agenda.after(number).to_string();
    let is_last = number == agenda.students.len();
    view! {
        <Section title>
            <div class="meeting-plan">
                <div class="meeting-evidence">
                    <VerdictCard plan />
                    <div class="card plan"><PlanChart plan /></div>
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
                            <DecisionForm drafted plan on_saved=saved on_page=true />
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
