//! Scores as they are typed or counted, and what they come to by the measure's rule.

use crate::analysis::{accuracy, maze_adjusted, median_passage};
use crate::model::{Measure, MeasureKind, Scoring};
use crate::number::number;
use crate::rejected::Rejected;

/// One administration as it will be kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entered {
    pub score: f64,
    pub errors: Option<f64>,
}

impl Entered {
    /// Percent correct of what was attempted; `None` where errors were not counted.
    pub fn accuracy(&self, measure: &Measure) -> Option<f64> {
        let errors = self.errors?;
        accuracy(correct(measure, self.score, Some(errors)), errors).ok()
    }
}

/// What is typed first: the score itself, or the number correct that it is computed from.
pub fn first_label(measure: &Measure) -> &'static str {
    match measure.scoring {
        Scoring::Score => "Score",
        Scoring::CorrectAndErrors | Scoring::MazeAdjusted => "Correct",
    }
}

pub fn takes_errors(measure: &Measure) -> bool {
    measure.scoring != Scoring::Score
}

/// Whether three passages are read and the median one is reported, as in oral reading fluency.
pub fn has_passages(measure: &Measure) -> bool {
    measure.scoring == Scoring::CorrectAndErrors
        && measure.kind == MeasureKind::GeneralOutcome
        && ["oral reading", "passage"]
            .iter()
            .any(|word| measure.name.to_lowercase().contains(word))
}

/// The number correct that a kept score came from, to be typed again.
pub fn correct(measure: &Measure, score: f64, errors: Option<f64>) -> f64 {
    match (measure.scoring, errors) {
        (Scoring::MazeAdjusted, Some(errors)) => score + errors / 2.0,
        _ => score,
    }
}

/// Reads what was typed; `None` if nothing was.
///
/// # Errors
/// Named by field, `score` or `errors`, when it is no number or none of the measure.
pub fn read(measure: &Measure, score: &str, errors: &str) -> Result<Option<Entered>, Rejected> {
    let errors = if takes_errors(measure) { errors } else { "" };
    if score.trim().is_empty() && errors.trim().is_empty() {
        return Ok(None);
    }
    let mut rejected = Rejected::default();
    let first = read_number("score", score, &mut rejected);
    let wrong = if errors.trim().is_empty() {
        None
    } else {
        read_number("errors", errors, &mut rejected)
    };
    if let Some(wrong) = wrong
        && !(wrong >= 0.0 && wrong.fract() == 0.0)
    {
        let message = format!(
            "{} was given; errors are whole numbers from 0.",
            number(wrong)
        );
        rejected.add("errors", message);
    }
    let Some(first) = first else {
        if score.trim().is_empty() {
            rejected.add(
                "score",
                format!("Enter {} too.", first_label(measure).to_lowercase()),
            );
        }
        return rejected.or(None);
    };
    let entered = computed(measure, first, wrong);
    if let Some(objection) = measure.objection(entered.score) {
        rejected.add("score", objection);
    }
    rejected.or(Some(entered))
}

/// The score of what was counted: items read up to the last, and errors among them.
///
/// # Errors
/// When there are more errors than items, or the score is none of the measure.
pub fn counted(measure: &Measure, attempted: u32, errors: u32) -> Result<Entered, Rejected> {
    let Some(right) = attempted.checked_sub(errors) else {
        return Err(Rejected::field(
            "attempted",
            format!(
                "{attempted} read and {errors} errors were given; errors cannot be more than what was read."
            ),
        ));
    };
    let errors = takes_errors(measure).then_some(f64::from(errors));
    let entered = computed(measure, f64::from(right), errors);
    match measure.objection(entered.score) {
        Some(objection) => Err(Rejected::field("attempted", objection)),
        None => Ok(entered),
    }
}

/// Of three passages the one with the median score is reported, with its own errors.
pub fn reported_passage(passages: [Entered; 3]) -> Option<(usize, Entered)> {
    let place = median_passage(passages.map(|passage| passage.score)).ok()?;
    Some((place, *passages.get(place)?))
}

