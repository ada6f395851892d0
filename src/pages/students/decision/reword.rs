//! Who decided and why, put right. The verdict and what followed stay as they were recorded.

use aimline_core::model::{Decision, Id};
use aimline_core::{Command, Problem};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::drafted::Drafted;
use super::super::opened::Opened;
use crate::parts::{Button, ButtonKind, ErrorSummary, TextArea, TextField, error_of};
use crate::state::use_app;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RewordDraft {
    id: Option<Id<Decision>>,
    by: String,
    why: String,
}

impl RewordDraft {
    pub fn of(id: Id<Decision>, decision: &Decision) -> Self {
        Self {
            id: Some(id),
            by: decision.by.clone(),
            why: decision.why.clone(),
        }
    }
}

#[component]
pub fn RewordForm(drafted: Drafted<RewordDraft>, plan: Memo<Option<Opened>>) -> impl IntoView {
    let app = use_app();
    let before = drafted.initial();
    let id = before.id;
    let by = RwSignal::new(before.by);
    let why = RwSignal::new(before.why);
    drafted.keep(move || RewordDraft {
        id,
        by: by.get(),
        why: why.get(),
    });
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move || {
        problems.set(Vec::new());
        let plan = plan.with_untracked(|plan| plan.as_ref().map(|plan| plan.id));
        let (Some(plan), Some(id)) = (plan, id) else {
            return;
        };
        let command = Command::RewordDecision {
            plan,
            id,
            by: by.get_untracked(),
            why: why.get_untracked(),
        };
        app.send(command, move |answer| match answer {
            Ok(()) => drafted.close(),
            Err(refused) => {
                let _ = problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            class="stack"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <p class="muted">
                "The choice and the verdict of that day stay as they were recorded. How the words read before is kept."
            </p>
            <TextArea label="Why" name="why" required=true rows=2 value=why error=error_of(problems, "why") />
            <TextField label="Who decided" name="by" required=true value=by error=error_of(problems, "by") />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}
