//! The chart as rows: the scores (a day, its score, the aim line that day, the phase, notes), and
//! the weeks under them.

use super::facts::Facts;
use super::{ProgressView, TaughtWeek};
use crate::table::{Column, NONE, Table};
use crate::words::{day, value};

/// One row for each point of the chart, the earliest first.
pub fn table(view: &ProgressView) -> Table {
    let facts = Facts::new(view);
    let rows = facts
        .by_phase
        .iter()
        .flat_map(|scores| {
            let phase = phase_label(view, scores.phase);
            scores.series.occasions().iter().map(move |occasion| {
                vec![
                    day(occasion.date, view.today),
                    value(occasion.value),
                    aim_then(view, occasion.date),
                    phase.clone(),
                    notes(view, occasion.date, scores.phase),
                ]
            })
        })
        .collect();
    Table {
        columns: vec![
            Column::text("Date"),
            Column::number(score_label(view)),
            Column::number("Aim line"),
            Column::text("Phase"),
            Column::text("Note"),
        ],
        rows,
    }
}

/// One row for each week, the earliest first.
pub fn weeks_table(view: &ProgressView) -> Table {
    Table {
        columns: vec![
            Column::text("Week of"),
            Column::number("Planned (min)"),
            Column::number("Received (min)"),
            Column::number("Not logged (min)"),
            Column::number("Steps taught"),
        ],
        rows: view.weeks.iter().map(|week| week_row(week, view)).collect(),
    }
}

fn week_row(week: &TaughtWeek, view: &ProgressView) -> Vec<String> {
    let minutes = |minutes: u32| match minutes {
        0 => NONE.to_owned(),
        minutes => minutes.to_string(),
    };
    let planned = match (week.school, week.planned) {
        (false, 0) => "No school".to_owned(),
        (_, planned) => minutes(planned),
    };
    // Nothing received of what was planned and logged is a figure, not a blank.
    let received = if week.planned > week.unlogged {
        week.received.to_string()
    } else {
        minutes(week.received)
    };
    vec![
        day(week.monday, view.today),
        planned,
        received,
        minutes(week.unlogged),
        week.adherence.map_or_else(
            || "Not recorded".to_owned(),
            |percent| format!("{} %", value(percent.round())),
        ),
    ]
}

fn score_label(view: &ProgressView) -> String {
    if view.unit.is_empty() {
        "Score".to_owned()
    } else {
        format!("Score ({})", view.unit)
    }
}

fn aim_then(view: &ProgressView, date: jiff::civil::Date) -> String {
    view.aim
        .and_then(|aim| aim.at(date).ok())
        .map_or_else(|| NONE.to_owned(), value)
}

fn phase_label(view: &ProgressView, phase: usize) -> String {
    let label = view.phases.get(phase).map(|phase| phase.label.as_str());
    label
        .filter(|label| !label.is_empty())
        .unwrap_or(NONE)
        .to_owned()
}

fn notes(view: &ProgressView, date: jiff::civil::Date, phase: usize) -> String {
    notes_of(view, date, phase).unwrap_or_else(|| NONE.to_owned())
}

/// The notes of a day, and the scores themselves where the point is their median.
pub(super) fn notes_of(
    view: &ProgressView,
    date: jiff::civil::Date,
    phase: usize,
) -> Option<String> {
    let that_day: Vec<_> = view
        .scores
        .iter()
        .filter(|score| score.date == date && score.phase == phase && score.value.is_finite())
        .collect();
    let mut notes = Vec::new();
    if that_day.len() > 1 {
        let scores: Vec<_> = that_day.iter().map(|score| value(score.value)).collect();
        notes.push(format!("Median of {}", scores.join(", ")));
    }
    notes.extend(that_day.iter().filter_map(|score| score.note.clone()));
    (!notes.is_empty()).then(|| notes.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{plan, two_phases, with_weeks};

    #[test]
    fn every_week_of_the_chart_is_a_row() {
        let table = weeks_table(&with_weeks(two_phases()));
        let expected = [
            ["Sep 7", "120", "80", "–", "92 %"],
            ["Sep 14", "120", "0", "–", "0 %"],
            ["Sep 21", "120", "40", "30", "Not recorded"],
            ["Sep 28", "No school", "–", "–", "Not recorded"],
        ];
        assert_eq!(table.rows[..4], expected);
        assert_eq!(table.rows.len(), 13);
        assert!(weeks_table(&plan(&[39.0])).rows.is_empty());
    }

    #[test]
    fn every_point_of_the_chart_is_a_row() {
        let table = table(&two_phases());
        assert_eq!(table.rows.len(), 12);
        assert_eq!(
            table.rows[1],
            ["Sep 15", "42", "40.5", "Repeated reading", "Fire drill"]
        );
        assert_eq!(table.rows[6], ["Oct 20", "42", "48", "Smaller group", "–"]);
        assert_eq!(table.columns[1].label, "Score (words correct per minute)");
    }

    #[test]
    fn several_probes_on_a_day_are_a_row_that_names_them() {
        let mut view = plan(&[39.0]);
        for value in [44.0, 41.0] {
            view.scores.push(crate::ScorePoint {
                value,
                note: Some("Retest".into()),
                ..view.scores[0].clone()
            });
        }
        let table = table(&view);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.rows[0][1], "41");
        assert_eq!(table.rows[0][4], "Median of 39, 44, 41; Retest; Retest");
    }

    #[test]
    fn without_aim_line_or_phases_a_dash_stands() {
        let mut view = plan(&[39.0]);
        view.aim = None;
        view.phases.clear();
        assert_eq!(table(&view).rows[0], ["Sep 8", "39", "–", "–", "–"]);
        assert!(table(&plan(&[])).rows.is_empty());
    }
}
