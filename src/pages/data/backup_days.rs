//! On which days backup files were saved from this browser: what is erased here is still in them.

use std::collections::BTreeSet;

use aimline_core::format::document::SAFETY;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::clock;
use crate::state::App;
use crate::state::safety::last_backup;
use crate::words;

/// Older ones are forgotten: a list that nobody can read helps nobody.
const KEPT: usize = 60;

/// Milliseconds since 1970, the earliest first.
#[derive(Default, Serialize, Deserialize)]
struct Written(Vec<u64>);

/// A backup file was handed over. Where it cannot be noted, the backup is as good as any.
pub async fn remember(app: App, moment: u64) {
    let Ok(store) = app.store() else { return };
    let Written(mut moments) = read(app).await;
    moments.push(moment);
    let surplus = moments.len().saturating_sub(KEPT);
    moments.drain(..surplus);
    if let Ok(body) = serde_json::to_string(&Written(moments)) {
        let _ = store.replace(&[], [(key(), body)], |_, _| {}).await;
    }
}

/// The days as a person reads them, the earliest first.
pub async fn days(app: App) -> Vec<String> {
    let Written(moments) = read(app).await;
    let last = last_backup()
        .get_untracked()
        .filter(|_| !super::documents::in_demo(app));
    let days: BTreeSet<_> = moments
        .into_iter()
        .chain(last)
        .map(clock::date_of)
        .collect();
    days.into_iter().map(words::full_date).collect()
}

async fn read(app: App) -> Written {
    let Ok(store) = app.store() else {
        return Written::default();
    };
    let document = store.get(&key()).await.ok().flatten();
    document
        .and_then(|document| serde_json::from_str(&document.body).ok())
        .unwrap_or_default()
}

fn key() -> String {
    format!("{SAFETY}/files")
}
