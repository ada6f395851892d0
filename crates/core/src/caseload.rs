//! All documents in memory, and the look-ups that pages and rules share.

use crate::order::Order;
use jiff::civil::Date;

use crate::change::Change;
use crate::format::document::{self, FormatError};
use crate::library;
use crate::model::record::{CALENDAR, SETTINGS};
use crate::model::{
    Calendar, Entries, Group, Id, Measure, Plan, Protocol, ProtocolUse, ProtocolVersion, Record,
    ReferenceSet, Session, Settings, Stamp, Student, Who, text,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caseload {
    pub students: Entries<Student>,
    pub groups: Entries<Group>,
    pub protocols: Entries<Protocol>,
    pub measures: Entries<Measure>,
    pub references: Entries<ReferenceSet>,
    pub plans: Entries<Plan>,
    pub sessions: Entries<Session>,
    pub(crate) calendars: Entries<Calendar>,
    pub(crate) all_settings: Entries<Settings>,
    /// The latest stamp seen: the next one must follow it.
    pub latest: Stamp,
    /// Whether the privacy screen is on: every student in here says so too.
    by_initials: bool,
}

impl Caseload {
    /// Takes in a stored document, as when opening.
    ///
    /// # Errors
    /// When the key or the body is not one of this program's; the caseload is then unchanged.
    pub fn take_in(&mut self, key: &str, body: &str) -> Result<(), FormatError> {
        document::read_into(self, key, body)?;
        if self.by_initials && document::kind_of(key) == Student::KIND {
            self.name_by_initials(true);
        }
        Ok(())
    }

    /// Names every student by initials, or by the whole name again: the privacy screen.
    pub fn name_by_initials(&mut self, by_initials: bool) {
        self.by_initials = by_initials;
        for student in self.students.values_mut() {
            student.by_initials = by_initials;
        }
    }

    /// Applies changes that were committed.
    ///
    /// # Errors
    /// When a body cannot be read; only another program's writing could cause it.
    pub fn apply(&mut self, changes: &[Change]) -> Result<(), FormatError> {
        for change in changes {
            match &change.after {
                Some(body) => self.take_in(&change.key, body)?,
                None => document::forget(self, &change.key)?,
            }
        }
        Ok(())
    }

    /// A new workspace: no student, no session, nothing set.
    pub fn is_empty(&self) -> bool {
        self.students.is_empty()
            && self.groups.is_empty()
            && self.plans.is_empty()
            && self.sessions.is_empty()
            && self.protocols.is_empty()
            && self.references.is_empty()
            && self.calendars.is_empty()
    }

    pub fn get<R: Record>(&self, id: Id<R>) -> Option<&R> {
        R::shelf(self).get(id)
    }

    pub fn calendar(&self) -> Calendar {
        self.calendars.get(CALENDAR).cloned().unwrap_or_default()
    }

    pub fn settings(&self) -> Settings {
        self.all_settings.get(SETTINGS).cloned().unwrap_or_default()
    }

    /// A protocol of the person's own, else one of the starter library. A starter whose edit was
    /// undone is the starter again.
    pub fn protocol(&self, id: Id<Protocol>) -> Option<&Protocol> {
        self.protocols.get(id).or_else(|| library::protocol(id))
    }

    /// Every protocol, the starters among them, by subject and name.
    pub fn all_protocols(&self) -> Vec<(Id<Protocol>, &Protocol)> {
        let mut all: Vec<(Id<Protocol>, &Protocol)> = self.protocols.iter().collect();
        for (id, starter) in library::protocols() {
            if !self.protocols.contains(id) {
                all.push((id, starter));
            }
        }
        all.order_by(|(_, a), (_, b)| (a.subject, &a.name).cmp(&(b.subject, &b.name)));
        all
    }

    pub fn protocol_version(&self, used: ProtocolUse) -> Option<&ProtocolVersion> {
        self.protocol(used.protocol)?.versions.get(used.version)
    }

    /// A measure of the person's own, else a built-in one.
    pub fn measure(&self, id: Id<Measure>) -> Option<&Measure> {
        self.measures.get(id).or_else(|| library::measure(id))
    }

    /// Every measure, the built-in ones first.
    pub fn all_measures(&self) -> Vec<(Id<Measure>, &Measure)> {
        let built_in = library::measures().filter(|(id, _)| !self.measures.contains(*id));
        let mut all: Vec<(Id<Measure>, &Measure)> = built_in.collect();
        all.extend(self.measures.iter());
        all
    }

    /// Students on the caseload today, in the order of a class list.
    pub fn active_students(&self) -> Vec<(Id<Student>, &Student)> {
        let mut students: Vec<_> = self
            .students
            .iter()
            .filter(|(_, student)| student.is_active())
            .collect();
        students.order_by_cached_key(|(_, student)| text::in_order(&student.full_sort_name()));
        students
    }

    /// Groups in use, by name.
    pub fn active_groups(&self) -> Vec<(Id<Group>, &Group)> {
        let mut groups: Vec<_> = self
            .groups
            .iter()
            .filter(|(_, group)| group.is_active())
            .collect();
        groups.order_by_cached_key(|(_, group)| text::in_order(&group.name));
        groups
    }

    /// The groups a student is in on a day.
    pub fn groups_of(&self, student: Id<Student>, day: Date) -> Vec<(Id<Group>, &Group)> {
        self.active_groups()
            .into_iter()
            .filter(|(_, group)| group.members_on(day).contains(&student))
            .collect()
    }

    /// The plans of a student: open ones first, then by start, latest first.
    pub fn plans_of(&self, student: Id<Student>) -> Vec<(Id<Plan>, &Plan)> {
        let mut plans: Vec<_> = self
            .plans
            .iter()
            .filter(|(_, plan)| plan.student == student)
            .collect();
        plans.order_by_key(|(id, plan)| (!plan.is_open(), std::cmp::Reverse((plan.start, *id))));
        plans
    }

    /// The sessions meant for a student, latest first.
    pub fn sessions_of(&self, student: Id<Student>) -> Vec<(Id<Session>, &Session)> {
        let mut sessions: Vec<_> = self
            .sessions
            .iter()
            .filter(|(_, session)| {
                session.who == Who::Student(student) || session.attendance.contains(student)
            })
            .collect();
        sessions
            .order_by_key(|(id, session)| std::cmp::Reverse((session.date, session.start, *id)));
        sessions
    }

    /// The name of whom a session is for.
    pub fn name_of(&self, who: Who) -> String {
        match who {
            Who::Group(id) => self.groups.get(id).map(|group| group.name.clone()),
            Who::Student(id) => self.students.get(id).map(Student::name),
        }
        .unwrap_or_else(|| "Removed".into())
    }
}
