//! Adding a group: its name, protocol, members and meeting times in one form and one step.

use std::collections::BTreeSet;

use aimline_core::model::{Group, Id, Protocol, Student};
use aimline_core::{Caseload, Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::meeting::{MeetingFields, MeetingInput, TypedMeeting};
use super::picker::StudentPicker;
use crate::pages::students::drafted::Drafted;
use crate::parts::{Button, ButtonKind, Dialog, ErrorSummary, SelectField, TextField, error_of};
use crate::route::{Route, go};
use crate::state::use_app;

/// Minutes of a meeting where no protocol says otherwise.
const USUAL_MINUTES: u16 = 30;

/// What is typed and not saved.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Draft {
    name: String,
    protocol: String,
    students: BTreeSet<Id<Student>>,
    meeting: TypedMeeting,
}

impl Draft {
    /// Nothing typed yet; the group meets from a day on.
    pub fn from(day: Date) -> Self {
        Self {
            meeting: TypedMeeting::from_day(day),
            ..Self::default()
        }
    }
}

#[component]
pub fn AddGroup(drafted: Drafted<Draft>) -> impl IntoView {
    view! {
        <Dialog open=drafted.open title="Add a group" wide=true>
            <AddGroupForm drafted />
        </Dialog>
    }
}

#[component]
fn AddGroupForm(drafted: Drafted<Draft>) -> impl IntoView {
    let app = use_app();
    let before = drafted.initial();
    let name = RwSignal::new(before.name);
    let protocol = RwSignal::new(before.protocol);
    let students = RwSignal::new(before.students);
    let meeting = MeetingInput::of(&before.meeting);
    let problems = RwSignal::new(Vec::<Problem>::new());
    drafted.keep(move || Draft {
        name: name.get(),
        protocol: protocol.get(),
        students: students.get(),
        meeting: meeting.typed(),
    });

    let options = Signal::derive(move || app.caseload().with(protocol_options));
    let usual_minutes = Signal::derive(move || {
        let chosen = protocol.get().parse().ok();
        app.caseload()
            .with(|caseload| usual_minutes(caseload, chosen))
    });
    let save = move || {
        problems.set(Vec::new());
        let slots = match meeting.slots(usual_minutes.get_untracked()) {
            Ok(slots) => slots,
            Err(rejected) => return problems.set(rejected.problems().to_vec()),
        };
        let today = app.today().get_untracked();
        let from: Date = meeting.from.get_untracked().parse().unwrap_or(today);
        let command = Command::AddGroup {
            name: name.get_untracked(),
            protocol: protocol.get_untracked().parse().ok(),
            students: students.get_untracked().into_iter().collect(),
            from,
            slots,
        };
        let known = app.caseload().with_untracked(group_ids);
        app.send(command, move |answer| match answer {
            Ok(()) => {
                drafted.close();
                let new = app.caseload().with_untracked(group_ids);
                if let Some(id) = new.difference(&known).next() {
                    go(&Route::Group(*id));
                }
            }
            Err(refused) => {
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Add a group"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField
                label="Name of the group"
                hint="Such as “Blue group” or “3rd grade fluency”."
                name="name"
                required=true
                value=name
                error=error_of(problems, "name")
            />
            <SelectField
                label="Protocol"
                hint="The intervention that is taught. You can choose it later."
                name="protocol"
                value=protocol
                options=options
            />
            <StudentPicker chosen=students legend="Members" />
            <MeetingFields input=meeting problems usual_minutes />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save group"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || drafted.close()>"Cancel"</Button>
            </div>
        </form>
    }
}

/// The protocols in use, by subject, after "none yet".
pub fn protocol_options(caseload: &Caseload) -> Vec<(String, String)> {
    let none = (String::new(), "None yet".to_owned());
    let all = caseload.all_protocols().into_iter();
    let protocols = all.filter(|(_, protocol)| protocol.is_active());
    std::iter::once(none)
        .chain(protocols.map(|(id, protocol)| {
            let name = format!("{}: {}", protocol.subject.label(), protocol.name);
            (id.to_string(), name)
        }))
        .collect()
}

/// The minutes that a protocol asks of one meeting.
pub fn usual_minutes(caseload: &Caseload, protocol: Option<Id<Protocol>>) -> u16 {
    protocol
        .and_then(|id| caseload.protocol(id)?.current())
        .map_or(USUAL_MINUTES, |(_, version)| version.dose.minutes)
}

fn group_ids(caseload: &Caseload) -> BTreeSet<Id<Group>> {
    caseload.groups.ids().collect()
}
