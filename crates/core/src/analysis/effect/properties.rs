//! What must hold of every effect size, whatever the scores.

use proptest::prelude::*;

use super::*;
use crate::analysis::Direction;

type Scores = Vec<f64>;

fn confidence() -> Confidence {
    Confidence::new(0.95).unwrap()
}

fn phases(a: &[f64], b: &[f64], direction: Direction) -> Phases {
    Phases::new(a, b, direction).unwrap()
}

/// Whole numbers, because scores are, and because they tie.
fn scores() -> impl Strategy<Value = (Scores, Scores)> {
    let phase = |longest| prop::collection::vec((0_u8..40).prop_map(f64::from), 1..longest);
    (phase(9), phase(16))
}

fn all(phases: &Phases, goal: f64, scale: Scale) -> [(&'static str, Effect); 14] {
    let confidence = confidence();
    [
        ("nap", nap(phases, confidence)),
        ("tau", tau(phases, confidence)),
        ("tau_u", tau_u(phases)),
        ("tau_bc", tau_bc(phases, confidence)),
        ("tau_bc_kendall", tau_bc_kendall(phases, confidence)),
        ("pnd", pnd(phases)),
        ("pem", pem(phases)),
        ("pand", pand(phases)),
        ("ird", ird(phases)),
        ("smd", smd(phases, confidence)),
        ("smd_pooled", smd_pooled(phases, confidence)),
        ("lrri", lrr_increasing(phases, scale, confidence)),
        ("lrrd", lrr_decreasing(phases, scale, confidence)),
        ("pogo", pogo(phases, goal, confidence)),
    ]
}

/// A known interval holds its estimate, and no part is NaN or infinite.
fn check(name: &str, effect: &Effect) {
    for number in [effect.estimate, effect.error] {
        assert!(
            number.is_err() || number.is_ok_and(f64::is_finite),
            "{name}: {effect:?}"
        );
    }
    if let (Ok(estimate), Ok(interval)) = (effect.estimate, effect.interval) {
        let inside = interval.low <= estimate + 1e-9 && estimate - 1e-9 <= interval.high;
        assert!(inside, "{name}: {effect:?}");
    }
}

fn same(name: &str, one: &Effect, other: &Effect) {
    let close = |one: Defined<f64>, other: Defined<f64>| match (one, other) {
        (Ok(one), Ok(other)) => (one - other).abs() < 1e-6 * (1.0 + one.abs()),
        _ => one == other,
    };
    assert!(
        close(one.estimate, other.estimate),
        "{name}: {one:?} {other:?}"
    );
    assert!(close(one.error, other.error), "{name}: {one:?} {other:?}");
}

proptest! {
    #[test]
    fn bounds_hold((a, b) in scores(), goal in 0.0..60.0, down: bool) {
        let direction = if down { Direction::Decrease } else { Direction::Increase };
        let phases = phases(&a, &b, direction);
        for (name, effect) in all(&phases, goal, Scale::Count) {
            check(name, &effect);
            let (low, high) = match name {
                "nap" | "pnd" | "pem" | "pand" => (0.0, 1.0),
                "tau" | "tau_bc" | "tau_bc_kendall" => (-1.0, 1.0),
                "ird" => (f64::NEG_INFINITY, 1.0),
                _ => (f64::NEG_INFINITY, f64::INFINITY),
            };
            if let Ok(estimate) = effect.estimate {
                prop_assert!((low..=high).contains(&estimate), "{name}: {estimate}");
            }
        }
    }

    #[test]
    fn tau_is_nap_counted_from_minus_one((a, b) in scores()) {
        let phases = phases(&a, &b, Direction::Increase);
        let (nap, tau) = (nap(&phases, confidence()), tau(&phases, confidence()));
        prop_assert!((tau.estimate.unwrap() - (2.0 * nap.estimate.unwrap() - 1.0)).abs() < 1e-12);
    }

    #[test]
    fn negated_scores_with_the_other_direction_are_the_same((a, b) in scores(), goal in 0.0..60.0) {
        let negated = |scores: &[f64]| scores.iter().map(|score| -score).collect::<Scores>();
        let up = all(&phases(&a, &b, Direction::Increase), goal, Scale::Other);
        let down = all(&phases(&negated(&a), &negated(&b), Direction::Decrease), -goal, Scale::Other);
        for ((name, up), (_, down)) in up.iter().zip(&down) {
            // A ratio of negative means has no logarithm.
            if !name.starts_with("lrr") {
                same(name, up, down);
            }
        }
    }

    #[test]
    fn the_other_direction_mirrors_the_symmetric_ones((a, b) in scores()) {
        let up = phases(&a, &b, Direction::Increase);
        let down = phases(&a, &b, Direction::Decrease);
        let mirrored = |effect: Effect, around: f64| Effect {
            estimate: effect.estimate.map(|estimate| around - estimate),
            interval: effect.interval.map(|interval| Interval {
                low: around - interval.high,
                high: around - interval.low,
            }),
            ..effect
        };
        let (up_nap, down_nap) = (nap(&up, confidence()), mirrored(nap(&down, confidence()), 1.0));
        same("nap", &up_nap, &down_nap);
        let (one, other) = (up_nap.interval.unwrap(), down_nap.interval.unwrap());
        match up_nap.estimate.unwrap() {
            // Without a single win, and there alone, the upper bound is the end of the scale.
            0.0 => prop_assert!(one.low < 1e-9 && one.high == 1.0, "{one:?}"),
            1.0 => prop_assert!(one.low > 0.0 && one.high == 1.0, "{one:?}"),
            _ => {
                prop_assert!((one.low - other.low).abs() < 1e-9, "{one:?} {other:?}");
                prop_assert!((one.high - other.high).abs() < 1e-9, "{one:?} {other:?}");
            }
        }
        same("pem", &pem(&up), &mirrored(pem(&down), 1.0));
        same("tau_u", &tau_u(&up), &mirrored(tau_u(&down), 0.0));
        same("tau_bc", &tau_bc(&up, confidence()), &mirrored(tau_bc(&down, confidence()), 0.0));
        same("smd", &smd(&up, confidence()), &mirrored(smd(&down, confidence()), 0.0));
    }

    #[test]
    fn shift_and_scale_change_nothing((a, b) in scores(), up in 0_u8..50, by in 1_u8..5) {
        let changed = |scores: &[f64]| -> Scores {
            scores.iter().map(|score| score * f64::from(by) + f64::from(up)).collect()
        };
        let goal = 41.0;
        let plain = all(&phases(&a, &b, Direction::Increase), goal, Scale::Other);
        let moved = phases(&changed(&a), &changed(&b), Direction::Increase);
        let moved = all(&moved, goal * f64::from(by) + f64::from(up), Scale::Other);
        for ((name, plain), (_, moved)) in plain.iter().zip(&moved) {
            // A ratio knows where zero is.
            if !name.starts_with("lrr") {
                same(name, plain, moved);
            }
        }
    }

    #[test]
    fn the_order_of_scores_matters_only_to_trends((a, b) in scores()) {
        let turned = |scores: &[f64]| scores.iter().rev().copied().collect::<Scores>();
        let plain = all(&phases(&a, &b, Direction::Increase), 50.0, Scale::Count);
        let other = all(&phases(&turned(&a), &turned(&b), Direction::Increase), 50.0, Scale::Count);
        for ((name, plain), (_, other)) in plain.iter().zip(&other) {
            if !name.starts_with("tau_") {
                same(name, plain, other);
            }
        }
    }

    #[test]
    fn no_score_gives_a_nan(
        a in prop::collection::vec(any::<f64>(), 0..5),
        b in prop::collection::vec(any::<f64>(), 0..5),
        goal: f64,
    ) {
        if let Ok(phases) = Phases::new(&a, &b, Direction::Increase) {
            for scale in Scale::NAMES {
                for (name, effect) in all(&phases, goal, scale.1) {
                    for number in [effect.estimate, effect.error] {
                        prop_assert!(number.is_err() || number.is_ok_and(f64::is_finite), "{name}");
                    }
                    if let Ok(interval) = effect.interval {
                        prop_assert!(interval.low.is_finite() && interval.high.is_finite(), "{name}");
                    }
                }
            }
        }
    }
}
