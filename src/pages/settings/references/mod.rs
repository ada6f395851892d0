//! `#/settings/references`: published scores and growth, those that ship with the program and the
//! person's own.

mod draft;
mod form;
mod grid;
mod import;
mod list;
mod page;
mod preview;
mod table;

use leptos::prelude::*;

pub use list::References;
pub use page::ReferencePage;

use crate::parts::{ButtonLink, Section};
use crate::route::Route;

/// The way there from the settings.
#[component]
pub fn ReferencesSection() -> impl IntoView {
    view! {
        <Section
            title="Reference sets"
            subtitle="Published scores and growth that goals are set by, each with its source. Add your district’s own."
        >
            <div class="row">
                <ButtonLink href=Route::References.to_string()>"Open reference sets"</ButtonLink>
            </div>
        </Section>
    }
}
