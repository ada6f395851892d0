//! The figures of a set as a table: a row for each grade and season, a column for each level.

use aimline_core::model::ReferenceVersion;
use aimline_core::number::{decimals, number};
use leptos::prelude::*;

const NONE: &str = "–";

/// Whether any grade has a figure of growth, given or worked out.
pub(super) fn has_growth(version: &ReferenceVersion) -> bool {
    let mut grades = version.grades().into_iter();
    grades.any(|grade| !version.growths(grade).is_empty())
}

#[component]
pub fn FiguresTable(version: ReferenceVersion, growth: bool) -> impl IntoView {
    let (rows, label) = if growth {
        (growths(&version), "Table of growth a week")
    } else {
        (scores(&version), "Table of scores")
    };
    let levels = version.levels.iter();
    let head = levels
        .map(|level| view! { <th scope="col" class="number">{level.clone()}</th> })
        .collect_view();
    let row = |(title, cells): (String, Vec<String>)| {
        let cells = cells
            .into_iter()
            .map(|cell| view! { <td class="number">{cell}</td> });
        view! {
            <tr>
                <th scope="row">{title}</th>
                {cells.collect_view()}
            </tr>
        }
    };
    view! {
        <div class="table-scroll reference-scroll" tabindex="0" role="region" aria-label=label>
            <table class="table reference-table">
                <thead>
                    <tr>
                        <th scope="col">{if growth { "Grade" } else { "Grade and season" }}</th>
                        {head}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn scores(version: &ReferenceVersion) -> Vec<(String, Vec<String>)> {
    let rows = version.rows.iter().filter(|row| row.season.is_some());
    rows.map(|row| {
        let cells = row.values.iter();
        let cells = cells.map(|value| value.map_or_else(|| NONE.to_owned(), number));
        (row.title(), cells.collect())
    })
    .collect()
}

fn growths(version: &ReferenceVersion) -> Vec<(String, Vec<String>)> {
    let grades = version.grades().into_iter();
    grades
        .filter(|grade| !version.growths(*grade).is_empty())
        .map(|grade| {
            let levels = version.levels.iter();
            let cells = levels.map(|level| {
                version
                    .growth(grade, level)
                    .map_or_else(|| NONE.to_owned(), |growth| decimals(growth.per_week, 2))
            });
            (format!("Grade {grade}"), cells.collect())
        })
        .collect()
}
