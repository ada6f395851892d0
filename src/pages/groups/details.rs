//! What the group is taught, how many minutes, what comes next; and the form that changes it.

use aimline_core::model::{Dose, Group, Id};
use aimline_core::progress::timetable::weekly_minutes;
use aimline_core::{Command, Problem};
use leptos::prelude::*;

use super::add::protocol_options;
use crate::pages::as_opened::AsOpened;
use crate::parts::{
    Button, ButtonKind, Dialog, ErrorSummary, SelectField, Status, TextField, Tone, error_of,
};
use crate::route::Route;
use crate::state::use_app;

/// What is asked for, beside what is planned.
#[derive(Clone, PartialEq)]
struct Facts {
    protocol: Option<(String, String)>,
    dose: Option<Dose>,
    minutes: u32,
    members: usize,
}

#[component]
pub fn Details(id: Id<Group>, group: Memo<Option<Group>>) -> impl IntoView {
    let app = use_app();
    let facts = Memo::new(move |_| {
        let today = app.today().get();
        let group = group.get()?;
        app.caseload().with(|caseload| {
            let protocol = group
                .protocol
                .and_then(|id| Some((id, caseload.protocol(id)?)));
            Some(Facts {
                protocol: protocol
                    .map(|(id, known)| (Route::Protocol(id).to_string(), known.name.clone())),
                dose: protocol
                    .and_then(|(_, known)| known.current())
                    .map(|(_, version)| version.dose),
                minutes: weekly_minutes(&group, today),
                members: group.members_on(today).len(),
            })
        })
    });
    // Each is drawn by itself: what is being typed as the next lesson stays when another changes.
    let protocol = move || match facts.get()?.protocol {
        Some((href, name)) => Some(view! { <a href=href>{name}</a> }.into_any()),
        None => Some(view! { <span class="muted">"None yet"</span> }.into_any()),
    };
    let minutes = move || {
        let (tone, words) = facts
            .get()
            .map(|facts| minutes_in_words(facts.minutes, facts.dose))?;
        Some(view! { <Status tone>{words}</Status> })
    };
    let size = move || {
        let (tone, words) = facts
            .get()
            .map(|facts| size_in_words(facts.members, facts.dose))?;
        Some(view! { <Status tone>{words}</Status> })
    };
    view! {
        <dl class="facts card">
            <div><dt>"Protocol"</dt><dd>{protocol}</dd></div>
            <div><dt>"Planned a week"</dt><dd>{minutes}</dd></div>
            <div><dt>"Group size"</dt><dd>{size}</dd></div>
            <div>
                <dt>"Next lesson"</dt>
                <dd><NextLesson id group /></dd>
            </div>
        </dl>
    }
}

