//! The middle value, which one odd score cannot move far.

use super::undefined::{Defined, Undefined, finite};
use crate::order::Order;

/// Median, in the unit of the values; for an even count the mean of the middle two.
///
/// Null value: no values is undefined. Source: `domain.md` 1.
/// Example: 39, 42, 36 give 39; 36, 39, 42, 50 give 40.5.
pub fn median(values: &[f64]) -> Defined<f64> {
    let mut sorted = values
        .iter()
        .map(|value| finite(*value))
        .collect::<Defined<Vec<f64>>>()?;
    sorted.order_by(f64::total_cmp);
    let upper = sorted.get(sorted.len() / 2).copied();
    let lower = sorted.get(sorted.len().saturating_sub(1) / 2).copied();
    match (lower, upper) {
        (Some(lower), Some(upper)) => Ok(lower.midpoint(upper)),
        _ => Err(Undefined::TooFew { have: 0, need: 1 }),
    }
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
