//! After a restore, a merge or a repair: the way back, until the next one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::Work;
use super::restore::{Snapshot, Why, bring_back, last_snapshot};
use crate::browser::clock;
use crate::parts::{Button, Progress};
use crate::state::use_app;
use crate::words;

#[component]
pub fn SnapshotNotice() -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let snapshot = RwSignal::new(None::<Snapshot>);
    let working = RwSignal::new(false);
    let work = Work::new();
    // A restore, a merge, a repair and an erasure each change the caseload, and with it what can come back.
    Effect::new(move |_| {
        caseload.track();
        spawn_local(async move {
            let found = last_snapshot(app).await;
            snapshot.try_set(found);
        });
    });
    let undo = move |kept: Snapshot| {
        working.set(true);
        spawn_local(async move {
            let answer = bring_back(app, kept, work).await;
            working.try_set(false);
            app.toast(match answer {
                Ok(()) => "Everything is as it was before.".into(),
                Err(refused) => refused.to_string(),
            });
        });
    };
    move || {
        let kept = snapshot.get()?;
        let (did, button) = match kept.why {
            Why::Restore => ("restored a backup", "Undo the restore"),
            Why::Merge => ("merged a file", "Undo the merge"),
            Why::Repair => ("repaired the data", "Undo the repair"),
        };
        let sentence = format!(
            "You {did} on {} at {}. A copy from before is kept until the next time; what you did since would go with the undo.",
            words::full_date(clock::date_of(kept.taken)),
            words::time(clock::minute_of(kept.taken))
        );
        let undo = move || undo(kept.clone());
        Some(view! {
            <div class="notice snapshot-notice">
                <p>{sentence}</p>
                <Show
                    when=move || working.get()
                    fallback=move || {
                        let undo = undo.clone();
                        view! { <Button on_press=undo>{button}</Button> }
                    }
                >
                    <Progress done=work.done total=work.total label="Bringing it back" />
                </Show>
            </div>
        })
    }
}
