//! What follows from a view, computed once for the chart, the sentence and the table.

use std::collections::BTreeMap;

use aimline_core::analysis::{Occasion, Tally};
use jiff::civil::Date;

use super::{FidelitySeries, FidelityView};

pub(super) struct SeriesFacts<'a> {
    pub name: &'a str,
    pub days: Vec<(Date, Tally)>,
    pub total: Tally,
}

impl<'a> SeriesFacts<'a> {
    /// The series of a view that have a checklist at all.
    pub(super) fn all(view: &'a FidelityView) -> Vec<Self> {
        view.series
            .iter()
            .map(Self::new)
            .filter(|series| !series.days.is_empty())
            .collect()
    }

    fn new(series: &'a FidelitySeries) -> Self {
        let mut days: BTreeMap<Date, Vec<Tally>> = BTreeMap::new();
        for (date, tally) in &series.checklists {
            days.entry(*date).or_default().push(*tally);
        }
        Self {
            name: &series.name,
            days: days
                .into_iter()
                .map(|(date, tallies)| (date, tallies.into_iter().sum()))
                .collect(),
            total: series.checklists.iter().map(|(_, tally)| *tally).sum(),
        }
    }

    /// The days with a defined adherence: one of N/A alone has no place on the chart.
    pub(super) fn occasions(&self) -> Vec<Occasion> {
        self.days
            .iter()
            .filter_map(|(date, tally)| {
                Some(Occasion {
                    date: *date,
                    value: tally.adherence().ok()?,
                })
            })
            .collect()
    }
}
