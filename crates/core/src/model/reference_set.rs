//! A reference set: published scores of one measure by grade, season and level, and growth a week.
//! A version that a goal was set by never changes again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entries, Grade, Id, Measure, text};
use crate::number::number;
use crate::order::Order;
use crate::rejected::Rejected;

/// The most levels of a set: a table with more is a table of something else.
pub const MOST_LEVELS: usize = 12;
/// Weeks between fall and spring testing, as the norms of Hasbrouck & Tindal 2017 count them.
pub const WEEKS_OF_NORMS: u16 = 32;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferenceSet {
    pub name: String,
    pub measure: Id<Measure>,
    pub versions: Entries<ReferenceVersion>,
    #[serde(default)]
    #[serde(with = "crate::model::day::optional")]
    pub archived: Option<Date>,
}

/// One edition of the figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferenceVersion {
    /// 1 for the first.
    pub number: u32,
    /// Who published it: "University of Oregon".
    pub source: String,
    /// When, as the source says it: "July 2020".
    pub published: String,
    pub licence: String,
    /// Weeks from fall to spring testing, over which growth is worked out from the scores.
    pub weeks: u16,
    /// The best first. Three, four or any number: each set has its own.
    pub levels: Vec<String>,
    /// What a score is called that reaches none of the levels; nothing where it has no name.
    pub below: String,
    /// The level that goals are usually set at.
    pub aim: String,
    pub rows: Vec<ReferenceRow>,
    /// The first day of a plan whose goal was set by it; from then on it is frozen.
    #[serde(default, with = "crate::model::day::optional")]
    pub used_since: Option<Date>,
}

impl Default for ReferenceVersion {
    fn default() -> Self {
        Self {
            number: 1,
            source: String::new(),
            published: String::new(),
            licence: String::new(),
            weeks: WEEKS_OF_NORMS,
            levels: Vec::new(),
            below: String::new(),
            aim: String::new(),
            rows: Vec::new(),
            used_since: None,
        }
    }
}

/// The scores with which the levels begin, in the order of the levels; a level may have none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReferenceRow {
    pub grade: Grade,
    /// None: these are figures of growth a week.
    #[serde(default)]
    pub season: Option<Season>,
    pub values: Vec<Option<f64>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    Fall,
    Winter,
    Spring,
}

/// The version of a set that a goal was set by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReferenceUse {
    pub set: Id<ReferenceSet>,
    pub version: Id<ReferenceVersion>,
}

/// One figure of a set: where it stands in its table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub used: ReferenceUse,
    /// The number of the version, as it is said.
    pub number: u32,
    pub grade: Grade,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    pub level: String,
}

impl Season {
    pub const ALL: [Self; 3] = [Self::Fall, Self::Winter, Self::Spring];

    pub fn label(self) -> &'static str {
        match self {
            Self::Fall => "fall",
            Self::Winter => "winter",
            Self::Spring => "spring",
        }
    }
}

impl ReferenceSet {
    /// The version in force: that with the highest number.
    pub fn current(&self) -> Option<(Id<ReferenceVersion>, &ReferenceVersion)> {
        self.versions
            .iter()
            .max_by_key(|(_, version)| version.number)
    }

    /// # Errors
    /// Without a name.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        self.name = text::line(&self.name);
        let mut rejected = Rejected::default();
        if self.name.is_empty() {
            rejected.add("name", "Enter a name for the reference set.");
        }
        rejected.or(self)
    }
}

impl ReferenceVersion {
    pub fn is_frozen(&self) -> bool {
        self.used_since.is_some()
    }

