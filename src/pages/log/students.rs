//! The roll: a chip for each student. Everybody is present until a chip says otherwise.

use aimline_core::log_form::{LogForm, Presence};
use aimline_core::model::{Absence, Id, Student};
use leptos::prelude::*;

use super::Screen;
use crate::browser::dom;
use crate::parts::{Section, SelectField, error_of};

#[component]
pub fn StudentsPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let error = error_of(screen.problems, "attendance");
    let present = move || {
        form.with(|form| {
            let here = |presence| presence != Presence::Absent;
            let present = form
                .students
                .iter()
                .filter(|line| here(line.presence))
                .count();
            if form.students.is_empty() {
                return "Nobody was in the group on this day.".to_owned();
            }
            format!(
                "{present} of {} here. Tap a name for absent, again for part of the time.",
                form.students.len()
            )
        })
    };
    view! {
        <Show when=move || form.with(LogForm::is_held)>
            <Section title="Students" subtitle=Signal::derive(present)>
                <p class="field-error" role="alert">{move || error.get()}</p>
                <ul class="roll" data-field="attendance">
                    <For
                        each=move || form.with(|form| (0..form.students.len()).map(|index| (index, form.students[index].student)).collect::<Vec<_>>())
                        key=|line| *line
                        let:line
                    >
                        <RollLine screen index=line.0 student=line.1 />
                    </For>
                </ul>
                <Guest screen />
            </Section>
        </Show>
    }
}

#[component]
fn RollLine(screen: Screen, index: usize, student: Id<Student>) -> impl IntoView {
    let form = screen.form;
    let caseload = screen.app.caseload();
    let name = move || caseload.with(|caseload| caseload.get(student).map(Student::name));
    let presence =
        Memo::new(move |_| form.with(|form| form.students.get(index).map(|line| line.presence)));
    let state = move || match presence.get() {
        Some(Presence::Partial) => "partial",
        Some(Presence::Absent) => "absent",
        _ => "present",
    };
    let number = (index < 9).then(|| view! { <kbd aria-hidden="true">{index + 1}</kbd> });
    view! {
        <li class="roll-line">
            <button
                type="button"
                class="chip chip-student"
                data-state=state
                on:click=move |_| turn(screen, index)
            >
                {number}
                <span class="chip-name">{name}</span>
                <span class="chip-state">{state}</span>
            </button>
            <Show when=move || presence.get().is_some_and(|presence| presence != Presence::Present)>
                <Exception screen index />
            </Show>
        </li>
    }
}

/// Minutes of a partial attendance, and the reason.
#[component]
fn Exception(screen: Screen, index: usize) -> impl IntoView {
    let form = screen.form;
    let line = move |form: &LogForm| form.students.get(index).cloned();
    let is_partial =
        move || form.with(|form| line(form).is_some_and(|line| line.presence == Presence::Partial));
    let minutes = move || form.with(|form| line(form).map(|line| line.minutes));
    let set_minutes = move |event| {
        let typed = event_target_value(&event);
        form.update(|form| {
            if let Some(line) = form.students.get_mut(index) {
                line.minutes = typed;
            }
        });
    };
    let leave_on_enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
            event.prevent_default();
            focus_chip_beside(&event);
        }
    };
    let reasons = move || {
        let chosen = form.with(|form| line(form).map(|line| line.reason));
        Absence::ALL
            .into_iter()
            .enumerate()
            .map(|(at, reason)| {
                view! {
                    <option value=at.to_string() prop:selected=chosen == Some(reason)>
                        {reason.label()}
                    </option>
                }
            })
            .collect_view()
    };
    let set_reason = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let Some(reason) = chosen.and_then(|at| Absence::ALL.get(at)) else {
            return;
        };
        form.update(|form| {
            if let Some(line) = form.students.get_mut(index) {
                line.reason = *reason;
            }
        });
    };
    view! {
        <span class="roll-exception">
            <Show when=is_partial>
                <label>
                    <span class="visually-hidden">"Minutes present"</span>
                    <input
                        id=minutes_id(index)
                        class="input input-minutes"
                        inputmode="numeric"
                        autocomplete="off"
                        placeholder="min"
                        prop:value=minutes
                        on:input=set_minutes
                        on:keydown=leave_on_enter
                    />
                </label>
            </Show>
            <label>
                <span class="visually-hidden">"Reason"</span>
                <select class="input" on:change=set_reason>{reasons}</select>
            </label>
        </span>
    }
}

/// Adds a student who is not a member, for this session only.
#[component]
fn Guest(screen: Screen) -> impl IntoView {
    let chosen = RwSignal::new(String::new());
    let caseload = screen.app.caseload();
    let options = Signal::derive(move || {
        let here = screen.form.with(|form| {
            form.students
                .iter()
                .map(|line| line.student)
                .collect::<Vec<_>>()
        });
        caseload.with(|caseload| {
            let nobody = (String::new(), "Nobody else".to_owned());
            let others = caseload
                .active_students()
                .into_iter()
                .filter(|(id, _)| !here.contains(id))
                .map(|(id, student)| (id.to_string(), student.sort_name()));
            std::iter::once(nobody).chain(others).collect::<Vec<_>>()
        })
    });
    Effect::watch(
        move || chosen.get(),
        move |guest, _, _| {
            if let Ok(student) = guest.parse() {
                screen.app.caseload().with_untracked(|caseload| {
                    screen
                        .form
                        .update(|form| form.add_student(caseload, student));
                });
                chosen.set(String::new());
            }
        },
        false,
    );
    view! {
        <details class="log-more">
            <summary>"Somebody else joined"</summary>
            <SelectField label="Student who joined this session" value=chosen options />
        </details>
    }
}

/// Present, absent, partial, and around again.
pub fn turn(screen: Screen, index: usize) {
    let app = screen.app;
    let mut said = None;
    screen.form.update(|form| {
        if let Some(line) = form.students.get_mut(index) {
            line.presence = match line.presence {
                Presence::Present => Presence::Absent,
                Presence::Absent => Presence::Partial,
                Presence::Partial => Presence::Present,
            };
            line.reason = match line.presence {
                Presence::Partial => Absence::Late,
                _ => Absence::AbsentFromSchool,
            };
            said = Some((line.student, line.presence));
        }
    });
    let Some((student, presence)) = said else {
        return;
    };
    let name = app
        .caseload()
        .with_untracked(|caseload| caseload.get(student).map(Student::name))
        .unwrap_or_default();
    app.say(match presence {
        Presence::Present => format!("{name}: present"),
        Presence::Absent => format!("{name}: absent"),
        Presence::Partial => format!("{name}: part of the time"),
    });
}

/// The field appears with the next frame.
pub fn focus_minutes(index: usize) {
    request_animation_frame(move || {
        dom::focus_id(&minutes_id(index));
    });
}

fn minutes_id(index: usize) -> String {
    format!("minutes-present-{index}")
}

/// Back to the chip, where the number keys work again.
fn focus_chip_beside(event: &leptos::ev::KeyboardEvent) {
    let chip = event_target::<web_sys::Element>(event)
        .closest(".roll-line")
        .ok()
        .flatten()
        .and_then(|line| line.query_selector("button").ok()?);
    if let Some(chip) = chip {
        dom::focus(&chip);
    }
}
