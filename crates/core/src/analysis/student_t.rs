//! How wide an interval must be: the t distribution, whose tails are long when points are few.

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2};

use super::undefined::{Defined, Undefined};

/// More steps than the digits of an `f64` allow.
const STEPS: usize = 100;

/// The t for which |T| stays below it with the chance `confidence`, at `degrees` of freedom.
///
/// Range: 0 < confidence < 1 and at least 1 degree of freedom, else undefined.
/// Method: for whole degrees of freedom the distribution is a finite sum of powers of
/// cos(atan(t / sqrt(degrees))) (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4). It rises with
/// the angle, ever more slowly, so Newton's tangents from 0 stop short of the answer and never
/// jump past it: some eight steps. Exact to about 12 digits.
/// Example: 80 % with 10 degrees is 1.372184.
pub fn t_for(confidence: f64, degrees: usize) -> Defined<f64> {
    if degrees == 0 || !(confidence > 0.0 && confidence < 1.0) {
        return Err(Undefined::OutOfRange);
    }
    let steepest = steepness(degrees);
    let power = i32::try_from(degrees - 1).unwrap_or(i32::MAX);
    let mut angle = 0.0_f64;
    for _ in 0..STEPS {
        let slope = steepest * angle.cos().powi(power);
        let next = angle + (confidence - chance_within(angle, degrees)) / slope;
        if !(next > angle && next < FRAC_PI_2) {
            break;
        }
        angle = next;
    }
    Ok(angle.tan() * (degrees as f64).sqrt())
}

/// The chance that T is at most `t`, at `degrees` of freedom; 0.5 at t = 0.
///
/// Range: at least 1 degree and a t that is a number, else undefined.
/// Example: 1.372184 with 10 degrees is 0.9.
pub fn t_chance(t: f64, degrees: usize) -> Defined<f64> {
    if degrees == 0 || t.is_nan() {
        return Err(Undefined::OutOfRange);
    }
    let angle = (t.abs() / (degrees as f64).sqrt()).atan();
    let within = chance_within(angle, degrees).min(1.0);
    Ok(0.5 + 0.5 * within.copysign(t))
}

/// The slope of [`chance_within`] at angle 0, where it is steepest.
fn steepness(degrees: usize) -> f64 {
    let sum = sum_of_powers(1.0, degrees);
    if degrees % 2 == 1 {
        FRAC_2_PI * (1.0 + sum)
    } else {
        sum
    }
}

/// The chance that |T| is below `sqrt(degrees) tan(angle)`.
fn chance_within(angle: f64, degrees: usize) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    let sum = sum_of_powers(cosine, degrees);
    if degrees % 2 == 1 {
        FRAC_2_PI * (angle + sine * sum)
    } else {
        sine * sum
    }
}

/// Odd degrees: cos + 2/3 cos^3 + 2/3 4/5 cos^5 …; even: 1 + 1/2 cos^2 + 1/2 3/4 cos^4 …
fn sum_of_powers(cosine: f64, degrees: usize) -> f64 {
    let odd = degrees % 2 == 1;
    let (mut term, mut factor) = if odd { (cosine, 2.0) } else { (1.0, 1.0) };
    let mut sum = 0.0;
    for _ in 0..degrees / 2 {
        sum += term;
        term *= cosine * cosine * factor / (factor + 1.0);
        factor += 2.0;
    }
    sum
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

    #[test]
    fn the_chance_is_the_other_way_round() {
        assert_eq!(t_chance(0.0, 7), Ok(0.5));
        assert_eq!(t_chance(f64::INFINITY, 3), Ok(1.0));
        assert_eq!(t_chance(f64::NEG_INFINITY, 4), Ok(0.0));
        assert_eq!(t_chance(f64::NAN, 3), Err(Undefined::OutOfRange));
        assert_eq!(t_chance(1.0, 0), Err(Undefined::OutOfRange));
        assert!((t_chance(1.0, 1).unwrap() - 0.75).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn t_and_its_chance_undo_each_other(confidence in 0.001..0.9999, degrees in 1_usize..300) {
            let t = t_for(confidence, degrees).unwrap();
            let within = t_chance(t, degrees).unwrap() - t_chance(-t, degrees).unwrap();
            prop_assert!((within - confidence).abs() < 1e-12);
        }

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
