//! How much of what was attempted was right, and which of three passages is reported.

use super::median::median;
use super::undefined::{Defined, Undefined, finite, percent};

/// `correct / (correct + errors) x 100`, 0 to 100.
///
/// Null value: nothing attempted is undefined, not 0. Source: DIBELS 8th Edition
/// Administration and Scoring Guide, University of Oregon 2018.
/// Example: 48 correct and 3 errors are 94.117647 %.
pub fn accuracy(correct: f64, errors: f64) -> Defined<f64> {
    if !(correct >= 0.0 && errors >= 0.0) {
        return Err(Undefined::OutOfRange);
    }
    percent(correct, correct + errors)
}

/// Maze adjusted score, `correct - errors / 2`; guessing among two pays nothing.
///
/// It may be negative. Source: the same guide. Example: 12 correct and 5 errors are 9.5.
pub fn maze_adjusted(correct: f64, errors: f64) -> Defined<f64> {
    if !(correct >= 0.0 && errors >= 0.0) {
        return Err(Undefined::OutOfRange);
    }
    finite(correct - errors / 2.0)
}

/// Which of three passages is reported (0, 1 or 2): the one with the median words correct. Its
/// own errors and accuracy go with it, not the medians of those (`domain.md` 1).
///
/// Of two passages with the same median score it is the first read.
/// Example: 134, 150 and 156 words with accuracies of 99, 100 and 98 report 150 and 100.
pub fn median_passage(words_correct: [f64; 3]) -> Defined<usize> {
    let middle = median(&words_correct)?;
    words_correct
        .iter()
        .position(|words| *words == middle)
        .ok_or(Undefined::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accuracy_is_of_what_was_attempted() {
        let cases = [
            ((0.0, 0.0), Err(Undefined::NothingCounted)),
            ((1.0, 0.0), Ok(100.0)),
            ((0.0, 1.0), Ok(0.0)),
            ((3.0, 1.0), Ok(75.0)),
            ((-1.0, 2.0), Err(Undefined::OutOfRange)),
            ((f64::NAN, 2.0), Err(Undefined::OutOfRange)),
        ];
        for ((correct, errors), expected) in cases {
            assert_eq!(accuracy(correct, errors), expected, "{correct} {errors}");
        }
    }

    #[test]
    fn maze_takes_half_of_each_error() {
        assert_eq!(maze_adjusted(12.0, 5.0), Ok(9.5));
        assert_eq!(maze_adjusted(0.0, 0.0), Ok(0.0));
        assert_eq!(maze_adjusted(1.0, 4.0), Ok(-1.0));
        assert_eq!(maze_adjusted(1.0, -4.0), Err(Undefined::OutOfRange));
    }

    #[test]
    fn the_median_passage_is_one_of_the_three() {
        let cases = [
            ([134.0, 150.0, 156.0], Ok(1)),
            ([150.0, 134.0, 156.0], Ok(0)),
            ([156.0, 134.0, 150.0], Ok(2)),
            ([90.0, 90.0, 100.0], Ok(0)),
            ([100.0, 90.0, 90.0], Ok(1)),
            ([f64::NAN, 90.0, 90.0], Err(Undefined::OutOfRange)),
        ];
        for (words, expected) in cases {
            assert_eq!(median_passage(words), expected, "{words:?}");
        }
    }
}
