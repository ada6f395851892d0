//! Rows whose student is not sure: only the person can tell.

use aimline_core::format::scores::{Doubt, Person};
use aimline_core::model::{Id, Student};
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{Button, PAGE, Section, unique_id};
use crate::words::count;

/// From so many questions on, one button answers those with one suggestion.
const MANY: usize = 3;

#[component]
pub fn Questions(import: Import) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let questions = Memo::new(move |_| {
        import
            .checked
            .with(|checked| checked.questions().cloned().collect::<Vec<Person>>())
    });
    let shown = move || questions.get().into_iter().take(limit.get());
    let sure = Memo::new(move |_| {
        let answers = import.answers.get();
        questions.with(|questions| {
            questions
                .iter()
                .filter(|person| !answers.contains_key(&person.key))
                .filter_map(|person| Some((person.key.clone(), only(person)?)))
                .collect::<Vec<_>>()
        })
    });
    let all_yes = move || {
        let sure = sure.get_untracked();
        import
            .answers
            .update(|answers| answers.extend(sure.into_iter().map(|(key, id)| (key, Some(id)))));
    };
    view! {
        <Show when=move || questions.with(|questions| !questions.is_empty())>
            <Section
                title="Which student?"
                subtitle="These rows may be about a student you know, but it is not sure. Without an answer they are left out."
            >
                <Show when=move || { sure.with(Vec::len) >= MANY }>
                    <div class="row roster-choose">
                        <Button small=true on_press=all_yes>
                            {move || format!("Yes to all {} with one suggestion", sure.with(Vec::len))}
                        </Button>
                    </div>
                </Show>
                <div class="stack">
                    <For each=shown key=|person| (person.key.clone(), person.scores) let:person>
                        <Question import person />
                    </For>
                </div>
                <Show when=move || { questions.with(Vec::len) > limit.get() }>
                    <div class="row roster-choose">
                        <Button on_press=move || limit.update(|limit| *limit += PAGE)>"Show more"</Button>
                    </div>
                </Show>
            </Section>
        </Show>
    }
}

#[component]
fn Question(import: Import, person: Person) -> impl IntoView {
    let Doubt { candidates, why } = person.doubt.clone()?;
    let group = unique_id("student");
    let key = person.key.clone();
    let legend = format!(
        "{} ({})",
        person.described(),
        count(person.scores, "score", "scores")
    );
    let caseload = import.app.caseload();
    let known = candidates
        .into_iter()
        .filter_map(|id| {
            let words =
                caseload.with_untracked(|caseload| Some(described(caseload.students.get(id)?)))?;
            let (group, key) = (group.clone(), key.clone());
            Some(
                view! { <Answer import group key answer=Some(id) words=format!("Yes: {words}") /> },
            )
        })
        .collect_view();
    Some(view! {
        <fieldset class="card">
            <legend>{legend}</legend>
            <p class="muted">{why}</p>
            {known}
            <Answer import group key answer=None words="No: leave these scores out" />
        </fieldset>
    })
}

#[component]
fn Answer(
    import: Import,
    group: String,
    key: String,
    answer: Option<Id<Student>>,
    #[prop(into)] words: String,
) -> impl IntoView {
    let chosen = {
        let key = key.clone();
        move || {
            import
                .answers
                .with(|answers| answers.get(&key) == Some(&answer))
        }
    };
    let choose = move |_| {
        import.answers.update(|answers| {
            answers.insert(key.clone(), answer);
        });
    };
    view! {
        <label class="check roster-answer">
            <input type="radio" name=group prop:checked=chosen on:change=choose />
            <span>{words}</span>
        </label>
    }
}

/// The one who is suggested, if nobody else is.
fn only(person: &Person) -> Option<Id<Student>> {
    match person.doubt.as_ref()?.candidates.as_slice() {
        [id] => Some(*id),
        _ => None,
    }
}

/// "Wren Adams, grade 2, ID 7002".
fn described(student: &Student) -> String {
    let mut words = vec![student.name()];
    words.extend(student.grade.map(|grade| format!("grade {grade}")));
    if !student.school_id.is_empty() {
        words.push(format!("ID {}", student.school_id));
    }
    if !student.is_active() {
        words.push("archived".into());
    }
    words.join(", ")
}
