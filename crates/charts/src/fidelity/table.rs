//! The fidelity chart as rows: a day, a series, its marks, its percentage.

use super::FidelityView;
use super::facts::SeriesFacts;
use super::sentence::whole;
use crate::table::{Column, NONE, Table};
use crate::words::day;
use aimline_core::order::Order;

/// One row for each day of each series, the earliest first. A day of N/A alone has a row,
/// though it has no place on the chart.
pub fn table(view: &FidelityView) -> Table {
    let series = SeriesFacts::all(view);
    let mut days: Vec<_> = series
        .iter()
        .flat_map(|series| {
            series
                .days
                .iter()
                .map(|(date, tally)| (*date, series.name, *tally))
        })
        .collect();
    days.order_by_key(|(date, _, _)| *date);
    let half = days.iter().any(|(_, _, tally)| tally.half > 0);
    let rows = days
        .into_iter()
        .map(|(date, name, tally)| {
            let adherence = tally.adherence();
            let percent = adherence.map_or_else(|_| NONE.to_owned(), |p| format!("{} %", whole(p)));
            let mut row = vec![
                day(date, view.today),
                name.to_owned(),
                tally.yes.to_string(),
            ];
            if half {
                row.push(tally.half.to_string());
            }
            row.extend([
                tally.no.to_string(),
                tally.not_applicable.to_string(),
                percent,
            ]);
            row
        })
        .collect();
    Table {
        columns: columns(view, half),
        rows,
    }
}

fn columns(view: &FidelityView, half: bool) -> Vec<Column> {
    let mut columns = vec![
        Column::text("Date"),
        Column::text(capitalized(&view.by)),
        Column::number("Done"),
    ];
    if half {
        columns.push(Column::number("Half"));
    }
    columns.extend([
        Column::number("Missed"),
        Column::number("N/A"),
        Column::number("Adherence"),
    ]);
    columns
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::fidelity;

    #[test]
    fn rows_are_by_day_then_by_series() {
        let view = fidelity(&[
            ("Phonics", &[(5, 1, 0), (0, 0, 6)]),
            ("Fluency", &[(6, 0, 1)]),
        ]);
        let table = table(&view);
        assert_eq!(table.columns[1].label, "Protocol");
        assert_eq!(
            table.rows,
            [
                ["Sep 8", "Phonics", "5", "1", "0", "83 %"],
                ["Sep 8", "Fluency", "6", "0", "1", "100 %"],
                ["Sep 15", "Phonics", "0", "0", "6", "–"],
            ]
        );
    }

    #[test]
    fn a_column_for_half_steps_only_where_there_are_any() {
        let mut view = fidelity(&[("Phonics", &[(4, 1, 0)])]);
        view.series[0].checklists[0].1.half = 1;
        assert_eq!(
            table(&view).rows,
            [["Sep 8", "Phonics", "4", "1", "1", "0", "75 %"]]
        );
    }
}
