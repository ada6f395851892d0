//! What a column holds, told by its header.

use super::OWN_HEADERS;
use crate::model::{Season, text};

/// What the cells of a column are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    LeftOut,
    Set,
    Measure,
    Source,
    Published,
    Licence,
    Weeks,
    Aim,
    Grade,
    Season,
    /// The name of a level, or a percentile; the figures stand in other columns.
    Level,
    /// The scores of a season, for the level of the row.
    ScoreOf(Season),
    /// The scores of a level; of growth in rows whose season says so.
    Scores(String),
    /// The growth a week of a level.
    Growths(String),
    /// The growth a week of the level of the row.
    Growth,
}

impl Column {
    /// What a person reads and chooses from.
    pub fn label(&self) -> String {
        match self {
            Self::LeftOut => "Left out".into(),
            Self::Set => "Name of the set".into(),
            Self::Measure => "Measure".into(),
            Self::Source => "Source".into(),
            Self::Published => "Date of the source".into(),
            Self::Licence => "Licence".into(),
            Self::Weeks => "Weeks from fall to spring".into(),
            Self::Aim => "Level of goals".into(),
            Self::Grade => "Grade".into(),
            Self::Season => "Season".into(),
            Self::Level => "Level or percentile".into(),
            Self::ScoreOf(season) => format!("Scores in {}", season.label()),
            Self::Scores(level) => format!("Scores of “{level}”"),
            Self::Growths(level) => format!("Growth a week of “{level}”"),
            Self::Growth => "Growth a week".into(),
        }
    }

    /// What a column may be, whatever its header says.
    pub fn choices(header: &str) -> Vec<Self> {
        let level = level_name(header);
        let mut choices = vec![
            Self::LeftOut,
            Self::Set,
            Self::Measure,
            Self::Source,
            Self::Published,
            Self::Licence,
            Self::Weeks,
            Self::Aim,
            Self::Grade,
            Self::Season,
            Self::Level,
        ];
        choices.extend(Season::ALL.map(Self::ScoreOf));
        choices.extend([
            Self::Scores(level.clone()),
            Self::Growths(level),
            Self::Growth,
        ]);
        choices
    }
}

/// The columns by their headers. Under the headers of our own export, every further one is the
/// name of a level, whatever it reads.
pub fn columns(headers: &[String]) -> Vec<Column> {
    let own = headers.len() > OWN_HEADERS.len()
        && headers
            .iter()
            .zip(OWN_HEADERS)
            .all(|(header, own)| header == own);
    let mut known: Vec<Column> = Vec::new();
    for (at, header) in headers.iter().enumerate() {
        let column = if own && at >= OWN_HEADERS.len() {
            Column::Scores(header.clone())
        } else {
            of(header)
        };
        // A second column of the same is most often the same in other words.
        let twice = column != Column::LeftOut && known.contains(&column);
        known.push(if twice { Column::LeftOut } else { column });
    }
    let gives_level = known.contains(&Column::Level);
    let gives_scores = known
        .iter()
        .any(|column| matches!(column, Column::ScoreOf(_)));
    if gives_level && gives_scores {
        // Growth follows from the scores; what is printed beside them has been wrong before.
        for column in &mut known {
            if matches!(
                column,
                Column::Growth | Column::Growths(_) | Column::Scores(_)
            ) {
                *column = Column::LeftOut;
            }
        }
    }
    known
}

fn of(header: &str) -> Column {
    let plain = text::folded(header).replace(['_', '-'], " ");
    let growth = ["per week", "weekly", "a week", "growth", "roi"]
        .iter()
        .any(|word| plain.contains(word));
    match plain.as_str() {
        "" | "note" | "notes" | "evidence" | "comment" | "comments" => Column::LeftOut,
        "set" | "reference set" | "set name" => Column::Set,
        "measure" | "test" | "subtest" | "assessment" => Column::Measure,
        "source" | "publisher" => Column::Source,
        "published" | "date" | "year" => Column::Published,
        "licence" | "license" => Column::Licence,
        "weeks" => Column::Weeks,
        "aim" => Column::Aim,
        "grade" | "grade level" | "gr" => Column::Grade,
        "season" | "period" | "window" | "time" | "benchmark period" | "time of year" => {
            Column::Season
        }
        "level" | "percentile" | "pct" | "%ile" | "performance level" => Column::Level,
        "growth" | "growth a week" | "weekly growth" | "roi" => Column::Growth,
        _ if growth => Column::Growths(level_name(header)),
        other => season(other).map_or_else(|| Column::Scores(level_name(header)), Column::ScoreOf),
    }
}

/// The season that a word means: publishers say fall, beginning of year, BOY or B.
pub(super) fn season(plain: &str) -> Option<Season> {
    match plain {
        "fall" | "autumn" | "f" | "b" | "boy" | "beginning" | "beginning of year" => {
            Some(Season::Fall)
        }
        "winter" | "w" | "m" | "moy" | "middle" | "middle of year" => Some(Season::Winter),
        "spring" | "s" | "e" | "eoy" | "end" | "end of year" => Some(Season::Spring),
        _ => None,
    }
}

/// "Green" of "green_min", "Realistic" of "realistic_words_per_week".
fn level_name(header: &str) -> String {
    const ASIDES: [&str; 15] = [
        "min",
        "cut",
        "cutoff",
        "score",
        "words",
        "per",
        "week",
        "a",
        "weekly",
        "growth",
        "roi",
        "computed",
        "published",
        "avg",
        "improvement",
    ];
    let spaced = header.replace('_', " ");
    let kept: Vec<&str> = spaced
        .split_whitespace()
        .filter(|word| !ASIDES.contains(&word.to_lowercase().as_str()))
        .collect();
    let name = if kept.is_empty() {
        text::line(&spaced)
    } else {
        text::line(&kept.join(" "))
    };
    if name == text::line(header) {
        return name;
    }
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
