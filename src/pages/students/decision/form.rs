//! The form of a decision: the choice, who and why, and what follows. The verdict of the day is
//! kept with it.

use std::sync::Arc;

use aimline_charts::noun_of_rate;
use aimline_core::decision::Verdict;
use aimline_core::model::{Choice, Decision, Dimension, Id, Plan};
use aimline_core::progress::decisions::{frozen, verdict_then};
use aimline_core::{Caseload, Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::drafted::Drafted;
use super::super::opened::Opened;
use super::super::plan_section::plan_title;
use super::super::words::tone_of_kind;
use super::choices::Choices;
use super::draft::DecisionDraft;
use super::follows::Follows;
use crate::parts::{Button, ButtonKind, ErrorSummary, Status, TextArea, TextField, error_of};
use crate::state::use_app;

/// What is typed, a signal for each field.
#[derive(Clone, Copy)]
pub struct Fields {
    pub decided: RwSignal<String>,
    pub choice: RwSignal<Choice>,
    pub by: RwSignal<String>,
    pub why: RwSignal<String>,
    pub label: RwSignal<String>,
    pub from: RwSignal<String>,
    pub dimensions: RwSignal<Vec<Dimension>>,
    pub what_changed: RwSignal<String>,
    pub stays_open: RwSignal<bool>,
    pub every: RwSignal<String>,
    pub until: RwSignal<String>,
    pub refer_to: RwSignal<String>,
    pub look_again: RwSignal<String>,
}

impl Fields {
    fn new(draft: DecisionDraft) -> Self {
        Self {
            decided: RwSignal::new(draft.decided),
            choice: RwSignal::new(draft.choice),
            by: RwSignal::new(draft.by),
            why: RwSignal::new(draft.why),
            label: RwSignal::new(draft.label),
            from: RwSignal::new(draft.from),
            dimensions: RwSignal::new(draft.dimensions),
            what_changed: RwSignal::new(draft.what_changed),
            stays_open: RwSignal::new(draft.stays_open),
            every: RwSignal::new(draft.every),
            until: RwSignal::new(draft.until),
            refer_to: RwSignal::new(draft.refer_to),
            look_again: RwSignal::new(draft.look_again),
        }
    }

    fn draft(self) -> DecisionDraft {
        DecisionDraft {
            decided: self.decided.get(),
            choice: self.choice.get(),
            by: self.by.get(),
            why: self.why.get(),
            label: self.label.get(),
            from: self.from.get(),
            dimensions: self.dimensions.get(),
            what_changed: self.what_changed.get(),
            stays_open: self.stays_open.get(),
            every: self.every.get(),
            until: self.until.get(),
            refer_to: self.refer_to.get(),
            look_again: self.look_again.get(),
        }
    }
}

/// Is told of a decision once it is on the disk. It belongs to no page: the person may have gone on
/// to the next one by then.
pub type OnRecorded = Arc<dyn Fn(Id<Decision>) + Send + Sync>;

#[component]
pub fn DecisionForm(
    drafted: Drafted<DecisionDraft>,
    plan: Memo<Option<Opened>>,
    #[prop(optional)] on_recorded: Option<OnRecorded>,
    /// In a meeting the form stands on the page, with nothing to go back to.
    #[prop(optional)]
    on_page: bool,
) -> impl IntoView {
    let app = use_app();
    let fields = Fields::new(drafted.initial());
    drafted.keep(move || fields.draft());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let verdict = verdict_of_day(fields.decided, plan);
    let save = move || {
        problems.set(Vec::new());
        let Some(Some((id, noun))) = plan.try_with_untracked(|plan| {
            let plan = plan.as_ref()?;
            Some((plan.id, noun_of_rate(&plan.measure.unit).to_owned()))
        }) else {
            return;
        };
        let kept = verdict
            .with_untracked(|verdict| verdict.as_ref().map(|verdict| frozen(verdict, &noun)));
        let decision = match untrack(|| fields.draft()).decision(kept) {
            Ok(decision) => Box::new(decision),
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let command = Command::RecordDecision { plan: id, decision };
        let (close, on_recorded) = (drafted.closing(), on_recorded.clone());
        let caseload = app.caseload();
        let known = caseload.with_untracked(|caseload| recorded(caseload, id));
        app.send(command, move |answer| match answer {
            Ok(()) => {
                close();
                let now = caseload.with_untracked(|caseload| recorded(caseload, id));
                let new = now.into_iter().find(|id| !known.contains(id));
                if let (Some(on_recorded), Some(new)) = (on_recorded, new) {
                    on_recorded(new);
                }
            }
            Err(refused) => {
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    let rests = app.caseload().with_untracked(|caseload| {
        format!(
            "If left empty: after {} new scores, or at the end of maintenance probes.",
            caseload.settings().prompts_from
        )
    });
    // The page of a meeting has a form for each plan.
    let name = move || {
        let title = plan.with(|plan| plan.as_ref().map(plan_title));
        match title.filter(|_| on_page) {
            Some(title) => format!("Decision: {title}"),
            None => "Decision".to_owned(),
        }
    };
    view! {
        <form
            class="stack decision-form"
            aria-label=name
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            {(!on_page).then(|| view! { <Seen verdict /> })}
            <Choices choice=fields.choice verdict />
            <Follows fields problems />
            <TextArea
                label="Why"
                hint="One or two sentences that will be understood next year."
                name="why"
                required=true
                rows=2
                value=fields.why
                error=error_of(problems, "why")
            />
            <TextField
                label="Who decided"
                hint="Roles or names, such as “Grade 3 team with Ms. Park”."
                name="by"
                required=true
                value=fields.by
                error=error_of(problems, "by")
            />
            <div class="grid-2">
                <TextField
                    label="Decided on"
                    hint="The verdict of this day is kept with it."
                    name="decided"
                    input_type="date"
                    required=true
                    value=fields.decided
                    error=error_of(problems, "decided")
                />
                <TextField
                    label="Look again on"
                    hint=rests
                    name="look_again"
                    input_type="date"
                    value=fields.look_again
                    error=error_of(problems, "look_again")
                />
            </div>
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Record decision"</Button>
                {(!on_page).then(|| view! {
                    <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
                })}
            </div>
        </form>
    }
}

fn recorded(caseload: &Caseload, plan: Id<Plan>) -> Vec<Id<Decision>> {
    let plan = caseload.get(plan);
    plan.map(|plan| plan.decisions.iter().map(|(id, _)| id).collect())
        .unwrap_or_default()
}

/// The verdict as it stood on the day that is typed; the last one while that is no day.
fn verdict_of_day(typed: RwSignal<String>, plan: Memo<Option<Opened>>) -> Memo<Option<Verdict>> {
    let caseload = use_app().caseload();
    Memo::new(move |before: Option<&Option<Verdict>>| {
        let Ok(day) = typed.with(|typed| typed.parse::<Date>()) else {
            return before.cloned().flatten();
        };
        let id = plan.with(|plan| plan.as_ref().map(|plan| plan.id))?;
        caseload.with(|caseload| verdict_then(caseload, id, day))
    })
}

/// In a dialog the card with the verdict is out of sight.
#[component]
fn Seen(verdict: Memo<Option<Verdict>>) -> impl IntoView {
    move || {
        verdict.with(|verdict| {
            verdict.as_ref().map(|verdict| {
                let (shape, word) = (tone_of_kind(verdict.finding.kind()), verdict.word());
                view! {
                    <p class="verdict-head">
                        <Status tone=shape>{word}</Status>
                        <span>{verdict.advice_in_words()}</span>
                    </p>
                }
            })
        })
    }
}
