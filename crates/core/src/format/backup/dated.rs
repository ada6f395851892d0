//! The names of backup files in a folder that several devices share: which device wrote it, and
//! when. A name that is not exactly such a one belongs to somebody else and is let alone.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use crate::model::Device;

/// How many days are kept, each with its last file.
pub const DAYS_KEPT: usize = 14;

const BEGINNING: &str = "aimline-auto-";
const DEVICE_DIGITS: usize = 8;
const TIME_DIGITS: usize = 6;

/// A file that the automatic backup wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub device: Device,
    /// Where the device was, to the second.
    pub written: DateTime,
    pub name: String,
}

impl Dated {
    pub fn new(device: Device, written: DateTime, sealed: bool) -> Self {
        let ending = if sealed { "aimline" } else { "json" };
        let (day, time) = (written.date(), written.time());
        let name = format!(
            "{BEGINNING}{:08x}-{day}-{:02}{:02}{:02}.{ending}",
            device.0,
            time.hour(),
            time.minute(),
            time.second()
        );
        Self {
            device,
            written,
            name,
        }
    }

    /// Only a name that this program gives: written anew it is the same, letter by letter.
    pub fn of_name(name: &str) -> Option<Self> {
        let rest = name.strip_prefix(BEGINNING)?;
        let (device, rest) = rest.split_at_checked(DEVICE_DIGITS)?;
        let (day, rest) = rest.strip_prefix('-')?.split_at_checked(10)?;
        let (time, ending) = rest.strip_prefix('-')?.split_at_checked(TIME_DIGITS)?;
        let sealed = match ending {
            ".aimline" => true,
            ".json" => false,
            _ => return None,
        };
        let device = Device(u32::from_str_radix(device, 16).ok()?);
        let day: Date = day.parse().ok()?;
        let number = |at: usize| time.get(at..at + 2)?.parse::<i8>().ok();
        let time = jiff::civil::Time::new(number(0)?, number(2)?, number(4)?, 0).ok()?;
        let dated = Self::new(device, day.to_datetime(time), sealed);
        (dated.name == name).then_some(dated)
    }

    fn order(&self) -> (DateTime, &str) {
        (self.written, &self.name)
    }
}

/// The files of this device that go: all but the last of each day, and days beyond those kept. `new`
/// was written just now and stays, whatever a clock that was set back makes of its name.
///
/// A later file of a day has all that an earlier one has, unless other data took the place of what
/// was there: `begun` is the first file since then, and those before it stay beside those of its
/// day.
pub fn to_remove(names: &[String], device: Device, new: &str, begun: Option<&str>) -> Vec<String> {
    let begun = begun.and_then(Dated::of_name);
    let mut own: Vec<Dated> = dated(names)
        .filter(|dated| dated.device == device)
        .collect();
    own.sort_unstable_by(|a, b| b.order().cmp(&a.order()));
    let mut days = BTreeSet::new();
    own.retain(|dated| {
        let first_of_its_day = days.insert(dated.written.date());
        let continued = begun
            .as_ref()
            .is_none_or(|begun| dated.order() >= begun.order());
        (!first_of_its_day && continued) || days.len() > DAYS_KEPT
    });
    own.into_iter()
        .map(|dated| dated.name)
        .filter(|name| name != new)
        .collect()
}

/// The last file of each other device that is later than the one seen of it, the latest first.
pub fn unseen(names: &[String], device: Device, seen: &[String]) -> Vec<Dated> {
    let mut last: Vec<Dated> = dated(names)
        .filter(|dated| dated.device != device)
        .collect();
    last.sort_unstable_by(|a, b| b.order().cmp(&a.order()));
    let mut devices = BTreeSet::new();
    last.retain(|dated| {
        let seen = seen_of(seen, dated.device);
        devices.insert(dated.device.0) && seen.is_none_or(|seen| dated.order() > seen.order())
    });
    last
}

/// Keeps that a file was seen, in place of an earlier one of the same device.
pub fn see(seen: &mut Vec<String>, file: &Dated) {
    if seen_of(seen, file.device).is_some_and(|seen| seen.order() > file.order()) {
        return;
    }
    seen.retain(|name| Dated::of_name(name).is_some_and(|seen| seen.device != file.device));
    seen.push(file.name.clone());
}

fn seen_of(seen: &[String], device: Device) -> Option<Dated> {
    dated(seen).find(|dated| dated.device == device)
}

