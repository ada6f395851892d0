//! The students table sorted by a column and narrowed by filters.

use std::borrow::Borrow;
use std::cmp::Ordering;

use jiff::civil::Date;

use super::next_decision::NextDecision;
use super::row::Row;
use crate::model::{Grade, Group, Id, text};

/// The columns a table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Grade,
    Tier,
    Group,
    Measure,
    LastScore,
    Rate,
    Status,
    Next,
    Received,
    Fidelity,
    LastSession,
}

/// Which rows are wanted; what is `None` or empty lets every row through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words typed into the search field.
    pub text: String,
    pub grade: Option<Grade>,
    pub group: Option<Id<Group>>,
    pub tier: Option<u8>,
    /// One of [`super::status::Status::KINDS`].
    pub status: Option<String>,
    pub archived: bool,
}

impl Filter {
    /// The rows let through, in their order.
    pub fn select<'a>(&self, rows: impl IntoIterator<Item = &'a Row>) -> Vec<&'a Row> {
        let words = text::folded(&self.text);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        rows.into_iter()
            .filter(|row| self.admits(row, &words))
            .collect()
    }

    fn admits(&self, row: &Row, words: &[&str]) -> bool {
        row.archived == self.archived
            && words.iter().all(|word| row.searched.contains(word))
            && self.grade.is_none_or(|grade| row.grade == Some(grade))
            && self.tier.is_none_or(|tier| row.tier == Some(tier))
            && self
                .group
                .is_none_or(|group| row.groups.iter().any(|(id, _)| *id == group))
            && self
                .status
                .as_ref()
                .is_none_or(|kind| row.status.kind() == kind)
    }

    /// Whether it narrows the table beyond active or archived students.
    pub fn narrows(&self) -> bool {
        *self
            != Self {
                archived: self.archived,
                ..Self::default()
            }
    }
}

/// Sorts rows that are in the order of a class list by a column. Rows without a value come last
/// either way, equal rows keep the order of the class list.
pub fn sort<R: Borrow<Row>>(rows: &mut [R], column: Column, descending: bool) {
    if column == Column::Name && descending {
        rows.reverse();
    }
    rows.sort_by(|a, b| compare(a.borrow(), b.borrow(), column, descending));
}

fn compare(a: &Row, b: &Row, column: Column, descending: bool) -> Ordering {
    match column {
        Column::Name => Ordering::Equal,
        Column::Grade => optional(
            a.grade.cmp(&b.grade),
            a.grade.is_none(),
            b.grade.is_none(),
            descending,
        ),
        Column::Tier => optional(
            a.tier.cmp(&b.tier),
            a.tier.is_none(),
            b.tier.is_none(),
            descending,
        ),
        Column::Group => {
            let name = |row: &Row| row.groups.first().map(|(_, name)| text::in_order(name));
            let (a, b) = (name(a), name(b));
            optional(a.cmp(&b), a.is_none(), b.is_none(), descending)
        }
        Column::Measure => {
            let name = |row: &Row| row.plan.as_ref().map(|plan| text::in_order(&plan.measure));
            let (a, b) = (name(a), name(b));
            optional(a.cmp(&b), a.is_none(), b.is_none(), descending)
        }
        Column::LastScore => numbers(last_score(a), last_score(b), descending),
        Column::Rate => numbers(rate(a), rate(b), descending),
        Column::Status => directed(a.status.urgency().cmp(&b.status.urgency()), descending),
        Column::Next => directed(next(a).cmp(&next(b)), descending),
        Column::Received => numbers(a.received, b.received, descending),
        Column::Fidelity => numbers(a.fidelity, b.fidelity, descending),
        Column::LastSession => {
            let (a, b) = (a.last_session, b.last_session);
            optional(a.cmp(&b), a.is_none(), b.is_none(), descending)
        }
    }
}

fn last_score(row: &Row) -> Option<f64> {
    row.plan.as_ref()?.last.map(|occasion| occasion.value)
}

/// How far the growth lies from the goal's, as a gain, so that measures of both directions
/// compare; the growth alone where there is no goal.
fn rate(row: &Row) -> Option<f64> {
    let plan = row.plan.as_ref()?;
    Some(
        plan.direction
            .gain(plan.rate? - plan.goal_rate().unwrap_or(0.0)),
    )
}

fn numbers(a: Option<f64>, b: Option<f64>, descending: bool) -> Ordering {
    let order = match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => Ordering::Equal,
    };
    optional(order, a.is_none(), b.is_none(), descending)
}

