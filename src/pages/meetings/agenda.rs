//! Who is talked about in a meeting, and who is there: a draft on disk, so that a reload in the
//! middle loses nothing. The place in it is the address.

use aimline_core::model::{Id, Student};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::route::{self, MeetingPlace, Route};
use crate::state::App;

const DRAFT: &str = "meeting";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    pub date: Date,
    pub students: Vec<Id<Student>>,
    /// "Grade 3 team, Ms. Park".
    #[serde(default)]
    pub who: String,
}

impl Agenda {
    /// By the number in the address, from 1 on.
    pub fn student(&self, number: usize) -> Option<Id<Student>> {
        self.students.get(number.checked_sub(1)?).copied()
    }

    /// The page after that of a student: the next one's, at the end the minutes.
    pub fn after(&self, number: usize) -> Route {
        Route::Meeting(if number < self.students.len() {
            MeetingPlace::Student(number + 1)
        } else {
            MeetingPlace::Minutes
        })
    }

    pub fn before(number: usize) -> Option<Route> {
        (number > 1).then(|| Route::Meeting(MeetingPlace::Student(number - 1)))
    }

    pub fn begin(&self, app: App) {
        app.write_draft(DRAFT, self);
        app.flush_drafts();
        route::go(&Route::Meeting(MeetingPlace::Student(1)));
    }
}

/// What is under way: `None` while it is being read.
pub fn agenda(app: App) -> RwSignal<Option<Option<Agenda>>> {
    let read = RwSignal::new(None);
    spawn_local(async move {
        let found = app.read_draft::<Agenda>(DRAFT).await;
        let _ = read.try_set(Some(found));
    });
    read
}

/// The decisions stay with the students; only the list goes.
pub fn put_away(app: App) {
    app.drop_draft(DRAFT);
    route::go(&Route::Meetings);
    app.toast("The meeting is closed. Its decisions stay with the students.");
}
