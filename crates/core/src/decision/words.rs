//! A verdict in words that a parent could follow. No blame, no adjective, and no more certainty
//! than the interval holds.

use super::fair_test::FairTest;
use super::verdict::{Advice, Finding, Prompt, Prompted, Verdict};
use crate::analysis::{Direction, Interval, Meetings};
use crate::number::decimals;

/// A rate is shown with one decimal; with up to this many where fewer would show a bound as
/// equal to the goal that it leaves out.
const MOST_PLACES: usize = 3;
/// Under so much a week one decimal would hide most of the growth asked for.
const SMALL_RATE: f64 = 0.5;

/// Growth in units a week, in as few decimals as keep apart what is apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub slope: String,
    pub goal: String,
    pub low: String,
    pub high: String,
}

impl Verdict {
    /// Two or three words for a table. On a line that falls toward its goal, below would be
    /// better; there it is behind and ahead.
    pub fn word(&self) -> &'static str {
        match (self.finding, self.evidence.direction) {
            (Finding::NotFair, _) => "Not yet a fair test",
            (Finding::Collecting { .. }, _) => "Collecting scores",
            (Finding::Early { .. }, _) => "Too early to tell",
            (Finding::Below, Direction::Increase) => "Below aim",
            (Finding::Below, Direction::Decrease) => "Behind aim",
            (Finding::Above, Direction::Increase) => "Above aim",
            (Finding::Above, Direction::Decrease) => "Ahead of aim",
            (Finding::OnTrack, _) => "On track",
            (Finding::NotClear { .. }, _) => "Not clear yet",
        }
    }

    /// The whole in one sentence. `noun` is what is counted, as "words" or "incidents".
    pub fn sentence(&self, noun: &str) -> String {
        let mut sentence = self.growth(noun);
        if let Some(taught) = self.taught() {
            sentence.push_str(", after ");
            sentence.push_str(&taught);
        }
        format!("{sentence}: {}.", self.conclusion())
    }

    /// What to do next, in one or two sentences.
    pub fn advice_in_words(&self) -> String {
        match (self.advice, self.evidence.fair_test.missing()) {
            (Advice::DeliverFirst, Some(missing)) => {
                format!("First see that {missing}. Then look again.")
            }
            (advice, _) => advice.text().into(),
        }
    }

    /// How often the rule is wrong for a student who grows exactly at goal.
    pub fn how_often_wrong(&self) -> String {
        match self.finding {
            Finding::NotFair => {
                "It rests on the minutes and steps that were recorded. The thresholds are \
                 customary, not measured."
                    .into()
            }
            Finding::Collecting { .. } => "No rule has been applied yet.".into(),
            Finding::Early { .. } if self.evidence.prompts.is_empty() => {
                "No sign has been seen.".into()
            }
            Finding::Early { .. } => {
                let prompts = self.evidence.prompts.iter();
                let odds: Vec<String> = prompts.filter_map(|prompt| self.odds(prompt)).collect();
                match odds.as_slice() {
                    [] => "How often chance gives this sign is not known: the scores do not \
                           scatter."
                        .into(),
                    odds => odds.join(" "),
                }
            }
            Finding::Below | Finding::Above => {
                let one_side = 50.0 * (1.0 - self.thresholds.confidence);
                let side = self.word().to_lowercase();
                format!(
                    "Of 100 students growing exactly at goal, this rule calls about {} {side} \
                     at any one look, and more of them if one looks every week.",
                    one_side.round()
                )
            }
            Finding::OnTrack => "It does not prove growth at the goal: any growth in the \
                                 interval, slower growth too, would look the same."
                .into(),
            Finding::NotClear { .. } => "No call is made yet, so none can be wrong.".into(),
        }
    }

    /// What was seen, such as "The last 4 scores are below the aim line."
    pub fn prompt_sentence(&self, prompted: &Prompted) -> String {
        match prompted.prompt {
            Prompt::RunBehind { length } | Prompt::RunAhead { length } => format!(
                "The last {length} scores are {} the aim line.",
                self.side(prompted.prompt)
            ),
            Prompt::MedianBehind | Prompt::MedianAhead => format!(
                "The median of the last three scores is {} the aim line.",
                self.side(prompted.prompt)
            ),
        }
    }

    /// How often chance raises a prompt, where that is known.
    fn odds(&self, prompted: &Prompted) -> Option<String> {
        let percent = percent(100.0 * prompted.false_alarm?);
        let side = self.side(prompted.prompt);
        Some(match prompted.prompt {
            Prompt::RunBehind { .. } | Prompt::RunAhead { .. } => format!(
                "Of students growing exactly at goal, {percent} have {} scores in a row {side} \
                 the aim line at some time in {} scores.",
                self.thresholds.run_length, self.evidence.runs.compared
            ),
            Prompt::MedianBehind | Prompt::MedianAhead => format!(
                "Of students growing exactly at goal, {percent} have a median that far {side} \
                 the aim line at any one look."
            ),
        })
    }

    fn side(&self, prompt: Prompt) -> &'static str {
        let behind = matches!(prompt, Prompt::RunBehind { .. } | Prompt::MedianBehind);
        if behind == (self.evidence.direction == Direction::Increase) {
            "below"
        } else {
            "above"
        }
    }

    /// As the sentence tells them: nothing under the number of scores that prompts take, because
    /// a line through three points tempts.
    pub fn rates(&self) -> Option<Rates> {
        let evidence = &self.evidence;
        let (Ok(trend), Ok(interval)) = (evidence.trend, evidence.interval) else {
            return None;
        };
        if evidence.count < self.thresholds.prompts_from {
            return None;
        }
        let places = places(interval, evidence.goal_rate, self.finding);
        let Interval { low, high } = outward(interval, places);
        Some(Rates {
            slope: decimals(trend.weekly_rate(), places),
            goal: decimals(evidence.goal_rate, places),
            low: decimals(low, places),
            high: decimals(high, places),
        })
    }

    /// "Growing 0.6 words a week, goal 1.4, 80 % interval 0.1 to 1.1", else how many scores
    /// there are.
    fn growth(&self, noun: &str) -> String {
        let Some(rates) = self.rates() else {
            return so_far(self.evidence.count);
        };
        let Rates {
            slope,
            goal,
            low,
            high,
        } = rates;
        let rises = self.evidence.direction == Direction::Increase && !slope.starts_with('−');
        format!(
            "{} {slope}{}{noun} a week, goal {goal}, {} interval {low} to {high}",
            if rises { "Growing" } else { "Changing by" },
            if noun.is_empty() { "" } else { " " },
            percent(100.0 * self.thresholds.confidence),
        )
    }

    /// "58 %" of the planned minutes, where they were recorded; "40 to 58 %" where sessions are
    /// not logged.
    pub fn received(&self) -> Option<String> {
        let FairTest {
            received,
            received_at_most,
            ..
        } = self.evidence.fair_test;
        let threshold = self.thresholds.received_percent;
        let least = percent_apart(received.ok()?, threshold);
        let most = percent_apart(received_at_most.ok()?, threshold);
        Some(if least == most {
            least
        } else {
            format!("{} to {most}", least.trim_end_matches(" %"))
        })
    }

    /// "12 of 40 sessions not logged"; nothing where all of them are.
    pub fn unlogged(&self) -> Option<String> {
        let Meetings { planned, unlogged } = self.evidence.fair_test.meetings;
        let sessions = if planned == 1 { "session" } else { "sessions" };
        (unlogged > 0).then(|| format!("{unlogged} of {planned} {sessions} not logged"))
    }

    /// "91 %" of the steps, where they were recorded.
    pub fn adherence(&self) -> Option<String> {
        let adherence = self.evidence.fair_test.adherence.ok()?;
        Some(percent_apart(adherence, self.thresholds.adherence_percent))
    }

    fn taught(&self) -> Option<String> {
        let minutes = self.received().map(|received| {
            let unlogged = self.unlogged();
            let open = unlogged.map(|open| format!(" ({open})"));
            format!(
                "receiving {received} of the planned minutes{}",
                open.unwrap_or_default()
            )
        });
        match (minutes, self.adherence()) {
            (Some(minutes), Some(steps)) => Some(format!("{minutes} with {steps} of the steps")),
            (Some(minutes), None) => Some(minutes),
            (None, Some(steps)) => Some(format!("{steps} of the steps were taught")),
            (None, None) => None,
        }
    }

    fn conclusion(&self) -> String {
        match self.finding {
            Finding::NotFair => "not yet a fair test".into(),
            Finding::Collecting { missing } => {
                format!(
                    "collecting, {} before anything can be said",
                    more_scores(missing)
                )
            }
            Finding::Early { missing } => {
                format!(
                    "too early to tell, {} before growth is judged",
                    more_scores(missing)
                )
            }
            Finding::Below => "slower than the goal asks".into(),
            Finding::Above => "faster than the goal asks".into(),
            Finding::OnTrack => "on track".into(),
            Finding::NotClear { more: Some(more) } => format!(
                "not clear yet, about {} weekly {} would settle it",
                counted_more(more),
                scores(more)
            ),
            Finding::NotClear { more: None } => {
                "not clear, and a year of weekly scores would hardly settle it".into()
            }
        }
    }
}

