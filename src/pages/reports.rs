//! `#/reports`: to come.

use leptos::prelude::*;

use crate::parts::PageHeader;

#[component]
pub fn Reports() -> impl IntoView {
    view! {
        <PageHeader title="Reports" />
        <p class="measure">
            "Here you will print family letters, teacher snapshots, meeting packs and minutes for compliance, or save them as files."
        </p>
    }
}
