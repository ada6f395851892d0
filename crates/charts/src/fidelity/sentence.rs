//! The fidelity chart in one sentence.

use aimline_core::analysis::Tally;
use aimline_core::order::Order;

use super::FidelityView;
use super::facts::SeriesFacts;
use crate::words::{count, day, value};

/// Up to this many series are named one by one; of more, the lowest and the highest.
const NAMED: usize = 4;

/// One plain sentence with the figures of the chart. Percentages pool all steps.
pub fn sentence(view: &FidelityView) -> String {
    let series = SeriesFacts::all(view);
    let Some(first) = series
        .iter()
        .flat_map(|s| &s.days)
        .map(|(date, _)| *date)
        .min()
    else {
        return "No checklists yet.".to_owned();
    };
    let checklists = view
        .series
        .iter()
        .map(|series| series.checklists.len())
        .sum();
    let total: Tally = series.iter().map(|series| series.total).sum();
    let mut parts = vec![format!(
        "{} since {}",
        count(checklists, "checklist"),
        day(first, view.today)
    )];
    parts.push(match total.adherence() {
        Ok(percent) => format!("{} % of steps done as written", whole(percent)),
        Err(_) => "no step applied, so there is no percentage".to_owned(),
    });
    if total.half > 0 {
        parts.push(format!(
            "{} counted half",
            count(total.half as usize, "step")
        ));
    }
    parts.extend(by_series(view, &series));
    parts.extend(below(view, &series));
    format!("{}.", parts.join("; "))
}

fn by_series(view: &FidelityView, series: &[SeriesFacts]) -> Option<String> {
    let mut known: Vec<(&str, f64)> = series
        .iter()
        .filter_map(|series| Some((series.name, series.total.adherence().ok()?)))
        .collect();
    if known.len() < 2 {
        return None;
    }
    known.order_by(|a, b| a.1.total_cmp(&b.1));
    let told = |(name, percent): &(&str, f64)| format!("{name} {} %", whole(*percent));
    match known.as_slice() {
        [lowest, .., highest] if known.len() > NAMED => Some(format!(
            "by {} from {} to {}",
            view.by,
            told(lowest),
            told(highest)
        )),
        _ => {
            let all: Vec<String> = known.iter().map(told).collect();
            Some(format!("by {}: {}", view.by, all.join(", ")))
        }
    }
}

fn below(view: &FidelityView, series: &[SeriesFacts]) -> Option<String> {
    let points: Vec<f64> = series
        .iter()
        .flat_map(SeriesFacts::occasions)
        .map(|occasion| occasion.value)
        .collect();
    if points.is_empty() {
        return None;
    }
    let below = points
        .iter()
        .filter(|percent| **percent < view.threshold)
        .count();
    Some(format!(
        "{below} of {} under {} %",
        count(points.len(), "point"),
        value(view.threshold)
    ))
}

/// A percentage of steps; never rounded up to all, nor down to none.
pub(super) fn whole(percent: f64) -> String {
    let rounded = percent.round();
    let reaches_an_end = (rounded >= 100.0 && percent < 100.0) || (rounded <= 0.0 && percent > 0.0);
    value(if reaches_an_end {
        percent.clamp(0.1, 99.9)
    } else {
        rounded
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_data::{Checklists, fidelity, week};

    #[test]
    fn it_reads_right_at_every_size() {
        let cases: [(&[Checklists], &str); 6] = [
            (&[], "No checklists yet."),
            (&[("Phonics", &[])], "No checklists yet."),
            (
                &[("Phonics", &[(5, 1, 0)])],
                "1 checklist since Sep 8; 83 % of steps done as written; 0 of 1 point under 80 %.",
            ),
            (
                &[("Phonics", &[(0, 0, 6)])],
                "1 checklist since Sep 8; no step applied, so there is no percentage.",
            ),
            (
                &[
                    ("Phonics", &[(5, 1, 0), (4, 2, 0)]),
                    ("Fluency", &[(6, 0, 0)]),
                ],
                "3 checklists since Sep 8; 83 % of steps done as written; \
                 by protocol: Phonics 75 %, Fluency 100 %; 1 of 3 points under 80 %.",
            ),
            (
                &[
                    ("A", &[(1, 0, 0)]),
                    ("B", &[(1, 1, 0)]),
                    ("C", &[(0, 1, 0)]),
                    ("D", &[(1, 0, 0)]),
                    ("E", &[(3, 1, 0)]),
                ],
                "5 checklists since Sep 8; 67 % of steps done as written; \
                 by protocol from C 0 % to D 100 %; 3 of 5 points under 80 %.",
            ),
        ];
        for (series, expected) in cases {
            assert_eq!(sentence(&fidelity(series)), expected);
        }
    }

    #[test]
    fn half_credit_is_told() {
        let mut view = fidelity(&[("Phonics", &[(4, 1, 0)])]);
        view.series[0].checklists[0].1.half = 1;
        let told = sentence(&view);
        assert!(
            told.contains("75 % of steps done as written; 1 step counted half;"),
            "{told}"
        );
        assert_eq!(view.series[0].checklists[0].0, week(0));
    }

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!(whole(99.8), "99.8");
        assert_eq!(whole(0.3), "0.3");
        assert_eq!(whole(100.0), "100");
        assert_eq!(whole(66.67), "67");
    }
}
