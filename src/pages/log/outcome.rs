//! Held or not, and why not; the day; what it makes up for.

use aimline_core::log_form::LogForm;
use aimline_core::model::{NotHeld, Outcome, day};
use aimline_core::order::Order;
use aimline_core::progress::today::Meeting;
use leptos::prelude::*;

use super::Screen;
use crate::parts::{Chip, Section, SelectField, error_of};
use crate::words;

const DATE_ERROR: &str = "date-error";

#[component]
pub fn OutcomePart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let held = Signal::derive(move || form.with(LogForm::is_held));
    let set = move |held| form.update(|form| form.set_held(held));
    let error = error_of(screen.problems, "not_held");
    let date_error = error_of(screen.problems, "date");
    view! {
        <div class="row log-outcome" role="group" aria-label="Held or not">
            <Chip pressed=held on_press=move || set(true)>"Held"</Chip>
            <Chip
                pressed=Signal::derive(move || !held.get())
                on_press=move || set(false)
            >
                "Not held"
            </Chip>
            <DatePart screen />
            <MeetingPart screen />
            <p class="field-error" id=DATE_ERROR>{move || date_error.get()}</p>
        </div>
        <Show when=move || !held.get()>
            <Section title="Why was it not held?">
                <p class="field-error" role="alert">{move || error.get()}</p>
                <div class="row" role="group" aria-label="Reason" data-field="not_held" tabindex="-1">
                    {NotHeld::ALL
                        .into_iter()
                        .map(|reason| {
                            let pressed = Signal::derive(move || {
                                form.with(|form| form.not_held == Some(reason))
                            });
                            let explain = move || form.update(|form| form.explain(reason));
                            view! {
                                <Chip pressed on_press=explain>
                                    {reason.label()}
                                </Chip>
                            }
                        })
                        .collect_view()}
                </div>
                <OwesMinutes screen />
            </Section>
        </Show>
        <MakeUp screen />
    }
}

/// The day it happened; choosing another brings the members of that day.
#[component]
fn DatePart(screen: Screen) -> impl IntoView {
    let date = move || screen.form.with(|form| form.date.to_string());
    let today = screen.app.today();
    let change = move |event| {
        let Some(date) = day::read(&event_target_value(&event)) else {
            return;
        };
        screen.app.caseload().with_untracked(|caseload| {
            screen.form.update(|form| form.move_to(caseload, date));
        });
    };
    let error = error_of(screen.problems, "date");
    view! {
        <label class="log-date">
            <span class="visually-hidden">"Date of the session"</span>
            <input
                type="date"
                class="input input-narrow"
                data-field="date"
                max=move || today.get().to_string()
                prop:value=date
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=DATE_ERROR
                on:change=change
            />
        </label>
    }
}

/// Which weekly meeting it is, or none: said where a group has one on that day.
#[component]
fn MeetingPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let caseload = screen.app.caseload();
    let meetings =
        Memo::new(move |_| form.with(|form| caseload.with(|caseload| form.meetings(caseload))));
    let chosen = Memo::new(move |_| form.with(|form| form.slot));
    let choose = move |event| {
        let slot = event_target_value(&event).parse().ok();
        screen.app.caseload().with_untracked(|caseload| {
            form.update(|form| form.choose_meeting(caseload, slot));
        });
    };
    let option = move |meeting: Meeting| {
        let Meeting {
            slot,
            start,
            minutes,
            ..
        } = meeting;
        let text = format!("{}, {minutes} min", words::time(start));
        view! { <option value=slot.to_string() prop:selected=move || chosen.get() == Some(slot)>{text}</option> }
    };
    view! {
        <Show when=move || !meetings.with(Vec::is_empty)>
            <label class="log-meeting">
                <span class="field-label">"Meeting"</span>
                <select class="input" name="meeting" on:change=choose>
                    {move || meetings.get().into_iter().map(option).collect_view()}
                    <option value="" prop:selected=move || chosen.get().is_none()>"Extra session"</option>
                </select>
            </label>
        </Show>
    }
}

#[component]
fn OwesMinutes(screen: Screen) -> impl IntoView {
    let caseload = screen.app.caseload();
    move || {
        let (reason, planned) = screen
            .form
            .with(|form| (form.not_held, form.planned_minutes));
        let reason = reason?;
        let owes = caseload.with(|caseload| caseload.settings().owes_minutes.contains(&reason));
        let text = if owes {
            format!("{planned} minutes are owed. A make-up session pays them back.")
        } else {
            "No minutes are owed for this reason.".into()
        };
        Some(view! { <p class="muted">{text}</p> })
    }
}

/// The sessions of the same group or student that were not held and are not made up yet.
#[component]
fn MakeUp(screen: Screen) -> impl IntoView {
    let caseload = screen.app.caseload();
    let who = screen.form.with_untracked(|form| form.who);
    let corrects = screen.form.with_untracked(|form| form.corrects);
    let missed = Memo::new(move |_| {
        let date = screen.form.with(|form| form.date);
        caseload.with(|caseload| {
            let made_up: Vec<_> = caseload
                .sessions
                .iter()
                .filter(|(id, _)| Some(*id) != corrects)
                .filter_map(|(_, session)| session.makes_up)
                .collect();
            let mut missed: Vec<_> = caseload
                .sessions
                .iter()
                .filter(|(id, session)| {
                    session.who == who && session.date <= date && !made_up.contains(id)
                })
                .filter_map(|(id, session)| match session.outcome {
                    Outcome::NotHeld { reason } => Some((id, session.date, reason)),
                    Outcome::Held { .. } => None,
                })
                .collect();
            missed.order_by_key(|(_, date, _)| std::cmp::Reverse(*date));
            missed
        })
    });
    let chosen = RwSignal::new(
        screen
            .form
            .with_untracked(|form| form.makes_up.map(|id| id.to_string()))
            .unwrap_or_default(),
    );
    Effect::watch(
        move || chosen.get(),
        move |chosen, _, _| {
            screen
                .form
                .update(|form| form.makes_up = chosen.parse().ok())
        },
        false,
    );
    let options = Signal::derive(move || {
        let none = (String::new(), "No, a session of its own".to_owned());
        let missed = missed.get().into_iter().map(|(id, date, reason)| {
            let text = format!("{}: {}", words::short_date(date), reason.label());
            (id.to_string(), text)
        });
        std::iter::once(none).chain(missed).collect::<Vec<_>>()
    });
    let is_offered = move || {
        screen
            .form
            .with(|form| form.slot.is_none() && form.is_held())
            && !missed.with(Vec::is_empty)
    };
    view! {
        <Show when=is_offered>
            <SelectField
                label="Does it make up for a session that was not held?"
                value=chosen
                options
                name="makes_up"
                error=error_of(screen.problems, "makes_up")
            />
        </Show>
    }
}
