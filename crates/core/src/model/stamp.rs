//! When and where a value was last set, in an order that every device agrees on.
//!
//! A hybrid logical clock (Kulkarni et al. 2014): wall-clock milliseconds, a counter for
//! events within one millisecond or under a clock that was set back, and the device as tie-break.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// One browser profile that writes; drawn at random when a workspace is first opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Device(pub u32);

/// Later stamps win. Written as 24 hexadecimal digits, so text order is time order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    milliseconds: u64,
    counter: u16,
    device: Device,
}

const MILLISECOND_DIGITS: usize = 12;
const COUNTER_DIGITS: usize = 4;
const DEVICE_DIGITS: usize = 8;
const DIGITS: usize = MILLISECOND_DIGITS + COUNTER_DIGITS + DEVICE_DIGITS;
const LATEST_MILLISECOND: u64 = (1 << (4 * MILLISECOND_DIGITS)) - 1;

impl Stamp {
    /// The first stamp of a device at a moment, in milliseconds since 1970.
    pub fn at(milliseconds: u64, device: Device) -> Self {
        Self {
            milliseconds: milliseconds.min(LATEST_MILLISECOND),
            counter: 0,
            device,
        }
    }

    /// The stamp that follows `self` on a device whose clock says `now`: always later than `self`.
    #[must_use]
    pub fn next(self, now: u64, device: Device) -> Self {
        let fresh = Self::at(now, device);
        if fresh.milliseconds > self.milliseconds {
            return fresh;
        }
        match self.counter.checked_add(1) {
            Some(counter) => Self {
                counter,
                device,
                ..self
            },
            None => Self::at(self.milliseconds + 1, device),
        }
    }

    pub fn milliseconds(self) -> u64 {
        self.milliseconds
    }

    pub fn device(self) -> Device {
        self.device
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:012x}{:04x}{:08x}",
            self.milliseconds, self.counter, self.device.0
        )
    }
}

/// A text that is not a stamp.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("“{0}” is not a stamp: 24 hexadecimal digits are expected")]
pub struct NotAStamp(String);

impl FromStr for Stamp {
    type Err = NotAStamp;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || NotAStamp(text.chars().take(40).collect());
        if text.len() != DIGITS || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let (milliseconds, rest) = text.split_at(MILLISECOND_DIGITS);
        let (counter, device) = rest.split_at(COUNTER_DIGITS);
        Ok(Self {
            milliseconds: u64::from_str_radix(milliseconds, 16).map_err(|_| wrong())?,
            counter: u16::from_str_radix(counter, 16).map_err(|_| wrong())?,
            device: Device(u32::from_str_radix(device, 16).map_err(|_| wrong())?),
        })
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_still_moves_forward() {
        let device = Device(7);
        let first = Stamp::at(1_000, device);
        let second = first.next(400, device);
        let third = second.next(400, device);
        assert!(first < second && second < third);
        assert_eq!(third.milliseconds(), 1_000);
    }

    #[test]
    fn a_full_counter_borrows_a_millisecond() {
        let mut stamp = Stamp::at(5, Device(1));
        for _ in 0..70_000 {
            let next = stamp.next(5, Device(1));
            assert!(next > stamp);
            stamp = next;
        }
    }

    #[test]
    fn text_order_is_time_order_and_reads_back() {
        let stamps = [
            Stamp::at(1, Device(9)),
            Stamp::at(1, Device(9)).next(1, Device(9)),
            Stamp::at(2, Device(0)),
            Stamp::at(1_700_000_000_000, Device(u32::MAX)),
        ];
        for pair in stamps.windows(2) {
            assert!(pair[0].to_string() < pair[1].to_string());
        }
        for stamp in stamps {
            assert_eq!(stamp.to_string().parse(), Ok(stamp));
        }
        assert!("".parse::<Stamp>().is_err());
        assert!("zz".repeat(12).parse::<Stamp>().is_err());
    }
}
