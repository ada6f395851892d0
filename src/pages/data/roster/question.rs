//! Rows that may be a student who is known: only the person can tell.

use aimline_core::format::roster::{Answer, Candidate, Question};
use aimline_core::model::Student;
use leptos::prelude::*;

use super::filter::shown_grade;
use super::import::Import;
use super::lists::field_changes;
use crate::parts::{Section, unique_id};

#[component]
pub fn Questions(import: Import) -> impl IntoView {
    let questions = move || {
        let questions = import.preview.with(|preview| preview.questions.clone());
        let card = |question| view! { <QuestionCard import question /> };
        questions.into_iter().map(card).collect_view()
    };
    view! {
        <Section
            title="Same student?"
            subtitle="These rows have the name of a student you know, but no ID says that they are the same."
        >
            <div class="stack">{questions}</div>
        </Section>
    }
}

#[component]
fn QuestionCard(import: Import, question: Question) -> impl IntoView {
    let Question {
        row,
        student,
        candidates,
        ..
    } = question;
    let group = unique_id("same");
    let legend = format!("Row {row}: {}", described(&student));
    let same = candidates
        .into_iter()
        .map(|candidate| {
            let Candidate {
                id,
                student,
                fields,
            } = candidate;
            let answer = Some(Answer::Same(id));
            view! {
                <div>
                    <Choice import row group=group.clone() answer>
                        {format!("Yes, the same as {}", described(&student))}
                    </Choice>
                    <div class="roster-would">{field_changes(&fields)}</div>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="card">
            <legend>{legend}</legend>
            {same}
            <Choice import row group=group.clone() answer=Some(Answer::Different)>
                "No, a different student: add"
            </Choice>
            <Choice import row group=group.clone() answer=None>"Leave out for now"</Choice>
        </fieldset>
    }
}

#[component]
fn Choice(
    import: Import,
    row: usize,
    group: String,
    answer: Option<Answer>,
    children: Children,
) -> impl IntoView {
    let choices = import.choices;
    let chosen = move || choices.with(|choices| choices.answers.get(&row).copied() == answer);
    let choose = move |_| {
        choices.update(|choices| match answer {
            Some(answer) => {
                choices.answers.insert(row, answer);
            }
            None => {
                choices.answers.remove(&row);
            }
        });
    };
    view! {
        <label class="check roster-answer">
            <input type="radio" name=group prop:checked=chosen on:change=choose />
            <span>{children()}</span>
        </label>
    }
}

/// "Wren Adams, grade K, teacher Koh, ID L7002".
fn described(student: &Student) -> String {
    let grade = shown_grade(student.grade);
    let mut words = vec![student.name()];
    for (name, value) in [
        ("grade", &grade),
        ("teacher", &student.teacher),
        ("ID", &student.school_id),
    ] {
        if !value.is_empty() {
            words.push(format!("{name} {value}"));
        }
    }
    if !student.is_active() {
        words.push("archived".into());
    }
    words.join(", ")
}
