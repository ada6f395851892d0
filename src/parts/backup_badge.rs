//! Not written yet.

use leptos::prelude::*;

#[component]
pub fn BackupBadge() -> impl IntoView {}
