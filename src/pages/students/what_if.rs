//! What if so many sessions a week are kept until a day: where the scores would stand, clearly marked
//! as a projection, with what it assumes. It changes nothing and is not kept.

use aimline_charts::noun_of_rate;
use aimline_core::analysis::{Interval, Undefined};
use aimline_core::decision::{Projected, Question, Reach, Sessions, project};
use aimline_core::elapsed::days_later;
use aimline_core::number::number;
use aimline_core::progress::sessions_kept::sessions_kept;
use jiff::civil::Date;
use leptos::prelude::*;

use super::opened::Opened;
use super::words::day;
use crate::parts::{TextField, unique_id};
use crate::state::use_app;

/// Weeks to look ahead where the day of the goal has passed.
const WEEKS_AHEAD: i64 = 8;

/// A straight line is not followed further than this.
const LONGEST_WEEKS: i64 = 52;

/// What is asked; the choice is a place in [`Sessions::choices`], none is as so far.
#[derive(Clone, Copy)]
struct Asked {
    choice: RwSignal<Option<usize>>,
    by: RwSignal<String>,
}

#[component]
pub fn WhatIf(plan: Memo<Option<Opened>>) -> impl IntoView {
    let caseload = use_app().caseload();
    let sessions = Memo::new(move |_| {
        caseload.with(|caseload| {
            plan.with(|plan| {
                let plan = plan.as_ref()?;
                let verdict = plan.status.verdict()?;
                let student = plan.plan.student;
                sessions_kept(
                    caseload,
                    student,
                    plan.measure.subject,
                    verdict,
                    plan.taught_since,
                    plan.today,
                )
            })
        })
    });
    let by = plan.with_untracked(|plan| plan.as_ref().map(first_day).unwrap_or_default());
    let asked = Asked {
        choice: RwSignal::new(None),
        by: RwSignal::new(by),
    };
    let answer = Memo::new(move |_| {
        let (sessions, choice, by) = (sessions.get(), asked.choice.get(), asked.by.get());
        plan.with(|plan| answer(plan.as_ref()?, sessions, choice, &by))
    });
    let error = Signal::derive(move || {
        answer.with(|answer| match answer {
            Some(Answer::NoSuchDay(words)) => Some(words.clone()),
            _ => None,
        })
    });
    let few = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Answer::TooFew(words)) => Some(words.clone()),
            _ => None,
        })
    });
    view! {
        <details class="what-if no-print">
            <summary>"What if"</summary>
            <div class="stack">
                <p><strong>"Projection, not a promise."</strong></p>
                {move || match few.get() {
                    Some(words) => view! { <p>{words}</p> }.into_any(),
                    None => view! {
                        <div class="what-if-controls">
                            {move || sessions.get().map(|sessions| view! { <Kept sessions asked /> })}
                            <TextField label="Until" value=asked.by input_type="date" error />
                        </div>
                        <div role="status" class="stack stack-close">
                            {move || answer.with(|answer| match answer {
                                Some(Answer::Projected(told)) => Some(told.view()),
                                _ => None,
                            })}
                        </div>
                    }.into_any(),
                }}
            </div>
        </details>
    }
}

fn first_day(plan: &Opened) -> String {
    let goal = plan.plan.goal.as_ref().map(|goal| goal.date);
    let ahead = days_later(plan.today, 7 * WEEKS_AHEAD);
    let day = goal.filter(|date| *date > plan.today).unwrap_or(ahead);
    day.min(latest(plan.today)).to_string()
}

fn latest(today: Date) -> Date {
    days_later(today, 7 * LONGEST_WEEKS)
}

