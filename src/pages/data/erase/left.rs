//! Who left long ago: to be looked through once a year, and erased together.

use std::collections::BTreeSet;

use aimline_core::erase::retention::{YEARS, YEARS_AT_FIRST, left};
use aimline_core::model::{Id, Student};
use jiff::civil::Date;
use leptos::prelude::*;

use super::ask::Asked;
use crate::pages::students::list::open_with_the_archived;
use crate::parts::{Button, ButtonKind, SelectField};
use crate::route::Route;
use crate::state::use_app;
use crate::words;

type Row = (Id<Student>, String, Date);

#[component]
pub fn Left(asked: Asked) -> impl IntoView {
    let caseload = use_app().caseload();
    let archived = Memo::new(move |_| {
        caseload.with(|caseload| {
            let students = caseload.students.values();
            students.filter(|student| !student.is_active()).count()
        })
    });
    view! {
        <Show
            when=move || { archived.get() > 0 }
            fallback=|| view! { <p class="muted">"Nobody is archived."</p> }
        >
            <LongAgo asked archived />
        </Show>
    }
}

#[component]
fn LongAgo(asked: Asked, archived: Memo<usize>) -> impl IntoView {
    let app = use_app();
    let (caseload, today) = (app.caseload(), app.today());
    let years = RwSignal::new(YEARS_AT_FIRST.to_string());
    let rows = Memo::new(move |_| {
        let years = years.get().parse().unwrap_or(YEARS_AT_FIRST);
        caseload.with(|caseload| {
            let left = left(caseload, years, today.get());
            let named = left.into_iter().filter_map(|(id, day)| {
                let student = caseload.get(id)?;
                Some((id, student.sort_name(), day))
            });
            named.collect::<Vec<Row>>()
        })
    });
    let ticked = RwSignal::new(BTreeSet::<Id<Student>>::new());
    // Who is not shown is not erased.
    let chosen = Memo::new(move |_| {
        let shown = rows.with(|rows| rows.iter().map(|(id, ..)| *id).collect::<BTreeSet<_>>());
        ticked.with(|ticked| {
            ticked
                .intersection(&shown)
                .copied()
                .collect::<BTreeSet<_>>()
        })
    });
    let all = Memo::new(move |_| rows.with(Vec::len) == chosen.with(BTreeSet::len));
    let turn_all = move || {
        let every = rows.with_untracked(|rows| rows.iter().map(|(id, ..)| *id).collect());
        ticked.set(if all.get_untracked() {
            BTreeSet::new()
        } else {
            every
        });
    };
    let options: Vec<_> = YEARS
        .into_iter()
        .map(|years| {
            let words = words::count(usize::from(years.unsigned_abs()), "year", "years");
            (years.to_string(), format!("{words} ago or more"))
        })
        .collect();
    view! {
        <div class="card stack">
            <p>
                {move || format!("{} archived. ", words::count(archived.get(), "student is", "students are"))}
                <a href=Route::Students.to_string() on:click=|_| open_with_the_archived()>
                    "See them in the list"
                </a>
            </p>
            <div class="row-fields">
                <SelectField label="Left the caseload" value=years options />
            </div>
            <p class="muted measure">
                "How long records must be kept, and when they must go, differs. Ask your district before you erase."
            </p>
            <Show
                when=move || rows.with(|rows| !rows.is_empty())
                fallback=|| view! { <p>"Nobody left that long ago."</p> }
            >
                <ul class="list erase-left">
                    <For each=move || rows.get() key=|row| row.clone() children=move |row| entry(row, ticked) />
                </ul>
                <div class="row">
                    <Button on_press=turn_all>
                        {move || if all.get() { "Select none" } else { "Select all" }}
                    </Button>
                    <Button
                        kind=ButtonKind::Danger
                        disabled=Signal::derive(move || chosen.with(BTreeSet::is_empty))
                        on_press=move || asked.ask(app, chosen.get_untracked())
                    >
                        {move || match chosen.with(BTreeSet::len) {
                            0 => "Erase…".to_owned(),
                            some => format!("Erase {}…", words::count(some, "student", "students")),
                        }}
                    </Button>
                </div>
            </Show>
        </div>
    }
}

fn entry((id, name, day): Row, ticked: RwSignal<BTreeSet<Id<Student>>>) -> impl IntoView {
    let look = format!("Look at {name}");
    let turn = move |event| {
        let on = event_target_checked(&event);
        ticked.update(|ticked| match on {
            true => drop(ticked.insert(id)),
            false => drop(ticked.remove(&id)),
        });
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || ticked.with(|ticked| ticked.contains(&id))
                    on:change=turn
                />
                <span>{name}</span>
            </label>
            <span class="muted small">{format!("left {}", words::full_date(day))}</span>
            <a class="small" href=Route::Student(id).to_string() aria-label=look>"Look"</a>
        </li>
    }
}