/// Typed in place: it changes every day.
#[component]
fn NextLesson(id: Id<Group>, group: Memo<Option<Group>>) -> impl IntoView {
    let app = use_app();
    let editing = RwSignal::new(false);
    let text = Memo::new(move |_| {
        group.with(|group| {
            let group = group.as_ref();
            group.map_or_else(String::new, |group| group.next_lesson.clone())
        })
    });
    let value = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    // There is no summary above it: whatever was refused is said at the field.
    let refused = Signal::derive(move || {
        problems.with(|problems| {
            let messages: Vec<&str> = problems
                .iter()
                .map(|problem| problem.message.as_ref())
                .collect();
            (!messages.is_empty()).then(|| messages.join(" "))
        })
    });
    let opened = AsOpened::new(None::<Group>);
    let edit = move || {
        value.set(text.get_untracked());
        problems.set(Vec::new());
        opened.anew(group.get_untracked());
        editing.set(true);
    };
    let save = move || {
        problems.set(Vec::new());
        let Some(group) = opened.get() else { return };
        let command = Command::SaveGroup {
            id: Some(id),
            group: opened.edited(Group {
                next_lesson: value.get_untracked(),
                ..group
            }),
        };
        app.send(command, move |answer| match answer {
            Ok(()) => {
                editing.try_set(false);
            }
            Err(refused) => {
                opened.told(&refused);
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <Show
            when=move || editing.get()
            fallback=move || view! {
                <span>{text}" "</span>
                <button
                    type="button"
                    class="link"
                    aria-label=move || format!("{} the next lesson", verb(&text.get()))
                    on:click=move |_| edit()
                >
                    {move || verb(&text.get())}
                </button>
            }
        >
            <div class="row next-lesson">
                <TextField
                    label="Next lesson"
                    hide_label=true
                    value=value
                    on_enter=save
                    error=refused
                />
                <Button small=true on_press=save>"Save"</Button>
            </div>
        </Show>
    }
}

fn verb(next_lesson: &str) -> &'static str {
    if next_lesson.is_empty() {
        "Set"
    } else {
        "Change"
    }
}

#[component]
pub fn EditGroup(id: Id<Group>, group: Memo<Option<Group>>, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Edit the group">
            <EditGroupForm id group open />
        </Dialog>
    }
}

#[component]
fn EditGroupForm(id: Id<Group>, group: Memo<Option<Group>>, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let before = group.get_untracked().unwrap_or_default();
    let opened = AsOpened::new(Some(before.clone()));
    let name = RwSignal::new(before.name);
    let chosen = before.protocol.map(|id| id.to_string());
    let protocol = RwSignal::new(chosen.unwrap_or_default());
    let next_lesson = RwSignal::new(before.next_lesson);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let options = Signal::derive(move || app.caseload().with(protocol_options));
    let save = move || {
        problems.set(Vec::new());
        let command = Command::SaveGroup {
            id: Some(id),
            group: opened.edited(Group {
                name: name.get_untracked(),
                protocol: protocol.get_untracked().parse().ok(),
                next_lesson: next_lesson.get_untracked(),
                ..Group::default()
            }),
        };
        app.send(command, move |answer| match answer {
            Ok(()) => {
                open.try_set(false);
            }
            Err(refused) => {
                opened.told(&refused);
                problems.try_set(refused.problems());
            }
        });
    };
    view! {
        <form
            novalidate
            class="stack"
            aria-label="Edit the group"
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <ErrorSummary problems />
            <TextField
                label="Name of the group"
                name="name"
                required=true
                value=name
                error=error_of(problems, "name")
            />
            <SelectField
                label="Protocol"
                hint="Sessions logged before keep the protocol they were taught with."
                name="protocol"
                value=protocol
                options=options
            />
            <TextField
                label="Next lesson"
                hint="The lesson or skill that comes next; it is offered when you log."
                name="next_lesson"
                value=next_lesson
                error=error_of(problems, "next_lesson")
            />
            <div class="row">
                <Button kind=ButtonKind::Primary submit=true>"Save"</Button>
                <Button kind=ButtonKind::Quiet on_press=move || open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
}

/// What is planned beside what the protocol asks for.
fn minutes_in_words(planned: u32, dose: Option<Dose>) -> (Tone, String) {
    let Some(asked) = dose.map(|dose| dose.minutes_per_week()) else {
        return (Tone::Neutral, format!("{planned} minutes"));
    };
    let tone = if planned >= asked {
        Tone::Good
    } else {
        Tone::Near
    };
    (tone, format!("{planned} of {asked} minutes"))
}

fn size_in_words(members: usize, dose: Option<Dose>) -> (Tone, String) {
    let Some(dose) = dose else {
        return (Tone::Neutral, members.to_string());
    };
    let (smallest, largest) = (dose.smallest_group, dose.largest_group);
    let asked = if smallest == largest {
        smallest.to_string()
    } else {
        format!("{smallest} to {largest}")
    };
    let fits = (usize::from(smallest)..=usize::from(largest)).contains(&members);
    let tone = if fits { Tone::Good } else { Tone::Near };
    (tone, format!("{members}, made for {asked}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_held_against_the_protocol() {
        let dose = Some(Dose::default());
        for (planned, tone) in [(0, Tone::Near), (119, Tone::Near), (120, Tone::Good)] {
            assert_eq!(minutes_in_words(planned, dose).0, tone, "{planned}");
        }
        assert_eq!(
            minutes_in_words(90, None),
            (Tone::Neutral, "90 minutes".into())
        );
        for (members, tone) in [
            (0, Tone::Near),
            (1, Tone::Good),
            (6, Tone::Good),
            (7, Tone::Near),
        ] {
            assert_eq!(size_in_words(members, dose).0, tone, "{members}");
        }
    }
}
