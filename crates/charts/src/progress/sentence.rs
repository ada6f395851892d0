//! The chart in one sentence: how many scores, how they grow and how sure that is, what the
//! goal line asks for, and where the student stands.

use aimline_core::analysis::{Direction, Interval, Trend, Undefined};

use super::facts::Facts;
use super::{Phase, ProgressView};
use crate::words::{count, day, decimals, noun_of_rate, percent, value};

/// Rates below this are told with two decimals: 0.17 a week is not 0.2.
const SMALL_RATE: f64 = 0.5;

/// One plain sentence with the figures of the chart.
pub fn sentence(view: &ProgressView) -> String {
    let facts = Facts::new(view);
    let rates = Rates::new(view, &facts);
    let parts = [
        Some(scores_part(view, &facts)),
        Some(trend_part(view, &facts, &rates)),
        Some(goal_part(view, &facts, &rates)),
        standing_part(view, &facts),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}.", parts.join("; "))
}

fn scores_part(view: &ProgressView, facts: &Facts) -> String {
    let scores = view
        .scores
        .iter()
        .filter(|score| score.value.is_finite())
        .count();
    let told = match facts.all.occasions() {
        [] => "No scores yet".to_owned(),
        [one] if scores == 1 => {
            format!(
                "1 score, {} on {}",
                value(one.value),
                day(one.date, view.today)
            )
        }
        [one] => format!(
            "{} on {}, their median {}",
            count(scores, "score"),
            day(one.date, view.today),
            value(one.value)
        ),
        [first, second] if scores == 2 => format!(
            "2 scores, {} on {} and {} on {}",
            value(first.value),
            day(first.date, view.today),
            value(second.value),
            day(second.date, view.today)
        ),
        [first, .., _] => {
            let days = facts.all.len();
            let on_days = if scores == days {
                String::new()
            } else {
                format!(" on {days} days")
            };
            let since = day(first.date, view.today);
            format!("{}{on_days} since {since}", count(scores, "score"))
        }
    };
    match view.direction {
        Direction::Increase => told,
        Direction::Decrease => format!("{told} (lower is better)"),
    }
}

fn trend_part(view: &ProgressView, facts: &Facts, rates: &Rates) -> String {
    let phase = match facts.current {
        Some(phase) if view.phases.len() > 1 => Some(phase_words(phase, view, facts)),
        _ => None,
    };
    let told = match &facts.trend {
        Ok(trend) => rates.growth(trend, view.confidence),
        Err(reason) => missing(*reason),
    };
    match phase {
        Some(phase) => format!("{phase}: {told}"),
        None => told,
    }
}

fn phase_words(phase: &Phase, view: &ProgressView, facts: &Facts) -> String {
    let since = day(phase.start, view.today);
    let scores = count(facts.current_scores.len(), "score");
    if phase.label.is_empty() {
        format!("in the phase since {since}, {scores}")
    } else {
        format!("in “{}” since {since}, {scores}", phase.label)
    }
}

fn missing(reason: Undefined) -> String {
    match reason {
        Undefined::TooFew { have, need } => {
            let more = need.saturating_sub(have);
            let again = if have == 0 { "" } else { "more " };
            let (noun, verb) = if more == 1 {
                ("score", "is")
            } else {
                ("scores", "are")
            };
            format!("{more} {again}{noun} {verb} needed to show a trend")
        }
        other => format!("no trend, because {other}"),
    }
}

fn goal_part(view: &ProgressView, facts: &Facts, rates: &Rates) -> String {
    let Some(aim) = &view.aim else {
        return "no goal line yet".to_owned();
    };
    let rate = aim.weekly_rate();
    // After a growth in the same unit the number alone is clear.
    let unit = if facts.trend.is_ok() {
        String::new()
    } else {
        rates.unit_a_week()
    };
    let asked = if rates.rounds_to_zero(rate) {
        "no change".to_owned()
    } else if rate < 0.0 {
        format!("a fall of {}{unit}", rates.amount(rate))
    } else {
        format!("{}{unit}", rates.amount(rate))
    };
    if aim.end() < view.today {
        format!(
            "the goal line asked for {asked} until {}",
            day(aim.end(), view.today)
        )
    } else {
        format!("the goal line asks for {asked}")
    }
}

