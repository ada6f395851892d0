//! The first open of an empty workspace: four ways in, each one button.

use aimline_core::Command;
use aimline_core::model::SchoolYear;
use leptos::prelude::*;

use crate::pages::RestoreButton;
use crate::parts::{Button, ButtonKind, Icon, IconName, PageHeader};
use crate::route::{self, Route};
use crate::state::use_app;

#[component]
pub fn FirstOpen() -> impl IntoView {
    let app = use_app();
    let start = move || {
        let today = app.today().get_untracked();
        let year = SchoolYear::usual(today);
        app.send(
            Command::SetSchoolYear { year },
            move |answer| match answer {
                Ok(()) => route::go(&Route::Students),
                Err(refused) => app.toast(refused.to_string()),
            },
        );
    };
    view! {
        <PageHeader
            title="Welcome to Aimline"
            subtitle="Log sessions in seconds, see fairly whether they work. Everything stays in this browser, on this device: no account, no server."
        />
        <ul class="ways-in">
            <li class="card stack">
                <Icon name=IconName::Edit />
                <h2>"Start with a blank page"</h2>
                <p>"Add students and groups by hand. Ten minutes for a caseload of thirty."</p>
                <Button kind=ButtonKind::Primary on_press=start>"Start a caseload"</Button>
            </li>
            <li class="card stack">
                <Icon name=IconName::Students />
                <h2>"Bring your class list"</h2>
                <p>"A OneRoster export, any CSV file, or rows pasted from a spreadsheet."</p>
                <Button on_press=|| route::go(&Route::Roster)>"Import a roster"</Button>
            </li>
            <li class="card stack">
                <Icon name=IconName::Data />
                <h2>"Used Aimline before?"</h2>
                <p>"Bring everything back from a backup file."</p>
                <RestoreButton />
            </li>
            <li class="card stack">
                <Icon name=IconName::Play />
                <h2>"Just looking?"</h2>
                <p>"An invented caseload with fourteen weeks of sessions and scores."</p>
                <Button on_press=|| route::go(&Route::Demo)>"Try the demo"</Button>
            </li>
        </ul>
    }
}
