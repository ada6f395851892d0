//! How wide an interval must be: the t distribution, whose tails are long when points are few.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2};

use super::undefined::{Defined, Undefined};

/// Halvings of the angle's range: enough to exhaust the digits of an `f64`.
const HALVINGS: usize = 60;

/// The t for which |T| stays below it with the chance `confidence`, at `degrees` of freedom.
///
/// Range: 0 < confidence < 1 and at least 1 degree of freedom, else undefined.
/// Method: for whole degrees of freedom the distribution is a finite sum of powers of
/// cos(atan(t / sqrt(degrees))) (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4); the angle is
/// found by halving, since the sum grows with it. Exact to about 12 digits.
/// Example: 80 % with 10 degrees is 1.372184.
pub fn t_for(confidence: f64, degrees: usize) -> Defined<f64> {
    if degrees == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return Err(Undefined::OutOfRange);
    }
    let (mut low, mut high) = (0.0, FRAC_PI_2);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if chance_within(middle, degrees) < confidence {
            low = middle;
        } else {
            high = middle;
        }
    }
    Ok(f64::midpoint(low, high).tan() * (degrees as f64).sqrt())
}

/// The chance that |T| is below `sqrt(degrees) tan(angle)`.
fn chance_within(angle: f64, degrees: usize) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    let odd = degrees % 2 == 1;
    // Odd: cos + 2/3 cos^3 + 2/3 4/5 cos^5 …; even: 1 + 1/2 cos^2 + 1/2 3/4 cos^4 …
    let (first, mut factor) = if odd { (cosine, 2.0) } else { (1.0, 1.0) };
    let (mut term, mut sum) = (first, 0.0);
    for _ in 0..degrees / 2 {
        sum += term;
        term *= cosine * cosine * factor / (factor + 1.0);
        factor += 2.0;
    }
    if odd {
        FRAC_2_PI * (angle + sine * sum)
    } else {
        sine * sum
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_agrees_with_the_printed_tables() {
        // NIST/SEMATECH e-Handbook 1.3.6.7.2, three decimals; the first row has closed forms.
        let cases = [
            (0.5, 1, 1.0),
            (0.8, 1, 3.078),
            (0.8, 2, 1.886),
            (0.8, 3, 1.638),
            (0.8, 10, 1.372),
            (0.9, 8, 1.860),
            (0.95, 1, 12.706),
            (0.95, 2, 4.303),
            (0.95, 10, 2.228),
            (0.95, 13, 2.160),
            (0.95, 100, 1.984),
            (0.99, 30, 2.750),
            (0.998, 5, 5.893),
        ];
        for (confidence, degrees, expected) in cases {
            let t = t_for(confidence, degrees).unwrap();
            assert!((t - expected).abs() < 6e-4, "{confidence} {degrees}: {t}");
        }
    }

    #[test]
    fn one_and_two_degrees_have_closed_forms() {
        for confidence in [0.1, 0.8, 0.95, 0.999] {
            let one = (FRAC_PI_2 * confidence).tan();
            let two = confidence * (2.0 / (1.0 - confidence * confidence)).sqrt();
            assert!((t_for(confidence, 1).unwrap() / one - 1.0).abs() < 1e-12);
            assert!((t_for(confidence, 2).unwrap() / two - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn beyond_its_range_it_is_undefined() {
        for confidence in [0.0, 1.0, -0.1, 1.1, f64::NAN] {
            assert_eq!(t_for(confidence, 5), Err(Undefined::OutOfRange));
        }
        assert_eq!(t_for(0.8, 0), Err(Undefined::OutOfRange));
    }

    proptest! {
        #[test]
        fn more_points_never_widen_it(confidence in 0.01..0.99, degrees in 1_usize..200) {
            prop_assert!(t_for(confidence, degrees + 1).unwrap() < t_for(confidence, degrees).unwrap());
        }

        #[test]
        fn more_confidence_widens_it(confidence in 0.01..0.98, degrees in 1_usize..200) {
            prop_assert!(t_for(confidence, degrees).unwrap() < t_for(confidence + 0.01, degrees).unwrap());
        }
    }
}
