//! The effect sizes by name, each with its number or the reason why there is none, what it is,
//! and where it comes from.

use aimline_core::analysis::{Comparison, Defined, Direction, Effect, Interval, Undefined};

use super::{ComparisonView, bounds, reason};
use crate::words::decimals;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    pub name: &'static str,
    /// The number in words; else the reason why it is not defined.
    pub estimate: Result<String, String>,
    /// The interval; else why there is none. Empty where the estimate is not defined either.
    pub interval: Result<String, String>,
    /// What it is, between which numbers it lies, and which number says "no difference".
    pub about: &'static str,
    pub source: &'static str,
}

/// All of them in the order in which they are best read. The percent of the goal is there when
/// there is a goal; of the log ratios the one that follows the measure's direction.
pub fn sizes(view: &ComparisonView) -> Vec<Size> {
    let found = &view.found;
    let mut sizes = vec![
        size("NAP", found.nap, plain, NAP),
        size("Tau", found.tau, plain, TAU),
        size("Tau-BC", found.tau_bc, plain, TAU_BC),
        size(
            "Tau-BC (Kendall)",
            in_range(found.tau_bc_kendall),
            plain,
            TAU_BC_KENDALL,
        ),
        size("Tau-U", found.tau_u, plain, TAU_U),
        size("PND", found.pnd, plain, PND),
        size("PEM", found.pem, plain, PEM),
        size("PAND", found.pand, plain, PAND),
        size("IRD", found.ird, plain, IRD),
        size("SMD", told_smd(found), plain, SMD),
        size("SMD (pooled)", found.smd_pooled, plain, SMD_POOLED),
        match view.pair.question.direction {
            Direction::Increase => size("LRRi", found.lrr_increasing, ratio, LRRI),
            Direction::Decrease => size("LRRd", found.lrr_decreasing, ratio, LRRD),
        },
    ];
    if view.pair.question.goal.is_some() {
        sizes.push(size("PoGO", found.pogo, percent_of_goal, POGO));
    }
    sizes
}

/// Its error is that of a large sample and reaches over what a tau can be.
fn in_range(effect: Effect) -> Effect {
    let within = |interval: Interval| Interval {
        low: interval.low.clamp(-1.0, 1.0),
        high: interval.high.clamp(-1.0, 1.0),
    };
    Effect {
        interval: effect.interval.map(within),
        ..effect
    }
}

/// With two scores before, the correction for few scores makes 0 of whatever there is.
fn told_smd(found: &Comparison) -> Effect {
    match found.count_a {
        have @ ..3 => Err::<Effect, _>(Undefined::TooFew { have, need: 3 }).into(),
        _ => found.smd,
    }
}

