//! Where the direct labels stand, so that they do not cover each other: measured in the pixels
//! of the smallest drawing, since a larger one only has more room.

use aimline_core::elapsed::{days_between, days_later};
use jiff::civil::Date;

use super::ProgressView;
use super::facts::Facts;
use crate::scale::Scale;
use crate::spec::{PLOT_HEIGHT, Width};
use crate::words::shortened;

/// A chart of one day still shows a month, or its axis would be in hours.
const LEAST_DAYS: i64 = 28;

/// Room to the left of the first point and right of the last, as a part of the time shown.
const DAYS_OF_ROOM: i64 = 40;

/// Average width of a character of the labels.
const CHARACTER: f64 = 6.6;

/// Phase labels may take this many lines.
const MOST_ROWS: usize = 3;

/// The axes, and how far things on them are apart.
pub(super) struct Layout {
    pub from: Date,
    pub to: Date,
    pub scale: Scale,
    pub width: Width,
    last_score: Option<Date>,
}

impl Layout {
    pub(super) fn new(view: &ProgressView, facts: &Facts, width: Width) -> Self {
        let (from, to) = time_span(view, facts);
        let values: Vec<f64> = facts
            .all
            .occasions()
            .iter()
            .map(|occasion| occasion.value)
            .chain(view.baseline.iter().map(|baseline| baseline.value))
            .chain(view.goal.iter().map(|goal| goal.value))
            .chain(view.aim.iter().flat_map(|aim| [aim.baseline(), aim.goal()]))
            .filter(|value| value.is_finite())
            .collect();
        Self {
            from,
            to,
            scale: Scale::around(&values, view.bounds),
            width,
            last_score: facts.all.last().map(|last| last.date),
        }
    }

    pub(super) fn pixels_right(&self, from: Date, to: Date) -> f64 {
        let all = days_between(self.from, self.to).max(1) as f64;
        days_between(from, to) as f64 / all * self.width.plot()
    }

    pub(super) fn pixels_up(&self, difference: f64) -> f64 {
        self.scale.part(difference) * PLOT_HEIGHT
    }

    /// A day well into the time without scores, if that is `pixels` long: clear of the label
    /// at its beginning.
    pub(super) fn day_to_come(&self, end: Date, pixels: f64) -> Option<Date> {
        let last = self.last_score.unwrap_or(self.from).max(self.from);
        if self.pixels_right(last, end) < pixels {
            return None;
        }
        let most = days_between(last, end) * 3 / 4;
        Some(days_later(last, most))
    }
}

fn time_span(view: &ProgressView, facts: &Facts) -> (Date, Date) {
    let scores = facts.all.occasions().iter().map(|occasion| occasion.date);
    let baseline = view
        .baseline
        .iter()
        .flat_map(|baseline| baseline.from.iter().copied());
    let days: Vec<Date> = scores
        .chain(baseline)
        .chain(view.aim.iter().flat_map(|aim| [aim.start(), aim.end()]))
        .chain(view.goal.iter().map(|goal| goal.date))
        .chain(view.phases.iter().skip(1).map(|phase| phase.start))
        .chain(view.weeks.first().map(|week| week.monday))
        .chain(view.weeks.last().map(|week| days_later(week.monday, 6)))
        .collect();
    let first = days.iter().copied().min().unwrap_or(view.today);
    let last = days.iter().copied().max().unwrap_or(view.today);
    let missing = (LEAST_DAYS - days_between(first, last)).max(0);
    let room = 2 + days_between(first, last) / DAYS_OF_ROOM;
    (days_later(first, -room), days_later(last, room + missing))
}

/// The name of a phase above the drawing, starting at the phase's line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PhaseLabel {
    pub date: Date,
    pub text: String,
    /// 0 is nearest to the drawing.
    pub row: usize,
}

/// Labels for all phases on as few lines as hold them, and cut where three lines do not.
pub(super) fn phase_labels(view: &ProgressView, layout: &Layout, right: f64) -> Vec<PhaseLabel> {
    let starts: Vec<Date> = view
        .phases
        .iter()
        .map(|phase| phase.start.max(layout.from))
        .collect();
    let room = |place: usize, rows: usize| match (starts.get(place), starts.get(place + rows)) {
        (Some(start), Some(next)) => layout.pixels_right(*start, *next),
        (Some(start), None) => layout.pixels_right(*start, layout.to) + right,
        _ => 0.0,
    };
    let fits = |rows: usize| {
        view.phases.iter().enumerate().all(|(place, phase)| {
            phase.label.chars().count() as f64 * CHARACTER <= room(place, rows)
        })
    };
    let most = MOST_ROWS.min(starts.len().max(1));
    let rows = (1..=most).find(|rows| fits(*rows)).unwrap_or(most);
    view.phases
        .iter()
        .zip(&starts)
        .enumerate()
        .map(|(place, (phase, date))| PhaseLabel {
            date: *date,
            text: shortened(&phase.label, (room(place, rows) / CHARACTER) as usize),
            row: place % rows,
        })
        .collect()
}

/// Lifts the labels by so many lines, where another label reaches above the drawing.
pub(super) fn raise(labels: &mut [PhaseLabel], rows: usize) {
    for label in labels {
        label.row += rows;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Phase;
    use crate::test_data::{plan, week};

    fn labels(phases: &[(i32, &str)], width: Width) -> Vec<(String, usize)> {
        let mut view = plan(&[39.0]);
        view.phases = phases
            .iter()
            .map(|(start, label)| Phase {
                start: week(*start),
                label: (*label).into(),
                what_changed: None,
            })
            .collect();
        let layout = Layout::new(&view, &Facts::new(&view), width);
        phase_labels(&view, &layout, 40.0)
            .into_iter()
            .map(|label| (label.text, label.row))
            .collect()
    }

    #[test]
    fn labels_stand_on_one_line_where_they_fit() {
        let phases = [(0, "Repeated reading"), (9, "Smaller group")];
        let expected = [
            ("Repeated reading".to_owned(), 0),
            ("Smaller group".to_owned(), 0),
        ];
        assert_eq!(labels(&phases, Width::Wide), expected);
    }

    #[test]
    fn close_phases_take_more_lines_and_then_are_cut() {
        let phases = [(0, "Repeated reading"), (2, "Smaller group"), (4, "Daily")];
        let wide = labels(&phases, Width::Wide);
        assert_eq!(wide[0], ("Repeated reading".to_owned(), 0));
        assert_eq!(wide[1], ("Smaller group".to_owned(), 1));
        let narrow = labels(&phases, Width::Narrow);
        assert_eq!(narrow[2], ("Daily".to_owned(), 2));
        assert!(labels(&[], Width::Narrow).is_empty());
        let crowd: Vec<_> = (0..16).map(|start| (start, "Repeated reading")).collect();
        assert!(labels(&crowd, Width::Narrow)[0].0.ends_with('…'));
    }

    #[test]
    fn one_day_still_shows_a_month() {
        let mut view = plan(&[39.0]);
        (view.aim, view.goal) = (None, None);
        let layout = Layout::new(&view, &Facts::new(&view), Width::Wide);
        assert!(days_between(layout.from, layout.to) >= LEAST_DAYS);
    }
}
