//! The chart in words: the verdict's sentence, which joins growth, minutes and steps, then the
//! scores it is drawn from. Without a verdict, how the scores grow and how sure that is.

use aimline_core::analysis::{Direction, Interval, Trend, Undefined};

use super::facts::Facts;
use super::{Phase, ProgressView};
use crate::words::{count, day, decimals, noun_of_rate, percent, value};

/// Rates below this are told with two decimals: 0.17 a week is not 0.2.
const SMALL_RATE: f64 = 0.5;

/// The figures of the chart in plain words.
pub fn sentence(view: &ProgressView) -> String {
    let facts = Facts::new(view);
    let scores = scores_part(view, &facts);
    match &view.joined {
        // That there are none yet, the verdict has said.
        Some(joined) if facts.all.is_empty() => joined.clone(),
        Some(joined) => {
            let parts = [
                Some(format!("{scores}{}", of_them(view, &facts))),
                passed_part(view),
                standing_part(view, &facts),
            ];
            format!("{joined} {}.", listed(parts))
        }
        None => {
            let parts = [
                Some(scores),
                Some(trend_part(view, &facts)),
                Some("no aim line yet".to_owned()),
            ];
            format!("{}.", listed(parts))
        }
    }
}

fn listed<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("; ")
}

/// ", 6 of them in “Smaller group” since Oct 20", where there is more than one phase.
fn of_them(view: &ProgressView, facts: &Facts) -> String {
    match facts.current {
        Some(phase) if view.phases.len() > 1 => {
            let scores = match facts.current_scores.len() {
                0 => "none".to_owned(),
                scores => scores.to_string(),
            };
            format!(", {scores} of them {}", phase_words(phase, view))
        }
        _ => String::new(),
    }
}

fn phase_words(phase: &Phase, view: &ProgressView) -> String {
    let since = day(phase.start, view.today);
    if phase.label.is_empty() {
        format!("in the phase since {since}")
    } else {
        format!("in “{}” since {since}", phase.label)
    }
}

fn passed_part(view: &ProgressView) -> Option<String> {
    let aim = view.aim.filter(|aim| aim.end() < view.today)?;
    let end = day(aim.end(), view.today);
    Some(format!("the day of the goal, {end}, has passed"))
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

fn trend_part(view: &ProgressView, facts: &Facts) -> String {
    let told = match &facts.trend {
        Ok(trend) => Rates::new(view, trend).growth(trend, view.confidence),
        Err(reason) => missing(*reason),
    };
    match facts.current {
        Some(phase) if view.phases.len() > 1 => {
            let scores = count(facts.current_scores.len(), "score");
            format!("{}, {scores}: {told}", phase_words(phase, view))
        }
        _ => told,
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
    fn new(view: &'a ProgressView, trend: &Trend) -> Self {
        let small = trend.weekly_rate().abs() < SMALL_RATE;
        Self {
            rises: match view.direction {
                Direction::Increase => "growing",
                Direction::Decrease => "rising",
            },
            noun: noun_of_rate(&view.unit),
            places: if small { 2 } else { 1 },
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

    const TWELVE: [f64; 12] = [
        39.0, 42.0, 36.0, 40.0, 43.0, 44.0, 46.0, 45.0, 48.0, 50.0, 49.0, 52.0,
    ];

    fn without_aim(mut view: ProgressView) -> ProgressView {
        (view.aim, view.goal, view.joined) = (None, None, None);
        view
    }

    #[test]
    fn the_verdict_comes_first_and_its_figures_are_not_told_again() {
        check(
            &plan(&[]),
            "No scores in this phase yet: collecting, 6 more scores before anything can be said.",
        );
        check(
            &plan(&[39.0]),
            "1 score in this phase so far: collecting, 5 more scores before anything can be said. \
             1 score, 39 on Sep 8.",
        );
        check(
            &plan(&TWELVE),
            "Growing 1.23 words a week, goal 1.50, 80 % interval 1.01 to 1.45: slower than the goal \
             asks. 12 scores since Sep 8; median of the last three is 50, 4 below the line.",
        );
    }

    #[test]
    fn where_lower_is_better_it_says_so() {
        check(
            &behavior(&[9.0, 8.0, 9.0, 7.0, 7.0, 6.0]),
            "Changing by −0.6 incidents a week, goal −0.5, 80 % interval −0.9 to −0.3: too early \
             to tell, 4 more scores before growth is judged. 6 scores since Sep 8 (lower is \
             better); median of the last three is 7, on the line.",
        );
    }

    #[test]
    fn several_probes_on_one_day_are_one_occasion() {
        let mut view = without_aim(plan(&[39.0, 42.0, 44.0, 45.0]));
        view.scores.push(view.scores[3].clone());
        assert!(sentence(&view).starts_with("5 scores on 4 days since Sep 8; 2 more"));
        let mut view = without_aim(plan(&[39.0]));
        view.scores.push(crate::ScorePoint {
            value: 43.0,
            ..view.scores[0].clone()
        });
        assert!(sentence(&view).starts_with("2 scores on Sep 8, their median 41; 5 more"));
    }

    #[test]
    fn only_the_current_phase_has_a_trend() {
        check(
            &two_phases(),
            "Growing 2.1 words a week, goal 1.5, 80 % interval 1.9 to 2.3: too early to tell, 4 \
             more scores before growth is judged. 12 scores since Sep 8, 6 of them in “Smaller \
             group” since Oct 20; median of the last three is 50, 4 below the line.",
        );
        let mut view = without_aim(two_phases());
        assert!(sentence(&view).contains(
            "; in “Smaller group” since Oct 20, 6 scores: growing 2.1 words a week \
             (80 % interval 1.9 to 2.2); no aim line yet."
        ));
        view.scores.truncate(8);
        assert!(sentence(&view).contains("2 scores: 4 more scores are needed to show a trend;"));
        view.scores.truncate(6);
        assert!(sentence(&view).contains("0 scores: 6 scores are needed to show a trend;"));
    }

    #[test]
    fn a_level_line_reads_right() {
        check(
            &without_aim(plan(&[40.0; 6])),
            "6 scores since Sep 8; level, 0.00 words a week (80 % interval from 0.00 to 0.00); \
             no aim line yet.",
        );
        let falling = without_aim(plan(&[44.0, 42.0, 43.0, 41.0, 40.0, 41.0]));
        assert!(sentence(&falling).contains("; falling 0.7 words a week (80 % interval 0.3 to"));
        let rising = without_aim(behavior(&[5.0, 6.0, 8.0, 7.0, 8.0, 9.0]));
        assert!(sentence(&rising).contains("; rising 0.7 incidents a week ("));
    }

    #[test]
    fn after_the_goal_date_the_goal_is_the_bar() {
        let mut view = plan(&[39.0, 42.0, 45.0, 44.0]);
        view.aim = AimLine::new(date(2026, 9, 8), 39.0, date(2026, 9, 22), 45.0).ok();
        let told = sentence(&view);
        assert!(
            told.ends_with(
                "4 scores since Sep 8; the day of the goal, Sep 22, has passed; median of the \
                 last three is 44, 1 below the goal."
            ),
            "{told}"
        );
    }

    #[test]
    fn a_confidence_out_of_range_leaves_the_interval_out() {
        let mut view = without_aim(plan(&TWELVE));
        view.confidence = 1.0;
        assert!(sentence(&view).contains("; growing 1.2 words a week; "));
    }
}
