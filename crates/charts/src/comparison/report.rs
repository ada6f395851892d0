//! The whole comparison as text, to be pasted into a report. It names no student.

use aimline_core::analysis::{Direction, Question, Scale};
use aimline_core::format::single_case::{PhaseName, write};
use jiff::civil::Date;

use super::{ComparisonView, caveats, phases, reading, sizes, trends};
use crate::table::Table;

/// Lines that read the same in a letter, a form or a terminal.
pub fn report(view: &ComparisonView) -> String {
    let mut lines = vec![
        format!(
            "{} in {}, {} is better",
            view.measure,
            view.unit,
            view.better()
        ),
        format!("Phase A: {}.", view.phase(&view.pair.a)),
        format!("Phase B: {}.", view.phase(&view.pair.b)),
        String::new(),
    ];
    lines.extend(reading(view));
    lines.push(String::new());
    lines.extend(caveats(view));
    lines.push(String::new());
    lines.extend(table_lines(&phases(view)));
    lines.push(String::new());
    for size in sizes(view) {
        lines.push(match (size.estimate, size.interval) {
            (Ok(estimate), Ok(interval)) => format!(
                "{} {estimate}, {} {interval}. {}.",
                size.name,
                view.interval_name(),
                size.source
            ),
            (Ok(estimate), Err(_)) => format!("{} {estimate}. {}.", size.name, size.source),
            (Err(reason), _) => format!("{}. {reason}", size.name),
        });
    }
    lines.push(String::new());
    lines.extend(table_lines(&trends(view)));
    lines.push(String::new());
    lines.push(format!(
        "Formulas as in SingleCaseES 0.7.4. To compute it again from the exported series: \
         analyze {}",
        options(&view.pair.question)
    ));
    lines.join("\n")
}

/// The options with which the `analyze` example gives the same numbers from the same series.
pub fn options(question: &Question) -> String {
    let percent = (1e6 * question.confidence.part()).round() / 1e4;
    let mut options = format!("--interval {percent}");
    if question.direction == Direction::Decrease {
        options.push_str(" --direction decrease");
    }
    if let Some(goal) = question.goal {
        options.push_str(&format!(" --goal {goal}"));
    }
    let named = Scale::NAMES
        .iter()
        .find(|(_, scale)| *scale == question.scale);
    if let Some((name, _)) = named.filter(|(_, scale)| *scale != Scale::Other) {
        options.push_str(&format!(" --scale {name}"));
    }
    options
}

/// The scores as the file that the `analyze` example reads; two of one day stay two.
pub fn series(view: &ComparisonView) -> String {
    let named = |name: PhaseName| {
        let phase = match name {
            PhaseName::A => &view.pair.a,
            PhaseName::B => &view.pair.b,
        };
        let scores = phase.scores.iter();
        scores.map(move |(day, score)| (name, *day, *score))
    };
    write([PhaseName::A, PhaseName::B].into_iter().flat_map(named))
}

/// "ÁS-ORF-phases-2026-11-24.csv": a student is named by initials alone.
pub fn file_name(initials: &str, measure: &str, today: Date) -> String {
    let plain = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    };
    let parts: [String; 2] = [plain(initials), plain(measure)];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.chain(["phases".into(), today.to_string()]).collect();
    format!("{}.csv", parts.join("-"))
}

/// "Growth a week: least squares: A 0.50, B 1.20".
fn table_lines(table: &Table) -> Vec<String> {
    let line = |cells: &Vec<String>| {
        let mut cells = cells.iter().zip(&table.columns);
        let name = cells
            .next()
            .map(|(name, _)| name.as_str())
            .unwrap_or_default();
        let rest: Vec<String> = cells
            .map(|(cell, column)| format!("{} {cell}", column.label))
            .collect();
        format!("{name}: {}", rest.join(", "))
    };
    let name = table.columns.first().map(|column| column.label.clone());
    name.into_iter()
        .chain(table.rows.iter().map(line))
        .collect()
}
