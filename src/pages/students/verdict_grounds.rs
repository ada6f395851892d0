//! What a verdict stands on: the figures, the rule with its source, the thresholds with theirs.

use aimline_charts::noun_of_rate;
use aimline_core::analysis::{Direction, Standing};
use aimline_core::decision::{Projection, Rule, Runs, Threshold, Verdict};
use aimline_core::model::Measure;
use aimline_core::number::number;
use leptos::prelude::*;

use super::opened::Opened;
use super::words::day;
use crate::route::Route;
use crate::words::count;

pub fn grounds(plan: &Opened, verdict: &Verdict) -> impl IntoView + use<> {
    let figures = figures(plan, verdict).into_iter();
    let Rule { name, source } = verdict.rule();
    let thresholds = verdict.thresholds.all().map(|threshold| {
        let Threshold {
            name,
            value,
            source,
        } = threshold;
        view! { <div><dt>{format!("{name}: {value}")}</dt><dd>{source}"."</dd></div> }
    });
    view! {
        <div class="verdict-grounds">
            <dl class="facts">
                {figures.map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view()}
            </dl>
            <h3>"The rule"</h3>
            <p>{name}". "<span class="muted">{source}"."</span></p>
            <h3>"The thresholds in use"</h3>
            <dl class="verdict-thresholds">{thresholds.collect_view()}</dl>
            <p class="no-print">
                <a class="link" href=Route::Settings.to_string()>"Change the thresholds in Settings"</a>
            </p>
        </div>
    }
}

/// Each figure with its name, in the order in which they are asked for.
fn figures(plan: &Opened, verdict: &Verdict) -> Vec<(String, String)> {
    let Opened {
        measure,
        since,
        taught_since,
        today,
        ..
    } = plan;
    let evidence = &verdict.evidence;
    let (since, taught_since) = (day(*since, *today), day(*taught_since, *today));
    let noun = noun_of_rate(&measure.unit);
    let or_none = |percent: Option<String>, of: &str| {
        percent.map_or_else(|| "Not recorded".to_owned(), |part| format!("{part} {of}"))
    };
    let mut figures = vec![(
        format!("Scores since {since}"),
        count(evidence.count, "score", "scores"),
    )];
    if let Some(rates) = verdict.rates() {
        let interval = format!("{} to {}", rates.low, rates.high);
        let sure = (100.0 * verdict.thresholds.confidence).round();
        figures.extend([
            ("Growth a week".into(), format!("{} {noun}", rates.slope)),
            (format!("{sure} % interval of growth"), interval),
            (
                "Growth the goal asks for".into(),
                format!("{} {noun}", rates.goal),
            ),
        ]);
    }
    if let Ok(level) = &evidence.level {
        figures.push(("Median of the last three".into(), level_words(level)));
    }
    if let Ok(level) = &evidence.level {
        let near = near_words(level.margin, measure.standard_error.is_some());
        figures.push(("As good as on the aim line".into(), near));
    }
    figures.push((
        "Scores in a row".into(),
        row_words(evidence.runs, evidence.direction),
    ));
    // Nothing leads to a day that has passed.
    let end = evidence.projection.as_ref().ok();
    if let (Some(end), Some(chance)) = (
        end.filter(|end| end.date >= *today),
        evidence.chance_of_goal,
    ) {
        let words = end_words(end, measure);
        figures.push((
            format!("Where growth leads by {}", day(end.date, *today)),
            words,
        ));
        let words = format!("{chance}, if growth goes on as it has");
        figures.push(("Chance of reaching the goal".into(), words));
    }
    figures.push((
        format!("Minutes since {taught_since}"),
        or_none(verdict.received(), "of those planned"),
    ));
    figures.extend(verdict.unlogged().map(|open| ("Sessions".to_owned(), open)));
    figures.push((
        format!("Steps since {taught_since}"),
        or_none(verdict.adherence(), "of those that applied"),
    ));
    figures
}

/// "48, 3.2 below the aim line".
fn level_words(level: &Standing) -> String {
    let distance = format!("{:.1}", level.distance().abs());
    let median = number(level.median);
    if distance == "0.0" {
        format!("{median}, on the aim line")
    } else if level.distance() < 0.0 {
        format!("{median}, {distance} below the aim line")
    } else {
        format!("{median}, {distance} above the aim line")
    }
}

/// "Within 9, the standard error of the measure"; where that is not known, within a part of the way
/// to the goal.
fn near_words(margin: f64, known: bool) -> String {
    let margin = number((10.0 * margin).round() / 10.0);
    if known {
        format!("Within {margin}, the standard error of the measure")
    } else {
        format!("Within {margin}, a part of the way to the goal")
    }
}

/// "4 below the aim line".
fn row_words(runs: Runs, direction: Direction) -> String {
    let (below, above) = match direction {
        Direction::Increase => (runs.behind, runs.ahead),
        Direction::Decrease => (runs.ahead, runs.behind),
    };
    match (below, above) {
        (0, 0) => "None beside the aim line".into(),
        (0, above) => format!("{above} above the aim line"),
        (below, _) => format!("{below} below the aim line"),
    }
}

/// "About 61, the goal is 100"; a line may lead beyond what the measure can show.
fn end_words(end: &Projection, measure: &Measure) -> String {
    let value = end.value.round();
    let within = value.clamp(measure.lowest, measure.highest.max(measure.lowest));
    format!("About {}, the goal is {}", number(within), number(end.goal))
}

#[cfg(test)]
mod tests {
    use aimline_core::analysis::Level;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_level_says_how_far_from_the_line_it_is() {
        for (median, words) in [
            (44.8, "44.8, 3.2 below the aim line"),
            (48.0, "48, on the aim line"),
            (48.04, "48.04, on the aim line"),
            (50.0, "50, 2.0 above the aim line"),
        ] {
            let level = Standing {
                level: Level::Near,
                median,
                aim: 48.0,
                day: date(2026, 10, 20),
                margin: 10.0,
            };
            assert_eq!(level_words(&level), words);
        }
    }

    #[test]
    fn a_row_lies_where_it_is_drawn() {
        for (behind, ahead, up, down) in [
            (0, 0, "None beside the aim line", "None beside the aim line"),
            (4, 0, "4 below the aim line", "4 above the aim line"),
            (0, 2, "2 above the aim line", "2 below the aim line"),
        ] {
            let runs = Runs {
                behind,
                ahead,
                compared: 9,
            };
            assert_eq!(row_words(runs, Direction::Increase), up);
            assert_eq!(row_words(runs, Direction::Decrease), down);
        }
    }
}
