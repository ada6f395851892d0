//! On Today: the students who need a decision, with why. Quiet when there is none.

use aimline_core::model::{Id, Student};
use aimline_core::progress::next_decision::due;
use leptos::prelude::*;

use crate::parts::{ButtonLink, Section};
use crate::route::Route;
use crate::state::use_app;
use crate::words::day_and_month;

/// More than this many would fill the page; the meeting has them all.
const MOST_SHOWN: usize = 12;

#[component]
pub fn NeedsDecision() -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let lines = Memo::new(move |_| {
        caseload.with(|caseload| {
            let due = due(caseload, today.get()).into_iter();
            due.filter_map(|due| {
                let name = caseload.get(due.student)?.sort_name();
                let measure = caseload.measure(caseload.get(due.plan)?.measure)?;
                let why = due.reason.words(day_and_month);
                let words = format!("{}: {why}", measure.short_name);
                Some((due.student, name, words))
            })
            .collect::<Vec<(Id<Student>, String, String)>>()
        })
    });
    let shown = move || lines.get().into_iter().take(MOST_SHOWN);
    let rest = move || lines.with(|lines| lines.len().saturating_sub(MOST_SHOWN));
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <Section
                title="Needs a decision"
                actions=|| view! {
                    <ButtonLink small=true href=Route::Meetings.to_string()>"Open in a meeting"</ButtonLink>
                }
            >
                <ul class="due">
                    <For each=shown key=|line| line.clone() children=|(id, name, words)| view! {
                        <li>
                            <a href=Route::Student(id).to_string()>{name}</a>
                            <span class="muted">{words}</span>
                        </li>
                    } />
                </ul>
                <Show when=move || rest() != 0>
                    <p class="muted">
                        {move || format!("and {} more: ", rest())}
                        <a href=Route::Meetings.to_string()>"see Meetings"</a>
                    </p>
                </Show>
            </Section>
        </Show>
    }
}
