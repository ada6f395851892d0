//! After a restore, a merge or a repair: the way back, until the next one.

use aimline_core::safety::since;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back_up::Work;
use super::restore::{Snapshot, Why, bring_back, last_snapshot};
use crate::browser::clock;
use crate::parts::{Button, ButtonKind, Dialog, Progress};
use crate::state::{App, use_app};
use crate::words;

#[component]
pub fn SnapshotNotice() -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let snapshot = RwSignal::new(None::<Snapshot>);
    let asking = RwSignal::new(false);
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
    let undo = move || {
        let Some(kept) = snapshot.get_untracked() else {
            return;
        };
        let done = match kept.why {
            Why::Undo => "Everything is as it was before the undo.",
            _ => "Everything is as it was before.",
        };
        asking.set(false);
        working.set(true);
        spawn_local(async move {
            let answer = bring_back(app, kept, work).await;
            working.try_set(false);
            app.toast(match answer {
                Ok(()) => done.into(),
                Err(refused) => refused.to_string(),
            });
        });
    };
    let title = Signal::derive(move || {
        let why = snapshot.with(|kept| kept.as_ref().map(|kept| kept.why));
        why.map_or(String::new(), |why| format!("{}?", button(why)))
    });
    view! {
        {move || snapshot.get().map(|kept| view! {
            <div class="notice snapshot-notice">
                <p>{sentence(&kept)}</p>
                <Show
                    when=move || working.get()
                    fallback=move || view! {
                        <Button on_press=move || asking.set(true)>{format!("{}…", button(kept.why))}</Button>
                    }
                >
                    <Progress done=work.done total=work.total label="Bringing it back" />
                </Show>
            </div>
        })}
        <Dialog open=asking title>
            {move || snapshot.get().map(|kept| view! {
                <div class="stack">
                    <Price app taken=kept.taken />
                    <p>"A copy of what is here now is kept, so that you can take this back as well."</p>
                    <div class="row row-end">
                        <Button on_press=move || asking.set(false)>"Leave it as it is"</Button>
                        <Button kind=ButtonKind::Primary on_press=undo>{button(kept.why)}</Button>
                    </div>
                </div>
            })}
        </Dialog>
    }
}

/// What goes with the undo.
#[component]
fn Price(app: App, taken: u64) -> impl IntoView {
    let caseload = app.caseload();
    let lost = move || caseload.with(|caseload| since(caseload, Some(taken)));
    let then = when(taken);
    move || {
        let lost = lost();
        match lost.total() {
            0 => view! { <p>{format!("Nothing was entered or changed since {then}.")}</p> }
                .into_any(),
            number => {
                let (were, go) = match number {
                    1 => ("was", "It goes"),
                    _ => ("were", "They go"),
                };
                view! {
                    <p class="notice" data-tone="near">
                        <strong>
                            {format!("{} {were} entered or changed since {then}. ", lost.in_words())}
                        </strong>
                        {format!("{go} from here with it.")}
                    </p>
                }
                .into_any()
            }
        }
    }
}

fn sentence(kept: &Snapshot) -> String {
    let when = when(kept.taken);
    let did = match kept.why {
        Why::Restore => "restored a backup",
        Why::Merge => "merged a file",
        Why::Repair => "repaired the data",
        Why::Undo => {
            return format!(
                "You brought back an earlier state on {when}. A copy of what was here until then is kept until the next time."
            );
        }
    };
    format!("You {did} on {when}. A copy from before is kept until the next time.")
}

fn button(why: Why) -> &'static str {
    match why {
        Why::Restore => "Undo the restore",
        Why::Merge => "Undo the merge",
        Why::Repair => "Undo the repair",
        Why::Undo => "Take back the undo",
    }
}

/// "Nov 24, 2026 at 8:05 AM".
fn when(moment: u64) -> String {
    format!(
        "{} at {}",
        words::full_date(clock::date_of(moment)),
        words::time(clock::minute_of(moment))
    )
}
