//! "Automatic backup" on the Data page: choose a folder once, see when the last file was written,
//! and what to do when one was not.

use aimline_core::safety;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept::{Kept, Standing, folder, forget_folder, keep_folder, recall, standing};
use super::other_device::OtherDevice;
use super::write::{When, run};
use crate::browser::clock;
use crate::browser::folder::{self as folders, Folder, Permission};
use crate::pages::data::back_up::{Work, back_up};
use crate::pages::data::back_up_dialog::BackUpDialog;
use crate::pages::data::safety_card::size;
use crate::parts::{Button, ButtonKind, IconName, Progress, Section, Status, Tone};
use crate::state::safety::{changed_since_backup, last_backup};
use crate::state::{App, use_app};
use crate::words;

/// Not for the demo, which has nothing to lose.
#[component]
pub fn AutomaticSection() -> impl IntoView {
    let app = use_app();
    (!untrack(|| app.is_demo())).then(|| view! {
        <Section
            title="Automatic backup"
            subtitle="After ten quiet minutes, when you switch away and when Aimline locks, a new file goes into a folder of yours; what was not finished is written the next day. A folder that your school’s cloud drive keeps in step brings it off this device."
        >
            {if folders::has_picker() {
                view! { <Automatic /> }.into_any()
            } else {
                view! { <ByHand /> }.into_any()
            }}
        </Section>
    })
}

