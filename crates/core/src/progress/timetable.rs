//! When groups meet in a week: in words, and side by side where meetings overlap.

use crate::elapsed::days_later;
use crate::order::Order;
use jiff::civil::{Date, Weekday};

use crate::caseload::Caseload;
use crate::model::{Group, Id, Slot, text};

/// The days on which groups meet.
pub const SCHOOL_WEEK: [Weekday; 5] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];

/// One weekly meeting on the grid. Meetings that overlap, be it through others, share the width
/// of the day in lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub group: Id<Group>,
    pub slot: Id<Slot>,
    pub weekday: Weekday,
    /// Minutes after midnight.
    pub start: u16,
    pub minutes: u16,
    pub lane: usize,
    pub lanes: usize,
}

/// The meetings of all groups in use, from this day on, by weekday and start.
pub fn week(caseload: &Caseload, today: Date) -> Vec<Block> {
    let mut meetings: Vec<Block> = caseload
        .active_groups()
        .into_iter()
        .flat_map(|(group, record)| {
            slots_from(record, today)
                .into_iter()
                .map(move |(slot, record)| Block::of(group, slot, record))
        })
        .collect();
    meetings.order_by_key(|meeting| {
        let day = meeting.weekday.to_monday_zero_offset();
        (day, meeting.start, meeting.end(), meeting.slot)
    });
    for day in meetings.chunk_by_mut(|a, b| a.weekday == b.weekday) {
        set_lanes(day);
    }
    meetings
}

/// The meeting times of a group that are in force today or later, by weekday and start.
pub fn slots_from(group: &Group, today: Date) -> Vec<(Id<Slot>, &Slot)> {
    let mut slots: Vec<_> = group
        .schedule
        .iter()
        .filter(|(_, slot)| slot.to.is_none_or(|to| to >= today))
        .collect();
    slots.order_by_key(|(id, slot)| (slot.weekday.to_monday_zero_offset(), slot.start, *id));
    slots
}

/// "Mon, Wed 9:00 AM (30 min); Fri 1:15 PM (20 min)"; `None` where nothing is planned.
pub fn in_words(group: &Group, today: Date) -> Option<String> {
    let mut times: Vec<(u16, u16, Vec<&str>)> = Vec::new();
    for (_, slot) in slots_from(group, today) {
        let day = short_name(slot.weekday);
        match times
            .iter_mut()
            .find(|(start, minutes, _)| (*start, *minutes) == (slot.start, slot.minutes))
        {
            Some((_, _, days)) if days.contains(&day) => {}
            Some((_, _, days)) => days.push(day),
            None => times.push((slot.start, slot.minutes, vec![day])),
        }
    }
    let words: Vec<String> = times
        .iter()
        .map(|(start, minutes, days)| {
            format!("{} {} ({minutes} min)", days.join(", "), clock(*start))
        })
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// Minutes of a week as planned: the times in force or to come, without those about to end.
pub fn weekly_minutes(group: &Group, today: Date) -> u32 {
    const ABOUT_TO_END_DAYS: i64 = 7;
    let soon = days_later(today, ABOUT_TO_END_DAYS);
    group
        .schedule
        .values()
        .filter(|slot| slot.to.is_none_or(|to| to > soon))
        .map(|slot| u32::from(slot.minutes))
        .sum()
}

/// "Monday".
pub fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// "Mon".
pub fn short_name(weekday: Weekday) -> &'static str {
    name(weekday).get(..3).unwrap_or_default()
}

/// A minute of the day as it is said: "9:05 AM".
pub fn clock(minute: u16) -> String {
    text::time(minute)
}

