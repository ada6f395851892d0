//! What "Import" would do, row by row.

use aimline_core::format::roster::{Changed, FieldChange, New, Skipped};
use aimline_core::model::Student;
use leptos::prelude::*;

use super::filter::{Filter, Narrowing, shown_grade};
use super::import::{Import, sentence};
use super::question::Questions;
use super::rows::{Included, More, PAGE, include, notes};
use crate::pages::words::count;
use crate::parts::{Button, ButtonKind, Section};

/// From this many on, looking is no way to find a student.
const MANY: usize = 12;

#[component]
pub fn PreviewLists(import: Import) -> impl IntoView {
    let preview = import.preview;
    let size = move |of: fn(&aimline_core::format::roster::Preview) -> usize| {
        Memo::new(move |_| preview.with(|preview| of(preview)))
    };
    let new = size(|preview| preview.new.len());
    let changed = size(|preview| preview.changed.len());
    let unchanged = size(|preview| preview.unchanged.len());
    let skipped = size(|preview| preview.skipped.len());
    let questions = size(|preview| preview.questions.len());
    let facts = [
        ("New", new),
        ("Changed", changed),
        ("Unchanged", unchanged),
        ("Skipped", skipped),
        ("Questions", questions),
    ];
    view! {
        <Section title="Preview" subtitle="Nothing is saved yet.">
            <dl class="facts card roster-facts">
                {facts
                    .into_iter()
                    .map(|(name, size)| view! { <div><dt>{name}</dt><dd>{size}</dd></div> })
                    .collect_view()}
            </dl>
        </Section>
        <Show when=move || { questions.get() > 0 }><Questions import /></Show>
        <Show when=move || { new.get() > 0 }><NewStudents import /></Show>
        <Show when=move || { changed.get() > 0 }><ChangedStudents import /></Show>
        <Show when=move || { skipped.get() > 0 }><SkippedRows import /></Show>
        <Show when=move || { unchanged.get() > 0 }><UnchangedStudents import /></Show>
        <ImportBar import />
    }
}

#[component]
fn NewStudents(import: Import) -> impl IntoView {
    let preview = import.preview;
    let narrowing = Narrowing::default();
    let shown = Memo::new(move |_| narrowing.shown(import));
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        let shown = shown.get();
        let limited = shown.into_iter().take(limit.get());
        preview.with(|preview| {
            limited
                .filter_map(|at| preview.new.get(at).cloned())
                .collect::<Vec<_>>()
        })
    };
    let include_shown = move |included| {
        let rows: Vec<usize> = shown.with_untracked(|shown| {
            preview.with_untracked(|preview| {
                shown
                    .iter()
                    .filter_map(|at| Some(preview.new.get(*at)?.row))
                    .collect()
            })
        });
        include(import, rows, included);
    };
    let many = Memo::new(move |_| preview.with(|preview| preview.new.len() >= MANY));
    view! {
        <Section title="New students" subtitle="Choose the ones you work with; the others are left out.">
            <Show when=move || many.get()><Filter import narrowing /></Show>
            <div class="row roster-choose">
                <Button small=true on_press=move || include_shown(true)>"Choose all shown"</Button>
                <Button small=true on_press=move || include_shown(false)>"Choose none shown"</Button>
                <span class="muted">{move || chosen(import)}</span>
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="New students">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">"Import"</span></th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Grade"</th>
                            <th scope="col">"Teacher"</th>
                            <th scope="col">"Student ID"</th>
                            <th scope="col">"Guardians"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|new| (new.row, new.student.clone().sort_name()) let:new>
                            {new_row(import, new)}
                        </For>
                    </tbody>
                </table>
            </div>
            <More limit total=Signal::derive(move || shown.with(Vec::len)) />
        </Section>
    }
}

fn new_row(import: Import, new: New) -> impl IntoView {
    let New {
        row,
        student,
        notes: row_notes,
    } = new;
    let guardians: Vec<&str> = student
        .guardians
        .iter()
        .map(|guardian| guardian.name.as_str())
        .collect();
    view! {
        <tr>
            <td><Included import row name=student.name() /></td>
            <th scope="row">{student.sort_name()}{notes(&row_notes)}</th>
            <td>{shown_grade(student.grade)}</td>
            <td>{student.teacher.clone()}</td>
            <td>{student.school_id.clone()}</td>
            <td>{guardians.join(", ")}</td>
        </tr>
    }
}

