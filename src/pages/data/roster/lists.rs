//! The rows of a file by what "Import" does with them.

use aimline_core::format::roster::{Changed, FieldChange, New, Preview};
use aimline_core::model::Student;
use leptos::prelude::*;

use super::filter::{Filter, Narrowing, shown_grade};
use super::import::Import;
use super::rows::{Included, include, notes};
use crate::parts::{Button, LongTable, PAGE, Section};
use crate::words::count;

/// From this many on, looking is no way to find a student.
const MANY: usize = 12;
/// A paragraph of more names is not read by anybody.
const MOST_NAMES: usize = 300;

#[component]
pub fn NewStudents(import: Import) -> impl IntoView {
    let preview = import.preview;
    let narrowing = Narrowing::default();
    let shown = Memo::new(move |_| narrowing.shown(import));
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        let shown = shown.get().into_iter().take(limit.get());
        preview.with(|preview| {
            shown
                .filter_map(|at| Some(new_row(import, preview.new.get(at)?)))
                .collect_view()
        })
    };
    let include_shown = move |included| {
        let rows: Vec<usize> = preview.with_untracked(|preview| {
            let shown = shown.get_untracked().into_iter();
            shown
                .filter_map(|at| Some(preview.new.get(at)?.row))
                .collect()
        });
        include(import, rows, included);
    };
    let many = Memo::new(move |_| preview.with(|preview| preview.new.len() >= MANY));
    view! {
        <Section title="New students" subtitle="Choose the ones you work with; the others are left out.">
            <Show when=move || many.get()>
                <Filter import narrowing />
            </Show>
            <div class="row roster-choose">
                <Button small=true on_press=move || include_shown(true)>"Choose all shown"</Button>
                <Button small=true on_press=move || include_shown(false)>"Choose none shown"</Button>
                <span class="muted">{move || chosen(import)}</span>
            </div>
            <LongTable
                label="New students"
                heads=&["Import", "Name", "Grade", "Teacher", "Student ID", "Guardians"]
                limit
                total=Signal::derive(move || shown.with(Vec::len))
                rows
            />
        </Section>
    }
}

#[component]
pub fn ChangedStudents(import: Import) -> impl IntoView {
    let preview = import.preview;
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        preview.with(|preview| {
            let changed = preview.changed.iter().take(limit.get());
            changed
                .map(|changed| changed_row(import, changed))
                .collect_view()
        })
    };
    view! {
        <Section title="Changed students" subtitle="An empty cell in the file never blanks what you know.">
            <LongTable
                label="Changed students"
                heads=&["Import", "Name", "What changes"]
                limit
                total=size(import, |preview| preview.changed.len())
                rows
            />
        </Section>
    }
}

#[component]
pub fn SkippedRows(import: Import) -> impl IntoView {
    let preview = import.preview;
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        preview.with(|preview| {
            let skipped = preview.skipped.iter().take(limit.get());
            skipped
                .map(|skipped| {
                    view! {
                        <tr>
                            <th scope="row">{skipped.place.to_string()}</th>
                            <td>{skipped.name.clone()}</td>
                            <td>{skipped.reason.clone()}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <Section title="Skipped rows">
            <LongTable
                label="Skipped rows"
                heads=&["Where", "Name", "Why"]
                limit
                total=size(import, |preview| preview.skipped.len())
                rows
            />
        </Section>
    }
}

#[component]
pub fn UnchangedStudents(import: Import) -> impl IntoView {
    let (preview, caseload) = (import.preview, import.app.caseload());
    let names = move || {
        let name = |id| caseload.with(|caseload| caseload.get(id).map(Student::sort_name));
        let names: Vec<String> = preview.with(|preview| {
            let unchanged = preview.unchanged.iter().take(MOST_NAMES);
            unchanged
                .filter_map(|unchanged| name(unchanged.id))
                .collect()
        });
        names.join("; ")
    };
    let title = move || {
        let number = preview.with(|preview| preview.unchanged.len());
        format!("Unchanged: {}", count(number, "student", "students"))
    };
    view! {
        <details class="section">
            <summary>{title}</summary>
            <p>{names}</p>
        </details>
    }
}

/// How many rows one of the lists has.
pub fn size(import: Import, of: fn(&Preview) -> usize) -> Signal<usize> {
    Memo::new(move |_| import.preview.with(|preview| of(preview))).into()
}

/// "Grade: K → 1", one a line.
pub fn field_changes(fields: &[FieldChange]) -> impl IntoView + use<> {
    let line = |change: &FieldChange| {
        let before = match change.before.as_str() {
            "" => "nothing".to_owned(),
            before => before.to_owned(),
        };
        view! {
            <li>
                <span class="muted">{change.field}": "</span>
                <del>{before}</del>
                <span aria-hidden="true">" → "</span>
                <span class="visually-hidden">" becomes "</span>
                <ins>{change.after.clone()}</ins>
            </li>
        }
    };
    let lines = fields.iter().map(line).collect_view();
    view! { <ul class="roster-changes">{lines}</ul> }
}

fn new_row(import: Import, new: &New) -> impl IntoView + use<> {
    let student = &new.student;
    let guardians: Vec<&str> = student
        .guardians
        .iter()
        .map(|guardian| guardian.name.as_str())
        .collect();
    view! {
        <tr>
            <td><Included import row=new.row name=student.name() /></td>
            <th scope="row">{student.sort_name()}{notes(&new.notes)}</th>
            <td>{shown_grade(student.grade)}</td>
            <td>{student.teacher.clone()}</td>
            <td>{student.school_id.clone()}</td>
            <td>{guardians.join(", ")}</td>
        </tr>
    }
}

fn changed_row(import: Import, changed: &Changed) -> impl IntoView + use<> {
    view! {
        <tr>
            <td><Included import row=changed.row name=changed.student.name() /></td>
            <th scope="row">{changed.student.sort_name()}{notes(&changed.notes)}</th>
            <td>{field_changes(&changed.fields)}</td>
        </tr>
    }
}

fn chosen(import: Import) -> String {
    import.preview.with(|preview| {
        let is_chosen = |new: &&New| {
            let choices = import.choices;
            choices.with(|choices| !choices.left_out.contains(&new.row))
        };
        let chosen = preview.new.iter().filter(is_chosen).count();
        format!("{chosen} of {} chosen", preview.new.len())
    })
}
