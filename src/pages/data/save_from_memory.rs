//! The browser removed the data under an open window: what that window had read may be all that is
//! left of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::{Work, save_from_memory};
use crate::browser::dom;
use crate::parts::{Button, ButtonKind};
use crate::state::use_app;
use crate::words;

#[component]
pub fn SaveFromMemory() -> impl IntoView {
    let app = use_app();
    let has_something = app
        .caseload()
        .with_untracked(|caseload| !caseload.students.is_empty() || !caseload.groups.is_empty());
    if !has_something {
        let reload =
            view! { <Button kind=ButtonKind::Primary on_press=dom::reload>"Reload"</Button> };
        return reload.into_any();
    }
    let said = RwSignal::new(None::<String>);
    let (working, work) = (RwSignal::new(false), Work::new());
    let save = move || {
        working.set(true);
        said.set(None);
        spawn_local(async move {
            let sentence = match save_from_memory(app, work).await {
                Ok(file) => format!(
                    "The file {} holds {} and is not encrypted. Look whether it is among your \
                     downloads, then reload and restore it.",
                    file.name,
                    words::count(file.records, "record", "records"),
                ),
                Err(why) => format!("Nothing was written. {why}"),
            };
            working.try_set(false);
            said.try_set(Some(sentence));
        });
    };
    let years = match app.has_earlier_years() {
        true => "",
        false => " Sessions of earlier school years and the history are not in it.",
    };
    view! {
        <p>
            {format!(
                "This window still holds what it had read. Save that into a file before you reload: \
                 it is restored like a backup, and may be newer than your last one.{years}",
            )}
        </p>
        <div class="row">
            <Button kind=ButtonKind::Primary on_press=save disabled=working>
                "Save what this window holds"
            </Button>
            <Button on_press=dom::reload>"Reload"</Button>
        </div>
        <p role="status">{said}</p>
    }
    .into_any()
}