#[component]
fn ChangedStudents(import: Import) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        import.preview.with(|preview| {
            preview
                .changed
                .iter()
                .take(limit.get())
                .cloned()
                .collect::<Vec<Changed>>()
        })
    };
    view! {
        <Section title="Changed students" subtitle="An empty cell in the file never blanks what you know.">
            <div class="table-scroll" tabindex="0" role="region" aria-label="Changed students">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">"Import"</span></th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"What changes"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|changed| (changed.row, changed.id, changed.fields.len()) let:changed>
                            <tr>
                                <td><Included import row=changed.row name=changed.student.name() /></td>
                                <th scope="row">{changed.student.sort_name()}{notes(&changed.notes)}</th>
                                <td>{field_changes(&changed.fields)}</td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
            <More limit total=Signal::derive(move || import.preview.with(|preview| preview.changed.len())) />
        </Section>
    }
}

/// "Grade: K → 1", one a line.
pub fn field_changes(fields: &[FieldChange]) -> impl IntoView + use<> {
    let line = |change: &FieldChange| {
        let before = if change.before.is_empty() {
            "nothing".to_owned()
        } else {
            change.before.clone()
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

#[component]
fn SkippedRows(import: Import) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let rows = move || {
        import.preview.with(|preview| {
            preview
                .skipped
                .iter()
                .take(limit.get())
                .cloned()
                .collect::<Vec<Skipped>>()
        })
    };
    view! {
        <Section title="Skipped rows">
            <div class="table-scroll" tabindex="0" role="region" aria-label="Skipped rows">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Where"</th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Why"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=|skipped| (skipped.place, skipped.reason.clone()) let:skipped>
                            <tr>
                                <th scope="row">{skipped.place.to_string()}</th>
                                <td>{skipped.name}</td>
                                <td>{skipped.reason}</td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
            <More limit total=Signal::derive(move || import.preview.with(|preview| preview.skipped.len())) />
        </Section>
    }
}

#[component]
fn UnchangedStudents(import: Import) -> impl IntoView {
    let (preview, caseload) = (import.preview, import.app.caseload());
    let names = move || {
        let name = |id| caseload.with(|caseload| caseload.get(id).map(Student::sort_name));
        let names: Vec<String> = preview.with(|preview| {
            preview
                .unchanged
                .iter()
                .filter_map(|unchanged| name(unchanged.id))
                .collect()
        });
        names.join("; ")
    };
    let title =
        move || preview.with(|preview| count(preview.unchanged.len(), "student", "students"));
    view! {
        <details class="section">
            <summary>{move || format!("Unchanged: {}", title())}</summary>
            <p>{names}</p>
        </details>
    }
}

#[component]
fn ImportBar(import: Import) -> impl IntoView {
    let counts = Memo::new(move |_| import.counts());
    let nothing = Signal::derive(move || counts.get() == (0, 0));
    let unanswered = move || {
        import
            .preview
            .with(|preview| import.choices.with(|choices| preview.unanswered(choices)))
    };
    let words = move || {
        let (added, changed) = counts.get();
        let mut words = match (added, changed) {
            (0, 0) => "Nothing to import: the caseload already has what is chosen here.".to_owned(),
            _ => sentence(added, changed, "Adds", "changes"),
        };
        match unanswered() {
            0 => {}
            1 => words.push_str(" One question is open; its row is left out."),
            open => words.push_str(&format!(
                " {open} questions are open; their rows are left out."
            )),
        }
        words
    };
    view! {
        <div class="roster-bar no-print">
            <p role="status">{words}</p>
            <Button kind=ButtonKind::Primary disabled=nothing on_press=move || import.save()>"Import"</Button>
        </div>
    }
}

fn chosen(import: Import) -> String {
    import.preview.with(|preview| {
        let all = preview.new.len();
        let chosen = import.choices.with(|choices| {
            preview
                .new
                .iter()
                .filter(|new| !choices.left_out.contains(&new.row))
                .count()
        });
        format!("{chosen} of {all} chosen")
    })
}
