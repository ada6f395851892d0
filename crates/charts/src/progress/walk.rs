//! The points of the chart one after the other, each in words: for whoever walks them with the
//! arrow keys.

use aimline_core::analysis::Occasion;
use jiff::civil::Date;

use super::facts::Facts;
use super::table::notes_of;
use super::{ProgressView, TaughtWeek};
use crate::words::{count, day, value};

/// A point of the chart, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    pub date: Date,
    pub value: f64,
    /// "Oct 20: 42 words correct per minute, 6 below the aim line of 48…"
    pub said: String,
}

/// The points that are drawn, the earliest first.
pub fn stops(view: &ProgressView) -> Vec<Stop> {
    let facts = Facts::new(view);
    let phases = facts.by_phase.iter();
    phases
        .flat_map(|scores| {
            let occasions = scores.series.occasions().iter();
            occasions.map(|occasion| Stop {
                date: occasion.date,
                value: occasion.value,
                said: said(view, occasion, scores.phase),
            })
        })
        .collect()
}

fn said(view: &ProgressView, occasion: &Occasion, phase: usize) -> String {
    let mut parts = vec![score(view, occasion)];
    let label = view.phases.get(phase).map(|phase| phase.label.as_str());
    parts.extend(
        label
            .filter(|label| !label.is_empty())
            .map(|label| format!("Phase: {label}")),
    );
    parts.extend(notes_of(view, occasion.date, phase));
    let week = view.weeks.iter().rfind(|week| week.monday <= occasion.date);
    parts.extend(week.map(taught));
    format!("{}.", parts.join(". "))
}

fn score(view: &ProgressView, occasion: &Occasion) -> String {
    let unit = if view.unit.is_empty() { "" } else { " " };
    let mut score = format!(
        "{}: {}{unit}{}",
        day(occasion.date, view.today),
        value(occasion.value),
        view.unit
    );
    if let Some(aim) = view.aim.and_then(|aim| aim.at(occasion.date).ok()) {
        let difference = occasion.value - aim;
        let away = value(difference.abs());
        let place = match away.as_str() {
            "0" => "on the aim line".to_owned(),
            away if difference > 0.0 => format!("{away} above the aim line"),
            away => format!("{away} below the aim line"),
        };
        score.push_str(&format!(", {place} of {}", value(aim)));
    }
    score
}

/// "That week 80 of 120 planned minutes received, 92 % of the steps taught".
fn taught(week: &TaughtWeek) -> String {
    if !week.school {
        return "No school that week".into();
    }
    let minutes = match (week.planned, week.received) {
        (0, 0) => "no minutes planned".to_owned(),
        (planned, received) => format!("{received} of {planned} planned minutes received"),
    };
    let open = match week.unlogged {
        0 => String::new(),
        open => format!(", {} not logged", count(open as usize, "minute")),
    };
    let steps = match week.adherence {
        Some(percent) => format!("{} % of the steps taught", value(percent.round())),
        None => "steps not recorded".into(),
    };
    format!("That week {minutes}{open}, {steps}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{plan, two_phases, with_weeks};

    #[test]
    fn every_point_is_told_with_its_week() {
        let stops = stops(&with_weeks(two_phases()));
        assert_eq!(stops.len(), 12);
        for (place, said) in [
            (
                0,
                "Sep 8: 39 words correct per minute, on the aim line of 39. Phase: Repeated \
                 reading. That week 80 of 120 planned minutes received, 92 % of the steps taught.",
            ),
            (
                2,
                "Sep 22: 36 words correct per minute, 6 below the aim line of 42. Phase: Repeated \
                 reading. That week 40 of 120 planned minutes received, 30 minutes not logged, \
                 steps not recorded.",
            ),
            (
                3,
                "Sep 29: 40 words correct per minute, 3.5 below the aim line of 43.5. Phase: \
                 Repeated reading. No school that week.",
            ),
        ] {
            assert_eq!(stops[place].said, said);
        }
    }

    #[test]
    fn without_aim_line_phase_and_weeks_the_score_stands_alone() {
        let mut view = plan(&[39.0, 41.5]);
        (view.aim, view.unit) = (None, String::new());
        view.phases.clear();
        let said: Vec<_> = stops(&view).into_iter().map(|stop| stop.said).collect();
        assert_eq!(said, ["Sep 8: 39.", "Sep 15: 41.5."]);
        assert!(stops(&plan(&[])).is_empty());
    }
}
