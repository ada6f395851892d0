//! What a team decided about a plan: a record that keeps the verdict of its day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Phase, text};
use crate::rejected::Rejected;

/// A decision with the verdict as it stood then. Later scores change neither.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(with = "crate::model::day")]
    pub date: Date,
    pub choice: Choice,
    /// Roles or people: "Grade 3 team, Ms. Park".
    pub by: String,
    pub why: String,
    /// None where there was nothing to judge: no goal, no score, or a measure of mastery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<FrozenVerdict>,
    /// What the student got from then on, as it was put down with the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maintenance: Option<Maintenance>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub refer_to: String,
    /// Until this day the decision rests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(with = "crate::model::day::optional")]
    pub look_again: Option<Date>,
    /// How `by` and `why` read before they were put right, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Wording>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    #[default]
    Continue,
    Intensify,
    Change,
    Fade,
    Exit,
    Refer,
}

/// The verdict of one day, never found anew: its words, and the numbers to read them by years
/// later. Rates are in units of the measure a week, the rest in percent or in scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FrozenVerdict {
    /// "below", as the table is filtered by.
    pub kind: String,
    /// "Below aim".
    pub word: String,
    pub sentence: String,
    /// Why, what was advised, the name of the rule, and its source.
    pub reason: String,
    pub advice: String,
    pub rule: String,
    pub source: String,
    pub scores: u32,
    pub slope: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub goal_rate: f64,
    pub received: Option<f64>,
    pub adherence: Option<f64>,
    /// Sessions that nobody had logged.
    pub unlogged: u32,
    /// The median of the last three scores, the aim line on their day, and how far from it still
    /// was near.
    pub level: Option<f64>,
    pub level_aim: Option<f64>,
    pub near: Option<f64>,
    /// Scores in a row on the worse and on the better side of the aim line.
    pub behind: u32,
    pub ahead: u32,
    /// Where growth led on the day of the goal, and the chance of reaching it, as a part of 1.
    pub projected: Option<f64>,
    pub chance: Option<f64>,
    /// Minutes received, steps taught, scores before prompts, scores before a verdict, scores in a
    /// row, confidence of the interval: the thresholds in use, in this order.
    pub thresholds: [f64; 6],
}

/// Probes that see whether what was gained stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maintenance {
    /// Days between probes.
    pub every: u16,
    #[serde(with = "crate::model::day")]
    pub until: Date,
}

/// Words that were put right, and the day on which they were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wording {
    #[serde(with = "crate::model::day")]
    pub until: Date,
    pub by: String,
    pub why: String,
}

/// What can change about an intervention: the seven of the Taxonomy of Intervention Intensity
/// (Fuchs, Fuchs & Malone 2017), then those of how it is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Strength,
    Dosage,
    Alignment,
    Transfer,
    Comprehensiveness,
    BehavioralSupport,
    Individualization,
    Adherence,
    Quality,
    Responsiveness,
}

impl Choice {
    pub const ALL: [Self; 6] = [
        Self::Continue,
        Self::Intensify,
        Self::Change,
        Self::Fade,
        Self::Exit,
        Self::Refer,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Continue => "Continue",
            Self::Intensify => "Intensify",
            Self::Change => "Change",
            Self::Fade => "Fade",
            Self::Exit => "Exit",
            Self::Refer => "Refer",
        }
    }

    /// A phase begins with it, so it says what the student gets from then on.
    pub fn changes_teaching(self) -> bool {
        matches!(self, Self::Intensify | Self::Change | Self::Fade)
    }
}

impl Dimension {
    pub const ALL: [Self; 10] = [
        Self::Strength,
        Self::Dosage,
        Self::Alignment,
        Self::Transfer,
        Self::Comprehensiveness,
        Self::BehavioralSupport,
        Self::Individualization,
        Self::Adherence,
        Self::Quality,
        Self::Responsiveness,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::Strength => "Strength",
            Self::Dosage => "Dosage",
            Self::Alignment => "Alignment",
            Self::Transfer => "Attention to transfer",
            Self::Comprehensiveness => "Comprehensiveness",
            Self::BehavioralSupport => "Behavioral support",
            Self::Individualization => "Individualization",
            Self::Adherence => "Steps as written",
            Self::Quality => "Quality of teaching",
            Self::Responsiveness => "Engagement",
        }
    }

    /// Three words for those who do not know the taxonomy by heart.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Strength => "a program with better evidence",
            Self::Dosage => "more or fewer minutes, days, students in the group",
            Self::Alignment => "closer to the skills that are missing",
            Self::Transfer => "use of the skill elsewhere",
            Self::Comprehensiveness => "more explicit, more modeling and practice",
            Self::BehavioralSupport => "attention, effort, self-control",
            Self::Individualization => "fitted step by step to this student",
            Self::Adherence => "what was left out is taught",
            Self::Quality => "how well it is taught",
            Self::Responsiveness => "how far the student takes part",
        }
    }
}

