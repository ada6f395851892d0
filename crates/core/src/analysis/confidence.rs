//! How sure an interval shall be, and the number of standard errors that this takes.

use super::undefined::{Defined, Undefined};

/// A part between 0 and 1, with its quantile of the normal distribution worked out once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    part: f64,
    z: f64,
}

impl Confidence {
    /// Range: above 0 and below 1, else undefined. Example: 0.95 has a z of 1.959964.
    pub fn new(part: f64) -> Defined<Self> {
        if part > 0.0 && part < 1.0 {
            let z = z_for(part);
            Ok(Self { part, z })
        } else {
            Err(Undefined::OutOfRange)
        }
    }

    /// The same from a percentage: 80 is a part of 0.8.
    pub fn percent(percent: f64) -> Defined<Self> {
        Self::new(percent / 100.0)
    }

    pub fn part(self) -> f64 {
        self.part
    }

    /// The z for which |Z| stays below it with this chance, Z being normal.
    pub fn z(self) -> f64 {
        self.z
    }
}

/// The chance that a normal number lies more than `z` below its mean, for z of 0 or more.
/// Example: 0.1587 at 1.
pub fn chance_beyond(z: f64) -> f64 {
    (0.5 - chance_within(z) / 2.0).clamp(0.0, 0.5)
}

/// More steps than any confidence that a float can hold needs.
const STEPS: usize = 200;

/// Newton's steps from 0: the chance rises ever more slowly, so a tangent always stops short
/// of the answer, and no step can jump past it.
fn z_for(part: f64) -> f64 {
    let mut z = 0.0;
    for _ in 0..STEPS {
        let step = (part - chance_within(z)) / (2.0 * density(z));
        let next = z + step;
        if !next.is_finite() || next <= z {
            break;
        }
        z = next;
    }
    z
}

/// Where the chance cannot be told from certainty any more.
const CERTAIN: f64 = 9.0;

/// The chance that |Z| is below z: `2 f(z) (z + z³/3 + z⁵/(3 5) + …)` (Abramowitz & Stegun
/// 1964, 26.2.11).
fn chance_within(z: f64) -> f64 {
    if z >= CERTAIN {
        return 1.0;
    }
    let (mut term, mut sum, mut odd) = (z, 0.0, 1.0);
    while term > sum * f64::EPSILON {
        sum += term;
        odd += 2.0;
        term *= z * z / odd;
    }
    2.0 * density(z) * sum
}

fn density(z: f64) -> f64 {
    (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z_agrees_with_the_printed_table() {
        // Abramowitz & Stegun 1964, table 26.5.
        let cases = [
            (0.5, 0.674_490),
            (0.8, 1.281_552),
            (0.9, 1.644_854),
            (0.95, 1.959_964),
            (0.99, 2.575_829),
            (0.999, 3.290_527),
            (0.9999, 3.890_592),
        ];
        for (part, expected) in cases {
            let z = Confidence::new(part).unwrap().z();
            assert!((z - expected).abs() < 1e-6, "{part}: {z}");
        }
        assert!(Confidence::new(1.0 - 1e-9).unwrap().z() < 7.0);
    }

    #[test]
    fn the_tail_is_what_is_left() {
        for (z, expected) in [(0.0, 0.5), (1.0, 0.158_655), (1.644_854, 0.05), (50.0, 0.0)] {
            assert!((chance_beyond(z) - expected).abs() < 1e-6, "{z}");
        }
    }

    #[test]
    fn it_lies_between_nothing_and_certainty() {
        for part in [0.0, 1.0, -0.5, 1.5, f64::NAN, f64::INFINITY] {
            assert_eq!(Confidence::new(part), Err(Undefined::OutOfRange));
        }
        assert_eq!(Confidence::percent(80.0).unwrap().part(), 0.8);
    }
}