fn dated(names: &[String]) -> impl Iterator<Item = Dated> {
    names.iter().filter_map(|name| Dated::of_name(name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const OURS: Device = Device(0x1a);
    const THEIRS: Device = Device(0xffff_ffff);

    fn name(device: Device, day: i8, hour: i8) -> String {
        let written = date(2026, 11, day).at(hour, 5, 9, 0);
        Dated::new(device, written, false).name
    }

    #[test]
    fn only_names_of_this_program_are_read() {
        let ours = name(OURS, 24, 8);
        assert_eq!(ours, "aimline-auto-0000001a-2026-11-24-080509.json");
        assert_eq!(Dated::of_name(&ours).unwrap().name, ours);
        for other in [
            "",
            "aimline-backup-2026-11-24.json",
            "aimline-auto-0000001A-2026-11-24-080509.json",
            "aimline-auto-1a-2026-11-24-080509.json",
            "aimline-auto-0000001a-2026-13-24-080509.json",
            "aimline-auto-0000001a-2026-11-24-080560.json",
            "aimline-auto-0000001a-2026-11-24-080509.json.crswap",
            "aimline-auto-0000001a-2026-11-24-080509 (1).json",
            "aimline-auto-0000001é-2026-11-24-080509.json",
        ] {
            assert_eq!(Dated::of_name(other), None, "{other}");
        }
    }

    #[test]
    fn the_last_of_each_of_fourteen_days_stays() {
        let mut names: Vec<String> = (1..=14).map(|day| name(OURS, day, 8)).collect();
        names.push(name(THEIRS, 1, 7));
        names.push("aimline-auto-notes.txt".into());
        assert_eq!(to_remove(&names, OURS, &names[13], None), [""; 0]);
        let new = name(OURS, 14, 12);
        names.push(new.clone());
        assert_eq!(to_remove(&names, OURS, &new, None), [name(OURS, 14, 8)]);
        let new = name(OURS, 15, 8);
        names.push(new.clone());
        let mut gone = to_remove(&names, OURS, &new, None);
        gone.sort();
        assert_eq!(gone, [name(OURS, 1, 8), name(OURS, 14, 8)]);
    }

    #[test]
    fn a_file_just_written_stays_when_the_clock_was_set_back() {
        let ahead: Vec<String> = (10..=24).map(|day| name(OURS, day, 15)).collect();
        for new in [name(OURS, 24, 13), name(OURS, 2, 8)] {
            let names: Vec<String> = ahead.iter().cloned().chain([new.clone()]).collect();
            assert!(!to_remove(&names, OURS, &new, None).contains(&new), "{new}");
        }
    }

    #[test]
    fn what_was_written_before_other_data_came_stays_beside_it() {
        let names = [8, 9, 12, 13, 14].map(|hour| name(OURS, 24, hour));
        let gone = to_remove(&names, OURS, &names[4], Some(&names[2]));
        assert_eq!(gone, [names[3].clone(), names[2].clone()]);
        let later: Vec<_> = (25..=30).map(|day| name(OURS, day, 8)).collect();
        let names = [&names[..], &later].concat();
        let gone = to_remove(&names, OURS, &later[5], Some(&names[4]));
        assert_eq!(gone, [""; 0], "not before their day goes");
    }

    #[test]
    fn what_was_seen_of_one_device_hides_nothing_of_another() {
        let third = Device(7);
        let names = [
            name(OURS, 20, 8),
            name(THEIRS, 18, 8),
            name(THEIRS, 18, 9),
            name(third, 19, 7),
            "notes.txt".into(),
        ];
        let found = |seen: &[String]| -> Vec<String> {
            let found = unseen(&names, OURS, seen).into_iter();
            found.map(|dated| dated.name).collect()
        };
        let mut seen = Vec::new();
        assert_eq!(found(&seen), [name(third, 19, 7), name(THEIRS, 18, 9)]);
        see(&mut seen, &Dated::of_name(&name(third, 19, 7)).unwrap());
        assert_eq!(found(&seen), [name(THEIRS, 18, 9)]);
        // An older one, chosen by hand, takes nothing back.
        for hour in [9, 8] {
            see(&mut seen, &Dated::of_name(&name(THEIRS, 18, hour)).unwrap());
            assert_eq!(found(&seen), [""; 0]);
        }
        assert_eq!(seen, [name(third, 19, 7), name(THEIRS, 18, 9)]);
        // The file seen was taken away since: what is left is older.
        assert_eq!(unseen(&names[..2], OURS, &seen), []);
        assert_eq!(unseen(&names[..1], OURS, &[]), []);
    }
}