/// Sessions kept a week: from none to those scheduled, and as so far.
#[component]
fn Kept(sessions: Sessions, asked: Asked) -> impl IntoView {
    let id = unique_id("kept");
    let choices = StoredValue::new(sessions.choices());
    let most = choices.with_value(Vec::len).saturating_sub(1);
    let so_far = choices.with_value(|choices| {
        choices
            .iter()
            .position(|choice| *choice == sessions.so_far)
            .unwrap_or(0)
    });
    let place = move || asked.choice.get().unwrap_or(so_far).min(most);
    let words = move || {
        let kept = choices.with_value(|choices| choices.get(place()).copied().unwrap_or(0.0));
        if place() == so_far {
            format!("{}, as so far", number(kept))
        } else {
            format!("{} of {} scheduled", number(kept), sessions.scheduled)
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>"Sessions kept a week: "<output for=id.clone()>{words}</output></label>
            <input
                id=id
                class="what-if-slider"
                type="range"
                min="0"
                max=most
                step="1"
                aria-valuetext=words
                prop:value=move || place().to_string()
                on:input=move |event| {
                    let place = event_target_value(&event).parse().ok();
                    asked.choice.set(place.filter(|place| *place != so_far));
                }
            />
        </div>
    }
}

#[derive(Clone, PartialEq)]
enum Answer {
    TooFew(String),
    NoSuchDay(String),
    Projected(Told),
}

/// A projection in words, with the places of its bar in percent.
#[derive(Clone, PartialEq)]
struct Told {
    result: String,
    assumes: String,
    from: f64,
    width: f64,
    goal: f64,
}

fn answer(
    plan: &Opened,
    sessions: Option<Sessions>,
    choice: Option<usize>,
    by: &str,
) -> Option<Answer> {
    let verdict = plan.status.verdict()?;
    let goal = verdict.evidence.projection.ok().map(|end| end.goal);
    let goal = goal.or(plan.plan.goal.as_ref().map(|goal| goal.score))?;
    let by = by
        .parse::<Date>()
        .ok()
        .filter(|by| *by <= latest(plan.today));
    let pace = sessions.and_then(|sessions| {
        let kept = sessions.choices().get(choice?).copied()?;
        Some(kept / sessions.so_far)
    });
    let question = Question {
        // Refused below, after what would be missing anyway.
        by: by.unwrap_or(Date::MIN),
        pace: pace.unwrap_or(1.0),
    };
    Some(match project(verdict, plan.today, question) {
        Ok(projected) => {
            let places = u8::from(plan.measure.fractional);
            let Opened { measure, .. } = plan;
            let shown = projected.shown(places, measure.lowest, measure.highest);
            Answer::Projected(told(plan, shown, goal, pace, verdict.thresholds.confidence))
        }
        Err(Undefined::TooFew { have, need }) => Answer::TooFew(format!(
            "It takes {need} scores in this phase; {} more to come.",
            need.saturating_sub(have)
        )),
        Err(_) => Answer::NoSuchDay(format!(
            "Choose a day from {} to {}.",
            day(plan.today, plan.today),
            day(latest(plan.today), plan.today)
        )),
    })
}

fn told(plan: &Opened, shown: Projected, goal: f64, pace: Option<f64>, confidence: f64) -> Told {
    let Interval { low, high } = shown.interval;
    let reach = match shown.reach(goal, plan.measure.direction) {
        Reach::Reached => "all of it reaches the goal",
        Reach::Open => "the goal lies inside, so it may be reached or not",
        Reach::Missed => "all of it falls short of the goal",
    };
    let (least, most) = (low.min(goal), high.max(goal));
    let place = |value: f64| 100.0 * (value - least) / (most - least).max(f64::EPSILON);
    let since = day(plan.since, plan.today);
    Told {
        result: format!(
            "On {} a score from {} to {} {} ({:.0} % interval, {} in the middle). The goal is {}: {reach}.",
            day(shown.by, plan.today),
            number(low),
            number(high),
            noun_of_rate(&plan.measure.unit),
            100.0 * confidence,
            number(shown.value),
            number(goal),
        ),
        assumes: match pace {
            None => format!("If growth and scatter go on as since {since}."),
            Some(_) => format!(
                "If growth goes with the sessions received, which these scores cannot show, and \
                 scatter stays as since {since}."
            ),
        },
        from: place(low),
        width: place(high) - place(low),
        goal: place(goal),
    }
}

impl Told {
    fn view(&self) -> impl IntoView + use<> {
        let Self {
            result,
            assumes,
            from,
            width,
            goal,
        } = self.clone();
        let percent = |part: f64| format!("{part:.1}%");
        view! {
            <div class="what-if-bar" aria-hidden="true">
                <div class="what-if-interval" style:left=percent(from) style:width=percent(width.max(0.5))></div>
                <div class="what-if-goal" style:left=percent(goal)></div>
            </div>
            <p>{result}</p>
            <p class="muted small">{assumes}</p>
        }
    }
}
