//! The head of a page and of its sections.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Icon, IconName, unique_id};
use crate::browser::{dom, timer};
use crate::route;
use crate::state::use_app;
use crate::words::full_date;

/// The one `h1` of a page; it takes the focus when the person has just come here. Children are its actions.
#[component]
pub fn PageHeader(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] subtitle: Option<Signal<String>>,
    /// Address and name of the page above.
    #[prop(optional)]
    back: Option<(String, &'static str)>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get()
            && route::take_arrival()
        {
            // Both have the browser lay the page out, which on a slow device is a task of its own.
            spawn_local(async move {
                timer::sleep(0).await;
                dom::scroll_to(0.0);
                dom::focus(&heading);
            });
        }
    });
    let today = use_app().today();
    view! {
        <header class="page-header">
            <div class="page-header-text">
                {back.map(|(href, name)| view! {
                    <a class="page-back" href=href><Icon name=IconName::Back />{name}</a>
                })}
                <h1 tabindex="-1" node_ref=heading>{title}</h1>
                {subtitle.map(|subtitle| view! { <p class="page-subtitle">{subtitle}</p> })}
            </div>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
            // A sheet of paper outlives the day it was printed on.
            <p class="print-only print-date">
                {move || format!("Printed {}", full_date(today.get()))}
            </p>
        </header>
    }
}

/// A part of a page under its own `h2`.
#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] subtitle: Option<Signal<String>>,
    /// Buttons beside the title.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let id = unique_id("section");
    view! {
        <section class="section" aria-labelledby=id>
            <div class="section-head">
                <div>
                    <h2 id=id.clone()>{title}</h2>
                    {subtitle.map(|subtitle| view! { <p class="muted">{subtitle}</p> })}
                </div>
                {actions.map(|actions| view! { <div class="row">{actions.run()}</div> })}
            </div>
            {children()}
        </section>
    }
}
