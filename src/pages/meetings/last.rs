//! The last meeting, above the choice of the next: one that was left in the middle, or one that was
//! closed today and can be opened again.

use leptos::prelude::*;

use super::agenda::Agenda;
use crate::parts::{Button, ButtonKind, ButtonLink};
use crate::route::{MeetingPlace, Route};
use crate::state::{App, use_app};
use crate::words::{count, day_and_month};

pub const CLOSED: &str = "The meeting is closed. Its decisions stay with the students.";

#[component]
pub fn LastMeeting(last: RwSignal<Option<Agenda>>) -> impl IntoView {
    let app = use_app();
    let today = app.today();
    move || {
        let agenda = last.get()?;
        match agenda.closed {
            None => Some(under_way(app, agenda, last).into_any()),
            Some(closed) => {
                (closed == today.get()).then(|| closed_today(app, agenda, last).into_any())
            }
        }
    }
}

/// "meeting of Nov 24 about 8 students"
fn named(agenda: &Agenda) -> String {
    let students = count(agenda.students.len(), "student", "students");
    format!("meeting of {} about {students}", day_and_month(agenda.date))
}

fn under_way(app: App, agenda: Agenda, last: RwSignal<Option<Agenda>>) -> impl IntoView {
    let words = format!("A {} is under way.", named(&agenda));
    let first = Route::Meeting(MeetingPlace::Student(1)).to_string();
    let minutes = Route::Meeting(MeetingPlace::Minutes).to_string();
    let close = move || {
        last.set(Some(agenda.clone().close(app)));
        app.say(CLOSED);
    };
    view! {
        <div class="notice no-print meeting-under-way">
            <p>{words}</p>
            <ButtonLink href=first>"Go on"</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href=minutes>"Minutes"</ButtonLink>
            <Button kind=ButtonKind::Quiet on_press=close>"Close it"</Button>
        </div>
    }
}

fn closed_today(app: App, agenda: Agenda, last: RwSignal<Option<Agenda>>) -> impl IntoView {
    let words = format!(
        "The {} is closed. Its decisions stay with the students.",
        named(&agenda)
    );
    let undo = move || {
        last.set(Some(agenda.clone().open_again(app)));
        app.say("The meeting is open again, with all that was begun in it.");
    };
    view! {
        <div class="notice no-print meeting-under-way">
            <p>{words}</p>
            <Button on_press=undo>"Undo closing"</Button>
        </div>
    }
}