    /// Whether two editions say the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let plain = |version: &Self| Self {
            number: 0,
            used_since: None,
            ..version.clone()
        };
        plain(self) == plain(other)
    }

    /// Tidied, in the order of grades and seasons, and possible for the measure. Scores may fall
    /// from one season to the next, as some published goals do; only the levels of one row are in
    /// order.
    ///
    /// # Errors
    /// Without levels or figures, with a score that the measure cannot have, or with levels of one
    /// row that are out of order.
    pub fn checked(mut self, measure: &Measure) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        for words in [
            &mut self.source,
            &mut self.published,
            &mut self.licence,
            &mut self.below,
            &mut self.aim,
        ]
        .into_iter()
        .chain(&mut self.levels)
        {
            *words = text::line(words);
        }
        if self.source.is_empty() {
            rejected.add("source", "Enter who published these figures.");
        }
        if !(1..=60).contains(&self.weeks) {
            rejected.add(
                "weeks",
                format!("{} weeks were given; 1 to 60 are allowed.", self.weeks),
            );
        }
        self.drop_empty();
        self.check_levels(&mut rejected);
        if self.rows.is_empty() {
            rejected.add("rows", "Enter at least one score or one figure of growth.");
        }
        self.rows.order_by_key(ReferenceRow::place);
        for pair in self.rows.windows(2) {
            if let [first, second] = pair
                && first.place() == second.place()
            {
                rejected.add("rows", format!("{} is there twice.", first.title()));
            }
        }
        for row in &self.rows {
            row.check(&self.levels, measure, &mut rejected);
        }
        rejected.or(self)
    }

    /// Takes out rows without a figure, and levels without one in any row.
    pub fn drop_empty(&mut self) {
        self.rows
            .retain(|row| row.values.iter().any(Option::is_some));
        for row in &mut self.rows {
            row.values.resize(self.levels.len(), None);
        }
        for level in (0..self.levels.len()).rev() {
            let used = self
                .rows
                .iter()
                .any(|row| row.values.get(level).is_some_and(Option::is_some));
            if !used {
                self.levels.remove(level);
                for row in &mut self.rows {
                    row.values.remove(level);
                }
            }
        }
    }

    fn check_levels(&mut self, rejected: &mut Rejected) {
        if self.levels.len() > MOST_LEVELS {
            rejected.add(
                "rows",
                format!(
                    "{} levels were given; at most {MOST_LEVELS} are allowed.",
                    self.levels.len()
                ),
            );
        }
        if self.levels.iter().any(String::is_empty) {
            rejected.add("rows", "Every level that has figures needs a name.");
        }
        let mut names: Vec<String> = self
            .levels
            .iter()
            .chain(Some(&self.below).filter(|below| !below.is_empty()))
            .map(|name| text::folded(name))
            .collect();
        names.order();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            rejected.add("rows", "Two levels have the same name.");
        }
        if !self.levels.contains(&self.aim) {
            self.aim = usual_aim(&self.levels).unwrap_or_default();
        }
    }
}

impl ReferenceRow {
    /// Rows of one grade stand together: the seasons, then growth.
    fn place(&self) -> (Grade, bool, Option<Season>) {
        (self.grade, self.season.is_none(), self.season)
    }

    /// "Grade 3, winter".
    pub fn title(&self) -> String {
        let season = self.season.map_or("growth a week", Season::label);
        format!("Grade {}, {season}", self.grade)
    }

    fn check(&self, levels: &[String], measure: &Measure, rejected: &mut Rejected) {
        let mut better: Option<(&String, f64)> = None;
        for (level, value) in levels.iter().zip(&self.values) {
            let Some(value) = *value else { continue };
            if let Some(objection) = self.objection(value, measure) {
                rejected.add("rows", format!("{}, {level}: {objection}", self.title()));
                continue;
            }
            // A slower reader may grow faster; only scores are in the order of their levels.
            if self.season.is_none() {
                continue;
            }
            if let Some((best, than)) = better
                && measure.direction.gain(value - than) > 0.0
            {
                rejected.add(
                    "rows",
                    format!(
                        "{}: {level} asks for {} and {best} for {}; the best level stands first.",
                        self.title(),
                        number(value),
                        number(than)
                    ),
                );
            }
            better = Some((level, value));
        }
    }

    fn objection(&self, value: f64, measure: &Measure) -> Option<String> {
        let (lowest, highest) = match self.season {
            Some(_) => (measure.lowest, measure.highest),
            None => {
                let most = measure.highest - measure.lowest;
                (-most, most)
            }
        };
        let fits = value.is_finite() && (lowest..=highest).contains(&value);
        (!fits).then(|| {
            format!(
                "{} was given; {} allows {} to {}.",
                number(value),
                measure.short_name,
                number(lowest),
                number(highest)
            )
        })
    }
}

/// The level that goals are usually set at, where nobody said: the middle, by its usual names.
pub fn usual_aim(levels: &[String]) -> Option<String> {
    const USUAL: [&str; 9] = [
        "50th percentile",
        "50",
        "median",
        "typical",
        "realistic",
        "green",
        "core",
        "benchmark",
        "average",
    ];
    USUAL
        .iter()
        .find_map(|usual| {
            let named = |level: &&String| text::folded(level).split(' ').any(|word| word == *usual);
            levels
                .iter()
                .find(|level| text::folded(level) == *usual)
                .or_else(|| levels.iter().find(named))
        })
        .or_else(|| levels.get(levels.len().saturating_sub(1) / 2))
        .cloned()
}
