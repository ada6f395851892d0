//! What is shown instead of a page when the data cannot be opened or is not there.

use leptos::prelude::*;

use crate::browser::dom;
use crate::pages::{CheckSection, RestoreButton};
use crate::parts::{Button, ButtonKind, PageHeader};
use crate::state::use_app;

/// The database cannot be opened.
#[component]
pub fn Failed(reason: String) -> impl IntoView {
    let is_open = use_app().store().is_ok();
    view! {
        <PageHeader title="Your data cannot be opened just now" />
        <div class="stack">
            <p>{reason}</p>
            <p>"What was saved before is still on this device."</p>
            <div class="row">
                <Button kind=ButtonKind::Primary on_press=dom::reload>"Reload"</Button>
            </div>
            // One document that cannot be read must not keep the person from all the others.
            {is_open.then(|| view! { <CheckSection /> })}
        </div>
    }
}

/// There was a caseload on this device and now there is none: never a cheerful first run.
#[component]
pub fn Missing() -> impl IntoView {
    let app = use_app();
    view! {
        <PageHeader title="Your data is not here any more" />
        <div class="stack">
            <p>
                "There was a caseload in this browser. It has been removed from outside Aimline, for
                example by clearing site data or by the school's settings for this device."
            </p>
            <p>"Restore your last backup to go on where it ends."</p>
            <div class="row">
                <RestoreButton />
                <Button on_press=move || app.accept_missing()>"Go on without it"</Button>
            </div>
        </div>
    }
}