/// Now comes first, then days, then scores to wait for, then what nothing calls for.
fn next(row: &Row) -> (u8, Option<Date>, usize) {
    match row.next {
        NextDecision::Now(_) => (0, None, 0),
        NextDecision::On(day) => (1, Some(day), 0),
        NextDecision::AfterScores(scores) => (2, None, scores),
        NextDecision::Open => (3, None, 0),
    }
}

fn optional(order: Ordering, a_missing: bool, b_missing: bool, descending: bool) -> Ordering {
    match (a_missing, b_missing) {
        (false, false) => directed(order, descending),
        (a_missing, b_missing) => a_missing.cmp(&b_missing),
    }
}

fn directed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::{AimLine, Direction, Dosage, Series, Tally};
    use crate::decision::{Case, Thresholds, Verdict, decide};
    use crate::progress::status::Status;

    fn no_scores() -> Verdict {
        let aim = AimLine::new(date(2026, 9, 7), 40.0, date(2027, 6, 7), 90.0).unwrap();
        let case = Case {
            phase: &Series::new([]),
            aim: &aim,
            direction: Direction::Increase,
            sem: None,
            dosage: Dosage::default(),
            steps: Tally::default(),
        };
        decide(&case, &Thresholds::default())
    }

    fn row(number: u128, name: &str, grade: u8, received: Option<f64>, status: Status) -> Row {
        Row {
            id: Id::built_in(number),
            name: name.into(),
            initials: String::new(),
            grade: Grade::number(grade),
            tier: Some(2),
            teacher: String::new(),
            archived: false,
            groups: vec![(Id::built_in(u128::from(grade)), format!("Group {grade}"))],
            plan: None,
            more_plans: 0,
            status,
            next: NextDecision::Open,
            received,
            received_at_most: received,
            meetings: Default::default(),
            fidelity: None,
            since: date(2026, 9, 7),
            last_session: None,
            searched: text::folded(name),
        }
    }

    fn class() -> Vec<Row> {
        vec![
            row(1, "Adams, Bo", 3, Some(70.0), Status::NoAimLine),
            row(2, "Baker, Cy", 2, None, Status::NoPlan),
            row(
                3,
                "Cole, Di",
                3,
                Some(95.0),
                Status::Verdict(Box::new(no_scores())),
            ),
            row(4, "Diaz, Eva", 2, Some(70.0), Status::NoScores),
        ]
    }

    #[test]
    fn rows_without_a_value_come_last_and_ties_keep_their_order() {
        for (column, descending, expected) in [
            (Column::Name, false, [1, 2, 3, 4]),
            (Column::Name, true, [4, 3, 2, 1]),
            (Column::Received, false, [1, 4, 3, 2]),
            (Column::Received, true, [3, 1, 4, 2]),
            (Column::Grade, false, [2, 4, 1, 3]),
            (Column::Status, false, [3, 4, 1, 2]),
            (Column::Rate, false, [1, 2, 3, 4]),
        ] {
            let class = class();
            let mut rows: Vec<&Row> = class.iter().collect();
            sort(&mut rows, column, descending);
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, expected.map(Id::built_in), "{column:?} {descending}");
        }
    }

    #[test]
    fn filters_narrow_together() {
        let all = Filter::default();
        for (filter, expected) in [
            (all.clone(), &[1, 2, 3, 4][..]),
            (
                Filter {
                    text: "  CO di".into(),
                    ..all.clone()
                },
                &[3],
            ),
            (
                Filter {
                    grade: Grade::number(2),
                    ..all.clone()
                },
                &[2, 4],
            ),
            (
                Filter {
                    group: Some(Id::built_in(3)),
                    text: "bo".into(),
                    ..all.clone()
                },
                &[1],
            ),
            (
                Filter {
                    status: Some("no-plan".into()),
                    ..all.clone()
                },
                &[2],
            ),
            (
                Filter {
                    archived: true,
                    ..all.clone()
                },
                &[],
            ),
            (
                Filter {
                    tier: Some(3),
                    ..all
                },
                &[],
            ),
        ] {
            let class = class();
            let ids: Vec<_> = filter.select(&class).iter().map(|row| row.id).collect();
            let expected: Vec<Id<_>> = expected.iter().copied().map(Id::built_in).collect();
            assert_eq!(ids, expected, "{filter:?}");
        }
    }
}
