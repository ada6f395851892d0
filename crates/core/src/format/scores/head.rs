//! What the head of a column says: of which measure it holds what, and from when.

use jiff::civil::Date;

use super::date::Day;
use super::measures::{KnownMeasures, Words};
use crate::model::{Id, Measure};

#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub holds: Part,
    pub measure: Option<Id<Measure>>,
    /// "Fall", "Beginning of year", "Period 4".
    pub season: Option<String>,
    pub day: Option<Day>,
    /// Of several columns that say the same, the lowest is the one to take: a median before its
    /// passages, words read correctly before all words.
    pub rank: u8,
    /// The number correct, from which a measure may still take errors off.
    pub correct: bool,
}

/// What of an administration a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Score,
    Errors,
    Accuracy,
    Date,
    /// A percentile, a level, growth: derived from scores, and not one.
    Other,
}

/// Words of columns that hold what was derived from scores, or is about something else.
const DERIVED: [&str; 28] = [
    "percentile",
    "growth",
    "level",
    "risk",
    "goal",
    "lexile",
    "norm",
    "rank",
    "status",
    "target",
    "change",
    "benchmarks",
    "grade",
    "id",
    "number",
    "name",
    "passages",
    "form",
    "roi",
    "slope",
    "expected",
    "stanine",
    "quantile",
    "birth",
    "dob",
    "sync",
    "enrollment",
    "year",
];

/// Seasons of benchmark testing: the words that mean them, and how they are shown.
const SEASONS: [(&[&str], &str); 9] = [
    (&["boy"], "Beginning of year"),
    (&["beginning"], "Beginning of year"),
    (&["moy"], "Middle of year"),
    (&["middle"], "Middle of year"),
    (&["eoy"], "End of year"),
    (&["end", "year"], "End of year"),
    (&["fall"], "Fall"),
    (&["winter"], "Winter"),
    (&["spring"], "Spring"),
];
/// Words before a number that count the times of testing.
const COUNTED: [&str; 6] = [
    "period",
    "window",
    "benchmark",
    "quarter",
    "trimester",
    "week",
];

impl Head {
    pub fn read(header: &str, known: &KnownMeasures<'_>, today: Date) -> Self {
        let words = Words::of(header);
        let season = season(&words);
        Self {
            holds: part(&words, season.is_some()),
            measure: known.of(header, &words),
            day: Day::in_head(header, today),
            rank: rank(&words),
            correct: words.have_all(&["correct"]) && !words.have_all(&["adjusted"]),
            season,
        }
    }

    /// Whether two columns are of one administration.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.season == other.season && self.day == other.day
    }
}

/// The season that a text names.
pub fn season_of(text: &str) -> Option<String> {
    season(&Words::of(text))
}

fn season(words: &Words) -> Option<String> {
    if let Some((_, shown)) = SEASONS.iter().find(|(all, _)| words.have_all(all)) {
        return Some((*shown).to_owned());
    }
    COUNTED.iter().find_map(|word| {
        let number = words.after(word)?;
        let is_number = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let mut letters = word.chars();
        let first = letters.next()?.to_ascii_uppercase();
        is_number.then(|| format!("{first}{} {number}", letters.as_str()))
    })
}

fn part(words: &Words, has_season: bool) -> Part {
    let derived = |word: &&&str| words.has(word) && !(has_season && **word == "year");
    if DERIVED.iter().any(|word| derived(&word)) {
        Part::Other
    } else if words.has("date") {
        Part::Date
    } else if ["error", "errors", "incorrect"]
        .iter()
        .any(|word| words.has(word))
    {
        Part::Errors
    } else if ["accuracy", "accu", "acc"]
        .iter()
        .any(|word| words.has(word))
    {
        Part::Accuracy
    } else {
        Part::Score
    }
}

fn rank(words: &Words) -> u8 {
    let has = |any: &[&str]| any.iter().any(|word| words.has(word));
    match () {
        () if has(&["median"]) => 0,
        () if has(&["passage", "total", "attempted"]) => 3,
        () if has(&["wrc", "wcpm", "score", "correct"]) => 1,
        () => 2,
    }
}
