//! Who is talked about in a meeting, who is there, and what was recorded in it: a draft on disk, so
//! that a reload in the middle loses nothing. The place in it is the address.

use aimline_core::model::{Decision, Id, Plan, Student};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::browser::clock;
use crate::route::{self, MeetingPlace, Route};
use crate::state::App;

/// Also the beginning of the names of what is typed in a meeting.
const DRAFT: &str = "meeting";

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// Tells this meeting from others of its day: milliseconds since 1970.
    #[serde(default)]
    pub begun: u64,
    pub date: Date,
    pub students: Vec<Id<Student>>,
    /// "Grade 3 team, Ms. Park".
    #[serde(default)]
    pub who: String,
    /// Recorded in this meeting, whatever day they are dated: their dates would also find what was
    /// decided before it, and miss what is dated back.
    #[serde(default)]
    pub recorded: Vec<Id<Decision>>,
    /// A closed meeting stays until the next one begins, so that it can be opened again.
    #[serde(default)]
    pub closed: Option<Date>,
}

impl Agenda {
    pub fn new(date: Date, students: Vec<Id<Student>>, who: String) -> Self {
        Self {
            begun: clock::now_ms(),
            date,
            students,
            who,
            recorded: Vec::new(),
            closed: None,
        }
    }

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

    /// What is typed about a plan. The day is in the name, so that a later meeting begins anew.
    pub fn draft_of(&self, plan: Id<Plan>) -> String {
        format!("{DRAFT}/{}/{plan}", self.date)
    }

    /// In place of the meeting before, and of all that was typed in it.
    pub fn begin(&self, app: App) {
        app.flush_drafts();
        app.drop_draft(DRAFT);
        recorded().set(Recorded::of(self));
        self.write(app);
        route::go(&Route::Meeting(MeetingPlace::Student(1)));
    }

    /// The decisions stay with the students, and what was begun stays until the next meeting.
    pub fn close(self, app: App) -> Self {
        let closed = Some(app.today().get_untracked());
        let agenda = Self {
            recorded: recorded().get_untracked().decisions,
            closed,
            ..self
        };
        agenda.write(app);
        agenda
    }

    /// Takes the closing back.
    pub fn open_again(self, app: App) -> Self {
        let agenda = Self {
            closed: None,
            ..self
        };
        agenda.write(app);
        agenda
    }

    fn write(&self, app: App) {
        app.write_draft(DRAFT, self);
        app.flush_drafts();
    }
}

/// What was recorded in a meeting, in the order of recording.
#[derive(Clone, Default)]
pub struct Recorded {
    meeting: u64,
    pub decisions: Vec<Id<Decision>>,
}

impl Recorded {
    fn of(agenda: &Agenda) -> Self {
        Self {
            meeting: agenda.begun,
            decisions: agenda.recorded.clone(),
        }
    }

    fn add(&mut self, meeting: u64, decision: Id<Decision>) {
        if self.meeting == meeting && !self.decisions.contains(&decision) {
            self.decisions.push(decision);
        }
    }
}

thread_local! {
    static RECORDED: ArcRwSignal<Recorded> = ArcRwSignal::default();
}

/// It outlives the pages of the meeting, because the disk may answer when the person has gone on to
/// the next one.
pub fn recorded() -> ArcRwSignal<Recorded> {
    RECORDED.with(Clone::clone)
}

/// A decision is on the disk and belongs to the minutes of the meeting.
pub fn remember(app: App, meeting: u64, decision: Id<Decision>) {
    recorded().update(|recorded| recorded.add(meeting, decision));
    spawn_local(async move {
        let agenda = app.read_draft::<Agenda>(DRAFT).await;
        if let Some(mut agenda) = agenda.filter(|agenda| agenda.begun == meeting) {
            agenda.recorded = recorded().get_untracked().decisions;
            agenda.write(app);
        }
    });
}

/// The last meeting of this workspace, under way or closed.
pub async fn read(app: App) -> Option<Agenda> {
    let agenda = app.read_draft::<Agenda>(DRAFT).await?;
    recorded().update(|recorded| {
        // What was recorded here a moment ago may not be in the draft yet.
        let here = std::mem::replace(recorded, Recorded::of(&agenda));
        for decision in here.decisions {
            recorded.add(here.meeting, decision);
        }
    });
    Some(agenda)
}
