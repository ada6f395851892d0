//! Steps by sessions: which step is being lost.

use aimline_core::model::{Rater, Who};
use aimline_core::order::Order;
use aimline_core::progress::fidelity::{Column, Matrix, Row};
use leptos::prelude::*;

use super::mark::{legend, mark};
use crate::parts::Chip;
use crate::route::{LogTarget, Route};
use crate::state::use_app;
use crate::words;

/// Checklists shown beside each other; the percents are of these.
pub const SHOWN: usize = 12;

#[component]
pub fn StepMatrix(matrix: Memo<Matrix>) -> impl IntoView {
    let most_missed_first = RwSignal::new(true);
    let rows = move || {
        let mut rows = matrix.get().rows;
        rows.retain(|row| row.number.is_some() || row.marks.iter().any(Option::is_some));
        if most_missed_first.get() {
            rows.order_by(|a, b| b.missed().total_cmp(&a.missed()));
        }
        rows
    };
    let order = move |first: bool, label: &'static str| {
        let pressed = Signal::derive(move || most_missed_first.get() == first);
        view! { <Chip pressed=pressed on_press=move |()| most_missed_first.set(first)>{label}</Chip> }
    };
    view! {
        <div class="stack stack-close">
            <h3>"Step by step"</h3>
            <p>{move || matrix.with(lost_in_words)}</p>
            <div class="row" role="group" aria-label="Order of the steps">
                {order(true, "Most missed first")}
                {order(false, "As written")}
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Steps by sessions">
                <table class="table matrix">
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col" class="number">"Done"</th>
                            {move || matrix.get().columns.into_iter().map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{move || rows().into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
            {legend()}
        </div>
    }
}

fn head(column: Column) -> impl IntoView {
    let app = use_app();
    let who = app.caseload().with(|caseload| caseload.name_of(column.who));
    let rater = match &column.rater {
        Rater::Interventionist => None,
        Rater::Observer { role } => Some(role.clone()),
    };
    let title = match (&rater, column.who) {
        (Some(role), _) => format!("{who}, rated by {role}"),
        (None, Who::Group(_) | Who::Student(_)) => who,
    };
    let href = Route::Log(LogTarget::Session(column.session)).to_string();
    view! {
        <th scope="col" class="matrix-day">
            <a href=href title=title>{words::day_and_month(column.date)}</a>
            {rater.map(|role| view! { <span class="badge" title=role>"Observer"</span> })}
        </th>
    }
}

fn line(row: Row) -> impl IntoView {
    let done = match row.tally.adherence() {
        Ok(percent) => format!("{percent:.0} %"),
        Err(_) => "–".to_owned(),
    };
    let number = match row.number {
        Some(number) => format!("{number}. "),
        None => String::new(),
    };
    let old = row
        .number
        .is_none()
        .then(|| view! { " "<span class="badge">"Earlier wording"</span> });
    let recorded =
        (!row.step.required).then(|| view! { " "<span class="badge">"Recorded only"</span> });
    let cell = |cell: Option<_>| match cell {
        Some(found) => view! { <td class="matrix-mark">{mark(&found)}</td> }.into_any(),
        None => {
            view! { <td class="matrix-mark"><span class="visually-hidden">"Not marked"</span></td> }
                .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{number}{row.step.text}{recorded}{old}</th>
            <td class="number">{done}</td>
            {row.marks.into_iter().map(cell).collect_view()}
        </tr>
    }
}

/// The step that is missed most, as a sentence.
fn lost_in_words(matrix: &Matrix) -> String {
    let sessions = words::count(matrix.columns.len(), "checklist", "checklists");
    let required = matrix.rows.iter().filter(|row| row.step.required);
    match required.max_by(|a, b| a.missed().total_cmp(&b.missed())) {
        Some(row) if row.missed() > 0.0 => format!(
            "In the last {sessions}, the step missed most is “{}”: missed {} of {} times.",
            row.step.text,
            row.tally.no,
            row.tally.yes + row.tally.no
        ),
        _ => format!("In the last {sessions}, no required step was missed."),
    }
}
