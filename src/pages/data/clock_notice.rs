//! A clock that was ahead once: what was saved then keeps its moment, and what is saved after it has
//! to follow.

use aimline_core::format::merge::is_ahead;
use leptos::prelude::*;

use crate::browser::clock;
use crate::state::use_app;
use crate::words;

/// Nothing while no record is from a day to come.
#[component]
pub fn ClockNotice() -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let ahead = Memo::new(move |_| {
        today.track();
        let latest = caseload.with(|caseload| caseload.latest);
        is_ahead(latest, clock::now_ms()).then(|| latest.milliseconds())
    });
    move || {
        ahead.get().map(|latest| {
            let (day, now) = (words::full_date(clock::date_of(latest)), words::full_date(clock::today()));
            view! {
                <div class="notice" data-tone="near" role="status">
                    <p>
                        <strong>{format!("Something here was saved as of {day}, but this device says that today is {now}. ")}</strong>
                        "If today is another day, set the clock of the device. If not, its clock was
                        ahead then: nothing is lost, and backups and restoring work, but another
                        device cannot merge what you save here until that day has come."
                    </p>
                </div>
            }
        })
    }
}
