//! What an erasure took, for the person's own files: what, when, how much, and where copies may
//! still be. It holds no name beyond initials.

use crate::format::backup::Tally;
use crate::format::document::{self, ASIDE, DRAFT, HISTORY, SNAPSHOT};

/// So many places are named one by one.
const MOST_PLACES: usize = 40;

/// What goes, or went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    pub students: usize,
    pub plans: usize,
    pub scores: usize,
    /// Sessions with these students alone.
    pub sessions: usize,
    /// Places in the attendance of group sessions.
    pub attendances: usize,
    pub memberships: usize,
    /// Notes of sessions that stay, each chosen by a person.
    pub notes: usize,
    pub history: usize,
    pub drafts: usize,
    pub snapshots: usize,
    pub set_aside: usize,
    /// Columns of files, remembered by a header that was a name.
    pub columns: usize,
}

/// When, whom and where, each as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occasion {
    pub when: String,
    /// The initials of the students, or “The whole caseload”.
    pub whom: String,
    pub demo: bool,
    /// The days on which backup files were saved from here, as far as it is known.
    pub backups: Vec<String>,
    /// The folder into which automatic backups go.
    pub folder: Option<String>,
}

impl Receipt {
    /// What goes, one kind a line, without those of which there is none.
    pub fn lines(&self) -> Vec<String> {
        lines(&[
            (self.students, "student’s record", "students’ records"),
            (self.plans, "plan", "plans"),
            (self.scores, "score", "scores"),
            (self.memberships, "group membership", "group memberships"),
            (
                self.attendances,
                "place in the attendance of a group",
                "places in the attendance of groups",
            ),
            (
                self.sessions,
                "session without other students",
                "sessions without other students",
            ),
            (
                self.notes,
                "note of a session that stays",
                "notes of sessions that stay",
            ),
            (
                self.history,
                "entry of the history",
                "entries of the history",
            ),
            (self.drafts, "unsaved form", "unsaved forms"),
            (
                self.snapshots,
                "copy of everything from before a restore, merge or repair, and with it the way back",
                "copies of everything from before a restore, merge or repair, and with them the way back",
            ),
            (
                self.set_aside,
                "damaged record that was set aside",
                "damaged records that were set aside",
            ),
            (
                self.columns,
                "remembered column of a file",
                "remembered columns of files",
            ),
        ])
    }
}

/// What stays of an erasure: where texts may still name a student, and what keeps older copies out.
pub fn what_stays(students: usize, places: &[String]) -> Vec<String> {
    let more = places.len().saturating_sub(MOST_PLACES);
    let mut stays: Vec<String> = places
        .iter()
        .take(MOST_PLACES)
        .map(|place| format!("{place}, which may name a student"))
        .collect();
    stays.extend(lines(&[(
        more,
        "more text that may name a student",
        "more texts that may name a student",
    )]));
    let traces = lines(&[(students, "mark without a name", "marks without a name")]);
    stays.extend(
        traces
            .into_iter()
            .map(|traces| format!("{traces}, so that no older copy brings a student back")),
    );
    stays
}

/// Counts everything there is, before all of it goes.
pub fn everything<'d>(documents: impl IntoIterator<Item = (&'d str, &'d str)>) -> Vec<String> {
    let mut tally = Tally::default();
    let (mut history, mut drafts, mut snapshots, mut set_aside) = (0, 0, 0, 0);
    for (key, body) in documents {
        tally.read(key, body);
        match document::kind_of(key) {
            HISTORY => history += 1,
            DRAFT => drafts += 1,
            SNAPSHOT => snapshots += 1,
            ASIDE => set_aside += 1,
            _ => {}
        }
    }
    let mut all = lines(&[
        (tally.students, "student", "students"),
        (tally.groups, "group", "groups"),
        (tally.protocols, "protocol", "protocols"),
        (tally.plans, "plan", "plans"),
        (tally.scores, "score", "scores"),
        (tally.sessions, "session", "sessions"),
        (history, "entry of the history", "entries of the history"),
        (drafts, "unsaved form", "unsaved forms"),
        (
            snapshots,
            "copy from before a restore, merge or repair",
            "copies from before a restore, merge or repair",
        ),
        (
            set_aside + tally.unreadable,
            "damaged record",
            "damaged records",
        ),
    ]);
    all.push("all settings, days without school and measures".into());
    all
}

