//! What was changed in a session since it was first saved, and what a second person saw.

use aimline_core::Caseload;
use aimline_core::model::{Id, Rater, Session, Stamp};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Screen;
use crate::browser::clock;
use crate::pages::ObserverChecklist;
use crate::parts::{Button, Dialog, Section};
use crate::words;

/// Shown for a session that was logged before.
#[component]
pub fn Corrections(screen: Screen) -> impl IntoView {
    let id = screen.form.with_untracked(|form| form.corrects)?;
    let entries = RwSignal::new(Vec::<(Stamp, String)>::new());
    spawn_local(async move {
        if let Some(read) = screen.app.history_of(&id.to_string()).await {
            entries.try_set(read);
        }
    });
    let line = |(stamp, label): (Stamp, String)| {
        let moment = stamp.milliseconds();
        let when = format!(
            "{}, {}",
            words::full_date(clock::date_of(moment)),
            words::time(clock::minute_of(moment))
        );
        view! { <li>{label} " " <span class="muted">{when}</span></li> }
    };
    Some(view! {
        <Observers screen id />
        <Show when=move || !entries.with(Vec::is_empty)>
            <details class="log-more">
                <summary>"What was saved when"</summary>
                <ul class="log-history">
                    {move || entries.get().into_iter().map(line).collect_view()}
                </ul>
            </details>
        </Show>
    })
}

/// The checklists of observers, and the way to add one.
#[component]
fn Observers(screen: Screen, id: Id<Session>) -> impl IntoView {
    let has_steps = screen.form.with_untracked(|form| !form.marks.is_empty());
    let caseload = screen.app.caseload();
    let observers = Memo::new(move |_| caseload.with(|caseload| observers(caseload, id)));
    let open = RwSignal::new(false);
    has_steps.then(|| {
        view! {
            <Section
                title="A second pair of eyes"
                subtitle=Signal::derive(move || observers.with(|observers| match observers.as_slice() {
                    [] => "Nobody else rated this session.".to_owned(),
                    some => format!("Also rated by: {}.", some.join(", ")),
                }))
            >
                <div class="row">
                    <Button on_press=move || open.set(true)>"Add an observer's checklist"</Button>
                </div>
                <Dialog open title="Observer's checklist" wide=true>
                    <ObserverChecklist session=id done=move || open.set(false) />
                </Dialog>
            </Section>
        }
    })
}

fn observers(caseload: &Caseload, id: Id<Session>) -> Vec<String> {
    let session = caseload.get(id);
    session
        .iter()
        .flat_map(|session| session.checklists.values())
        .filter_map(|checklist| match &checklist.rater {
            Rater::Observer { role } => Some(role.clone()),
            Rater::Interventionist => None,
        })
        .collect()
}