/// "09:05", as a time field holds it.
pub fn clock_value(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The minute of the day that a time field holds; seconds are passed over.
pub fn read_clock(value: &str) -> Option<u16> {
    let mut parts = value.trim().split(':');
    let hour: u16 = parts.next()?.parse().ok()?;
    let minute: u16 = parts.next()?.parse().ok()?;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Block {
    fn of(group: Id<Group>, slot: Id<Slot>, record: &Slot) -> Self {
        Self {
            group,
            slot,
            weekday: record.weekday,
            start: record.start,
            minutes: record.minutes,
            lane: 0,
            lanes: 1,
        }
    }

    /// The minute after the last.
    pub fn end(&self) -> u16 {
        self.start.saturating_add(self.minutes)
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.weekday == other.weekday && self.start < other.end() && other.start < self.end()
    }
}

/// Each meeting of a day takes the first lane that is free when it starts.
fn set_lanes(day: &mut [Block]) {
    let mut cluster = 0;
    let mut lanes: Vec<u16> = Vec::new();
    for index in 0..day.len() {
        let (start, end) = (day[index].start, day[index].end());
        if lanes.iter().all(|free_from| *free_from <= start) {
            spread(&mut day[cluster..index], lanes.len());
            cluster = index;
            lanes.clear();
        }
        let free = lanes.iter().position(|free_from| *free_from <= start);
        let lane = free.unwrap_or(lanes.len());
        match lanes.get_mut(lane) {
            Some(free_from) => *free_from = end,
            None => lanes.push(end),
        }
        day[index].lane = lane;
    }
    spread(&mut day[cluster..], lanes.len());
}

fn spread(cluster: &mut [Block], lanes: usize) {
    for meeting in cluster {
        meeting.lanes = lanes;
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Stamp;

    const TODAY: Date = date(2026, 10, 14);

    fn group(slots: &[(Weekday, u16, u16)]) -> Group {
        let mut group = Group::default();
        for (number, (weekday, start, minutes)) in (1..).zip(slots) {
            let slot = Slot {
                weekday: *weekday,
                start: *start,
                minutes: *minutes,
                from: date(2026, 8, 17),
                to: None,
            };
            group
                .schedule
                .set(Id::built_in(number), Stamp::default(), slot);
        }
        group
    }

    #[test]
    fn meetings_that_overlap_stand_side_by_side() {
        use Weekday::{Monday, Tuesday};
        type Case<'a> = (&'a [(Weekday, u16, u16)], &'a [(usize, usize)]);
        let cases: [Case; 5] = [
            (&[], &[]),
            (&[(Monday, 540, 30)], &[(0, 1)]),
            (&[(Monday, 540, 30), (Monday, 570, 30)], &[(0, 1), (0, 1)]),
            (
                &[(Monday, 540, 31), (Tuesday, 570, 30), (Monday, 570, 30)],
                &[(0, 2), (1, 2), (0, 1)],
            ),
            (
                &[
                    (Monday, 540, 60),
                    (Monday, 560, 20),
                    (Monday, 580, 40),
                    (Monday, 700, 10),
                ],
                &[(0, 2), (1, 2), (1, 2), (0, 1)],
            ),
        ];
        for (slots, expected) in cases {
            let mut caseload = Caseload::default();
            caseload
                .groups
                .set(Id::built_in(1), Stamp::default(), group(slots));
            let lanes: Vec<_> = week(&caseload, TODAY)
                .iter()
                .map(|meeting| (meeting.lane, meeting.lanes))
                .collect();
            assert_eq!(lanes, expected, "{slots:?}");
        }
    }

    #[test]
    fn a_schedule_reads_in_words() {
        use Weekday::{Friday, Monday, Wednesday};
        assert_eq!(in_words(&group(&[]), TODAY), None);
        let both = group(&[(Friday, 795, 20), (Wednesday, 540, 30), (Monday, 540, 30)]);
        let words = "Mon, Wed 9:00 AM (30 min); Fri 1:15 PM (20 min)";
        assert_eq!(in_words(&both, TODAY).as_deref(), Some(words));
        assert_eq!(weekly_minutes(&both, TODAY), 80);
    }

    #[test]
    fn an_ended_time_is_no_longer_planned() {
        let mut ended = group(&[(Weekday::Monday, 540, 30)]);
        if let Some(slot) = ended.schedule.get_mut(Id::built_in(1)) {
            slot.to = Some(date(2026, 10, 13));
        }
        assert_eq!(in_words(&ended, TODAY), None);
        assert_eq!(weekly_minutes(&ended, TODAY), 0);
    }

    #[test]
    fn times_of_day_read_back() {
        for (minute, said, value) in [
            (0, "12:00 AM", "00:00"),
            (545, "9:05 AM", "09:05"),
            (720, "12:00 PM", "12:00"),
            (1439, "11:59 PM", "23:59"),
        ] {
            assert_eq!(clock(minute), said);
            assert_eq!(clock_value(minute), value);
            assert_eq!(read_clock(value), Some(minute));
        }
        for wrong in ["", "9", "24:00", "09:60", "a:b"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
        assert_eq!(read_clock("09:05:30"), Some(545));
    }
}
