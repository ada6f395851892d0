//! When a person is reminded to back up.
//!
//! Nobody wants to be nagged, and nobody forgives a lost term. The limits are what a person can
//! still write down from memory: a week, or about three days of a full timetable.

mod since;

use jiff::civil::Date;

use crate::caseload::Caseload;
use crate::elapsed::days_between;

pub use since::{Since, since};

/// Without a backup for more than so many days there is a reminder.
pub const DAYS: i64 = 7;
/// With so many sessions saved since the last backup there is a reminder.
pub const SESSIONS: usize = 20;

/// Why there is a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    NoBackup { sessions: usize },
    Days { days: i64, sessions: usize },
    Sessions { sessions: usize },
}

/// `begun` is the day of the first record, `last` that of the last backup; `sessions` were saved
/// since. An empty caseload has nothing to lose, nor has one that is as it was in the backup.
pub fn reminder(
    begun: Option<Date>,
    last: Option<Date>,
    changed: bool,
    sessions: usize,
    today: Date,
) -> Option<Reminder> {
    let begun = begun?;
    if last.is_some() && !changed {
        return None;
    }
    let days = days_between(last.unwrap_or(begun), today);
    if days <= DAYS && sessions < SESSIONS {
        return None;
    }
    Some(match last {
        None => Reminder::NoBackup { sessions },
        Some(_) if days > DAYS => Reminder::Days { days, sessions },
        Some(_) => Reminder::Sessions { sessions },
    })
}

/// Whether anything was saved, merged or taken back after a moment, in milliseconds since 1970.
pub fn changed_since(caseload: &Caseload, moment: Option<u64>) -> bool {
    caseload.latest.milliseconds() > moment.unwrap_or_default()
}

/// How many sessions were saved or corrected after a moment, in milliseconds since 1970.
pub fn sessions_since(caseload: &Caseload, moment: Option<u64>) -> usize {
    let since = moment.unwrap_or_default();
    caseload
        .sessions
        .entries()
        .filter(|(_, entry)| entry.value.is_some() && entry.stamp.milliseconds() > since)
        .count()
}

/// When the first record was made, in milliseconds since 1970; `None` for an empty caseload.
pub fn begun(caseload: &Caseload) -> Option<u64> {
    if caseload.is_empty() {
        return None;
    }
    let students = caseload.students.entries().map(|(_, entry)| entry.stamp);
    let sessions = caseload.sessions.entries().map(|(_, entry)| entry.stamp);
    let first = students.chain(sessions).min().unwrap_or(caseload.latest);
    Some(first.milliseconds())
}

impl Reminder {
    pub fn sentence(self) -> String {
        match self {
            Self::NoBackup { sessions: 0 } => "There is no backup of this caseload yet.".into(),
            Self::NoBackup { sessions } => {
                format!("There is no backup yet of {}.", counted(sessions))
            }
            Self::Days { days, sessions: 0 } => format!("The last backup is {days} days old."),
            Self::Days { days, sessions } => {
                format!(
                    "The last backup is {days} days old; {} came since.",
                    counted(sessions)
                )
            }
            Self::Sessions { sessions } => {
                format!("{} came since the last backup.", counted(sessions))
            }
        }
    }
}

fn counted(sessions: usize) -> String {
    match sessions {
        1 => "1 session".into(),
        many => format!("{many} sessions"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_reminder_comes_after_a_week_or_twenty_sessions() {
        let today = date(2026, 11, 24);
        let days_ago = |days: i64| today.checked_sub(jiff::Span::new().days(days)).ok();
        for (begun, last, sessions, expected) in [
            (None, None, 0, None),
            (days_ago(0), None, 0, None),
            (days_ago(7), None, 19, None),
            (
                days_ago(8),
                None,
                0,
                Some(Reminder::NoBackup { sessions: 0 }),
            ),
            (
                days_ago(1),
                None,
                20,
                Some(Reminder::NoBackup { sessions: 20 }),
            ),
            (days_ago(99), days_ago(0), 0, None),
            (days_ago(99), days_ago(7), 19, None),
            (
                days_ago(99),
                days_ago(7),
                20,
                Some(Reminder::Sessions { sessions: 20 }),
            ),
            (
                days_ago(99),
                days_ago(8),
                1,
                Some(Reminder::Days {
                    days: 8,
                    sessions: 1,
                }),
            ),
            (
                days_ago(99),
                days_ago(8),
                21,
                Some(Reminder::Days {
                    days: 8,
                    sessions: 21,
                }),
            ),
        ] {
            assert_eq!(
                reminder(begun, last, true, sessions, today),
                expected,
                "{begun:?} {last:?} {sessions}"
            );
        }
    }

    #[test]
    fn what_is_all_in_the_backup_is_not_reminded_of() {
        let today = date(2026, 11, 24);
        let (begun, last) = (Some(date(2026, 9, 1)), Some(date(2026, 10, 1)));
        assert_eq!(reminder(begun, last, false, 0, today), None);
        assert!(reminder(begun, last, true, 0, today).is_some());
        assert!(reminder(begun, None, false, 0, today).is_some());
    }

    #[test]
    fn sentences_read_well() {
        for (reminder, sentence) in [
            (
                Reminder::NoBackup { sessions: 1 },
                "There is no backup yet of 1 session.",
            ),
            (
                Reminder::Days {
                    days: 9,
                    sessions: 3,
                },
                "The last backup is 9 days old; 3 sessions came since.",
            ),
            (
                Reminder::Sessions { sessions: 20 },
                "20 sessions came since the last backup.",
            ),
        ] {
            assert_eq!(reminder.sentence(), sentence);
        }
    }
}