fn computed(measure: &Measure, first: f64, errors: Option<f64>) -> Entered {
    let score = match measure.scoring {
        Scoring::MazeAdjusted => maze_adjusted(first, errors.unwrap_or(0.0)).unwrap_or(first),
        Scoring::Score | Scoring::CorrectAndErrors => first,
    };
    Entered { score, errors }
}

fn read_number(field: &'static str, text: &str, rejected: &mut Rejected) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match text.replace('−', "-").parse::<f64>() {
        Ok(value) if value.is_finite() => Some(value),
        _ => {
            let shown: String = text.chars().take(20).collect();
            rejected.add(
                field,
                format!("“{shown}” was given; enter a number, such as 42."),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Direction;

    fn measure(scoring: Scoring) -> Measure {
        Measure {
            name: "Reading".into(),
            short_name: "ORF".into(),
            unit: "words".into(),
            direction: Direction::Increase,
            kind: MeasureKind::GeneralOutcome,
            scoring,
            lowest: 0.0,
            highest: 200.0,
            fractional: scoring == Scoring::MazeAdjusted,
            seconds: Some(60),
            standard_error: None,
            subject: None,
            archived: None,
        }
    }

    #[test]
    fn typed_scores_are_read_or_explained() {
        use Scoring::{CorrectAndErrors, MazeAdjusted, Score};
        let some = |score, errors| Ok(Some((score, errors)));
        for (scoring, score, errors, expected) in [
            (Score, "", "", Ok(None)),
            (Score, " 42 ", "ignored", some(42.0, None)),
            (Score, "-1", "", Err(vec!["score"])),
            (Score, "12a", "", Err(vec!["score"])),
            (CorrectAndErrors, "48", "3", some(48.0, Some(3.0))),
            (CorrectAndErrors, "48", "", some(48.0, None)),
            (CorrectAndErrors, "", "3", Err(vec!["score"])),
            (CorrectAndErrors, "201", "x", Err(vec!["errors", "score"])),
            (CorrectAndErrors, "48", "1.5", Err(vec!["errors"])),
            (CorrectAndErrors, "NaN", "", Err(vec!["score"])),
            (MazeAdjusted, "12", "5", some(9.5, Some(5.0))),
            (MazeAdjusted, "12", "", some(12.0, None)),
        ] {
            let read = read(&measure(scoring), score, errors)
                .map(|entered| entered.map(|entered| (entered.score, entered.errors)))
                .map_err(|rejected| {
                    rejected
                        .problems()
                        .iter()
                        .map(|problem| problem.field)
                        .collect::<Vec<_>>()
                });
            assert_eq!(read, expected, "{scoring:?} {score:?} {errors:?}");
        }
    }

    #[test]
    fn a_kept_maze_score_is_typed_again_as_the_number_correct() {
        let maze = measure(Scoring::MazeAdjusted);
        assert_eq!(correct(&maze, 9.5, Some(5.0)), 12.0);
        let entered = Entered {
            score: 9.5,
            errors: Some(5.0),
        };
        assert_eq!(entered.accuracy(&maze).map(f64::round), Some(71.0));
    }

    #[test]
    fn counted_items_less_errors_are_the_score() {
        let reading = measure(Scoring::CorrectAndErrors);
        for (attempted, errors, score) in [
            (0, 0, Some(0.0)),
            (50, 2, Some(48.0)),
            (2, 3, None),
            (250, 0, None),
        ] {
            let counted = counted(&reading, attempted, errors);
            assert_eq!(
                counted.ok().map(|entered| entered.score),
                score,
                "{attempted} {errors}"
            );
        }
    }

    /// DIBELS 8: words 134, 150, 156 with accuracies of 99, 100, 98 report 150 and 100.
    #[test]
    fn the_median_passage_is_reported_with_its_own_errors() {
        let passage = |score, errors| Entered {
            score,
            errors: Some(errors),
        };
        let passages = [
            passage(134.0, 1.0),
            passage(150.0, 0.0),
            passage(156.0, 3.0),
        ];
        assert_eq!(reported_passage(passages), Some((1, passages[1])));
    }
}
