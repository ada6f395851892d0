//! How a goal is found: by a benchmark, by published growth, by the student's own growth; with
//! every input said, and how fast the goal then is.

use jiff::civil::Date;

use super::plan_view::PlanView;
use crate::analysis::{Defined, Direction, Trend, Undefined, goal_by_rate};
use crate::caseload::Caseload;
use crate::elapsed::weeks_between;
use crate::model::{Figure, Goal, GoalSource, Grade, GrowthInputs, Id, Measure, ReferenceUse};
use crate::number::number;
use crate::reference::{self, Reading};

/// A goal by the student's own growth asks for this many times of it (`domain.md` 2).
pub const OWN_GROWTH_TIMES: f64 = 1.5;
/// Scores that own growth takes (`domain.md` 2).
pub const OWN_GROWTH_SCORES: usize = 8;

/// The student's own growth a week, by least squares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnGrowth {
    pub per_week: f64,
    /// Occasions it was fitted to.
    pub scores: usize,
}

impl OwnGrowth {
    /// Over the present phase: a line through a phase change says nothing about either side.
    ///
    /// In units a week. Null value: under [`OWN_GROWTH_SCORES`] occasions there is none. Source:
    /// `domain.md` 2 and 3.
    pub fn of(view: &PlanView, today: Date) -> Defined<Self> {
        let series = view.phase_scores(today);
        let scores = series.len();
        if scores < OWN_GROWTH_SCORES {
            return Err(Undefined::TooFew {
                have: scores,
                need: OWN_GROWTH_SCORES,
            });
        }
        let per_week = Trend::new(&series)?.weekly_rate();
        Ok(Self { per_week, scores })
    }
}

/// The score nearest to a number that the measure can have.
pub fn possible(score: f64, measure: &Measure) -> f64 {
    let steps = if measure.fractional { 2.0 } else { 1.0 };
    (score * steps).round() / steps
}

/// The goal of a figure with its season: the score with which the level begins.
///
/// `None` when the figure is not there any more.
pub fn by_benchmark(
    caseload: &Caseload,
    measure: &Measure,
    figure: Figure,
    by: Date,
) -> Option<Goal> {
    Some(Goal {
        score: possible(reference::figure_value(caseload, &figure)?, measure),
        date: by,
        source: GoalSource::Benchmark {
            set: name_of(caseload, figure.used)?,
            figure: Some(figure),
        },
    })
}

/// Baseline + the growth of a figure x weeks.
///
/// `None` when the figure is not there any more.
pub fn by_norm_growth(
    caseload: &Caseload,
    measure: &Measure,
    figure: Figure,
    baseline: f64,
    from: Date,
    by: Date,
) -> Option<Defined<Goal>> {
    let per_week = reference::figure_value(caseload, &figure)?;
    let set = name_of(caseload, figure.used)?;
    let goal = goal_by_rate(baseline, per_week, from, by).map(|score| Goal {
        score: possible(score, measure),
        date: by,
        source: GoalSource::NormGrowth {
            set,
            per_week,
            figure: Some(figure),
            inputs: Some(inputs(baseline, from, by)),
        },
    });
    Some(goal)
}

/// Baseline + 1.5 x own growth x weeks.
///
/// # Errors
/// When the two days are not in order, or when growth leads away from better scores: one and a
/// half times a decline is no goal.
pub fn by_own_growth(
    measure: &Measure,
    own: OwnGrowth,
    baseline: f64,
    from: Date,
    by: Date,
) -> Defined<Goal> {
    if measure.direction.gain(own.per_week) <= 0.0 {
        return Err(Undefined::WrongWay);
    }
    let score = goal_by_rate(baseline, OWN_GROWTH_TIMES * own.per_week, from, by)?;
    Ok(Goal {
        score: possible(score, measure),
        date: by,
        source: GoalSource::OwnGrowth {
            per_week: own.per_week,
            scores: u16::try_from(own.scores).unwrap_or(u16::MAX),
            times: OWN_GROWTH_TIMES,
            inputs: inputs(baseline, from, by),
        },
    })
}

pub fn inputs(baseline: f64, from: Date, by: Date) -> GrowthInputs {
    GrowthInputs {
        baseline,
        weeks: weeks_between(from, by),
    }
}

/// "40 + 1.4 a week × 24 weeks = 73.6, so 74."; nothing for a goal that was not worked out.
pub fn worked_out(goal: &Goal) -> Option<String> {
    let (growth, rate, inputs) = match &goal.source {
        GoalSource::NormGrowth {
            per_week,
            inputs: Some(inputs),
            ..
        } => (format!("{} a week", number(*per_week)), *per_week, inputs),
        GoalSource::OwnGrowth {
            per_week,
            times,
            inputs,
            ..
        } => (
            format!("{} × {} a week", number(*times), number(*per_week)),
            times * per_week,
            inputs,
        ),
        _ => return None,
    };
    let exact = inputs.baseline + rate * inputs.weeks;
    let (exact, score) = (number(exact), number(goal.score));
    let rounded = if exact == score {
        String::new()
    } else {
        format!(", so {score}")
    };
    Some(format!(
        "{} + {growth} × {} weeks = {exact}{rounded}.",
        number(inputs.baseline),
        number((inputs.weeks * 10.0).round() / 10.0),
    ))
}

