//! When the group meets. A change holds from a day on; what was planned before stays.

use aimline_core::model::{Group, Id, Slot};
use aimline_core::order::Order;
use aimline_core::progress::timetable::{
    SCHOOL_WEEK, clock, clock_value, name, read_clock, slots_from,
};
use aimline_core::{Command, Edited, Problem, Rejected};
use jiff::civil::{Date, Weekday};
use leptos::prelude::*;

use super::add::usual_minutes;
use super::meeting::{MeetingFields, MeetingInput};
use crate::pages::refused::tell;
use crate::parts::{
    Button, ButtonKind, Dialog, EmptyState, ErrorSummary, IconName, Section, SelectField,
    TextField, error_of,
};
use crate::state::{Refused, use_app};
use crate::words;

type Meeting = (Id<Slot>, Slot);

#[component]
pub fn Schedule(id: Id<Group>, group: Memo<Option<Group>>) -> impl IntoView {
    let app = use_app();
    let adding = RwSignal::new(false);
    let editing = RwSignal::new(None::<Meeting>);
    let now = Memo::new(move |_| {
        let group = group.get().unwrap_or_default();
        let slots = slots_from(&group, app.today().get()).into_iter();
        slots
            .map(|(id, slot)| (id, slot.clone()))
            .collect::<Vec<Meeting>>()
    });
    let past = Memo::new(move |_| {
        let today = app.today().get();
        let group = group.get().unwrap_or_default();
        let mut slots: Vec<Meeting> = group
            .schedule
            .iter()
            .filter(|(_, slot)| slot.to.is_some_and(|to| to < today))
            .map(|(id, slot)| (id, slot.clone()))
            .collect();
        slots.order_by_key(|(id, slot)| (std::cmp::Reverse(slot.to), *id));
        slots
    });
    let remove = move |slot| {
        app.send(
            Command::RemoveSlot {
                group: id,
                id: slot,
            },
            tell(app),
        )
    };
    let line = move |meeting: Meeting| {
        let said = in_words(&meeting.1, app.today().get_untracked());
        let edit_label = format!("Change {said}");
        let remove_label = format!("Remove {said}");
        let slot = meeting.0;
        view! {
            <li>
                <span>{said}</span>
                <span class="row">
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=edit_label
                        on_press=move || editing.set(Some(meeting.clone()))
                    >
                        "Change"
                    </Button>
                    <Button
                        small=true
                        kind=ButtonKind::Quiet
                        label=remove_label
                        on_press=move || remove(slot)
                    >
                        "Remove"
                    </Button>
                </span>
            </li>
        }
    };
    let past_line = move |(_, slot): Meeting| {
        view! { <li><span>{in_words(&slot, app.today().get_untracked())}</span></li> }
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Add on_press=move || adding.set(true)>"Add times"</Button>
        }
    };
    view! {
        <Section title="Schedule" actions=actions>
            <Show
                when=move || now.with(|now| !now.is_empty())
                fallback=|| view! {
                    <EmptyState
                        title="No meeting times yet"
                        text="With times, each meeting stands on Today by itself. Without them you can still log a session now."
                    />
                }
            >
                <ul class="list" role="list">{move || now.get().into_iter().map(line).collect_view()}</ul>
            </Show>
            <Show when=move || past.with(|past| !past.is_empty())>
                <details>
                    <summary>{move || format!("Earlier times ({})", past.with(Vec::len))}</summary>
                    <ul class="list" role="list">
                        {move || past.get().into_iter().map(past_line).collect_view()}
                    </ul>
                </details>
            </Show>
        </Section>
        <Dialog open=adding title="Add meeting times">
            <AddTimes id group open=adding />
        </Dialog>
        <ChangeDialog group=id editing />
    }
}

