//! On every page: a reminder when too much would be lost with this browser.

use aimline_core::safety;
use leptos::prelude::*;

use super::{Icon, IconName};
use crate::browser::clock;
use crate::route::Route;
use crate::state::safety::{changed_since_backup, last_backup};
use crate::state::{Status, use_app};

/// Nothing while the last backup is fresh, in the demo, and while there is nothing to lose.
#[component]
pub fn BackupBadge() -> impl IntoView {
    let app = use_app();
    let (caseload, today, status) = (app.caseload(), app.today(), app.status());
    let last = last_backup();
    let reminder = Memo::new(move |_| {
        if app.is_demo() || status.get() != Status::Ready {
            return None;
        }
        let (last, today) = (last.get(), today.get());
        caseload.with(|caseload| {
            let begun = safety::begun(caseload).map(clock::date_of);
            let sessions = safety::sessions_since(caseload, last);
            let changed = changed_since_backup(caseload);
            safety::reminder(begun, last.map(clock::date_of), changed, sessions, today)
        })
    });
    move || {
        reminder.get().map(|reminder| {
            view! {
                <aside class="banner backup-badge no-print" aria-label="Backup">
                    <Icon name=IconName::Warning />
                    <p>{reminder.sentence()}</p>
                    <a href=Route::Data.to_string()>"Back up now"</a>
                </aside>
            }
        })
    }
}
