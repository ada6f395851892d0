//! Scores beside the session: those that are due stand open, the others are a tap away.

use aimline_core::log_form::LogForm;
use aimline_core::model::{Id, Plan, Scoring, Skill, Student};
use aimline_core::progress::mastery::SkillChoice;
use leptos::prelude::*;

use super::Screen;
use crate::browser::dom;
use crate::parts::{Section, error_of};
use crate::route::Route;

/// The first score field, for its key.
pub const FIRST_SCORE: &str = "score-0";

#[component]
pub fn ScoresPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let all = RwSignal::new(false);
    let lines = Memo::new(move |_| {
        let all = all.get();
        form.with(|form| {
            let shown = |line: &aimline_core::log_form::ScoreLine| {
                all || line.due || !line.score.is_empty()
            };
            let lines = form.scores.iter().enumerate();
            lines
                .filter(|(_, line)| shown(line))
                .map(|(index, line)| (index, line.plan, line.student))
                .collect::<Vec<_>>()
        })
    });
    let hidden = move || form.with(|form| form.scores.len()) - lines.with(Vec::len);
    let error = error_of(screen.problems, "scores");
    let has_any = move || form.with(|form| form.is_held() && !form.scores.is_empty());
    view! {
        <Show when=has_any>
            <Section title="Scores" subtitle="Leave a field empty where no probe was given.">
                <p class="field-error">{move || error.get()}</p>
                <ul class="score-lines" data-field="scores">
                    {move || lines
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(position, (index, plan, student))| {
                            view! { <ScoreRow screen position index plan student /> }
                        })
                        .collect_view()}
                </ul>
                <Show when=move || hidden() != 0>
                    <button
                        type="button"
                        class="button button-quiet button-small"
                        on:click=move |_| all.set(true)
                    >
                        {move || format!("Show {} not due", hidden())}
                    </button>
                </Show>
            </Section>
        </Show>
    }
}

#[component]
fn ScoreRow(
    screen: Screen,
    position: usize,
    index: usize,
    plan: Id<Plan>,
    student: Id<Student>,
) -> impl IntoView {
    let form = screen.form;
    let caseload = screen.app.caseload();
    let name = Signal::derive(move || {
        let name = caseload.with(|caseload| caseload.get(student).map(Student::name));
        name.unwrap_or_default()
    });
    let (measure, last, takes_errors, skills) = screen.app.caseload().with_untracked(|caseload| {
        let plan = caseload.get(plan);
        let measure = plan.and_then(|plan| caseload.measure(plan.measure));
        let last = plan.and_then(|plan| plan.probes_by_date().last().map(|(_, probe)| probe.score));
        (
            measure
                .map(|measure| measure.short_name.clone())
                .unwrap_or_default(),
            last,
            measure.is_some_and(|measure| measure.scoring != Scoring::Score),
            plan.zip(measure)
                .map(|(plan, measure)| SkillChoice::of(plan, measure).options)
                .unwrap_or_default(),
        )
    });
    let read = move |form: &LogForm, errors: bool| {
        form.scores.get(index).map(|line| {
            if errors {
                line.errors.clone()
            } else {
                line.score.clone()
            }
        })
    };
    let write = move |event, errors: bool| {
        let typed = event_target_value(&event);
        form.update(|form| {
            if let Some(line) = form.scores.get_mut(index) {
                if errors {
                    line.errors = typed
                } else {
                    line.score = typed
                }
            }
        });
    };
    let to_next = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            dom::focus_id(&format!("score-{}", position + 1));
        }
    };
    let errors = takes_errors.then(|| {
        let measure = measure.clone();
        let label = move || format!("Errors of {}, {measure}", name.get());
        view! {
            <input
                class="input input-minutes"
                inputmode="numeric"
                autocomplete="off"
                placeholder="errors"
                aria-label=label
                prop:value=move || form.with(|form| read(form, true))
                on:input=move |event| write(event, true)
                on:keydown=to_next
            />
        }
    });
    let skills = (!skills.is_empty()).then(|| {
        let measure = measure.clone();
        let label = Signal::derive(move || format!("Skill of {}, {measure}", name.get()));
        skill_choice(form, index, skills, label)
    });
    let last = last.map(|score| format!("last {}", aimline_core::number::number(score)));
    view! {
        <li class="score-line">
            <span class="score-name">{name} " " <span class="muted">{measure.clone()}</span></span>
            <span class="muted number">{last}</span>
            <input
                id=format!("score-{position}")
                class="input input-minutes"
                inputmode="decimal"
                autocomplete="off"
                placeholder="score"
                aria-label=move || format!("Score of {}, {measure}", name.get())
                prop:value=move || form.with(|form| read(form, false))
                on:input=move |event| write(event, false)
                on:keydown=to_next
            />
            {errors}
            <a class="button button-quiet button-small" href=Route::Probe(plan).to_string() aria-label=move || format!("Run the probe of {}", name.get())>"Run"</a>
            {skills}
        </li>
    }
}

/// The skill that is probed: the one taught now, until another is chosen.
fn skill_choice(
    form: RwSignal<LogForm>,
    index: usize,
    skills: Vec<(Id<Skill>, String)>,
    label: Signal<String>,
) -> impl IntoView {
    let chosen = move || form.with(|form| form.scores.get(index).and_then(|line| line.skill));
    let choose = move |event| {
        let skill = event_target_value(&event).parse().ok();
        form.update(|form| {
            if let Some(line) = form.scores.get_mut(index) {
                line.skill = skill;
            }
        });
    };
    let option = move |(id, name): (Id<Skill>, String)| {
        view! {
            <option value=id.to_string() prop:selected=move || chosen() == Some(id)>{name}</option>
        }
    };
    view! {
        <span class="score-skill">
            <select class="input" aria-label=move || label.get() on:change=choose>
                {skills.into_iter().map(option).collect_view()}
            </select>
        </span>
    }
}