fn standing_part(view: &ProgressView, facts: &Facts) -> Option<String> {
    let standing = facts.standing?;
    let median = value(standing.median);
    let away = value(standing.distance().abs());
    let place = if away == "0" {
        "on the line".to_owned()
    } else if standing.distance() > 0.0 {
        format!("{away} above the line")
    } else {
        format!("{away} below the line")
    };
    let past = view.aim.is_some_and(|aim| standing.day >= aim.end());
    let line = if past {
        place.replace("the line", "the goal")
    } else {
        place
    };
    Some(format!("median of the last three is {median}, {line}"))
}

/// How rates are told: with which noun, and with how many decimals.
struct Rates<'a> {
    rises: &'static str,
    noun: &'a str,
    places: usize,
}

impl<'a> Rates<'a> {
    fn new(view: &'a ProgressView, facts: &Facts) -> Self {
        let trend = facts
            .trend
            .as_ref()
            .map_or(0.0, |trend| trend.weekly_rate().abs());
        let goal = view.aim.map_or(0.0, |aim| aim.weekly_rate().abs());
        Self {
            rises: match view.direction {
                Direction::Increase => "growing",
                Direction::Decrease => "rising",
            },
            noun: noun_of_rate(&view.unit),
            places: if trend.max(goal) < SMALL_RATE { 2 } else { 1 },
        }
    }

    fn growth(&self, trend: &Trend, confidence: f64) -> String {
        let rate = trend.weekly_rate();
        let told = if self.rounds_to_zero(rate) {
            format!("level, {}{}", self.amount(0.0), self.unit_a_week())
        } else {
            format!("{}{}", self.signed(rate), self.unit_a_week())
        };
        match trend.rate_interval(confidence) {
            Ok(interval) => {
                format!(
                    "{told} ({} interval {})",
                    percent(confidence),
                    self.range(rate, interval)
                )
            }
            Err(_) => told,
        }
    }

    /// Both ends on one side of zero are amounts of the same movement; else each end says its own.
    fn range(&self, rate: f64, interval: Interval) -> String {
        let Interval { low, high } = interval;
        if rate > 0.0 && low >= 0.0 {
            format!("{} to {}", self.amount(low), self.amount(high))
        } else if rate < 0.0 && high <= 0.0 {
            format!("{} to {}", self.amount(high), self.amount(low))
        } else {
            format!("from {} to {}", self.signed(low), self.signed(high))
        }
    }

    fn signed(&self, rate: f64) -> String {
        if self.rounds_to_zero(rate) {
            self.amount(0.0)
        } else if rate < 0.0 {
            format!("falling {}", self.amount(rate))
        } else {
            format!("{} {}", self.rises, self.amount(rate))
        }
    }

    fn amount(&self, rate: f64) -> String {
        decimals(rate.abs(), self.places)
    }

    fn rounds_to_zero(&self, rate: f64) -> bool {
        self.amount(rate) == self.amount(0.0)
    }

    fn unit_a_week(&self) -> String {
        if self.noun.is_empty() {
            " a week".to_owned()
        } else {
            format!(" {} a week", self.noun)
        }
    }
}

#[cfg(test)]
mod tests {
    use aimline_core::analysis::AimLine;
    use jiff::civil::date;

    use super::*;
    use crate::test_data::{behavior, plan, two_phases};

    #[track_caller]
    fn check(view: &ProgressView, expected: &str) {
        assert_eq!(sentence(view), expected);
    }