#[component]
fn Automatic() -> impl IntoView {
    let app = use_app();
    let (standing, work) = (standing(), Work::behind());
    spawn_local(async move { drop(recall(app).await) });
    let asking = RwSignal::new(false);
    // A folder may be chosen while a file is written into the one before.
    let working = RwSignal::new(0_u32);
    let picked = StoredValue::new_local(None::<Folder>);
    let choose = move || {
        spawn_local(async move {
            match folders::pick().await {
                Ok(Some(folder)) => {
                    picked.set_value(Some(folder));
                    asking.try_set(true);
                }
                Ok(None) => {}
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    let write = move || {
        working.update(|working| *working += 1);
        spawn_local(async move {
            run(app, When::Now, work).await;
            working.try_update(|working| *working -= 1);
        });
    };
    let chosen = move |passphrase: Option<String>| {
        let Some(folder) = picked.get_value() else {
            return;
        };
        spawn_local(async move {
            match keep_folder(app, &folder, passphrase).await {
                Ok(()) => write(),
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    let allow = move || {
        spawn_local(async move {
            let Some(folder) = folder() else { return };
            if folder.ask().await == Permission::Granted {
                write();
            } else {
                recall(app).await;
                app.toast("The browser did not allow it. Choose the folder again.");
            }
        });
    };
    view! {
        {move || match standing.get() {
            Standing::Unknown => view! { <p class="card muted">"Looking…"</p> }.into_any(),
            Standing::Off => view! {
                <div class="card row row-between">
                    <p class="measure">
                        "It is off. Choose a folder once; from then on nothing has to be remembered."
                    </p>
                    <Button icon=IconName::Data on_press=choose>"Choose a folder…"</Button>
                </div>
            }
            .into_any(),
            Standing::On { folder, permission, kept } => view! {
                <div class="card stack">
                    <Trouble kept=kept.clone() permission on_allow=allow on_write=write />
                    <Facts app folder kept />
                    <Show when=move || { working.get() > 0 }>
                        <Progress done=work.done total=work.total label="Writing the file and reading it back" />
                    </Show>
                    <div class="row">
                        <Button
                            on_press=write
                            disabled=Signal::derive(move || working.get() > 0 || permission != Permission::Granted)
                        >
                            "Write a file now"
                        </Button>
                        <Button on_press=choose>"Choose another folder…"</Button>
                        <Button kind=ButtonKind::Quiet on_press=move || spawn_local(forget_folder(app))>
                            "Turn off"
                        </Button>
                    </div>
                </div>
            }
            .into_any(),
        }}
        <OtherDevice />
        <BackUpDialog open=asking automatic=true on_choose=chosen />
    }
}

/// What stands in the way, and the one thing to do about it.
#[component]
fn Trouble(
    kept: Kept,
    permission: Permission,
    #[prop(into)] on_allow: Callback<()>,
    #[prop(into)] on_write: Callback<()>,
) -> impl IntoView {
    if permission != Permission::Granted {
        return Some(view! {
            <div class="notice row row-between" data-tone="near" role="status">
                <p>"The browser does not let Aimline into the folder any more, so no file is written. Nothing here is lost."</p>
                <Button kind=ButtonKind::Primary on_press=on_allow>"Allow again"</Button>
            </div>
        }.into_any());
    }
    let failed = kept.failed?;
    let sentence = format!(
        "No file was written on {} at {}. {}",
        words::full_date(clock::date_of(failed.when)),
        words::time(clock::minute_of(failed.when)),
        failed.why
    );
    Some(
        view! {
            <div class="notice row row-between" data-tone="poor" role="status">
                <p>
                    {sentence}
                    " Try again; if it fails again, choose another folder."
                </p>
                <Button kind=ButtonKind::Primary on_press=on_write>"Try again"</Button>
            </div>
        }
        .into_any(),
    )
}

#[component]
fn Facts(app: App, folder: String, kept: Kept) -> impl IntoView {
    let encrypted = kept.passphrase.is_some();
    let has_lock = app.has_lock();
    let last = match &kept.last {
        None => view! { <Status tone=Tone::Near>"None yet"</Status> }.into_any(),
        Some(last) => {
            let words = format!(
                "{} at {}",
                words::full_date(clock::date_of(last.when)),
                words::time(clock::minute_of(last.when))
            );
            let file = format!(
                "{}: {}, {}, read back and whole.",
                last.name,
                words::count(last.records, "record", "records"),
                size(last.bytes)
            );
            view! {
                <Status tone=Tone::Good>{words}</Status>
                <span class="muted automatic-file">" "{file}</span>
            }
            .into_any()
        }
    };
    view! {
        <dl class="safety-facts">
            <div>
                <dt>"Last file"</dt>
                <dd>{last}</dd>
            </div>
            <div>
                <dt>"Folder"</dt>
                <dd>{folder}</dd>
            </div>
            <div>
                <dt>"The files"</dt>
                <dd>
                    {if encrypted {
                        "Encrypted. Another device asks for the passphrase."
                    } else {
                        "Not encrypted: whoever can open the folder can read them."
                    }}
                    {move || (!encrypted && has_lock.get()).then_some(
                        " The lock of this caseload does not protect them.",
                    )}
                </dd>
            </div>
            <div>
                <dt>"Kept"</dt>
                <dd>"The last file of each of the last 14 days of this device."</dd>
            </div>
        </dl>
    }
}

/// Where the browser lets nobody pick a folder: a reminder, and one press.
#[component]
fn ByHand() -> impl IntoView {
    let app = use_app();
    let (caseload, last, work) = (app.caseload(), last_backup(), Work::new());
    let working = RwSignal::new(false);
    let reminder = move || {
        let last = last.get();
        caseload.with(|caseload| {
            let changed = changed_since_backup(caseload);
            match (safety::begun(caseload), changed, last) {
                (None, ..) => "There is nothing to back up yet.",
                (_, true, None) => "There is no backup of your work yet.",
                (_, true, Some(_)) => "You worked since the last backup.",
                (_, false, _) => "Nothing was changed since the last backup.",
            }
        })
    };
    let download = move || {
        working.set(true);
        spawn_local(async move {
            match back_up(app, None, work).await {
                Ok(written) => app.toast(format!("{} was written and read back.", written.name)),
                Err(refused) => app.toast(refused.to_string()),
            }
            working.try_set(false);
        });
    };
    view! {
        <div class="card row row-between">
            <div class="stack stack-close measure">
                <p><strong>{reminder}</strong></p>
                <p>
                    "This browser cannot write into a folder by itself; Chrome and Edge on a computer
                    can. Download a file at the end of the day instead. This one has no passphrase:
                    whoever opens it can read it."
                </p>
            </div>
            <Button icon=IconName::Download on_press=download disabled=working>
                "Download a backup now"
            </Button>
        </div>
    }
}