/// How a size is written: the estimate, and the decimals and unit of its bounds.
type Written = (fn(f64) -> String, usize, &'static str);

fn size(
    name: &'static str,
    effect: Effect,
    written: fn() -> Written,
    (about, source): (&'static str, &'static str),
) -> Size {
    let (estimate, places, unit) = written();
    let undefined = |why| format!("Not defined: {}.", reason(why));
    Size {
        name,
        estimate: effect.estimate.map(estimate).map_err(undefined),
        interval: interval(effect.interval, effect.estimate, places, unit),
        about,
        source,
    }
}

fn interval(
    interval: Defined<Interval>,
    estimate: Defined<f64>,
    places: usize,
    unit: &str,
) -> Result<String, String> {
    match (interval, estimate) {
        (Ok(interval), _) => Ok(format!("{}{unit}", bounds(interval, places))),
        (_, Err(_)) => Err(String::new()),
        (Err(Undefined::NoKnownError), _) => Err("No error is known for it.".into()),
        (Err(why), _) => Err(format!("None: {}.", reason(why))),
    }
}

fn plain() -> Written {
    (|number| decimals(number, 3), 3, "")
}

/// With the change that the logarithm stands for: 0.20 is 22 % more.
fn ratio() -> Written {
    let words = |log: f64| {
        let change = 100.0 * log.exp_m1();
        let way = if change < 0.0 { "less" } else { "more" };
        let number = decimals(log, 3);
        format!("{number} ({} % {way})", decimals(change.abs(), 0))
    };
    (words, 3, "")
}

fn percent_of_goal() -> Written {
    (|percent| format!("{} %", decimals(percent, 0)), 0, " %")
}

const NAP: (&str, &str) = (
    "Non-overlap of all pairs: every score before is paired with every score after; this is the \
     part of the pairs that is better after, a tie counting as half. From 0 to 1; 0.5 is no \
     difference.",
    "Parker & Vannest 2009; error by Sen 1967, interval by Newcombe 2006, method 5",
);
const TAU: (&str, &str) = (
    "The same pairs, those better after less those worse. From −1 to 1; 0 is no difference.",
    "Parker, Vannest, Davis & Sauber 2011",
);
const TAU_BC: (&str, &str) = (
    "Tau once the trend of phase A is taken off both phases: what is left beyond going on as \
     before, counted by scores and not by weeks. From −1 to 1; 0 is no difference. The interval \
     leaves out how unsure that trend is.",
    "Tarlow 2017, without the test for a trend; Theil-Sen line",
);
const TAU_U: (&str, &str) = (
    "Tau less the rise within phase A. It may pass −1 and 1, which is why Tau-BC was proposed; 0 \
     is no difference.",
    "Parker, Vannest, Davis & Sauber 2011",
);
const TAU_BC_KENDALL: (&str, &str) = (
    "As Tau-BC, with ties taken out of the count: Kendall's tau-b of the corrected scores with the \
     phase. From −1 to 1; 0 is no difference.",
    "Tarlow 2017",
);
const PND: (&str, &str) = (
    "The part of the scores after that is better than the best score before. From 0 to 1. One odd \
     score before decides it, and it falls as phase A grows; it is here to compare with older \
     studies.",
    "Scruggs, Mastropieri & Casto 1987",
);
const PEM: (&str, &str) = (
    "The part of the scores after that is better than the median before, a tie counting as half. \
     From 0 to 1; 0.5 is no difference.",
    "Ma 2006",
);
const PAND: (&str, &str) = (
    "The part of all scores that can stay so that the phases do not overlap. Up to 1; how low it \
     can fall depends on the lengths of the phases.",
    "Parker, Hagan-Burke & Vannest 2007",
);
const IRD: (&str, &str) = (
    "Improvement rate difference: PAND on a scale that ends at 1 and has 0 where as much overlaps \
     as can in phases of one length.",
    "Parker, Vannest & Brown 2009, robust form",
);
const SMD: (&str, &str) = (
    "The difference of the means in standard deviations of phase A, corrected for few scores. No \
     bounds; 0 is no difference. It is not on the scale of differences between students.",
    "Gingerich 1984; correction by Hedges 1981",
);
const SMD_POOLED: (&str, &str) = (
    "As SMD, in standard deviations pooled over both phases: steadier with few scores, and right \
     only if both phases scatter alike.",
    "Gingerich 1984; correction by Hedges 1981",
);
const LRRI: (&str, &str) = (
    "Log response ratio: the logarithm of the mean after over the mean before, corrected for few \
     scores. No bounds; 0 is no difference, and above 0 is an improvement.",
    "Pustejovsky 2015, 2018",
);
const LRRD: (&str, &str) = (
    "Log response ratio: the logarithm of the mean after over the mean before, corrected for few \
     scores. No bounds; 0 is no difference, and below 0 is an improvement.",
    "Pustejovsky 2015, 2018",
);
const POGO: (&str, &str) = (
    "Percent of goal obtained: how much of the way from the mean before to the goal the mean \
     after has gone. 0 is no difference and 100 the goal; it may lie beyond both.",
    "Ferron, Goldstein, Olszewski & Rohrer 2020; Patrona et al. 2022",
);
