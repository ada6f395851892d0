//! Finds the person's own students in the list of a whole school.

use std::collections::BTreeSet;

use aimline_core::model::{Grade, Student, text};
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{SelectField, TextField};

/// What the new students are narrowed by; empty narrows nothing.
#[derive(Clone, Copy)]
pub struct Narrowing {
    words: RwSignal<String>,
    grade: RwSignal<String>,
    teacher: RwSignal<String>,
}

impl Default for Narrowing {
    fn default() -> Self {
        Self {
            words: RwSignal::new(String::new()),
            grade: RwSignal::new(String::new()),
            teacher: RwSignal::new(String::new()),
        }
    }
}

impl Narrowing {
    /// The positions, among the new students, of those who fit.
    pub fn shown(self, import: Import) -> Vec<usize> {
        let words = text::folded(&self.words.get());
        let (grade, teacher) = (self.grade.get(), self.teacher.get());
        let fits = |student: &Student| {
            (words.is_empty() || student.folded_name().contains(&words))
                && (grade.is_empty() || shown_grade(student.grade) == grade)
                && (teacher.is_empty() || student.teacher == teacher)
        };
        import.preview.with(|preview| {
            (0..preview.new.len())
                .filter(|at| fits(&preview.new[*at].student))
                .collect()
        })
    }
}

#[component]
pub fn Filter(import: Import, narrowing: Narrowing) -> impl IntoView {
    let grades = move || {
        let grades: BTreeSet<Option<Grade>> = import
            .preview
            .with(|preview| preview.new.iter().map(|new| new.student.grade).collect());
        options(
            "Any grade",
            grades
                .into_iter()
                .flatten()
                .map(|grade| shown_grade(Some(grade))),
        )
    };
    let teachers = move || {
        let teachers: BTreeSet<String> = import.preview.with(|preview| {
            preview
                .new
                .iter()
                .map(|new| new.student.teacher.clone())
                .collect()
        });
        options(
            "Any teacher",
            teachers.into_iter().filter(|teacher| !teacher.is_empty()),
        )
    };
    view! {
        <div class="row-fields">
            <TextField label="Find a student" value=narrowing.words input_type="search" />
            <SelectField label="Grade" value=narrowing.grade options=Signal::derive(grades) narrow=true />
            <SelectField label="Teacher" value=narrowing.teacher options=Signal::derive(teachers) />
        </div>
    }
}

/// Empty where the grade is not known.
pub fn shown_grade(grade: Option<Grade>) -> String {
    grade.map(|grade| grade.to_string()).unwrap_or_default()
}

fn options(any: &str, values: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let any = (String::new(), any.to_owned());
    std::iter::once(any)
        .chain(values.map(|value| (value.clone(), value)))
        .collect()
}
