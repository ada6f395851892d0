//! How long it was: typed, or by a timer that survives a reload. And what was taught.

use aimline_core::log_form::LogForm;
use leptos::prelude::*;

use super::Screen;
use crate::browser::{clock, timer};
use crate::parts::{Button, ButtonKind, IconName, Section, error_of};

/// The minutes field, for its key.
pub const MINUTES: &str = "session-minutes";

const TICK_MILLISECONDS: u32 = 1_000;

#[component]
pub fn MinutesPart(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let error = error_of(screen.problems, "minutes");
    let planned = move || form.with(|form| format!("Planned: {} minutes.", form.planned_minutes));
    view! {
        <Show when=move || form.with(LogForm::is_held)>
            <Section title="Minutes and lesson">
                <div class="row">
                    <label class="field">
                        <span class="field-label">"Minutes"</span>
                        <input
                            id=MINUTES
                            class="input input-narrow"
                            inputmode="numeric"
                            autocomplete="off"
                            data-field="minutes"
                            aria-invalid=move || error.get().map(|_| "true")
                            prop:value=move || form.with(|form| form.minutes.clone())
                            on:input=move |event| {
                                let typed = event_target_value(&event);
                                form.update(|form| form.minutes = typed);
                            }
                        />
                    </label>
                    <Timer screen />
                </div>
                <p class="field-error">{move || error.get()}</p>
                <p class="muted">{planned}</p>
                <div class="row">
                    <Text screen label="Skill or lesson" get=|form| &form.lesson set=|form, text| form.lesson = text />
                    <Text screen label="Next lesson" get=|form| &form.next_lesson set=|form, text| form.next_lesson = text />
                </div>
            </Section>
        </Show>
    }
}

#[component]
fn Timer(screen: Screen) -> impl IntoView {
    let form = screen.form;
    let now = RwSignal::new(clock::now_ms());
    let tick = StoredValue::new_local(timer::every(TICK_MILLISECONDS, move || {
        if form.try_with_untracked(|form| form.timer.is_some()) == Some(true) {
            now.try_set(clock::now_ms());
        }
    }));
    on_cleanup(move || tick.set_value(None));
    let start = move || {
        now.set(clock::now_ms());
        form.update(|form| form.timer = Some(clock::now_ms()));
    };
    let stop = move || form.update(|form| form.stop_timer(clock::now_ms()));
    move || match form.with(|form| form.timer) {
        None => view! {
            <Button kind=ButtonKind::Quiet icon=IconName::Play on_press=start>"Start timer"</Button>
        }
        .into_any(),
        Some(started) => view! {
            <Button icon=IconName::Stop on_press=stop>"Stop timer"</Button>
            <span class="timer number" role="timer">
                {move || elapsed(now.get().saturating_sub(started))}
            </span>
        }
        .into_any(),
    }
}

fn elapsed(milliseconds: u64) -> String {
    let seconds = milliseconds / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// One line of text of the form.
#[component]
fn Text(
    screen: Screen,
    label: &'static str,
    get: fn(&LogForm) -> &String,
    set: fn(&mut LogForm, String),
) -> impl IntoView {
    let form = screen.form;
    view! {
        <label class="field">
            <span class="field-label">{label}</span>
            <input
                class="input"
                autocomplete="off"
                prop:value=move || form.with(|form| get(form).clone())
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    form.update(|form| set(form, typed));
                }
            />
        </label>
    }
}
