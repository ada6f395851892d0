//! Adding a group: its name, protocol, members and meeting times in one form and one step.

use std::collections::BTreeSet;

use aimline_core::model::{Group, Id, Protocol, Student};
use aimline_core::{Caseload, Command, Problem};
use jiff::civil::Date;
use leptos::prelude::*;

use super::meeting::{MeetingFields, MeetingInput};
use super::picker::StudentPicker;
use crate::parts::{Button, ButtonKind, Dialog, ErrorSummary, SelectField, TextField, error_of};
use crate::route::{Route, go};
use crate::state::use_app;

/// Minutes of a meeting where no protocol says otherwise.
const USUAL_MINUTES: u16 = 30;

#[component]
pub fn AddGroup(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Add a group" wide=true>
            <AddGroupForm open />
        </Dialog>
    }
}

#[component]
fn AddGroupForm(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let name = RwSignal::new(String::new());
    let protocol = RwSignal::new(String::new());
    let students = RwSignal::new(BTreeSet::<Id<Student>>::new());
    let meeting = MeetingInput::new(app.today().get_untracked());
    let problems = RwSignal::new(Vec::<Problem>::new());

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
                open.try_set(false);
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
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
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
