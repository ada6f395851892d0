//! The middle value, which one odd score cannot move far.

use super::undefined::{Defined, Undefined, finite};

/// Median, in the unit of the values; for an even count the mean of the middle two.
///
/// Null value: no values is undefined. Source: `domain.md` 1.
/// Example: 39, 42, 36 give 39; 36, 39, 42, 50 give 40.5.
pub fn median(values: &[f64]) -> Defined<f64> {
    median_of(values.to_vec())
}

/// The same for values that nobody else needs. It selects rather than sorts, because a trend
/// asks for the median of hundreds of slopes.
pub(super) fn median_of(mut values: Vec<f64>) -> Defined<f64> {
    for value in &values {
        finite(*value)?;
    }
    if values.is_empty() {
        return Err(Undefined::TooFew { have: 0, need: 1 });
    }
    let even = values.len().is_multiple_of(2);
    let middle = values.len() / 2;
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    if !even {
        return Ok(*upper);
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Ok(lower.midpoint(*upper))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_middle_one_or_the_mean_of_the_middle_two() {
        let none = Err(Undefined::TooFew { have: 0, need: 1 });
        let cases: [(&[f64], Defined<f64>); 6] = [
            (&[], none),
            (&[7.0], Ok(7.0)),
            (&[7.0, 10.0], Ok(8.5)),
            (&[39.0, 42.0, 36.0], Ok(39.0)),
            (&[50.0, 39.0, 42.0, 36.0], Ok(40.5)),
            (&[1.0, f64::NAN], Err(Undefined::OutOfRange)),
        ];
        for (values, expected) in cases {
            assert_eq!(median(values), expected, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn it_does_not_depend_on_the_order(mut values in prop::collection::vec(-1e3..1e3, 1..20)) {
            let before = median(&values);
            values.reverse();
            prop_assert_eq!(before, median(&values));
        }

        #[test]
        fn it_never_panics_and_is_never_nan(values in prop::collection::vec(any::<f64>(), 0..9)) {
            prop_assert!(median(&values).is_ok_and(f64::is_finite) || median(&values).is_err());
        }
    }
}
