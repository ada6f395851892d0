//! A file that another device left in the same folder: it can be merged here.

use aimline_core::format::backup::dated::{Dated, unseen};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kept::{Kept, Standing, folder, let_be, standing};
use crate::browser::folder::Permission;
use crate::pages::data::documents;
use crate::pages::data::file_flow::{FileDialog, Flow};
use crate::pages::data::merge_button::Merging;
use crate::parts::Button;
use crate::state::use_app;
use crate::words;

/// The latest that was neither merged nor let be.
pub async fn latest(kept: &Kept) -> Option<Dated> {
    let folder = folder()?;
    let names = folder.names().await.ok()?;
    for latest in unseen(&names, documents::this_device(), &kept.seen_files) {
        // An empty one is still on its way.
        let file = folder.file(&latest.name).await;
        if file.is_ok_and(|file| file.size() > 0.0) {
            return Some(latest);
        }
    }
    None
}

#[component]
pub fn OtherDevice() -> impl IntoView {
    let app = use_app();
    let found = RwSignal::new(None::<Dated>);
    let flow = Flow::<Merging>::new(app);
    let standing = standing();
    Effect::new(move |_| {
        let Standing::On {
            kept,
            permission: Permission::Granted,
            ..
        } = standing.get()
        else {
            found.set(None);
            return;
        };
        spawn_local(async move {
            let latest = latest(&kept).await;
            found.try_set(latest);
        });
    });
    let let_be = move || {
        if let Some(dated) = found.get_untracked() {
            spawn_local(async move { let_be(app, &dated.name).await });
        }
    };
    let merge = move || {
        let (Some(dated), Some(folder)) = (found.get_untracked(), folder()) else {
            return;
        };
        spawn_local(async move {
            match folder.file(&dated.name).await {
                Ok(file) => flow.read(file),
                Err(refused) => app.toast(refused.to_string()),
            }
        });
    };
    view! {
        {move || found.get().map(|dated| {
            let sentence = format!(
                "Another device left a file here on {} at {}.",
                words::full_date(dated.written.date()),
                words::time(dated.written.hour() as u16 * 60 + dated.written.minute() as u16),
            );
            view! {
                <div class="notice snapshot-notice row row-between">
                    <p>{sentence}</p>
                    <div class="row">
                        <Button on_press=let_be>"Not now"</Button>
                        <Button on_press=merge>"Look and merge"</Button>
                    </div>
                </div>
            }
        })}
        <FileDialog flow choose=merge />
    }
}
