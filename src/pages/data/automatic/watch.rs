//! When a file is written: after ten quiet minutes, when the page is left or locked, and at the first
//! start of another day, under a lock at every start; each time only if something changed since the
//! last file.

use std::cell::{Cell, RefCell};

use aimline_core::model::Stamp;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{Event, VisibilityState};

use super::kept::{Lines, Standing, recall, standing};
use super::other_device;
use super::write::{When, run};
use crate::browser::folder::Permission;
use crate::browser::timer::{self, Interval};
use crate::browser::{Listener, clock, dom, listen};
use crate::pages::data::back_up::Work;
use crate::state::{App, Status};

const LOOK_MILLISECONDS: u32 = 20_000;
const QUIET_MILLISECONDS: u64 = 10 * 60 * 1_000;

thread_local! {
    /// As long as the page is there.
    static WATCH: RefCell<Option<(Option<Interval>, Listener)>> = const { RefCell::new(None) };
    /// The last change in memory, since when it has been the last, and whether it was looked at.
    static QUIET: Cell<(Stamp, u64, bool)> = Cell::new((Stamp::default(), 0, true));
    static STARTED: Cell<bool> = const { Cell::new(false) };
}

/// Begins to watch. A second call does nothing.
pub fn start(app: App) {
    let Some(document) = dom::document() else {
        return;
    };
    if WATCH.with_borrow(Option::is_some) {
        return;
    }
    let work = Work::behind();
    let left = document.clone();
    let hidden = listen(&document, "visibilitychange", move |_: Event| {
        if left.visibility_state() == VisibilityState::Hidden {
            spawn_local(run(app, When::Changed, work));
        }
    });
    let look = timer::every(LOOK_MILLISECONDS, move || look(app, work));
    WATCH.set(Some((look, hidden)));
    app.before_lock(move || run(app, When::Changed, work));
    look_at_start(app, work);
}

fn look(app: App, work: Work) {
    if app.status().get_untracked() != Status::Ready {
        return;
    }
    if !STARTED.get() {
        // The caseload was locked until now.
        look_at_start(app, work);
        return;
    }
    let latest = app.caseload().with_untracked(|caseload| caseload.latest);
    let now = clock::now_ms();
    let (known, since, looked) = QUIET.get();
    if latest != known {
        QUIET.set((latest, now, false));
    } else if !looked && now.saturating_sub(since) >= QUIET_MILLISECONDS {
        QUIET.set((known, since, true));
        spawn_local(run(app, When::Changed, work));
    }
}

fn look_at_start(app: App, work: Work) {
    if app.status().get_untracked() != Status::Ready || STARTED.replace(true) {
        return;
    }
    spawn_local(async move {
        recall(app).await;
        let Standing::On {
            permission, kept, ..
        } = standing().get_untracked()
        else {
            return;
        };
        let last = kept.last.as_ref().map(|last| clock::date_of(last.when));
        if permission != Permission::Granted {
            if is_changed(app, &kept.mark).await {
                app.toast(
                    "Automatic backup waits until you allow the folder again, on the Data page.",
                );
            }
            return;
        }
        // Locking waits only so long for a file.
        let may_be_unfinished = app.has_lock().get_untracked();
        if may_be_unfinished || last.is_none_or(|last| last < clock::today()) {
            run(app, When::Changed, work).await;
        }
        if other_device::latest(&kept).await.is_some() {
            app.toast("Another device has left a file in your backup folder. It can be merged on the Data page.");
        }
    });
}

async fn is_changed(app: App, known: &str) -> bool {
    Lines::of(app)
        .await
        .is_ok_and(|lines| lines.mark() != known)
}