impl Decision {
    /// Its words, cleaned; the phase that it begins is checked where it is saved.
    ///
    /// # Errors
    /// When who or why is missing, the day is to come, or what follows does not fit the choice.
    pub fn checked(mut self, today: Date) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        self.by = text::line(&self.by);
        self.why = text::note(&self.why);
        self.refer_to = text::line(&self.refer_to);
        words(&mut rejected, &self.by, &self.why);
        if self.date > today {
            rejected.add(
                "decided",
                format!(
                    "The day is {}; it cannot be after today.",
                    text::date(self.date)
                ),
            );
        }
        if self.choice.changes_teaching() && self.phase.is_none() {
            rejected.add("label", "Say what the student gets from now on.");
        }
        if self.choice == Choice::Refer && self.refer_to.is_empty() {
            rejected.add("refer_to", "Say to whom the student is referred.");
        }
        if let Some(Maintenance { every, until }) = self.maintenance
            && (every == 0 || until <= self.date)
        {
            let problem = format!(
                "Probes every {every} days until {} were given; they need an interval and an end \
                 after {}.",
                text::date(until),
                text::date(self.date)
            );
            rejected.add("until", problem);
        }
        if let Some(day) = self.look_again
            && day <= self.date
        {
            let (day, after) = (text::date(day), text::date(self.date));
            let problem = format!("The day is {day}; it must come after {after}.");
            rejected.add("look_again", problem);
        }
        rejected.or(self)
    }

    /// The same decision with who and why put right; how they read before is kept.
    ///
    /// # Errors
    /// When either is missing.
    pub fn reworded(mut self, by: &str, why: &str, today: Date) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        let (by, why) = (text::line(by), text::note(why));
        words(&mut rejected, &by, &why);
        if (&by, &why) != (&self.by, &self.why) {
            self.earlier.push(Wording {
                until: today,
                by: std::mem::replace(&mut self.by, by),
                why: std::mem::replace(&mut self.why, why),
            });
        }
        rejected.or(self)
    }

    /// The day on which to look again: the one that was set, else the end of maintenance.
    pub fn rests_until(&self) -> Option<Date> {
        let end = self.maintenance.map(|maintenance| maintenance.until);
        self.look_again.or(end)
    }
}

fn words(rejected: &mut Rejected, by: &str, why: &str) {
    if by.is_empty() {
        rejected.add("by", "Say who decided: roles or names.");
    }
    if why.is_empty() {
        rejected.add(
            "why",
            "Say why, in a sentence that will be understood later.",
        );
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn decision() -> Decision {
        Decision {
            date: TODAY,
            choice: Choice::Continue,
            by: " Grade 3  team ".into(),
            why: "Growth is at goal.".into(),
            verdict: None,
            phase: None,
            maintenance: None,
            refer_to: String::new(),
            look_again: None,
            earlier: Vec::new(),
        }
    }

    #[track_caller]
    fn check(decision: Decision, wrong: &[&str]) {
        let fields: Vec<&str> = match decision.checked(TODAY) {
            Ok(_) => Vec::new(),
            Err(rejected) => rejected.problems().iter().map(|p| p.field).collect(),
        };
        assert_eq!(fields, wrong);
    }

    #[test]
    fn a_decision_says_who_why_and_what_follows() {
        let given = decision;
        let nobody = Decision {
            by: "  ".into(),
            why: String::new(),
            ..given()
        };
        let tomorrow = Decision {
            date: date(2026, 11, 25),
            ..given()
        };
        let change = Decision {
            choice: Choice::Change,
            ..given()
        };
        let refer = Decision {
            choice: Choice::Refer,
            ..given()
        };
        let again = |day| Decision {
            look_again: Some(day),
            ..given()
        };
        let probes = |every, until| Decision {
            choice: Choice::Exit,
            maintenance: Some(Maintenance { every, until }),
            ..given()
        };
        check(given(), &[]);
        check(nobody, &["by", "why"]);
        check(tomorrow, &["decided"]);
        check(change, &["label"]);
        check(refer, &["refer_to"]);
        check(again(TODAY), &["look_again"]);
        check(again(date(2026, 11, 25)), &[]);
        check(probes(28, date(2027, 5, 1)), &[]);
        check(probes(28, TODAY), &["until"]);
        check(probes(0, date(2027, 5, 1)), &["until"]);
    }

    #[test]
    fn words_are_put_right_with_what_they_were() {
        let first = decision().checked(TODAY).unwrap();
        assert_eq!(first.by, "Grade 3 team");
        let same = first
            .clone()
            .reworded("Grade 3 team", &first.why, TODAY)
            .unwrap();
        assert_eq!(same, first);
        let second = first
            .clone()
            .reworded("Grade 4 team", &first.why, TODAY)
            .unwrap();
        assert_eq!(second.by, "Grade 4 team");
        assert_eq!(second.earlier[0].by, "Grade 3 team");
        assert_eq!(second.verdict, first.verdict);
        assert!(first.reworded("", "x", TODAY).is_err());
    }

    #[test]
    fn today_s_records_stay_short_and_readable() {
        let json = serde_json::to_string(&decision()).unwrap();
        assert!(
            !json.contains("null") && !json.contains("earlier"),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), decision());
        let bare = r#"{"date":"2026-11-24","choice":"exit","by":"Team","why":"Goal met"}"#;
        let read: Decision = serde_json::from_str(bare).unwrap();
        assert_eq!((read.choice, read.verdict), (Choice::Exit, None));
    }
}
