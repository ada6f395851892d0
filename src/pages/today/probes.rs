//! The probes that are due, longest due first.

use aimline_core::elapsed::days_between;
use aimline_core::model::Student;
use aimline_core::progress::today;
use leptos::prelude::*;

use crate::parts::Section;
use crate::route::Route;
use crate::state::use_app;
use crate::words;

/// More than this many would push the page down; the rest are counted.
const MOST_SHOWN: usize = 12;

#[component]
pub fn ProbesDue() -> impl IntoView {
    let app = use_app();
    let (caseload, day) = (app.caseload(), app.today());
    let due = Memo::new(move |_| {
        let today = day.get();
        caseload.with(|caseload| {
            today::probes_due(caseload, today)
                .into_iter()
                .map(|due| {
                    let name = caseload.get(due.student).map(Student::sort_name);
                    let measure = caseload.measure(due.measure);
                    let since = match (due.first, days_between(due.since, today)) {
                        (true, _) => "first one".to_owned(),
                        (false, 0) => "today".to_owned(),
                        (false, _) => format!("since {}", words::day_and_month(due.since)),
                    };
                    (
                        due,
                        name.unwrap_or_default(),
                        measure
                            .map(|measure| measure.short_name.clone())
                            .unwrap_or_default(),
                        since,
                        measure.is_some_and(|measure| measure.seconds.is_some()),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let rest = move || due.with(|due| due.len().saturating_sub(MOST_SHOWN));
    view! {
        <Section title="Probes due">
            <Show
                when=move || !due.with(Vec::is_empty)
                fallback=|| view! { <p class="muted">"No probe is due."</p> }
            >
                <ul class="due">
                    <For
                        each=move || due.get().into_iter().take(MOST_SHOWN)
                        key=|(due, name, ..)| (due.plan, name.clone())
                        let:row
                    >
                        <li>
                            <a href=Route::Student(row.0.student).to_string()>{row.1.clone()}</a>
                            <span class="muted">{format!("{}, {}", row.2, row.3)}</span>
                            {row.4.then(|| view! {
                                <a
                                    class="button button-quiet button-small"
                                    href=Route::Probe(row.0.plan).to_string()
                                    aria-label=format!("Run the probe of {}", row.1)
                                >
                                    "Run"
                                </a>
                            })}
                        </li>
                    </For>
                </ul>
                <Show when=move || rest() != 0>
                    <p class="muted">
                        {move || format!("and {} more: ", rest())}
                        <a href=Route::Students.to_string()>"see Students"</a>
                    </p>
                </Show>
            </Show>
        </Section>
    }
}
