//! Growth a week by a reference set, and how a growth compares with it.

use std::fmt;

use crate::analysis::Direction;
use crate::model::{Grade, ReferenceVersion, Season};
use crate::number::number;

/// One figure of growth.
#[derive(Clone, Debug, PartialEq)]
pub struct Growth {
    pub level: String,
    pub per_week: f64,
    /// The scores it was worked out from; none where the set gives the growth itself.
    pub from: Option<Span>,
}

/// Two scores of one level, and the weeks between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    pub first: (Season, f64),
    pub last: (Season, f64),
    pub weeks: f64,
}

/// How a growth a week compares with the figures of a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    Ambitious,
    Typical,
    Low,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub pace: Pace,
    pub slowest: Growth,
    pub fastest: Growth,
}

impl Pace {
    pub fn label(self) -> &'static str {
        match self {
            Self::Ambitious => "Ambitious",
            Self::Typical => "Typical",
            Self::Low => "Low",
        }
    }
}

impl ReferenceVersion {
    /// Growth a week of a level: worked out from the scores where there are two seasons of them,
    /// else as given.
    ///
    /// From fall to spring, or over the half of those weeks where a set begins in winter. Null
    /// value: 0 is no growth. Source: `domain.md` 7; the growth printed with the norms of 2017 has
    /// errors. Example: grade 5, 10th percentile, (102 - 64) / 32 = 1.19, printed as 1.9.
    pub fn growth(&self, grade: Grade, level: &str) -> Option<Growth> {
        let from = self.span(grade, level);
        let per_week = match from {
            Some(span) => (span.last.1 - span.first.1) / span.weeks,
            None => {
                let given = self.figures(grade, None).into_iter();
                given
                    .filter(|(known, _)| *known == level)
                    .map(|(_, rate)| rate)
                    .next()?
            }
        };
        per_week.is_finite().then(|| Growth {
            level: level.to_owned(),
            per_week,
            from,
        })
    }

    /// The growth of every level that has one, in the order of the levels.
    pub fn growths(&self, grade: Grade) -> Vec<Growth> {
        let levels = self.levels.iter();
        levels
            .filter_map(|level| self.growth(grade, level))
            .collect()
    }

    /// Whether a growth a week is as much as the fastest figure of the grade or more, less than
    /// the slowest, or between; nothing where the set has fewer than two figures of growth.
    pub fn reading(&self, grade: Grade, per_week: f64, direction: Direction) -> Option<Reading> {
        let mut growths = self.growths(grade).into_iter();
        let first = growths.next()?;
        let gain = |growth: &Growth| direction.gain(growth.per_week);
        let (mut slowest, mut fastest) = (first.clone(), first);
        for growth in growths {
            if gain(&growth) < gain(&slowest) {
                slowest = growth;
            } else if gain(&growth) > gain(&fastest) {
                fastest = growth;
            }
        }
        if slowest == fastest {
            return None;
        }
        // What is shown with two decimals is compared with two.
        let hundredths = |value: f64| (value * 100.0).round();
        let asked = hundredths(direction.gain(per_week));
        let pace = if asked >= hundredths(gain(&fastest)) {
            Pace::Ambitious
        } else if asked >= hundredths(gain(&slowest)) {
            Pace::Typical
        } else {
            Pace::Low
        };
        Some(Reading {
            pace,
            slowest,
            fastest,
        })
    }

    fn span(&self, grade: Grade, level: &str) -> Option<Span> {
        let score = |season| Some((season, self.score(grade, season, level)?));
        let weeks = f64::from(self.weeks);
        let last = score(Season::Spring)?;
        match (score(Season::Fall), score(Season::Winter)) {
            (Some(first), _) => Some(Span { first, last, weeks }),
            (None, Some(first)) => Some(Span {
                first,
                last,
                weeks: weeks / 2.0,
            }),
            (None, None) => None,
        }
    }
}

/// "(112 − 83) / 32 weeks, fall to spring".
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "({} − {}) / {} weeks, {} to {}",
            number(self.last.1),
            number(self.first.1),
            number(self.weeks),
            self.first.0.label(),
            self.last.0.label()
        )
    }
}
