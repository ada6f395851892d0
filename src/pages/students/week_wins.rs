//! On Today: the wins of this week, the latest first. Quiet when there is none.

use aimline_core::model::{Id, Student};
use aimline_core::progress::wins::{of_week, week_start};
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::Section;
use crate::route::Route;
use crate::state::use_app;
use crate::words::{day_and_month, short_date};

/// More than this many at once would push the page down; the rest unfold.
const SHOWN_AT_FIRST: usize = 6;

/// Who, the name, and what on which day.
type Line = (Id<Student>, String, String);

#[component]
pub fn WeekWins() -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let day = today.clone();
    let lines = Memo::new(move |_| {
        caseload.with(|caseload| {
            let wins = of_week(caseload, day.get()).into_iter();
            wins.filter_map(|win| {
                let name = caseload.get(win.student)?.sort_name();
                let words = format!("{}: {}", short_date(win.date), win.sentence);
                Some((win.student, name, words))
            })
            .collect::<Vec<Line>>()
        })
    });
    let title = Signal::derive(move || title(today.get()));
    let first = move || lines.get().into_iter().take(SHOWN_AT_FIRST).collect();
    let rest = move || lines.get().into_iter().skip(SHOWN_AT_FIRST).collect();
    let more = move || lines.with(|lines| lines.len().saturating_sub(SHOWN_AT_FIRST));
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <Section title>
                <Lines lines=Signal::derive(first) />
                <Show when=move || more() != 0>
                    <details class="due-more">
                        <summary>{move || format!("{} more", more())}</summary>
                        <Lines lines=Signal::derive(rest) />
                    </details>
                </Show>
            </Section>
        </Show>
    }
}

#[component]
fn Lines(lines: Signal<Vec<Line>>) -> impl IntoView {
    view! {
        <ul class="due">
            <For each=move || lines.get() key=|line| line.clone() children=|(id, name, words)| view! {
                <li>
                    <a href=Route::Student(id).to_string()>{name}</a>
                    <span class="muted">{words}</span>
                </li>
            } />
        </ul>
    }
}

/// On a Monday the list still goes back to the week before, and says so.
fn title(today: Date) -> String {
    let first = week_start(today);
    if (today - first).get_days() < 7 {
        "This week's wins".into()
    } else {
        format!("Wins since {}", day_and_month(first))
    }
}
