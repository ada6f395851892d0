//! A gap in words: each number with what it was taken from, and no more than its interval allows.

use super::{Gap, REASONABLE_TIMES, Range};
use crate::analysis::{Closing, Direction, Undefined};
use crate::number::number;

/// Longer than this nobody can look ahead by a trend.
const FAR_WEEKS: f64 = 104.0;

/// One number of the gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: &'static str,
    pub value: String,
    /// What it was taken from.
    pub from: String,
}

impl Gap {
    /// `noun` is what is counted, as "words" or "incidents".
    pub fn lines(&self, noun: &str) -> Vec<Line> {
        vec![
            self.ratio_line(noun),
            self.required_line(),
            self.closing_line(),
        ]
    }

    /// "29 words below the winter benchmark": a ratio alone does not say on which side.
    pub fn distance(&self, noun: &str) -> String {
        let (season, benchmark) = self.now;
        let season = season.label();
        let apart = number((self.current - benchmark).abs());
        if apart == "0" {
            return format!("At the {season} benchmark");
        }
        let noun = match apart.as_str() {
            "1" => noun.strip_suffix('s').unwrap_or(noun),
            _ => noun,
        };
        let side = if self.current < benchmark {
            "below"
        } else {
            "above"
        };
        let better = match self.direction {
            Direction::Increase => "",
            Direction::Decrease => ", and lower is better",
        };
        let counted = format!("{apart} {noun}");
        format!(
            "{} {side} the {season} benchmark{better}",
            counted.trim_end()
        )
    }

    fn ratio_line(&self, noun: &str) -> Line {
        let (season, benchmark) = self.now;
        let (benchmark, current) = (number(benchmark), number(self.current));
        let benchmark = format!("the {} benchmark, {benchmark}", season.label());
        let current = format!("the median of the last three scores, {current}");
        let (over, under) = match self.direction {
            Direction::Increase => (benchmark, current),
            Direction::Decrease => (current, benchmark),
        };
        Line {
            name: "Gap",
            value: self.distance(noun),
            from: match self.ratio {
                Ok(ratio) => format!(
                    "{}, over {under}: a ratio of {}. 1 is at the benchmark, above 1 is behind it.",
                    capital(&over),
                    number(ratio)
                ),
                Err(_) => format!(
                    "{}, over {under}: a ratio needs two numbers above 0.",
                    capital(&over)
                ),
            },
        }
    }

    fn required_line(&self) -> Line {
        let (season, benchmark, _) = self.end;
        let weeks = number((self.weeks_left * 10.0).round() / 10.0);
        let Ok(required) = self.required else {
            return Line {
                name: "Growth it takes",
                value: "Not known".into(),
                from: "No weeks of this school year are left.".into(),
            };
        };
        let sum = format!(
            "({} − {}) / {weeks} weeks left, to the {} benchmark.",
            number(benchmark),
            number(self.current),
            season.label()
        );
        if self.direction.gain(required) <= 0.0 {
            return Line {
                name: "Growth it takes",
                value: "None".into(),
                from: format!(
                    "The score is at the {} benchmark, {}, or past it.",
                    season.label(),
                    number(benchmark)
                ),
            };
        }
        Line {
            name: "Growth it takes",
            value: format!("{} a week", number(required)),
            from: format!("{sum} {}", self.reasonable_words()),
        }
    }

    fn reasonable_words(&self) -> String {
        let (Some(typical), Some(reasonable)) = (&self.typical, self.is_reasonable()) else {
            return "The set has no growth to compare it with.".into();
        };
        let verdict = if reasonable { "within" } else { "more than" };
        format!(
            "That is {verdict} {}, twice what this level grows, which is as much as is reasonable to ask.",
            number(REASONABLE_TIMES * typical.per_week)
        )
    }

    fn closing_line(&self) -> Line {
        let (value, from) = match &self.closing {
            Ok(range) => (range.words(), self.range_words(range)),
            Err(Undefined::TooFew { have, need }) => (
                "Too early to say".to_owned(),
                format!("It takes {need} scores of the present phase; there are {have}."),
            ),
            Err(Undefined::NoGoal) => (
                "Not known".to_owned(),
                "The set does not say how fast this level grows.".to_owned(),
            ),
            Err(why) => (
                "Not known".to_owned(),
                format!("{}.", capital(&why.to_string())),
            ),
        };
        Line {
            name: "Time to close it",
            value,
            from,
        }
    }

    fn range_words(&self, range: &Range) -> String {
        if range.soonest == Closing::Closed {
            return "There is no gap to close now.".into();
        }
        let from = self
            .typical
            .as_ref()
            .and_then(|growth| growth.from)
            .map(|from| format!(", {from}"));
        format!(
            "The student grows {} a week ({} % interval {} to {}); the benchmark moves {} a week{}.",
            number(range.rate),
            range.confidence,
            number(range.interval.low),
            number(range.interval.high),
            number(range.benchmark_rate),
            from.unwrap_or_default()
        )
    }
}

impl Range {
    /// "Between 9 weeks and not closing".
    pub fn words(&self) -> String {
        match (self.soonest, self.latest) {
            (Closing::Closed, _) => "Closed".into(),
            (Closing::NotClosing, _) => "Not closing".into(),
            (Closing::Weeks(soonest), Closing::Weeks(latest)) => {
                let (soonest, latest) = (weeks(soonest), weeks(latest));
                if soonest == latest {
                    format!("About {soonest}")
                } else {
                    format!("Between {soonest} and {latest}")
                }
            }
            (Closing::Weeks(soonest), _) => format!("Between {} and not closing", weeks(soonest)),
        }
    }
}

fn weeks(weeks: f64) -> String {
    if weeks > FAR_WEEKS {
        return "more than two years".into();
    }
    match weeks.round().max(1.0) {
        1.0 => "1 week".into(),
        weeks => format!("{weeks} weeks"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
