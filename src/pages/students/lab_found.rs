//! What the comparison of two phases shows: the reading, what it does not prove, the numbers, and
//! two ways to take them along.

use aimline_charts::comparison::{
    Size, caveats, file_name, phases, reading, report, series, sizes, trends,
};
use aimline_charts::{ComparisonView, Table};
use leptos::prelude::*;

use super::opened::Opened;
use crate::browser::files;
use crate::parts::{Button, CopyByHand, CopyText, IconName};
use crate::state::use_app;

#[component]
pub fn Found(plan: Memo<Option<Opened>>, view: Memo<Option<ComparisonView>>) -> impl IntoView {
    let shown = move || {
        let view = view.get()?;
        Some(view! {
            <div class="lab-words">{paragraphs(reading(&view))}</div>
            <section class="lab-part lab-words">
                <h3>"What this does not show"</h3>
                {paragraphs(caveats(&view))}
            </section>
            <section class="lab-part">
                <h3>"The phases"</h3>
                {table_of(phases(&view), "The phases")}
            </section>
            <section class="lab-part">
                <h3>"Effect sizes"</h3>
                <p class="muted small no-print">"Open a name to read what it is and where it comes from."</p>
                {sizes_of(&view)}
            </section>
            <section class="lab-part">
                <h3>"Trend of each phase"</h3>
                {table_of(trends(&view), "Trend of each phase")}
            </section>
        })
    };
    view! {
        {shown}
        <TakeAlong plan view />
    }
}

fn paragraphs(sentences: Vec<String>) -> impl IntoView {
    let sentences = sentences.into_iter();
    sentences
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view()
}

/// The first cell of a row is its name.
fn table_of(table: Table, label: &'static str) -> impl IntoView {
    let Table { columns, rows } = table;
    let head = columns.iter().map(|column| {
        view! { <th scope="col" class:number=column.numeric>{column.label.clone()}</th> }
    });
    let head = head.collect_view();
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let name = cells.next();
        let rest = cells.map(|cell| view! { <td class="number">{cell}</td> });
        view! { <tr><th scope="row">{name}</th>{rest.collect_view()}</tr> }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table lab-table">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn sizes_of(view: &ComparisonView) -> impl IntoView + use<> {
    let rows = sizes(view).into_iter().map(size_row).collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Effect sizes">
            <table class="table lab-table lab-sizes">
                <thead>
                    <tr>
                        <th scope="col">"Size"</th>
                        <th scope="col" class="number">"Estimate"</th>
                        <th scope="col" class="number">{view.interval_name()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn size_row(size: Size) -> impl IntoView {
    let Size {
        name,
        estimate,
        interval,
        about,
        source,
    } = size;
    let cells = match (estimate, interval) {
        (Err(reason), _) => {
            view! { <td class="number muted small" colspan="2">{reason}</td> }.into_any()
        }
        (Ok(estimate), Ok(interval)) => view! {
            <td class="number">{estimate}</td>
            <td class="number">{interval}</td>
        }
        .into_any(),
        (Ok(estimate), Err(reason)) => view! {
            <td class="number">{estimate}</td>
            <td class="number muted small">{reason}</td>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <details>
                    <summary class="lab-name">{name}</summary>
                    <p class="lab-about">{about}" "<span class="muted">{source}"."</span></p>
                </details>
            </th>
            {cells}
        </tr>
    }
}

#[component]
fn TakeAlong(plan: Memo<Option<Opened>>, view: Memo<Option<ComparisonView>>) -> impl IntoView {
    let app = use_app();
    let caseload = app.caseload();
    let by_hand = RwSignal::new(None);
    let text = move || view.with_untracked(|view| view.as_ref().map(report));
    let export = move || {
        let Some(file) = view.with_untracked(|view| view.as_ref().map(series)) else {
            return;
        };
        let Some(Some(plan)) = plan.try_get_untracked() else {
            return;
        };
        let initials = caseload.with_untracked(|caseload| {
            let student = caseload.get(plan.plan.student);
            student
                .map(|student| student.initials())
                .unwrap_or_default()
        });
        let name = file_name(&initials, &plan.measure.short_name, plan.today);
        match files::download(&name, "text/csv", file.as_bytes()) {
            Ok(()) => app.toast(format!("{name} is saved.")),
            Err(problem) => app.toast(problem.to_string()),
        }
    };
    view! {
        <div class="row no-print">
            <CopyText text said="The comparison is copied as text." by_hand />
            <Button icon=IconName::Download on_press=export>"Export the series"</Button>
        </div>
        <CopyByHand label="The comparison as text" text=by_hand rows=10 />
    }
}
