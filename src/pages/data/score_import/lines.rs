//! The scores of one kind, each with its reason.

use aimline_core::format::scores::{Kind, Line, Outcome};
use aimline_core::model::Student;
use aimline_core::model::measure::number;
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{Button, LongTable, PAGE};
use crate::words::full_date;

#[component]
pub fn Lines(import: Import, kind: Kind) -> impl IntoView {
    let limit = RwSignal::new(PAGE);
    let total = Memo::new(move |_| import.checked.with(|checked| checked.count(kind)));
    let rows = move || {
        import.checked.with(|checked| {
            let lines = checked.of(kind).take(limit.get());
            let row = |line: &Line| line_row(import, line, person(checked, line));
            lines.map(row).collect_view()
        })
    };
    view! {
        <Show when=move || kind == Kind::Conflict>
            <ReplaceAll import />
        </Show>
        <LongTable
            label=kind.label()
            heads=&["Row", "Student", "Measure", "Date", "Score", "What happens"]
            limit
            total=Signal::from(total)
            rows
        />
    }
}

#[component]
fn ReplaceAll(import: Import) -> impl IntoView {
    let replace_all = move || {
        let all = import.checked.with_untracked(|checked| {
            checked
                .of(Kind::Conflict)
                .map(|line| (line.row, line.column))
                .collect()
        });
        import.replace.set(all);
    };
    view! {
        <div class="row roster-choose">
            <Button small=true on_press=replace_all>"Replace all"</Button>
            <Button small=true on_press=move || import.replace.update(|all| all.clear())>"Keep all"</Button>
            <span class="muted">"What you keep stays as it is; the score of the file is left out."</span>
        </div>
    }
}

fn line_row(import: Import, line: &Line, person: String) -> impl IntoView + use<> {
    let caseload = import.app.caseload();
    let (student, measure) = caseload.with_untracked(|caseload| {
        let student = line.student.and_then(|id| caseload.students.get(id));
        let measure = line.measure.and_then(|id| caseload.measure(id));
        (
            student.map(Student::sort_name),
            measure.map(|measure| measure.short_name.clone()),
        )
    });
    let score = line.probe.as_ref().map_or_else(
        || line.given.clone(),
        |probe| match probe.errors {
            Some(errors) => format!("{}, {} errors", number(probe.score), number(errors)),
            None => number(probe.score),
        },
    );
    let happens = match &line.outcome {
        Outcome::Conflict { score: known, .. } => {
            view! { <Replace import line=line.clone() known=*known /> }.into_any()
        }
        other => other.sentence().into_any(),
    };
    view! {
        <tr>
            <td>{line.row}</td>
            <th scope="row">{student.unwrap_or(person)}</th>
            <td>{measure}</td>
            <td>{line.date.map(full_date)}</td>
            <td>{score}</td>
            <td>{happens}</td>
        </tr>
    }
}

/// Keep what is there, or take what the file says.
#[component]
fn Replace(import: Import, line: Line, known: f64) -> impl IntoView {
    let at = (line.row, line.column);
    let chosen = move || import.replace.with(|replace| replace.contains(&at));
    let change = move |event| {
        import.replace.update(|replace| {
            if event_target_checked(&event) {
                replace.insert(at);
            } else {
                replace.remove(&at);
            }
        });
    };
    view! {
        <p>{line.outcome.sentence()}</p>
        <label class="check">
            <input type="checkbox" prop:checked=chosen on:change=change />
            <span>{format!("Replace {} with {}", number(known), line.given)}</span>
        </label>
    }
}

/// Whom the row names, for those who are not on the caseload.
fn person(checked: &aimline_core::format::scores::Checked, line: &Line) -> String {
    let person = line.person.and_then(|at| checked.people.get(at));
    person.map(|person| person.described()).unwrap_or_default()
}
