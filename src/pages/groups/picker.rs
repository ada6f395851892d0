//! Choosing several students: a list of boxes with a search above it.

use std::collections::BTreeSet;

use aimline_core::model::{Id, Student, text};
use leptos::prelude::*;

use crate::parts::TextField;
use crate::state::use_app;
use crate::words;

/// From this many students on a search field is worth its place.
const SEARCH_FROM: usize = 8;

#[component]
pub fn StudentPicker(
    chosen: RwSignal<BTreeSet<Id<Student>>>,
    legend: &'static str,
    /// Students who are not offered.
    #[prop(optional, into)]
    without: Signal<Vec<Id<Student>>>,
) -> impl IntoView {
    let app = use_app();
    let search = RwSignal::new(String::new());
    let all = Memo::new(move |_| {
        let without = without.get();
        app.caseload().with(|caseload| {
            caseload
                .active_students()
                .into_iter()
                .filter(|(id, _)| !without.contains(id))
                .map(|(id, student)| {
                    let grade = student.grade.map(|grade| format!("Grade {grade}"));
                    (id, student.sort_name(), grade.unwrap_or_default())
                })
                .collect::<Vec<_>>()
        })
    });
    let found = Memo::new(move |_| {
        let sought = text::folded(&search.get());
        let all = all.get().into_iter();
        all.filter(|(_, name, grade)| {
            let name = text::folded(&format!("{name} {grade}"));
            sought.split(' ').all(|word| name.contains(word))
        })
        .collect::<Vec<_>>()
    });
    let choose_first = move || {
        if let Some((id, ..)) = found.get_untracked().first() {
            let id = *id;
            chosen.update(|chosen| {
                chosen.insert(id);
            });
            search.set(String::new());
        }
    };
    let count = move || match chosen.with(BTreeSet::len) {
        0 => "None chosen".to_owned(),
        number => format!("{} chosen", words::count(number, "student", "students")),
    };
    let row = move |(id, name, grade): (Id<Student>, String, String)| {
        let checked = move || chosen.with(|chosen| chosen.contains(&id));
        let change = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                if on {
                    chosen.insert(id);
                } else {
                    chosen.remove(&id);
                }
            });
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=checked on:change=change />
                    <span>{name}" "<span class="muted">{grade}</span></span>
                </label>
            </li>
        }
    };
    view! {
        <fieldset class="stack stack-close">
            <legend>{legend}</legend>
            <Show when=move || SEARCH_FROM <= all.with(Vec::len)>
                <TextField
                    label="Find a student"
                    hint="Enter chooses the first one found."
                    input_type="search"
                    value=search
                    on_enter=choose_first
                />
            </Show>
            <Show
                when=move || all.with(|all| !all.is_empty())
                fallback=|| view! { <p class="muted">"There is nobody to choose yet."</p> }
            >
                <ul class="picker" role="list">
                    <For each=move || found.get() key=|student| student.clone() let:student>
                        {row(student)}
                    </For>
                </ul>
                <Show when=move || found.with(Vec::is_empty)>
                    <p class="muted">"Nobody is called that."</p>
                </Show>
                <p class="muted small" role="status">{count}</p>
            </Show>
        </fieldset>
    }
}
