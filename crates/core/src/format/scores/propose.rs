//! A first mapping of a file that was not seen before: from its headers and first values.

use jiff::civil::Date;

use super::head::{Head, Part};
use super::holds::{Holds, guess_of};
use super::mapping::{Column, Mapping};
use super::measures::KnownMeasures;
use crate::caseload::Caseload;
use crate::format::number;
use crate::format::table::{Table, header_key};
use crate::order::Order;

/// How many cells show what a column holds.
const SAMPLE: usize = 30;

/// What the headers say of each column; also what is shown of a column while it is mapped.
pub fn heads(table: &Table, caseload: &Caseload, today: Date) -> Vec<Head> {
    let known = KnownMeasures::of_caseload(caseload);
    let head = |header: &String| Head::read(header, &known, today);
    table.headers.iter().map(head).collect()
}

/// The mapping that is proposed; the person can change all of it.
pub fn propose(table: &Table, caseload: &Caseload, today: Date) -> Mapping {
    let heads = heads(table, caseload, today);
    let mut mapping = Mapping {
        columns: vec![None; table.headers.len()],
        ..Mapping::default()
    };
    if table.has_headers {
        map_certain_headers(&mut mapping, table);
    }
    map_scores(&mut mapping, table, &heads);
    attach(&mut mapping, &heads);
    keep_what_is_needed(&mut mapping);
    mapping
}

/// The measures that the names of a measure column stand for, where they are not known yet.
pub fn name_measures(mapping: &mut Mapping, table: &Table, caseload: &Caseload) {
    let known = KnownMeasures::of_caseload(caseload);
    for (name, _) in mapping.measure_names(table) {
        let key = header_key(&name);
        mapping
            .names
            .entry(key)
            .or_insert_with(|| known.of_name(&name));
    }
}

/// "Last name", "Client date": headers that mean one thing. What a row has once goes to its
/// surest header.
fn map_certain_headers(mapping: &mut Mapping, table: &Table) {
    let mut guesses = Vec::new();
    for (at, header) in table.headers.iter().enumerate() {
        guesses.extend(guess_of(header).map(|(holds, rank)| (rank, at, holds)));
    }
    guesses.order();
    for (_, at, holds) in guesses {
        let taken = mapping.of(holds).next().is_some();
        let is_only = holds.is_single() || matches!(holds, Holds::Date | Holds::Score);
        if !(taken && is_only) {
            mapping.columns[at] = Some(Column::new(holds));
        }
    }
    // Beside a given and a family name, "Name" and "Student" are most likely something else.
    let has = |holds| mapping.of(holds).next().is_some();
    if has(Holds::GivenName) && has(Holds::FamilyName) {
        for column in &mut mapping.columns {
            column.take_if(|column| column.holds == Holds::FullName);
        }
    }
}

/// "Fall ORF Median WRC", "9/12/2026": columns that name a measure or a time and hold numbers.
fn map_scores(mapping: &mut Mapping, table: &Table, heads: &[Head]) {
    let is_named =
        |head: &Head| head.measure.is_some() || head.season.is_some() || head.day.is_some();
    let is_candidate = |at: usize| {
        mapping.column(at).is_none()
            && heads[at].holds == Part::Score
            && is_named(&heads[at])
            && holds_numbers(table, at, heads[at].measure.is_some())
    };
    let mut candidates: Vec<usize> = (0..heads.len()).filter(|at| is_candidate(*at)).collect();
    candidates.order_by_key(|at| (heads[*at].rank, *at));
    let mut taken: Vec<usize> = Vec::new();
    for at in candidates {
        let says_the_same = |other: &&usize| {
            heads[**other].measure == heads[at].measure && heads[at].is_beside(&heads[**other])
        };
        if !taken.iter().any(|other| says_the_same(&other)) {
            taken.push(at);
            let mut column = Column::new(Holds::Score);
            column.measure = heads[at].measure;
            mapping.columns[at] = Some(column);
        }
    }
    // "Total score" of a screening beside its measures has no measure of its own.
    if !taken.is_empty() && !mapping.has_measure_names() {
        for (at, column) in mapping.columns.iter_mut().enumerate() {
            column.take_if(|column| column.holds == Holds::Score && !taken.contains(&at));
        }
    }
}

/// Dates, errors and accuracy that belong to one of the scores.
fn attach(mapping: &mut Mapping, heads: &[Head]) {
    let scores: Vec<usize> = mapping.of(Holds::Score).collect();
    let mut order: Vec<usize> = (0..heads.len()).collect();
    order.order_by_key(|at| (heads[*at].rank, *at));
    for at in order {
        let head = &heads[at];
        let holds = match head.holds {
            Part::Date => Holds::Date,
            Part::Errors => Holds::Errors,
            Part::Accuracy => Holds::Accuracy,
            Part::Score | Part::Other => continue,
        };
        if mapping.column(at).is_some() || (head.measure.is_none() && head.season.is_none()) {
            continue;
        }
        let fits = |score: &&usize| {
            let score = &heads[**score];
            head.is_beside(score) && (head.measure.is_none() || head.measure == score.measure)
        };
        let mut fitting = scores.iter().filter(|score| fits(score));
        let (Some(score), None) = (fitting.next(), fitting.next()) else {
            continue;
        };
        let is_taken = mapping.of(holds).any(|other| {
            mapping
                .column(other)
                .is_some_and(|column| column.of == Some(*score))
        });
        if !is_taken {
            mapping.columns[at] = Some(Column {
                of: Some(*score),
                ..Column::new(holds)
            });
        }
    }
}

/// A measure column is of no use where every score column has its measure, nor a season where
/// there are dates.
fn keep_what_is_needed(mapping: &mut Mapping) {
    let all_named = mapping.has_scores()
        && mapping.of(Holds::Score).all(|at| {
            mapping
                .column(at)
                .is_some_and(|column| column.measure.is_some())
        });
    let has_days = mapping.of(Holds::Date).next().is_some();
    for column in &mut mapping.columns {
        column.take_if(|column| {
            (column.holds == Holds::Measure && all_named)
                || (column.holds == Holds::Season && has_days)
        });
    }
}

/// Whether the first values of a column are numbers; an empty column of a measure may hold them
/// next time.
fn holds_numbers(table: &Table, at: usize, has_measure: bool) -> bool {
    let sample = table.sample(at, SAMPLE);
    if sample.is_empty() {
        return has_measure;
    }
    let numbers = sample.iter().filter(|cell| number::read(cell).is_some());
    numbers.count() * 2 >= sample.len()
}
