//! A group: who is in it from when to when, when it meets, and which protocol it is taught.

use crate::order::Order;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Entries, Id, Protocol, Student, text};
use crate::rejected::Rejected;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    pub name: String,
    pub protocol: Option<Id<Protocol>>,
    pub members: Entries<Membership>,
    pub schedule: Entries<Slot>,
    /// What comes next, as the protocol or the person numbers it.
    pub next_lesson: String,
    #[serde(default, with = "crate::model::day::optional")]
    pub archived: Option<Date>,
}

/// A student's time in a group. A move in mid-cycle ends one membership and starts another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    pub student: Id<Student>,
    #[serde(with = "crate::model::day")]
    pub from: Date,
    /// The last day in the group.
    #[serde(default)]
    #[serde(with = "crate::model::day::optional")]
    pub to: Option<Date>,
}

/// A weekly meeting time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    #[serde(with = "weekday_name")]
    pub weekday: Weekday,
    /// Minutes after midnight.
    pub start: u16,
    pub minutes: u16,
    #[serde(with = "crate::model::day")]
    pub from: Date,
    #[serde(default)]
    #[serde(with = "crate::model::day::optional")]
    pub to: Option<Date>,
}

/// The longest meeting that can be planned or logged, in minutes.
pub const LONGEST_SESSION: u16 = 300;

impl Membership {
    pub fn includes(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Slot {
    pub fn meets_on(&self, day: Date) -> bool {
        self.weekday == day.weekday() && self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// # Errors
    /// When the start is not within a day, or the minutes are not 1 to [`LONGEST_SESSION`].
    pub fn checked(self) -> Result<Self, Rejected> {
        let mut rejected = Rejected::default();
        if self.start >= 24 * 60 {
            rejected.add("start", "Enter a start time between 00:00 and 23:59.");
        }
        if !(1..=LONGEST_SESSION).contains(&self.minutes) {
            rejected.add(
                "minutes",
                format!(
                    "The meeting is {} minutes long; it can be 1 to {LONGEST_SESSION}.",
                    self.minutes
                ),
            );
        }
        rejected.or(self)
    }
}

impl Group {
    /// The members on a day, each once, in the order in which they joined.
    pub fn members_on(&self, day: Date) -> Vec<Id<Student>> {
        let mut members = Vec::new();
        for membership in self.members.values() {
            if membership.includes(day) && !members.contains(&membership.student) {
                members.push(membership.student);
            }
        }
        members
    }

    pub fn has_member_on(&self, day: Date, student: Id<Student>) -> bool {
        let mut stays = self.members.values();
        stays.any(|stay| stay.student == student && stay.includes(day))
    }

    /// The meetings of a day by start time.
    pub fn slots_on(&self, day: Date) -> Vec<(Id<Slot>, &Slot)> {
        let mut slots: Vec<_> = self
            .schedule
            .iter()
            .filter(|(_, slot)| slot.meets_on(day))
            .collect();
        slots.order_by_key(|(_, slot)| slot.start);
        slots
    }

    pub fn is_active(&self) -> bool {
        self.archived.is_none()
    }

    /// # Errors
    /// Without a name.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        self.name = text::line(&self.name);
        self.next_lesson = text::line(&self.next_lesson);
        let mut rejected = Rejected::default();
        if self.name.is_empty() {
            rejected.add("name", "Enter a name for the group.");
        }
        rejected.or(self)
    }
}

/// "Monday" and so on: weekdays have no form of their own in stored data.
mod weekday_name {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de};

    const NAMES: [(&str, Weekday); 7] = [
        ("Monday", Weekday::Monday),
        ("Tuesday", Weekday::Tuesday),
        ("Wednesday", Weekday::Wednesday),
        ("Thursday", Weekday::Thursday),
        ("Friday", Weekday::Friday),
        ("Saturday", Weekday::Saturday),
        ("Sunday", Weekday::Sunday),
    ];

    pub fn serialize<S: Serializer>(weekday: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
        let index = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
        serializer.serialize_str(NAMES[index].0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Weekday, D::Error> {
        let given = String::deserialize(deserializer)?;
        NAMES
            .iter()
            .find(|(name, _)| *name == given)
            .map(|(_, weekday)| *weekday)
            .ok_or_else(|| de::Error::custom(format!("“{given}” is not a weekday")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Stamp;

    #[test]
    fn a_move_in_mid_cycle_keeps_its_days() {
        let (anna, ben) = (Id::built_in(1), Id::built_in(2));
        let mut group = Group::default();
        let stay = |student, from, to| Membership { student, from, to };
        let stamp = Stamp::default();
        let monday = date(2026, 10, 5);
        let until = Some(date(2026, 10, 9));
        group
            .members
            .set(Id::built_in(10), stamp, stay(anna, monday, until));
        group
            .members
            .set(Id::built_in(11), stamp, stay(ben, date(2026, 10, 9), None));
        for (day, expected) in [
            (date(2026, 10, 4), vec![]),
            (monday, vec![anna]),
            (date(2026, 10, 9), vec![anna, ben]),
            (date(2026, 10, 10), vec![ben]),
        ] {
            assert_eq!(group.members_on(day), expected, "{day}");
        }
    }

    #[test]
    fn slots_read_back() {
        let slot = Slot {
            weekday: Weekday::Wednesday,
            start: 540,
            minutes: 30,
            from: date(2026, 8, 17),
            to: None,
        };
        let json = serde_json::to_string(&slot).unwrap();
        assert!(json.contains("\"Wednesday\""));
        assert_eq!(serde_json::from_str::<Slot>(&json).unwrap(), slot);
    }
}
