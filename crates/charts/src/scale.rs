//! The span of a value axis: round numbers around the values, with room for labels.

/// Steps that the values may span; rounding outwards may add one at each end.
const STEPS: f64 = 6.0;

/// Room above and below the values, as a part of their span.
const ROOM: f64 = 0.12;

/// Room around values that are all the same.
const ROOM_FOR_ONE: f64 = 5.0;

/// If the axis would begin below this part of its end, it begins at zero: a short way to zero
/// left out only makes growth look larger.
const NEAR_ZERO: f64 = 0.4;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub min: f64,
    pub max: f64,
    pub step: f64,
}

impl Scale {
    /// Holds all values; stays within `bounds` unless a value does not.
    pub(crate) fn around(values: &[f64], bounds: Option<(f64, f64)>) -> Self {
        let lowest = values.iter().copied().reduce(f64::min).unwrap_or(0.0);
        let highest = values.iter().copied().reduce(f64::max).unwrap_or(lowest);
        let room = if highest > lowest {
            (highest - lowest) * ROOM
        } else {
            ROOM_FOR_ONE
        };
        let (mut low, high) = (lowest - room, highest + room);
        if lowest >= 0.0 && low < NEAR_ZERO * high {
            low = 0.0;
        }
        let step = round_step((high - low) / STEPS);
        let mut min = (low / step).floor() * step;
        let mut max = (high / step).ceil() * step;
        if let Some((least, most)) = bounds {
            min = min.max(least.min(lowest));
            max = max.min(most.max(highest));
        }
        if max <= min {
            max = min + step;
        }
        Self { min, max, step }
    }

    pub(crate) fn clamp(&self, value: f64) -> f64 {
        value.max(self.min).min(self.max)
    }

    /// The part of the axis that a difference of values takes.
    pub(crate) fn part(&self, difference: f64) -> f64 {
        difference / (self.max - self.min)
    }
}

/// The next of 1, 2, 5 times a power of ten.
fn round_step(rough: f64) -> f64 {
    let power = 10_f64.powf(rough.log10().floor());
    let lead = [1.0, 2.0, 5.0]
        .into_iter()
        .find(|lead| lead * power >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0);
    lead * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_are_round_and_hold_the_values() {
        let bounds = Some((0.0, 350.0));
        type Case = (&'static [f64], Option<(f64, f64)>, (f64, f64, f64));
        let cases: [Case; 8] = [
            (&[], bounds, (0.0, 5.0, 1.0)),
            (&[39.0], bounds, (34.0, 44.0, 2.0)),
            (&[39.0, 66.0], bounds, (30.0, 70.0, 10.0)),
            (&[0.0, 3.0], bounds, (0.0, 4.0, 1.0)),
            (&[70.0, 100.0], Some((0.0, 100.0)), (60.0, 100.0, 10.0)),
            (&[120.0, 134.0], bounds, (115.0, 140.0, 5.0)),
            (&[-4.0, 4.0], None, (-6.0, 6.0, 2.0)),
            (&[90.0, 110.0], Some((0.0, 100.0)), (85.0, 110.0, 5.0)),
        ];
        for (values, bounds, (min, max, step)) in cases {
            let scale = Scale::around(values, bounds);
            assert!(scale.min < scale.max && scale.step > 0.0, "{values:?}");
            assert!(values.iter().all(|value| scale.clamp(*value) == *value));
            assert_eq!(
                (scale.min, scale.max, scale.step),
                (min, max, step),
                "{values:?}"
            );
        }
    }
}
