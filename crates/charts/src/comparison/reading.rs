//! What the comparison says, in sentences that a parent could follow.

use aimline_core::analysis::{Interval, median};

use super::{ComparisonView, whole_percent};
use crate::words::{decimals, value};

/// The share of pairs with its interval, the medians, the share once the trend of A is taken
/// off, and the way to the goal; each only where it is defined.
pub fn reading(view: &ComparisonView) -> Vec<String> {
    [pairs(view), medians(view), without_trend(view), way(view)]
        .into_iter()
        .flatten()
        .collect()
}

/// "Of all pairs of a score before and a score after, 78 % are higher after; the 80 % interval is
/// 55 to 92 %."
fn pairs(view: &ComparisonView) -> Option<String> {
    let nap = view.found.nap;
    let (part, Interval { low, high }) = (nap.estimate.ok()?, nap.interval.ok()?);
    let ties = if ties(view) {
        ", a tie counting as half"
    } else {
        ""
    };
    let edge = if part == 0.0 {
        " At this end of the scale the method sets no bound above."
    } else {
        ""
    };
    Some(format!(
        "Of all pairs of a score before and a score after, {} % are {} after{ties}; the {} is {} \
         to {} %.{edge}",
        whole_percent(part),
        view.better(),
        view.interval_name(),
        whole_percent(low),
        whole_percent(high),
    ))
}

fn ties(view: &ComparisonView) -> bool {
    let before = view.pair.a.values();
    view.pair
        .b
        .values()
        .iter()
        .any(|score| before.contains(score))
}

fn medians(view: &ComparisonView) -> Option<String> {
    let before = value(median(&view.pair.a.values()).ok()?);
    let after = value(median(&view.pair.b.values()).ok()?);
    Some(if before == after {
        format!("The median is {after} {} in both phases.", view.unit)
    } else {
        format!("The median went from {before} to {after} {}.", view.unit)
    })
}

/// Tau-BC as a share of pairs, because 0.4 on a scale from -1 to 1 is nothing to picture.
fn without_trend(view: &ComparisonView) -> Option<String> {
    let tau = view.found.tau_bc.estimate.ok()?;
    let slope = view.found.trend_a.theil_sen.ok()?.slope;
    if slope == 0.0 {
        return Some("Phase A has no trend to take off.".into());
    }
    let share = |tau| whole_percent(f64::midpoint(tau, 1.0));
    let interval = view
        .found
        .tau_bc
        .interval
        .ok()
        .map(|Interval { low, high }| {
            let name = view.interval_name();
            format!("; the {name} is {} to {} %", share(low), share(high))
        });
    Some(format!(
        "With the trend of phase A taken off both phases, {} % of those pairs are {} after{}.",
        whole_percent(f64::midpoint(tau, 1.0)),
        view.better(),
        interval.unwrap_or_default(),
    ))
}

fn way(view: &ComparisonView) -> Option<String> {
    let (pogo, goal) = (view.found.pogo, view.pair.question.goal?);
    let part = decimals(pogo.estimate.ok()?, 0);
    let goal = value(goal);
    let interval = pogo.interval.ok().map(|Interval { low, high }| {
        let (low, high) = (decimals(low, 0), decimals(high, 0));
        format!("; the {} is {low} to {high} %", view.interval_name())
    });
    Some(format!(
        "The mean after lies {part} % of the way from the mean before to the goal of {goal}{}.",
        interval.unwrap_or_default()
    ))
}
