//! `#/meetings`: a team meeting. Choose the students, go through them one page each, record what
//! was decided, print the minutes.

mod agenda;
mod keys;
mod last;
mod minutes;
mod pick;
mod plan;
mod student;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::parts::{ButtonKind, ButtonLink, EmptyState, PageHeader};
use crate::route::{MeetingPlace, Route};
use crate::state::use_app;
use minutes::Minutes;
use pick::{Choosing, Pick};
use student::StudentInMeeting;

#[component]
pub fn Meetings() -> impl IntoView {
    let app = use_app();
    let read = RwSignal::new(None);
    spawn_local(async move {
        let last = agenda::read(app).await;
        let left = Choosing::read(app).await;
        let _ = read.try_set(Some((last, left)));
    });
    // Nothing for the moment that reading takes: what is under way comes first on the page.
    move || read.get().map(|(last, left)| view! { <Pick last left /> })
}

/// A page of the meeting that is under way.
#[component]
pub fn Meeting(place: MeetingPlace) -> impl IntoView {
    let app = use_app();
    let read = RwSignal::new(None);
    spawn_local(async move {
        let last = agenda::read(app).await;
        let _ = read.try_set(Some(last.filter(|last| last.closed.is_none())));
    });
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
            text="It was closed, or begun in another browser. Choose the students to begin one."
        >
            <ButtonLink kind=ButtonKind::Primary href=Route::Meetings.to_string()>
                "Choose students"
            </ButtonLink>
        </EmptyState>
    }
}
