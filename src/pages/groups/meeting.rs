//! The fields of a weekly meeting, and what they say.

use aimline_core::model::Slot;
use aimline_core::progress::timetable::{SCHOOL_WEEK, name, read_clock};
use aimline_core::{Problem, Rejected};
use jiff::civil::{Date, Weekday};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::parts::{CheckboxField, TextField, error_of};

/// What is being typed.
#[derive(Clone, Copy)]
pub struct MeetingInput {
    days: [RwSignal<bool>; 5],
    pub start: RwSignal<String>,
    pub minutes: RwSignal<String>,
    pub from: RwSignal<String>,
}

/// The same as plain text.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct TypedMeeting {
    days: [bool; 5],
    start: String,
    minutes: String,
    pub from: String,
}

impl TypedMeeting {
    /// Nothing typed, from a day on.
    pub fn from_day(day: Date) -> Self {
        Self {
            from: day.to_string(),
            ..Self::default()
        }
    }
}

impl MeetingInput {
    /// Nothing chosen, from a day on.
    pub fn new(from: Date) -> Self {
        Self {
            days: [(); 5].map(|()| RwSignal::new(false)),
            start: RwSignal::new(String::new()),
            minutes: RwSignal::new(String::new()),
            from: RwSignal::new(from.to_string()),
        }
    }

    /// As it was typed before.
    pub fn of(typed: &TypedMeeting) -> Self {
        Self {
            days: typed.days.map(RwSignal::new),
            start: RwSignal::new(typed.start.clone()),
            minutes: RwSignal::new(typed.minutes.clone()),
            from: RwSignal::new(typed.from.clone()),
        }
    }

    /// As it is typed now; tracked, so that a draft follows it.
    pub fn typed(&self) -> TypedMeeting {
        TypedMeeting {
            days: self.days.map(|day| day.get()),
            start: self.start.get(),
            minutes: self.minutes.get(),
            from: self.from.get(),
        }
    }

    pub fn days(&self) -> Vec<Weekday> {
        SCHOOL_WEEK
            .into_iter()
            .zip(self.days)
            .filter(|(_, chosen)| chosen.get_untracked())
            .map(|(weekday, _)| weekday)
            .collect()
    }

    /// A meeting on each chosen day.
    ///
    /// # Errors
    /// When a time, a number or a day cannot be read.
    pub fn slots(&self, usual_minutes: u16) -> Result<Vec<Slot>, Rejected> {
        slots(
            &self.days(),
            &self.start.get_untracked(),
            &self.minutes.get_untracked(),
            &self.from.get_untracked(),
            usual_minutes,
        )
    }
}

/// Days, start, minutes and first day.
#[component]
pub fn MeetingFields(
    input: MeetingInput,
    problems: RwSignal<Vec<Problem>>,
    /// Minutes that are meant where none are given.
    #[prop(into)]
    usual_minutes: Signal<u16>,
    #[prop(optional)] first_day_label: Option<&'static str>,
) -> impl IntoView {
    let days = SCHOOL_WEEK
        .into_iter()
        .zip(input.days)
        .map(|(weekday, checked)| view! { <CheckboxField label=name(weekday) checked /> })
        .collect_view();
    let hint = Signal::derive(move || format!("Empty means {}.", usual_minutes.get()));
    let days_error = error_of(problems, "days");
    view! {
        <fieldset class="stack stack-close">
            <legend>"Meets on"</legend>
            {move || days_error.get().map(|error| view! { <p class="field-error">{error}</p> })}
            <div class="row meeting-days">{days}</div>
        </fieldset>
        <div class="row-fields">
            <TextField
                label="Start time"
                input_type="time"
                name="start"
                value=input.start
                error=error_of(problems, "start")
            />
            <TextField
                label="Minutes"
                input_type="integer"
                name="minutes"
                hint=hint
                value=input.minutes
                error=error_of(problems, "minutes")
            />
            <TextField
                label=first_day_label.unwrap_or("From")
                input_type="date"
                name="from"
                value=input.from
                error=error_of(problems, "from")
            />
        </div>
    }
}

/// Reads what was typed; days alone decide how many meetings there are.
fn slots(
    days: &[Weekday],
    start: &str,
    minutes: &str,
    from: &str,
    usual_minutes: u16,
) -> Result<Vec<Slot>, Rejected> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let mut rejected = Rejected::default();
    let start = read_clock(start);
    if start.is_none() {
        rejected.add(
            "start",
            "Enter the time at which the group starts, such as 9:30.",
        );
    }
    let minutes = match minutes.trim() {
        "" => Some(usual_minutes),
        given => given.parse().ok(),
    };
    if minutes.is_none() {
        rejected.add(
            "minutes",
            "Enter the minutes as a whole number, such as 30.",
        );
    }
    let from: Option<Date> = from.trim().parse().ok();
    if from.is_none() {
        rejected.add("from", "Enter the first day.");
    }
    let (Some(start), Some(minutes), Some(from)) = (start, minutes, from) else {
        return Err(rejected);
    };
    days.iter()
        .map(|weekday| {
            let slot = Slot {
                weekday: *weekday,
                start,
                minutes,
                from,
                to: None,
            };
            slot.checked()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chosen_day_is_a_meeting() {
        let days = [Weekday::Monday, Weekday::Friday];
        let read = slots(&days, "09:05", "", "2026-11-24", 25).unwrap();
        let told: Vec<_> = read
            .iter()
            .map(|slot| (slot.weekday, slot.start, slot.minutes))
            .collect();
        assert_eq!(told, [(days[0], 545, 25), (days[1], 545, 25)]);
        assert!(slots(&[], "", "", "", 25).unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_told_field_by_field() {
        let rejected = slots(&[Weekday::Monday], "", "x", "soon", 30).unwrap_err();
        let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
        assert_eq!(fields, ["start", "minutes", "from"]);
        let long = slots(&[Weekday::Monday], "09:00", "301", "2026-11-24", 30).unwrap_err();
        assert_eq!(long.problems()[0].field, "minutes");
    }
}
