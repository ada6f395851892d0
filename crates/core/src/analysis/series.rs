//! Scores over time, one a day, in order. Missing weeks are missing, not zero.

use crate::order::Order;
use jiff::civil::Date;

use super::median::median;
use crate::elapsed::weeks_between;

/// What was measured on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Occasion {
    pub date: Date,
    pub value: f64,
}

/// Occasions with different dates, the earliest first, every value finite.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    occasions: Vec<Occasion>,
}

impl Series {
    /// Sorts the scores and makes the probes of one day one occasion, their median
    /// (`domain.md` 3). A score that is not a finite number counts as missing.
    pub fn new(scores: impl IntoIterator<Item = (Date, f64)>) -> Self {
        let mut scores: Vec<_> = scores
            .into_iter()
            .filter(|(_, value)| value.is_finite())
            .collect();
        // Most lists are in order and have one score a day: nothing to sort, nothing to join.
        if scores.is_sorted_by(|one, next| one.0 < next.0) {
            let occasion = |(date, value)| Occasion { date, value };
            return Self {
                occasions: scores.into_iter().map(occasion).collect(),
            };
        }
        scores.order_by_key(|(date, _)| *date);
        let occasions = scores
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|day| {
                let (date, _) = day.first()?;
                let values: Vec<f64> = day.iter().map(|(_, value)| *value).collect();
                let value = median(&values).ok()?;
                Some(Occasion { date: *date, value })
            })
            .collect();
        Self { occasions }
    }

    pub fn occasions(&self) -> &[Occasion] {
        &self.occasions
    }

    pub fn len(&self) -> usize {
        self.occasions.len()
    }

    /// The occasions up to a day, that day too.
    pub fn until(&self, day: Date) -> Self {
        let kept = self
            .occasions
            .partition_point(|occasion| occasion.date <= day);
        Self {
            occasions: self.occasions.iter().take(kept).copied().collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.occasions.is_empty()
    }

    pub fn first(&self) -> Option<Occasion> {
        self.occasions.first().copied()
    }

    pub fn last(&self) -> Option<Occasion> {
        self.occasions.last().copied()
    }

    /// The latest `count` occasions, or all of them if there are fewer.
    pub fn latest(&self, count: usize) -> &[Occasion] {
        let start = self.occasions.len().saturating_sub(count);
        self.occasions.get(start..).unwrap_or_default()
    }

    /// Each occasion as (calendar weeks since the first, value).
    pub fn by_week(&self) -> Vec<(f64, f64)> {
        let Some(first) = self.first() else {
            return Vec::new();
        };
        self.occasions
            .iter()
            .map(|occasion| (weeks_between(first.date, occasion.date), occasion.value))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn scores_are_sorted_and_a_day_is_one_occasion() {
        let series = Series::new([
            (date(2026, 9, 22), 50.0),
            (date(2026, 9, 8), 40.0),
            (date(2026, 9, 22), 44.0),
            (date(2026, 9, 15), f64::NAN),
        ]);
        assert_eq!(series.by_week(), [(0.0, 40.0), (2.0, 47.0)]);
        assert_eq!(series.last().map(|last| last.value), Some(47.0));
    }

    #[test]
    fn nothing_is_an_empty_series() {
        let series = Series::new([]);
        assert!(series.is_empty());
        assert_eq!(series.by_week(), []);
        assert_eq!(series.latest(3), []);
    }

    #[test]
    fn the_latest_are_at_most_those_there_are() {
        let series = Series::new([(date(2026, 9, 8), 1.0), (date(2026, 9, 9), 2.0)]);
        for (count, have) in [(0, 0), (1, 1), (2, 2), (3, 2)] {
            assert_eq!(series.latest(count).len(), have);
        }
    }
}
