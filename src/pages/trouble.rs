//! What is shown instead of a page when the data cannot be opened or is not there.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::dom;
use crate::pages::{CheckSection, RestoreButton, SaveFromMemory, StartAgain};
use crate::parts::{Button, ButtonKind, PageHeader};
use crate::state::{Trouble, use_app};
use crate::store::Next;

/// The database cannot be opened: what happened, and one thing to do.
#[component]
pub fn Failed(trouble: Trouble) -> impl IntoView {
    let app = use_app();
    let is_open = app.store().is_ok();
    let next = match trouble.next {
        // One document that cannot be read must not keep the person from all the others.
        Next::Repair if is_open => view! {
            <p>"Everything else that was saved is still on this device."</p>
            <CheckSection />
        }
        .into_any(),
        Next::FreeSpace => view! {
            <div class="row">
                <Button kind=ButtonKind::Primary on_press=dom::reload>"Reload"</Button>
                <Button on_press=move || spawn_local(async move { app.open_all_the_same().await })>
                    "Open it all the same"
                </Button>
            </div>
        }
        .into_any(),
        next => {
            // What to reload does not mend; the demo has nothing to lose.
            let is_broken = matches!(next, Next::StartAgain | Next::Repair) && !app.is_demo();
            view! {
                <div class="row">
                    <Button kind=ButtonKind::Primary on_press=dom::reload>"Reload"</Button>
                    <a href="./rescue.html">"Save what can be read"</a>
                </div>
                {is_broken.then(|| view! { <StartAgain /> })}
            }
            .into_any()
        }
    };
    view! {
        <PageHeader title="Your data cannot be opened just now" />
        <div class="stack">
            <p>{trouble.happened}</p>
            {next}
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
                "There was a caseload in this browser, and it is gone: site data was cleared, the
                school's settings for this device removed it, the device ran out of room, or the storage
                was broken."
            </p>
            <p>"Restore your last backup to go on where it ends."</p>
            <div class="row">
                <RestoreButton kind=ButtonKind::Primary />
                <Button on_press=move || app.accept_missing()>"Go on without it"</Button>
            </div>
        </div>
    }
}

/// It was there a moment ago, and is still on the screen. The page below stays as it is.
#[component]
pub fn Gone() -> impl IntoView {
    view! {
        <div class="notice no-print" data-tone="poor" role="alert">
            <div class="stack">
                <p>
                    "Your data was removed from this browser while the page was open: site data was
                    cleared, the device ran out of room, or another page removed it. Nothing more is saved here."
                </p>
                <SaveFromMemory />
            </div>
        </div>
    }
}