/// What a goal stands on, as it reads after "Goal 66 by Jan 12, ".
pub fn source_words(source: &GoalSource) -> String {
    match source {
        GoalSource::ByHand => "set by hand".into(),
        GoalSource::Benchmark { set, figure: None } => format!("the benchmark of {set}"),
        GoalSource::Benchmark {
            set,
            figure: Some(figure),
        } => format!("the benchmark of {set}: {}", figure_words(figure)),
        GoalSource::NormGrowth {
            set,
            per_week,
            figure,
            ..
        } => {
            let figure = figure
                .as_ref()
                .map(|figure| format!(": {}", figure_words(figure)));
            format!(
                "from a growth of {} a week ({set}{})",
                number(*per_week),
                figure.unwrap_or_default()
            )
        }
        GoalSource::OwnGrowth {
            per_week,
            scores,
            times,
            ..
        } => format!(
            "{} times the student’s own growth of {} a week over {scores} scores",
            number(*times),
            number(*per_week)
        ),
    }
}

/// "grade 3, winter, Green (core support), version 2"; the first version goes without saying.
pub fn figure_words(figure: &Figure) -> String {
    let season = figure.season.map(|season| format!("{}, ", season.label()));
    let version = (figure.number > 1).then(|| format!(", version {}", figure.number));
    format!(
        "grade {}, {}{}{}",
        figure.grade,
        season.unwrap_or_default(),
        figure.level,
        version.unwrap_or_default()
    )
}

/// A goal that asks for less than the student does already: allowed, and said.
pub fn remark(goal: f64, baseline: f64, direction: Direction) -> Option<String> {
    let (goal_text, baseline_text) = (number(goal), number(baseline));
    if goal_text == baseline_text {
        return Some(format!(
            "The goal is the same as the baseline, {goal_text}: it asks for no growth."
        ));
    }
    (direction.gain(goal - baseline) < 0.0).then(|| {
        let side = if goal < baseline { "below" } else { "above" };
        let better = match direction {
            Direction::Increase => "higher",
            Direction::Decrease => "lower",
        };
        format!(
            "The goal, {goal_text}, is {side} the baseline, {baseline_text}, though {better} is better here. Some published goals do fall; you can keep it."
        )
    })
}

/// How fast a goal is by published growth: by the set that it was set by, else by the first of the
/// measure that has figures of growth for the grade. With the words that say which.
pub fn pace(
    caseload: &Caseload,
    measure_id: Id<Measure>,
    direction: Direction,
    grade: Grade,
    used: Option<ReferenceUse>,
    per_week: f64,
) -> Option<(Reading, String)> {
    let own = used.and_then(|used| Some((used, reference::set(caseload, used.set)?)));
    let own = own.and_then(|(used, set)| Some((set, set.versions.get(used.version)?)));
    let offered = reference::offered(caseload, measure_id);
    let sets = own
        .into_iter()
        .chain(offered.into_iter().map(|(_, set, version)| (set, version)));
    sets.into_iter().find_map(|(set, version)| {
        let reading = version.reading(grade, per_week, direction)?;
        let words = format!(
            "{} for grade {grade}: published growth runs from {} ({}) to {} ({}) a week. {}, {}.",
            reading.pace.label(),
            number(reading.slowest.per_week),
            reading.slowest.level,
            number(reading.fastest.per_week),
            reading.fastest.level,
            set.name,
            version.cited()
        );
        Some((reading, words))
    })
}

