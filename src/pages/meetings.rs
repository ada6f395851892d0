//! `#/meetings`: to come.

use leptos::prelude::*;

use crate::parts::PageHeader;

#[component]
pub fn Meetings() -> impl IntoView {
    view! {
        <PageHeader title="Meetings" />
        <p class="measure">
            "Here you will choose students for a team meeting, show one page for each, and record what the team decided, with who and why."
        </p>
    }
}
