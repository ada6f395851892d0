//! This week's minutes: planned and delivered by the interventionist, received by the students.

use aimline_core::progress::today;
use leptos::prelude::*;

use crate::parts::Section;
use crate::state::use_app;
use crate::words;

#[component]
pub fn Week() -> impl IntoView {
    let app = use_app();
    let (caseload, day) = (app.caseload(), app.today());
    let minutes =
        Memo::new(move |_| caseload.with(|caseload| today::week_minutes(caseload, day.get())));
    view! {
        <Section title="This week so far">
            {move || {
                let week = minutes.get();
                if week.planned == 0 && week.delivered == 0 {
                    return view! { <p class="muted">"No sessions have been due this week so far."</p> }
                        .into_any();
                }
                view! {
                    <Bar label="Delivered" part=week.delivered whole=week.planned
                        of="planned minutes" />
                    <Bar label="Received" part=week.received whole=week.possible
                        of="planned student minutes" />
                    {(week.unlogged > 0).then(|| view! {
                        <p class="muted">
                            {words::count(week.unlogged as usize, "session", "sessions")}" not logged"
                        </p>
                    })}
                }
                .into_any()
            }}
        </Section>
    }
}

#[component]
fn Bar(label: &'static str, part: u32, whole: u32, of: &'static str) -> impl IntoView {
    let share = if whole == 0 {
        0.0
    } else {
        100.0 * f64::from(part) / f64::from(whole)
    };
    view! {
        <div class="week-bar">
            <p>
                <strong>{label}</strong>
                " "
                <span class="number">{words::percent(part, whole)}</span>
            </p>
            <div class="bar" aria-hidden="true">
                <div class="bar-fill" style:width=format!("{:.1}%", share.min(100.0))></div>
            </div>
            <p class="muted">
                {format!("{} of {} {of}", words::thousands(part.into()), words::thousands(whole.into()))}
            </p>
        </div>
    }
}