#[component]
fn AddTimes(id: Id<Group>, group: Memo<Option<Group>>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let input = MeetingInput::new(app.today().get_untracked());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let usual = Signal::derive(move || {
        let protocol = group.with(|group| group.as_ref()?.protocol);
        app.caseload()
            .with(|caseload| usual_minutes(caseload, protocol))
    });
    let save = move || {
        problems.set(Vec::new());
        let slots = match input.slots(usual.get_untracked()) {
            Ok(slots) if slots.is_empty() => {
                Err(Rejected::field("days", "Choose at least one day."))
            }
            read => read,
        };
        let slots = match slots {
            Ok(slots) => slots.into_iter().map(|slot| (None, slot)).collect(),
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        app.send(Command::SaveSlots { group: id, slots }, move |answer| {
            show_answer(answer, open, problems);
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Add meeting times"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <MeetingFields input problems usual_minutes=usual />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save times"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

#[component]
fn ChangeDialog(group: Id<Group>, editing: RwSignal<Option<Meeting>>) -> impl IntoView {
    let open = RwSignal::new(false);
    // The dialog opens when a meeting is chosen, and lets go of it when it closes.
    Effect::new(move |_| {
        if editing.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() && editing.with_untracked(Option::is_some) {
            editing.set(None);
        }
    });
    view! {
        <Dialog open title="Change a meeting time">
            {move || editing.get_untracked().map(|(id, slot)| view! { <ChangeTime group id before=slot open /> })}
        </Dialog>
    }
}

#[component]
fn ChangeTime(group: Id<Group>, id: Id<Slot>, before: Slot, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let weekday = RwSignal::new(name(before.weekday).to_owned());
    let start = RwSignal::new(clock_value(before.start));
    let minutes = RwSignal::new(before.minutes.to_string());
    let from = RwSignal::new(first_day(&before, app, id).to_string());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let days: Vec<(String, String)> = SCHOOL_WEEK
        .into_iter()
        .map(|day| (name(day).to_owned(), name(day).to_owned()))
        .collect();
    let save = move || {
        problems.set(Vec::new());
        let read = changed(
            &weekday.get_untracked(),
            &start.get_untracked(),
            &minutes.get_untracked(),
            &from.get_untracked(),
            before.to,
        );
        let slot = match read {
            Ok(slot) => slot,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let slot = Edited {
            opened: Some(before.clone()),
            typed: slot,
        };
        app.send(Command::ChangeSlot { group, id, slot }, move |answer| {
            show_answer(answer, open, problems);
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Change a meeting time"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <div class="row-fields">
                <SelectField label="Day" narrow=true value=weekday options=days />
                <TextField
                    label="Start time"
                    input_type="time"
                    name="start"
                    value=start
                    error=error_of(problems, "start")
                />
                <TextField
                    label="Minutes"
                    input_type="integer"
                    name="minutes"
                    value=minutes
                    error=error_of(problems, "minutes")
                />
            </div>
            <TextField
                label="Holds from"
                hint="Meetings before this day stay as they were planned."
                input_type="date"
                name="from"
                value=from
                error=error_of(problems, "from")
            />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save time"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// The first day that a change can hold from without touching what happened: today, or tomorrow
/// if today's meeting is logged, and never before the meeting began.
fn first_day(slot: &Slot, app: crate::state::App, id: Id<Slot>) -> Date {
    let today = app.today().get_untracked();
    let logged = app.caseload().with_untracked(|caseload| {
        let mut sessions = caseload.sessions.values();
        sessions.any(|session| session.slot == Some(id) && session.date == today)
    });
    let first = if logged {
        today.tomorrow().unwrap_or(today)
    } else {
        today
    };
    first.max(slot.from)
}

fn changed(
    weekday: &str,
    start: &str,
    minutes: &str,
    from: &str,
    to: Option<Date>,
) -> Result<Slot, Rejected> {
    let mut rejected = Rejected::default();
    let weekday = SCHOOL_WEEK.into_iter().find(|day| name(*day) == weekday);
    let start = read_clock(start);
    if start.is_none() {
        rejected.add(
            "start",
            "Enter the time at which the group starts, such as 9:30.",
        );
    }
    let minutes = minutes.trim().parse().ok();
    if minutes.is_none() {
        rejected.add(
            "minutes",
            "Enter the minutes as a whole number, such as 30.",
        );
    }
    let from: Option<Date> = from.trim().parse().ok();
    if from.is_none() {
        rejected.add("from", "Enter the day from which the change holds.");
    }
    let (Some(start), Some(minutes), Some(from)) = (start, minutes, from) else {
        return Err(rejected);
    };
    let slot = Slot {
        weekday: weekday.unwrap_or(Weekday::Monday),
        start,
        minutes,
        from,
        to: to.filter(|to| *to >= from),
    };
    slot.checked()
}

fn in_words(slot: &Slot, today: Date) -> String {
    let mut words = format!(
        "{} {} to {}, {} minutes",
        name(slot.weekday),
        clock(slot.start),
        clock(slot.start.saturating_add(slot.minutes)),
        slot.minutes
    );
    match slot.to {
        Some(to) if to < today => {
            words += &format!(
                ", {} to {}",
                words::day_and_month(slot.from),
                words::day_and_month(to)
            );
        }
        Some(to) => words += &format!(", until {}", words::day_and_month(to)),
        None if today < slot.from => {
            words += &format!(", from {}", words::day_and_month(slot.from))
        }
        None => {}
    }
    words
}

fn show_answer(
    answer: Result<(), Refused>,
    open: RwSignal<bool>,
    problems: RwSignal<Vec<Problem>>,
) {
    match answer {
        Ok(()) => {
            open.try_set(false);
        }
        Err(refused) => {
            problems.try_set(refused.problems());
        }
    }
}
