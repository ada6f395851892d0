//! The rule of consecutive points: 3 or 4 scores in a row on one side of the aim line.
//!
//! In common use, and wrong often: see [`super::false_alarm`]. So it is a prompt to look closer,
//! never a verdict. A score exactly on the line breaks a run. Source: `domain.md` 4; Hintze et
//! al. 2018.

use crate::analysis::{AimLine, Direction, Series};

/// The scores since the last one on the line or on the other side, as gains: `behind` is below
/// the line where more is better and above it where less is. At least one of the two is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    pub behind: usize,
    pub ahead: usize,
    /// The scores that lie on the time of the aim line at all.
    pub compared: usize,
}

/// Rounding in the last digits must not put a score on the line beside it.
const ROUNDING: f64 = 1e-9;

impl Runs {
    pub fn new(series: &Series, aim: &AimLine, direction: Direction) -> Self {
        let mut runs = Self::default();
        for occasion in series.occasions() {
            // Before its start there is no line to be beside of.
            let Ok(expected) = aim.at(occasion.date) else {
                continue;
            };
            let gain = direction.gain(occasion.value - expected);
            runs = Self {
                behind: if gain < -ROUNDING { runs.behind + 1 } else { 0 },
                ahead: if gain > ROUNDING { runs.ahead + 1 } else { 0 },
                compared: runs.compared + 1,
            };
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The aim line goes from 10 to 20 over ten days; `offsets` are the scores less the line.
    fn runs(offsets: &[f64], direction: Direction) -> Runs {
        let aim = AimLine::new(date(2026, 9, 11), 10.0, date(2026, 9, 21), 20.0).unwrap();
        let scores = (0_i8..)
            .zip(offsets)
            .map(|(day, offset)| (date(2026, 9, 11 + day), 10.0 + f64::from(day) + offset));
        Runs::new(&Series::new(scores), &aim, direction)
    }

    #[test]
    fn a_run_ends_on_the_line_and_on_the_other_side() {
        let cases: [(&[f64], (usize, usize)); 7] = [
            (&[], (0, 0)),
            (&[-1.0], (1, 0)),
            (&[-1.0, -2.0, -0.5], (3, 0)),
            (&[-1.0, -2.0, 0.0], (0, 0)),
            (&[-1.0, 0.0, -1.0, -1.0], (2, 0)),
            (&[-1.0, -1.0, -1.0, 2.0], (0, 1)),
            (&[1.0, 1.0, 1.0, 1.0], (0, 4)),
        ];
        for (offsets, (behind, ahead)) in cases {
            let compared = offsets.len();
            let up = runs(offsets, Direction::Increase);
            assert_eq!(
                up,
                Runs {
                    behind,
                    ahead,
                    compared
                },
                "{offsets:?}"
            );
            let down = runs(offsets, Direction::Decrease);
            assert_eq!((down.behind, down.ahead), (ahead, behind), "{offsets:?}");
        }
    }

    #[test]
    fn scores_before_the_line_do_not_count() {
        let aim = AimLine::new(date(2026, 9, 11), 10.0, date(2026, 9, 21), 20.0).unwrap();
        let scores = [
            (date(2026, 9, 9), 1.0),
            (date(2026, 9, 10), 1.0),
            (date(2026, 9, 12), 1.0),
        ];
        let runs = Runs::new(&Series::new(scores), &aim, Direction::Increase);
        assert_eq!((runs.behind, runs.compared), (1, 1));
    }
}
