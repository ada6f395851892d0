//! On Today: the wins of this week, the latest first. Quiet when there is none.

use aimline_core::elapsed::days_between;
use aimline_core::progress::wins::{Win, of_week, week_start};
use jiff::civil::Date;
use leptos::prelude::*;

use super::wins::WinFacts;
use crate::parts::Section;
use crate::route::Route;
use crate::state::use_app;
use crate::words::{day_and_month, short_date};

/// More than this many at once would push the page down; the rest unfold.
const SHOWN_AT_FIRST: usize = 6;

/// The name, and what on which day.
type Line = (String, Win);

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
                Some((name, win))
            })
            .collect::<Vec<Line>>()
        })
    });
    let title = {
        let today = today.clone();
        Signal::derive(move || title(today.get()))
    };
    let today = Memo::new(move |_| today.get());
    let first = move || lines.get().into_iter().take(SHOWN_AT_FIRST).collect();
    let rest = move || lines.get().into_iter().skip(SHOWN_AT_FIRST).collect();
    let more = move || lines.with(|lines| lines.len().saturating_sub(SHOWN_AT_FIRST));
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <Section title>
                <Lines lines=Signal::derive(first) today />
                <Show when=move || more() != 0>
                    <details class="due-more">
                        <summary>{move || format!("{} more", more())}</summary>
                        <Lines lines=Signal::derive(rest) today />
                    </details>
                </Show>
            </Section>
        </Show>
    }
}

#[component]
fn Lines(lines: Signal<Vec<Line>>, today: Memo<Date>) -> impl IntoView {
    let line = move |(name, win): Line| {
        let words = format!("{}: {}", short_date(win.date), win.sentence);
        view! {
            <li>
                <a href=Route::Student(win.student).to_string()>{name}</a>
                <WinFacts rule=win.rule facts=win.facts today=today.get_untracked()>
                    {words}
                </WinFacts>
            </li>
        }
    };
    let key = |(name, win): &Line| (name.clone(), win.date, win.sentence.clone());
    view! {
        <ul class="due due-wins">
            <For each=move || lines.get() key children=line />
        </ul>
    }
}

/// On a Monday the list still goes back to the week before, and says so.
fn title(today: Date) -> String {
    let first = week_start(today);
    if days_between(first, today) < 7 {
        "This week's wins".into()
    } else {
        format!("Wins since {}", day_and_month(first))
    }
}