fn name_of(caseload: &Caseload, used: ReferenceUse) -> Option<String> {
    let set = reference::set(caseload, used.set)?;
    let version = set.versions.get(used.version)?;
    Some(format!("{} ({})", set.name, version.cited()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::library;
    use crate::model::Season;
    use crate::reference::{DIBELS_ORAL_READING, ORAL_READING_GROWTH, ORAL_READING_NORMS};

    const START: Date = date(2026, 9, 8);
    /// 24 weeks later.
    const BY: Date = date(2027, 2, 23);

    fn orf() -> &'static Measure {
        library::measure(library::ORAL_READING_FLUENCY).unwrap()
    }

    fn figure(set: Id<crate::model::ReferenceSet>, season: Option<Season>, level: &str) -> Figure {
        Figure {
            used: ReferenceUse {
                set,
                version: Id::from_uuid(set.uuid()),
            },
            number: 1,
            grade: Grade::number(3).unwrap(),
            season,
            level: level.into(),
        }
    }

    #[test]
    fn a_goal_by_benchmark_is_the_published_score() {
        let caseload = Caseload::default();
        let green = figure(
            DIBELS_ORAL_READING,
            Some(Season::Winter),
            "Green (core support)",
        );
        let goal = by_benchmark(&caseload, orf(), green.clone(), BY).unwrap();
        assert_eq!(goal.score, 105.0);
        assert_eq!(goal.source.used(), Some(green.used));
        assert_eq!(
            source_words(&goal.source),
            "the benchmark of DIBELS 8 goals: ORF (University of Oregon, July 2020): grade 3, winter, Green (core support)"
        );
        let gone = figure(DIBELS_ORAL_READING, Some(Season::Winter), "Purple");
        assert_eq!(by_benchmark(&caseload, orf(), gone, BY), None);
    }

    #[test]
    fn a_goal_by_norm_growth_shows_its_sum() {
        let caseload = Caseload::default();
        let ambitious = figure(ORAL_READING_GROWTH, None, "Ambitious");
        let goal = by_norm_growth(&caseload, orf(), ambitious, 40.0, START, BY).unwrap();
        let goal = goal.unwrap();
        assert_eq!(goal.score, 76.0);
        assert_eq!(
            worked_out(&goal).unwrap(),
            "40 + 1.5 a week × 24 weeks = 76."
        );
        let worked = figure(ORAL_READING_NORMS, None, "50th percentile");
        let goal = by_norm_growth(&caseload, orf(), worked, 40.0, START, BY).unwrap();
        assert_eq!(
            worked_out(&goal.unwrap()).unwrap(),
            "40 + 0.91 a week × 24 weeks = 61.75, so 62."
        );
    }

    #[test]
    fn a_goal_by_own_growth_is_one_and_a_half_times_it() {
        let own = OwnGrowth {
            per_week: 0.9,
            scores: 9,
        };
        let goal = by_own_growth(orf(), own, 40.0, START, BY).unwrap();
        assert_eq!(
            worked_out(&goal).unwrap(),
            "40 + 1.5 × 0.9 a week × 24 weeks = 72.4, so 72."
        );
        for per_week in [0.0, -0.5] {
            let own = OwnGrowth { per_week, ..own };
            let none = by_own_growth(orf(), own, 40.0, START, BY);
            assert_eq!(none, Err(Undefined::WrongWay), "{per_week}");
        }
        let none = by_own_growth(orf(), own, 40.0, BY, BY);
        assert_eq!(none, Err(Undefined::NoTimeBetween));
    }

    #[test]
    fn a_goal_that_asks_for_less_is_kept_and_said() {
        for (goal, direction, said) in [
            (41.0, Direction::Increase, None),
            (40.0, Direction::Increase, Some("asks for no growth")),
            (
                39.0,
                Direction::Increase,
                Some("below the baseline, 40, though higher"),
            ),
            (39.0, Direction::Decrease, None),
            (
                41.0,
                Direction::Decrease,
                Some("above the baseline, 40, though lower"),
            ),
        ] {
            let remark = remark(goal, 40.0, direction);
            assert_eq!(remark.is_some(), said.is_some(), "{goal} {direction:?}");
            assert!(
                remark
                    .unwrap_or_default()
                    .contains(said.unwrap_or_default())
            );
        }
    }

    #[test]
    fn a_pace_names_its_range_and_source() {
        let caseload = Caseload::default();
        let third = Grade::number(3).unwrap();
        let read = |used, rate| {
            let measure = library::ORAL_READING_FLUENCY;
            pace(&caseload, measure, Direction::Increase, third, used, rate).map(|(_, words)| words)
        };
        let fuchs = figure(ORAL_READING_GROWTH, None, "Ambitious").used;
        assert_eq!(
            read(Some(fuchs), 1.5).unwrap(),
            "Ambitious for grade 3: published growth runs from 1 (Realistic) to 1.5 (Ambitious) a week. Oral reading growth a week 1993, Fuchs, Fuchs, Hamlett, Walz & Germann, 1993."
        );
        assert!(
            read(None, 0.1)
                .unwrap()
                .starts_with("Low for grade 3: published growth runs from 0.72 (10th percentile)")
        );
        let nothing = pace(
            &caseload,
            library::INCIDENTS,
            Direction::Decrease,
            third,
            None,
            1.0,
        );
        assert_eq!(nothing, None);
    }

    #[test]
    fn sources_of_before_are_read() {
        for (text, words) in [
            (r#""by_hand""#, "set by hand"),
            (
                r#"{"benchmark":{"set":"District 2024"}}"#,
                "the benchmark of District 2024",
            ),
            (
                r#"{"norm_growth":{"set":"Fuchs et al. 1993","per_week":1.5}}"#,
                "from a growth of 1.5 a week (Fuchs et al. 1993)",
            ),
        ] {
            let source: GoalSource = serde_json::from_str(text).unwrap();
            assert_eq!(source_words(&source), words);
            assert_eq!(source.used(), None);
            assert_eq!(
                serde_json::to_string(&source).unwrap(),
                text,
                "written as it was"
            );
        }
    }
}
