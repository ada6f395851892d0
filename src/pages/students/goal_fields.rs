//! The goal in the form of a plan: four ways to find one, each with its inputs, and what follows.

use aimline_core::Problem;
use leptos::prelude::*;

use super::goal_choice::Choice;
use super::goal_draft::{
    BENCHMARK, BY_HAND, GROWTH, GoalDraft, NO_GOAL, OTHER, OWN_GROWTH, why_no_own_growth,
};
use super::plan_draft::{Known, PlanDraft, outcome};
use crate::parts::{CheckboxField, SelectField, TextField, error_of};
use crate::state::App;

/// The fields of a [`GoalDraft`].
#[derive(Clone, Copy)]
pub struct GoalInput {
    method: RwSignal<String>,
    by: RwSignal<String>,
    score: RwSignal<String>,
    growth: RwSignal<String>,
    source: RwSignal<String>,
    set: RwSignal<String>,
    grade: RwSignal<String>,
    season: RwSignal<String>,
    level: RwSignal<String>,
    anew: RwSignal<bool>,
}

impl GoalInput {
    /// A new goal is offered for the end of the school year.
    pub fn new(app: App, draft: GoalDraft) -> Self {
        let by = if draft.by.is_empty() {
            let today = app.today().get_untracked();
            app.caseload()
                .with_untracked(|caseload| caseload.calendar().year_of(today).last.to_string())
        } else {
            draft.by
        };
        Self {
            method: RwSignal::new(draft.method),
            by: RwSignal::new(by),
            score: RwSignal::new(draft.score),
            growth: RwSignal::new(draft.growth),
            source: RwSignal::new(draft.source),
            set: RwSignal::new(draft.set),
            grade: RwSignal::new(draft.grade),
            season: RwSignal::new(draft.season),
            level: RwSignal::new(draft.level),
            anew: RwSignal::new(draft.anew),
        }
    }

    pub fn draft(self) -> GoalDraft {
        GoalDraft {
            method: self.method.get(),
            by: self.by.get(),
            score: self.score.get(),
            growth: self.growth.get(),
            source: self.source.get(),
            set: self.set.get(),
            grade: self.grade.get(),
            season: self.season.get(),
            level: self.level.get(),
            anew: self.anew.get(),
        }
    }
}

#[component]
pub fn GoalFields(
    app: App,
    draft: Memo<PlanDraft>,
    known: StoredValue<Known>,
    input: GoalInput,
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let caseload = app.caseload();
    let choice = {
        let caseload = caseload.clone();
        Memo::new(move |_| {
            caseload.with(|caseload| {
                draft.with(|draft| {
                    known.with_value(|known| draft.goal.choice(&draft.ground(caseload, known)))
                })
            })
        })
    };
    let lines = Memo::new(move |_| {
        let today = app.today().get();
        caseload.with(|caseload| {
            draft.with(|draft| known.with_value(|known| outcome(caseload, draft, known, today)))
        })
    });
    let method = move |wanted: &'static str| input.method.with(|method| method == wanted);
    let published = move || method(BENCHMARK) || method(GROWTH);
    let typed = move || choice.with(|choice| choice.set == OTHER);
    let kept =
        move || draft.with(|draft| known.with_value(|known| draft.kept_goal(known).is_some()));
    // Scores that came since move only a goal that was worked out from growth.
    let may_move = Memo::new(move |_| {
        let stored = |draft: &PlanDraft| {
            known.with_value(|known| {
                let plan = known.plan.as_ref();
                plan.is_some_and(|plan| draft.asks_for_goal_of(plan))
            })
        };
        (method(GROWTH) || method(OWN_GROWTH)) && draft.with(stored)
    });
    let no_own_growth = move || {
        let why = known.with_value(|known| known.own.err());
        why.filter(|_| method(OWN_GROWTH) && !kept())
            .map(|why| view! { <p class="muted small">{why_no_own_growth(why)}</p> })
    };
    view! {
        <fieldset class="stack">
            <legend>"Goal"</legend>
            <div class="row-fields">
                <SelectField
                    label="How it is found"
                    name="goal_method"
                    value=input.method
                    options=methods()
                    error=error_of(problems, "goal_method")
                />
                <Show when=move || method(BY_HAND) || (method(BENCHMARK) && typed())>
                    <TextField
                        label="Goal score"
                        name="goal_score"
                        input_type="number"
                        value=input.score
                        error=error_of(problems, "goal_score")
                    />
                </Show>
                <Show when=move || method(GROWTH) && typed()>
                    <TextField
                        label="Growth a week"
                        name="growth"
                        input_type="number"
                        value=input.growth
                        error=error_of(problems, "growth")
                    />
                </Show>
                <Show when=move || !method(NO_GOAL)>
                    <TextField
                        label="By"
                        name="goal_date"
                        input_type="date"
                        value=input.by
                        error=error_of(problems, "goal_date")
                    />
                </Show>
            </div>
            <Show when=published>
                <Published input choice typed=Signal::derive(typed) />
            </Show>
            <Show when=move || may_move.get()>
                <CheckboxField
                    label="Work the goal out again from the scores so far"
                    hint="Otherwise it stays as it was set."
                    checked=input.anew
                />
            </Show>
            {no_own_growth}
            <div class="plan-outcome stack-close" role="status">
                {move || {
                    let lines = lines.get().unwrap_or_default().into_iter();
                    lines.map(|line| view! { <p>{line}</p> }).collect_view()
                }}
            </div>
        </fieldset>
    }
}

/// The figure of a reference set: one list after the other, each with what the one before offers.
#[component]
fn Published(input: GoalInput, choice: Memo<Choice>, typed: Signal<bool>) -> impl IntoView {
    let of = move |part: fn(&Choice) -> &Vec<(String, String)>| {
        Signal::derive(move || choice.with(|choice| part(choice).clone()))
    };
    let shown = move |part: fn(&Choice) -> &String| {
        Signal::derive(move || choice.with(|choice| part(choice).clone()))
    };
    let seasons = move || choice.with(|choice| !choice.seasons.is_empty());
    view! {
        <SelectField
            label="Published in"
            value=input.set
            shown=shown(|choice| &choice.set)
            options=of(|choice| &choice.sets)
        />
        <Show
            when=move || !typed.get()
            fallback=move || view! {
                <TextField
                    label="Source"
                    hint="Who published the figure, and when."
                    name="source"
                    value=input.source
                />
            }
        >
            <div class="row-fields">
                <SelectField
                    label="Grade"
                    value=input.grade
                    shown=shown(|choice| &choice.grade)
                    options=of(|choice| &choice.grades)
                />
                <Show when=seasons>
                    <SelectField
                        label="Season"
                        value=input.season
                        shown=shown(|choice| &choice.season)
                        options=of(|choice| &choice.seasons)
                    />
                </Show>
                <SelectField
                    label="Level"
                    value=input.level
                    shown=shown(|choice| &choice.level)
                    options=of(|choice| &choice.levels)
                />
            </div>
        </Show>
    }
}

fn methods() -> Signal<Vec<(String, String)>> {
    Signal::stored(
        [
            (BY_HAND, "Set by hand"),
            (BENCHMARK, "A published benchmark"),
            (GROWTH, "A published growth a week"),
            (OWN_GROWTH, "1.5 times the student’s own growth"),
            (NO_GOAL, "No goal yet"),
        ]
        .map(|(key, words)| (key.to_owned(), words.to_owned()))
        .to_vec(),
    )
}
