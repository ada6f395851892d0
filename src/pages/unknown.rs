//! An address that leads nowhere.

use leptos::prelude::*;

use crate::parts::{ButtonKind, ButtonLink, EmptyState, PageHeader};
use crate::route::Route;

#[component]
pub fn Unknown() -> impl IntoView {
    view! {
        <PageHeader title="Page not found" />
        <EmptyState
            title="There is no page at this address"
            text="The link may be old, or what it led to was removed."
        >
            <ButtonLink kind=ButtonKind::Primary href=Route::Today.to_string()>"Go to Today"</ButtonLink>
        </EmptyState>
    }
}
