//! Where a student starts: the median of the first three occasions.

use super::median::median;
use super::series::{Occasion, Series};
use super::undefined::Defined;

/// The number of occasions a baseline is taken from.
pub const BASELINE_OCCASIONS: usize = 3;

/// The value, and what it was taken from, because it is shown with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    pub value: f64,
    pub taken_from: Vec<Occasion>,
}

impl Baseline {
    /// Fewer than three occasions: the value will move when the next score comes.
    pub fn is_provisional(&self) -> bool {
        self.taken_from.len() < BASELINE_OCCASIONS
    }
}

/// The median of the first three occasions, in the measure's unit; of one or two while there
/// are no more.
///
/// Null value: no scores is undefined. Source: `domain.md` 1.
/// Example: 39, 42, 36, 50 give 39, taken from the first three.
pub fn baseline(series: &Series) -> Defined<Baseline> {
    let taken_from: Vec<Occasion> = series
        .occasions()
        .iter()
        .take(BASELINE_OCCASIONS)
        .copied()
        .collect();
    let values: Vec<f64> = taken_from.iter().map(|occasion| occasion.value).collect();
    let value = median(&values)?;
    Ok(Baseline { value, taken_from })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::undefined::Undefined;

    fn weekly(values: &[f64]) -> Series {
        Series::new(
            (1..)
                .map(|day| date(2026, 9, day))
                .zip(values.iter().copied()),
        )
    }

    #[test]
    fn it_is_the_median_of_the_first_three() {
        let cases: [(&[f64], f64, usize, bool); 5] = [
            (&[39.0], 39.0, 1, true),
            (&[39.0, 42.0], 40.5, 2, true),
            (&[39.0, 42.0, 36.0], 39.0, 3, false),
            (&[39.0, 42.0, 36.0, 50.0], 39.0, 3, false),
            (&[0.0, 0.0, 5.0], 0.0, 3, false),
        ];
        for (values, expected, count, provisional) in cases {
            let baseline = baseline(&weekly(values)).unwrap();
            assert_eq!(baseline.value, expected, "{values:?}");
            assert_eq!(baseline.taken_from.len(), count, "{values:?}");
            assert_eq!(baseline.is_provisional(), provisional, "{values:?}");
        }
    }

    #[test]
    fn no_scores_no_baseline() {
        let none = Undefined::TooFew { have: 0, need: 1 };
        assert_eq!(baseline(&weekly(&[])), Err(none));
    }
}