impl Advice {
    fn text(self) -> &'static str {
        match self {
            Self::DeliverFirst => "First see that it is taught as planned. Then look again.",
            Self::LogFirst => "Log the sessions that are still open, held or not. Then look again.",
            Self::KeepCollecting => "Keep teaching and keep collecting scores.",
            Self::LookCloser => "Look closer, and wait for more scores before you change anything.",
            Self::Continue => "Continue as planned.",
            Self::ConsiderChange => "Consider with the team what to change or to intensify.",
            Self::RecordFirst => {
                "Record minutes and steps first: without them it is open whether the \
                 intervention was tried as planned."
            }
            Self::ConsiderFading => "Consider a higher goal, or fading the support.",
        }
    }
}

fn so_far(count: usize) -> String {
    match count {
        0 => "No scores in this phase yet".into(),
        1 => "1 score in this phase so far".into(),
        count => format!("{count} scores in this phase so far"),
    }
}

pub(super) fn more_scores(missing: usize) -> String {
    format!("{} {}", counted_more(missing), scores(missing))
}

pub(super) fn counted_more(count: usize) -> String {
    format!("{count} more")
}

pub(super) fn scores(count: usize) -> &'static str {
    if count == 1 { "score" } else { "scores" }
}

pub(super) fn percent(value: f64) -> String {
    format!("{} %", value.round())
}

