//! `#/meetings`: a team meeting. Choose the students, go through them one page each, record what
//! was decided, print the minutes.

mod agenda;
mod keys;
mod minutes;
mod pick;
mod plan;
mod student;

use leptos::prelude::*;

use crate::parts::{ButtonKind, ButtonLink, EmptyState, PageHeader};
use crate::route::{MeetingPlace, Route};
use crate::state::use_app;
use agenda::agenda;
use minutes::Minutes;
use pick::Pick;
use student::StudentInMeeting;

#[component]
pub fn Meetings() -> impl IntoView {
    let read = agenda(use_app());
    // Nothing for the moment that reading takes: what is under way comes first on the page.
    move || read.get().map(|under_way| view! { <Pick under_way /> })
}

/// A page of the meeting that is under way.
#[component]
pub fn Meeting(place: MeetingPlace) -> impl IntoView {
    let read = agenda(use_app());
    move || {
        let agenda = read.get()?;
        Some(match (agenda, place) {
            (Some(agenda), MeetingPlace::Minutes) => view! { <Minutes agenda /> }.into_any(),
            (Some(agenda), MeetingPlace::Student(number)) if agenda.student(number).is_some() => {
                view! { <StudentInMeeting agenda number /> }.into_any()
            }
            _ => view! { <NoMeeting /> }.into_any(),
        })
    }
}

#[component]
fn NoMeeting() -> impl IntoView {
    view! {
        <PageHeader title="Meeting" />
        <EmptyState
            title="No meeting is under way here"
            text="It was put away, or begun in another browser. Choose the students to begin one."
        >
            <ButtonLink kind=ButtonKind::Primary href=Route::Meetings.to_string()>
                "Choose students"
            </ButtonLink>
        </EmptyState>
    }
}
