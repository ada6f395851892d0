//! Two phases of a plan side by side, as single-case research compares them: which phases there
//! are to choose from, what is asked, and what is found.

use jiff::civil::Date;

use super::plan_view::{PlanScore, PlanView};
use crate::analysis::{Comparison, Confidence, Defined, Question, Scale, Series, compare};
use crate::model::{Measure, Settings};

/// The scores of one phase, the earliest first; at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredPhase {
    pub label: String,
    /// As they were entered: two of one day are still two.
    pub scores: Vec<(Date, f64)>,
    /// One value a day.
    pub series: Series,
}

/// A phase that came first, one that came later, and what is asked about them.
#[derive(Clone, Debug, PartialEq)]
pub struct PhasePair {
    pub a: ScoredPhase,
    pub b: ScoredPhase,
    pub question: Question,
}

/// The phases with scores, in order.
pub fn scored_phases(view: &PlanView) -> Vec<ScoredPhase> {
    let phases = view.phases.iter().enumerate();
    phases
        .filter_map(|(number, phase)| ScoredPhase::of(view, &phase.label, number))
        .collect()
}

/// What is asked of a plan's phases: the direction and scale of its measure, its goal, and the
/// confidence that the person chose for all intervals.
pub fn question_of(view: &PlanView, measure: &Measure, settings: &Settings) -> Defined<Question> {
    Ok(Question {
        direction: measure.direction,
        goal: view.goal.as_ref().map(|goal| goal.score),
        scale: scale_of(measure),
        confidence: Confidence::percent(settings.confidence.into())?,
    })
}

/// What the scores of a measure count. A percentage says so in its unit and ends at 100; a count
/// takes whole numbers from 0 on.
pub fn scale_of(measure: &Measure) -> Scale {
    let unit = measure.unit.to_lowercase();
    let names_percent = unit.contains('%') || unit.contains("percent");
    if names_percent && (measure.lowest, measure.highest) == (0.0, 100.0) {
        Scale::Percentage
    } else if !names_percent && !measure.fractional && measure.lowest == 0.0 {
        Scale::Count
    } else {
        Scale::Other
    }
}

impl ScoredPhase {
    fn of(view: &PlanView, label: &str, phase: usize) -> Option<Self> {
        let of_phase = |score: &&PlanScore| score.phase == phase;
        let scores = view.scores.iter().filter(of_phase);
        let scores: Vec<_> = scores.map(|score| (score.date, score.score)).collect();
        let series = Series::new(scores.iter().copied());
        (!series.is_empty()).then(|| Self {
            label: label.to_owned(),
            scores,
            series,
        })
    }

    /// One value for each day with scores.
    pub fn values(&self) -> Vec<f64> {
        let occasions = self.series.occasions().iter();
        occasions.map(|occasion| occasion.value).collect()
    }
}

impl PhasePair {
    /// Each phase counts its weeks from its own first score.
    pub fn compare(&self) -> Comparison {
        let [a, b] = [&self.a, &self.b].map(|phase| phase.series.by_week());
        compare(&a, &b, &self.question)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::Direction;
    use crate::library;
    use crate::model::{Id, Phase, Plan, Probe, Stamp};

    const START: Date = date(2026, 9, 7);

    fn measure(unit: &str, fractional: bool, lowest: f64, highest: f64) -> Measure {
        let (_, measure) = library::measures().next().unwrap();
        Measure {
            unit: unit.into(),
            fractional,
            lowest,
            highest,
            ..measure.clone()
        }
    }

    fn week(number: i32) -> Date {
        START.saturating_add(jiff::Span::new().days(7 * number))
    }

    /// Weekly scores from this week on, with a change in each of the weeks given.
    fn view(from: i32, scores: &[f64], changes: &[i32]) -> PlanView {
        let mut plan = Plan::new(Id::built_in(1), Id::built_in(1), START);
        for (at, (number, score)) in (from..).zip(scores).enumerate() {
            let probe = Probe::new(week(number), *score);
            plan.probes
                .set(Id::built_in(100 + at as u128), Stamp::default(), probe);
        }
        for (at, change) in changes.iter().enumerate() {
            let phase = Phase {
                start: week(*change),
                label: format!("Change {at}"),
                what_changed: String::new(),
                dimensions: Vec::new(),
            };
            plan.phases
                .set(Id::built_in(1 + at as u128), Stamp::default(), phase);
        }
        PlanView::new(&plan, &measure("words", false, 0.0, 300.0), week(20))
    }

    #[test]
    fn only_phases_with_scores_can_be_compared() {
        type Case<'a> = (i32, &'a [f64], &'a [i32], &'a [(&'a str, usize)]);
        let cases: [Case; 6] = [
            (0, &[], &[], &[]),
            (0, &[1.0, 2.0], &[], &[("Start", 2)]),
            (0, &[1.0, 2.0, 3.0], &[2], &[("Start", 2), ("Change 0", 1)]),
            (0, &[1.0, 2.0], &[9], &[("Start", 2)]),
            (
                -2,
                &[1.0, 2.0, 3.0],
                &[],
                &[("Before the start", 2), ("Start", 1)],
            ),
            (
                -1,
                &[1.0, 2.0, 3.0],
                &[0, 1],
                &[("Before the start", 1), ("Change 0", 1), ("Change 1", 1)],
            ),
        ];
        for (from, scores, changes, expected) in cases {
            let phases = scored_phases(&view(from, scores, changes));
            let given: Vec<_> = phases
                .iter()
                .map(|phase| (phase.label.as_str(), phase.values().len()))
                .collect();
            assert_eq!(given, expected);
        }
    }

    #[test]
    fn each_phase_counts_its_own_weeks() {
        let phases = scored_phases(&view(0, &[40.0, 41.0, 42.0, 50.0, 52.0], &[3]));
        let [a, b] = phases.try_into().unwrap();
        let question = question_of(
            &view(0, &[], &[]),
            &measure("words", false, 0.0, 300.0),
            &Settings::default(),
        );
        let found = PhasePair {
            a,
            b,
            question: question.unwrap(),
        }
        .compare();
        assert_eq!((found.count_a, found.count_b), (3, 2));
        assert_eq!(found.nap.estimate, Ok(1.0));
        assert_eq!(found.trend_b.theil_sen.unwrap().intercept, 50.0);
        assert_eq!(question.unwrap().direction, Direction::Increase);
    }

    #[test]
    fn the_scale_is_read_from_the_measure() {
        for (measure, expected) in [
            (
                measure("words correct per minute", false, 0.0, 300.0),
                Scale::Count,
            ),
            (measure("points", true, 0.0, 60.0), Scale::Other),
            (measure("% correct", false, 0.0, 100.0), Scale::Percentage),
            (
                measure("percent of intervals", true, 0.0, 100.0),
                Scale::Percentage,
            ),
            (measure("percent", false, 0.0, 50.0), Scale::Other),
            (measure("points", false, -5.0, 5.0), Scale::Other),
        ] {
            assert_eq!(scale_of(&measure), expected, "{}", measure.unit);
        }
    }
}