/// A percentage under its threshold must not be lifted to it by rounding: 79.6 stays 79.6.
fn percent_apart(value: f64, threshold: f64) -> String {
    if value >= threshold || value.round() < threshold {
        percent(value)
    } else {
        format!("{} %", (10.0 * value).floor() / 10.0)
    }
}

/// The bounds as they are shown: never nearer together than they are.
fn outward(interval: Interval, places: usize) -> Interval {
    let unit = 10_f64.powi(places as i32);
    // What is off by rounding alone is not pushed to the next number.
    let slack = 1e-9;
    Interval {
        low: (interval.low * unit + slack).floor() / unit,
        high: (interval.high * unit - slack).ceil() / unit,
    }
}

/// As few decimals as keep the goal outside an interval that leaves it out.
fn places(interval: Interval, goal_rate: f64, finding: Finding) -> usize {
    let outside = matches!(finding, Finding::Below | Finding::Above);
    let goal = |places| decimals(goal_rate, places);
    let apart = |places: &usize| {
        let Interval { low, high } = outward(interval, *places);
        !outside
            || ![low, high]
                .iter()
                .any(|bound| decimals(*bound, *places) == goal(*places))
    };
    let least = if goal_rate.abs() < SMALL_RATE { 2 } else { 1 };
    (least..MOST_PLACES).find(apart).unwrap_or(MOST_PLACES)
}
