//! The scores of one kind, each with its reason.

use aimline_core::format::scores::{Kind, Line, Outcome, Settled};
use aimline_core::model::Student;
use aimline_core::number::number;
use leptos::prelude::*;

use super::import::Import;
use crate::parts::{Button, LongTable, PAGE, unique_id};
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
    let all = move |settled| {
        let all = import.checked.with_untracked(|checked| {
            let lines = checked.of(Kind::Conflict);
            lines
                .map(|line| ((line.row, line.column), settled))
                .collect()
        });
        import.settled.set(all);
    };
    view! {
        <div class="row roster-choose">
            <Button small=true on_press=move || import.settled.update(|all| all.clear())>"Keep all"</Button>
            <Button small=true on_press=move || all(Settled::Replaces)>"Replace all"</Button>
            <Button small=true on_press=move || all(Settled::Both)>"Take all beside"</Button>
            <span class="muted">"Keep: the score of the file is left out. Beside: both were given that day, and their median counts."</span>
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
            Some(errors) => {
                let noun = if errors == 1.0 { "error" } else { "errors" };
                format!("{}, {} {noun}", number(probe.score), number(errors))
            }
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

/// Keep what is there, take what the file says, or both.
#[component]
fn Replace(import: Import, line: Line, known: f64) -> impl IntoView {
    let at = (line.row, line.column);
    let group = unique_id("settled");
    let given = line.given.clone();
    let ways = [
        (None, format!("Keep {}", number(known))),
        (
            Some(Settled::Replaces),
            format!("Replace {} with {given}", number(known)),
        ),
        (Some(Settled::Both), format!("Take {given} beside it")),
    ];
    let way = |(settled, words): (Option<Settled>, String)| {
        let chosen = move || import.settled.with(|all| all.get(&at).copied()) == settled;
        let choose = move |_| {
            import.settled.update(|all| match settled {
                Some(settled) => drop(all.insert(at, settled)),
                None => drop(all.remove(&at)),
            });
        };
        view! {
            <label class="check">
                <input type="radio" name=group.clone() prop:checked=chosen on:change=choose />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="stack-close">
            <legend>{line.outcome.sentence()}</legend>
            {ways.map(way).collect_view()}
        </fieldset>
    }
}

/// Whom the row names, for those who are not on the caseload.
fn person(checked: &aimline_core::format::scores::Checked, line: &Line) -> String {
    let person = line.person.and_then(|at| checked.people.get(at));
    person.map(|person| person.described()).unwrap_or_default()
}