    #[test]
    fn it_reads_right_at_every_count_of_scores() {
        check(
            &plan(&[]),
            "No scores yet; 3 scores are needed to show a trend; \
             the goal line asks for 1.5 words a week.",
        );
        check(
            &plan(&[39.0]),
            "1 score, 39 on Sep 8; 2 more scores are needed to show a trend; \
             the goal line asks for 1.5 words a week.",
        );
        check(
            &plan(&[39.0, 42.5]),
            "2 scores, 39 on Sep 8 and 42.5 on Sep 15; 1 more score is needed to show a trend; \
             the goal line asks for 1.5 words a week.",
        );
        check(
            &plan(&[39.0, 42.0, 36.0]),
            "3 scores since Sep 8; falling 1.5 words a week \
             (80 % interval from falling 9.5 to growing 6.5); the goal line asks for 1.5; \
             median of the last three is 39, 1.5 below the line.",
        );
        check(
            &plan(&[
                39.0, 42.0, 36.0, 40.0, 43.0, 44.0, 46.0, 45.0, 48.0, 50.0, 49.0, 52.0,
            ]),
            "12 scores since Sep 8; growing 1.2 words a week (80 % interval 1.0 to 1.4); \
             the goal line asks for 1.5; median of the last three is 50, 4 below the line.",
        );
    }

    #[test]
    fn where_lower_is_better_it_falls_toward_the_goal() {
        check(
            &behavior(&[9.0, 8.0, 9.0, 7.0, 7.0, 6.0]),
            "6 scores since Sep 8 (lower is better); falling 0.6 incidents a week \
             (80 % interval 0.3 to 0.8); the goal line asks for a fall of 0.5; \
             median of the last three is 7, on the line.",
        );
        check(
            &behavior(&[5.0, 6.0, 8.0, 9.0]),
            "4 scores since Sep 8 (lower is better); rising 1.4 incidents a week \
             (80 % interval 1.1 to 1.7); the goal line asks for a fall of 0.5; \
             median of the last three is 8, on the line.",
        );
    }

    #[test]
    fn several_probes_on_one_day_are_one_occasion() {
        let mut view = plan(&[39.0, 42.0, 44.0, 45.0]);
        view.scores.push(view.scores[3].clone());
        assert!(sentence(&view).starts_with("5 scores on 4 days since Sep 8; growing"));
        let mut view = plan(&[39.0]);
        view.scores.push(crate::ScorePoint {
            value: 43.0,
            ..view.scores[0].clone()
        });
        assert!(sentence(&view).starts_with("2 scores on Sep 8, their median 41; 2 more"));
    }

    #[test]
    fn only_the_current_phase_has_a_trend() {
        check(
            &two_phases(),
            "12 scores since Sep 8; in “Smaller group” since Oct 20, 6 scores: \
             growing 2.1 words a week (80 % interval 1.9 to 2.2); the goal line asks for 1.5; \
             median of the last three is 50, 4 below the line.",
        );
        let mut view = two_phases();
        view.scores.truncate(8);
        assert!(sentence(&view).contains("2 scores: 1 more score is needed to show a trend;"));
        view.scores.truncate(6);
        assert!(sentence(&view).contains("0 scores: 3 scores are needed to show a trend;"));
    }

    #[test]
    fn a_level_line_and_one_without_a_goal_read_right() {
        let mut view = plan(&[40.0, 40.0, 40.0, 40.0]);
        view.aim = None;
        check(
            &view,
            "4 scores since Sep 8; level, 0.00 words a week (80 % interval from 0.00 to 0.00); \
             no goal line yet.",
        );
        view.aim = AimLine::new(date(2026, 9, 8), 40.0, date(2027, 1, 12), 40.0).ok();
        assert!(sentence(&view).contains("; the goal line asks for no change; "));
    }

    #[test]
    fn after_the_goal_date_the_goal_is_the_bar() {
        let mut view = plan(&[39.0, 42.0, 45.0, 44.0]);
        view.aim = AimLine::new(date(2026, 9, 8), 39.0, date(2026, 9, 22), 45.0).ok();
        let told = sentence(&view);
        assert!(
            told.contains("the goal line asked for 3.0 until Sep 22"),
            "{told}"
        );
        assert!(
            told.ends_with("median of the last three is 44, 1 below the goal."),
            "{told}"
        );
    }

    #[test]
    fn a_confidence_out_of_range_leaves_the_interval_out() {
        let mut view = plan(&[39.0, 42.0, 45.0]);
        view.confidence = 1.0;
        assert!(sentence(&view).contains("; growing 3.0 words a week; "));
    }
}
