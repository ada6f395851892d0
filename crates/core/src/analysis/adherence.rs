//! Was it taught as written? Steps done of the steps that applied.

use serde::{Deserialize, Serialize};

use super::undefined::{Defined, percent};

/// One step on one checklist. `Half` exists only where a protocol allows half credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Yes,
    Half,
    No,
    NotApplicable,
}

/// Marks counted. Tallies add up, so a week or a group is pooled over its steps: a mean of
/// percentages would let a short checklist weigh as much as a long one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub yes: u32,
    pub half: u32,
    pub no: u32,
    pub not_applicable: u32,
}

impl Tally {
    /// `yes / (yes + no) x 100`, 0 to 100; a half counts half of a yes.
    ///
    /// Null value: where every step is N/A, or there is none, it is undefined: neither 0 nor
    /// 100. Source: `domain.md` 5.
    /// Example: 7 yes, 2 no and 1 N/A are 77.78 %.
    pub fn adherence(&self) -> Defined<f64> {
        let (yes, half, no) = (
            f64::from(self.yes),
            f64::from(self.half),
            f64::from(self.no),
        );
        percent(yes + half / 2.0, yes + half + no)
    }

    fn count(mut self, mark: Mark) -> Self {
        let place = match mark {
            Mark::Yes => &mut self.yes,
            Mark::Half => &mut self.half,
            Mark::No => &mut self.no,
            Mark::NotApplicable => &mut self.not_applicable,
        };
        *place = place.saturating_add(1);
        self
    }

    fn plus(self, other: Self) -> Self {
        Self {
            yes: self.yes.saturating_add(other.yes),
            half: self.half.saturating_add(other.half),
            no: self.no.saturating_add(other.no),
            not_applicable: self.not_applicable.saturating_add(other.not_applicable),
        }
    }
}

impl FromIterator<Mark> for Tally {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        marks.into_iter().fold(Self::default(), Self::count)
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Self::plus)
    }
}

/// Point-by-point agreement of two raters, `agreements / (agreements + disagreements) x 100`,
/// 0 to 100.
///
/// Each pair is one step. Where both say N/A nothing was rated, so the step leaves the
/// denominator, as it does in adherence; N/A against a rating is a disagreement.
/// Null value: no step rated is undefined. Source: `domain.md` 5.
/// Example: agreeing on 4 of 5 steps is 80 %.
pub fn agreement(pairs: &[(Mark, Mark)]) -> Defined<f64> {
    let rated: Vec<_> = pairs
        .iter()
        .filter(|pair| **pair != (Mark::NotApplicable, Mark::NotApplicable))
        .collect();
    let agreed = rated.iter().filter(|(ours, theirs)| ours == theirs).count();
    percent(agreed as f64, rated.len() as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Mark::{Half, No, NotApplicable, Yes};
    use super::*;
    use crate::analysis::undefined::Undefined;

    #[test]
    fn not_applicable_leaves_the_denominator() {
        let nothing = Err(Undefined::NothingCounted);
        let cases: [(&[Mark], Defined<f64>); 7] = [
            (&[], nothing),
            (&[NotApplicable, NotApplicable], nothing),
            (&[Yes], Ok(100.0)),
            (&[No], Ok(0.0)),
            (&[Yes, No, NotApplicable], Ok(50.0)),
            (&[Half], Ok(50.0)),
            (&[Yes, Half, No, No], Ok(37.5)),
        ];
        for (marks, expected) in cases {
            let tally: Tally = marks.iter().copied().collect();
            assert_eq!(tally.adherence(), expected, "{marks:?}");
        }
    }

    #[test]
    fn tallies_pool_their_steps() {
        let long: Tally = [Yes; 9].into_iter().chain([No]).collect();
        let short: Tally = [No, No].into_iter().collect();
        let both: Tally = [long, short].into_iter().sum();
        assert_eq!(both.adherence(), Ok(75.0));
    }

    #[test]
    fn raters_agree_step_by_step() {
        type Pairs = &'static [(Mark, Mark)];
        let cases: [(Pairs, Defined<f64>); 5] = [
            (&[], Err(Undefined::NothingCounted)),
            (
                &[(NotApplicable, NotApplicable)],
                Err(Undefined::NothingCounted),
            ),
            (
                &[(Yes, Yes), (No, No), (Yes, Yes), (Yes, No), (No, No)],
                Ok(80.0),
            ),
            (&[(Yes, Yes), (NotApplicable, Yes)], Ok(50.0)),
            (&[(Yes, Yes), (NotApplicable, NotApplicable)], Ok(100.0)),
        ];
        for (pairs, expected) in cases {
            assert_eq!(agreement(pairs), expected, "{pairs:?}");
        }
    }

    fn mark() -> impl Strategy<Value = Mark> {
        prop_oneof![Just(Yes), Just(Half), Just(No), Just(NotApplicable)]
    }

    proptest! {
        #[test]
        fn the_raters_may_change_places(pairs in prop::collection::vec((mark(), mark()), 0..12)) {
            let swapped: Vec<_> = pairs.iter().map(|(ours, theirs)| (*theirs, *ours)).collect();
            prop_assert_eq!(agreement(&pairs), agreement(&swapped));
        }

        #[test]
        fn one_more_na_changes_nothing(marks in prop::collection::vec(mark(), 0..12)) {
            let tally: Tally = marks.iter().copied().collect();
            let more: Tally = marks.into_iter().chain([NotApplicable]).collect();
            prop_assert_eq!(tally.adherence(), more.adherence());
        }
    }
}