/// The receipt as a text to keep.
pub fn text(erased: &[String], stays: &[String], occasion: &Occasion) -> String {
    let place = if occasion.demo {
        "the demo in this browser, on this device"
    } else {
        "this browser, on this device"
    };
    let mut text = format!(
        "Aimline: receipt of an erasure\n\nWhen: {}\nWhom: {}\nWhere: {place}\n\nErased for good\n",
        occasion.when, occasion.whom
    );
    for line in erased {
        text.push_str(&format!("- {line}\n"));
    }
    for (title, lines) in [
        ("What stays", stays.to_vec()),
        ("Where copies may still be", copies(occasion)),
    ] {
        if !lines.is_empty() {
            text.push_str(&format!("\n{title}\n"));
        }
        for line in lines {
            text.push_str(&format!("- {line}\n"));
        }
    }
    text
}

/// Where to look for what an erasure cannot reach.
pub fn copies(occasion: &Occasion) -> Vec<String> {
    let backups = match occasion.backups.as_slice() {
        [] => "Backup files, if any were saved. Their names begin with “aimline-”.".to_owned(),
        [day] => format!(
            "The backup file saved on {day}, and any saved elsewhere. Their names begin with “aimline-”."
        ),
        days => format!(
            "The backup files saved on {}, and any saved elsewhere. Their names begin with “aimline-”.",
            days.join("; ")
        ),
    };
    let folder = occasion.folder.as_ref().map(|folder| {
        format!(
            "The folder of automatic backups, “{folder}”: its older files stay until those of 14 newer days have replaced them. Delete them by hand to be sooner."
        )
    });
    let mut copies = vec![backups];
    copies.extend(folder);
    copies.extend([
        "Other browsers and devices where such a file was restored or merged.".into(),
        "Other saved files, copied texts and printed sheets.".into(),
        "The disk: pieces can stay until the browser needs the room.".into(),
    ]);
    copies
}

fn lines(counts: &[(usize, &str, &str)]) -> Vec<String> {
    let counted = counts.iter().filter(|(count, ..)| *count > 0);
    counted
        .map(|&(count, one, many)| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_says_what_when_and_where_else() {
        let receipt = Receipt {
            students: 1,
            plans: 2,
            scores: 31,
            snapshots: 1,
            ..Receipt::default()
        };
        let occasion = Occasion {
            when: "Nov 24, 2026, 8:05 AM".into(),
            whom: "X. Q.".into(),
            demo: false,
            backups: vec!["Nov 3, 2026".into(), "Nov 10, 2026".into()],
            folder: Some("Backups".into()),
        };
        let stays = what_stays(1, &["Blue table, Oct 5, 2026: note".to_owned()]);
        let text = text(&receipt.lines(), &stays, &occasion);
        assert_eq!(
            text,
            "Aimline: receipt of an erasure\n\
             \n\
             When: Nov 24, 2026, 8:05 AM\n\
             Whom: X. Q.\n\
             Where: this browser, on this device\n\
             \n\
             Erased for good\n\
             - 1 student’s record\n\
             - 2 plans\n\
             - 31 scores\n\
             - 1 copy of everything from before a restore, merge or repair, and with it the way back\n\
             \n\
             What stays\n\
             - Blue table, Oct 5, 2026: note, which may name a student\n\
             - 1 mark without a name, so that no older copy brings a student back\n\
             \n\
             Where copies may still be\n\
             - The backup files saved on Nov 3, 2026; Nov 10, 2026, and any saved elsewhere. Their names begin with “aimline-”.\n\
             - The folder of automatic backups, “Backups”: its older files stay until those of 14 newer days have replaced them. Delete them by hand to be sooner.\n\
             - Other browsers and devices where such a file was restored or merged.\n\
             - Other saved files, copied texts and printed sheets.\n\
             - The disk: pieces can stay until the browser needs the room.\n"
        );
    }

    #[test]
    fn what_stays_is_named_up_to_a_length_that_can_be_read() {
        let places: Vec<String> = (1..=42)
            .map(|day| format!("Blue table, day {day}"))
            .collect();
        let stays = what_stays(2, &places);
        assert_eq!(stays.len(), 42);
        assert_eq!(
            stays[40..],
            [
                "2 more texts that may name a student",
                "2 marks without a name, so that no older copy brings a student back"
            ]
        );
    }

    #[test]
    fn everything_is_counted_by_kind() {
        let documents = [
            ("student/1", "no student"),
            ("history/1", "{}"),
            ("draft/log", "{}"),
            ("safety/backup", "{}"),
        ];
        assert_eq!(
            everything(documents),
            [
                "1 entry of the history",
                "1 unsaved form",
                "1 damaged record",
                "all settings, days without school and measures"
            ]
        );
    }
}
