//! The time, in the terms the page uses. Core never reads a clock; this is what it is given.

use jiff::civil;
use js_sys::Date;

/// One reading of the clock, in the time zone of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 in UTC.
    pub ms: u64,
    pub today: civil::Date,
    /// Minutes since midnight.
    pub minute: u16,
}

/// Reads everything at once, so that midnight cannot fall between the parts.
pub fn now() -> Now {
    let date = Date::new_0();
    Now {
        ms: date.get_time() as u64,
        today: civil_date(&date),
        minute: (date.get_hours() * 60 + date.get_minutes()) as u16,
    }
}

pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Milliseconds that the page has been there. No one sets this clock, but some devices stop it while
/// they sleep.
pub fn running_ms() -> u64 {
    super::dom::window()
        .and_then(|window| window.performance())
        .map_or(0, |performance| performance.now() as u64)
}

pub fn today() -> civil::Date {
    now().today
}

/// The local date of a moment, for showing when something was written.
pub fn date_of(ms: u64) -> civil::Date {
    civil_date(&Date::new(&(ms as f64).into()))
}

/// The minute of the local day of a moment.
pub fn minute_of(ms: u64) -> u16 {
    let date = Date::new(&(ms as f64).into());
    (date.get_hours() * 60 + date.get_minutes()) as u16
}

fn civil_date(date: &Date) -> civil::Date {
    let (year, month, day) = (date.get_full_year(), date.get_month() + 1, date.get_date());
    // A JavaScript date is always a date; one outside jiff's years comes from a broken clock.
    civil::Date::new(year as i16, month as i8, day as i8).unwrap_or_default()
}
