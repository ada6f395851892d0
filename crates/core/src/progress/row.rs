//! One row of the students table: a student's plan, standing, minutes and fidelity in figures.

use crate::order::Order;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::next_decision::{NextDecision, next_decision};
use super::plan_view::PlanView;
use super::status::Status;
use super::teaching::{Teaching, is_meeting_in, is_session_in, meant_for, version_of};
use super::today::Meeting;
use super::unlogged;
use super::verdict::{taught_since, thresholds_of, verdict_of};
use crate::analysis::{AimLine, Direction, Meetings, Occasion};
use crate::caseload::Caseload;
use crate::model::{Grade, Group, Id, Measure, Plan, Session, Settings, Student, Subject, text};

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: Id<Student>,
    /// "Smith-O'Neil, Ávery".
    pub name: String,
    pub initials: String,
    pub grade: Option<Grade>,
    pub tier: Option<u8>,
    pub teacher: String,
    pub archived: bool,
    /// The groups of today, by name.
    pub groups: Vec<(Id<Group>, String)>,
    /// Of the open plans the one that calls for a decision before the others, else the one that
    /// was started last.
    pub plan: Option<PlanCells>,
    /// Open plans beside that one.
    pub more_plans: usize,
    /// By the minutes and steps since the current phase began, which may be later than
    /// [`Row::since`].
    pub status: Status,
    pub next: NextDecision,
    /// Minutes received of those planned in the subject of the plan, in percent, in the time that [`Row::since`] begins: at
    /// least so many, where meetings are not logged.
    pub received: Option<f64>,
    /// The same if every meeting that nobody logged reached the student.
    pub received_at_most: Option<f64>,
    /// Meetings in the same time, and those of them that nobody logged.
    pub meetings: Meetings,
    /// Required steps taught of those that applied, in percent, in the same time.
    pub fidelity: Option<f64>,
    /// The start of the plan, else of the school year.
    pub since: Date,
    pub last_session: Option<Date>,
    /// Names as they are searched: name, groups and teacher, folded.
    pub searched: String,
}

/// What a row shows of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCells {
    pub id: Id<Plan>,
    /// "ORF".
    pub measure: String,
    pub unit: String,
    pub direction: Direction,
    pub last: Option<Occasion>,
    pub occasions: Vec<Occasion>,
    pub aim: Option<AimLine>,
    /// Units a week, by least squares over the current phase; from as many scores on as the engine
    /// speaks of growth.
    pub rate: Option<f64>,
}

/// A row for every student, archived ones too, in the order of a class list.
pub fn rows(caseload: &Caseload, today: Date) -> Vec<Row> {
    let meant = by_student(caseload, today);
    let plans = open_plans(caseload);
    let year = caseload.calendar().year_of(today).first;
    let settings = caseload.settings();
    let groups = caseload.active_groups();
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(id, group)| (id, group, group.members_on(today)))
        .collect();
    let mut rows: Vec<Row> = caseload
        .students
        .iter()
        .map(|(id, student)| {
            let own = groups
                .iter()
                .filter(|(_, _, members)| members.contains(&id));
            let groups = own
                .map(|(id, group, _)| (*id, group.name.clone()))
                .collect();
            let plans = plans.get(&id).map(Vec::as_slice).unwrap_or_default();
            Gathered {
                caseload,
                today,
                year,
                settings: &settings,
                groups,
                plans,
                meant: meant.get(&id),
            }
            .row(id, student)
        })
        .collect();
    rows.order_by_cached_key(|row| text::in_order(&row.name));
    rows
}

/// What was meant for one student: the sessions, and the meetings that nobody logged.
#[derive(Default)]
pub(super) struct Meant<'a> {
    sessions: Vec<&'a Session>,
    unlogged: Vec<Meeting>,
}

/// Of each student: one pass over all of them, not one for each student.
pub(super) fn by_student(caseload: &Caseload, today: Date) -> BTreeMap<Id<Student>, Meant<'_>> {
    let mut all: BTreeMap<_, Meant> = BTreeMap::new();
    for session in caseload.sessions.values() {
        for student in meant_for(caseload, session) {
            all.entry(student).or_default().sessions.push(session);
        }
    }
    for meeting in unlogged::between(caseload, Date::MIN, today) {
        for student in unlogged::members(caseload, &meeting) {
            all.entry(student)
                .or_default()
                .unlogged
                .push(meeting.clone());
        }
    }
    all
}

/// What a student was taught in a subject, or in all, as far as it lies in a span of days.
pub(super) fn taught(
    caseload: &Caseload,
    meant: Option<&Meant>,
    student: Id<Student>,
    subject: Option<Subject>,
    span: RangeInclusive<Date>,
) -> Teaching {
    let mut teaching = Teaching::default();
    let Some(Meant { sessions, unlogged }) = meant else {
        return teaching;
    };
    for session in sessions {
        if span.contains(&session.date) && is_session_in(caseload, session, subject) {
            teaching.add(session, student, version_of(caseload, session));
        }
    }
    for meeting in unlogged {
        if span.contains(&meeting.date) && is_meeting_in(caseload, meeting, subject) {
            teaching.add_unlogged(meeting);
        }
    }
    teaching
}

type OpenPlan<'a> = (Id<Plan>, &'a Plan, &'a Measure);

/// The open plans of each student, the latest first.
fn open_plans(caseload: &Caseload) -> BTreeMap<Id<Student>, Vec<OpenPlan<'_>>> {
    let mut all: BTreeMap<_, Vec<OpenPlan>> = BTreeMap::new();
    for (id, plan) in caseload.plans.iter().filter(|(_, plan)| plan.is_open()) {
        if let Some(measure) = caseload.measure(plan.measure) {
            all.entry(plan.student)
                .or_default()
                .push((id, plan, measure));
        }
    }
    for plans in all.values_mut() {
        plans.order_by_key(|(id, plan, _)| std::cmp::Reverse((plan.start, *id)));
    }
    all
}

/// What one row is made from.
struct Gathered<'a> {
    caseload: &'a Caseload,
    today: Date,
    year: Date,
    settings: &'a Settings,
    groups: Vec<(Id<Group>, String)>,
    plans: &'a [OpenPlan<'a>],
    meant: Option<&'a Meant<'a>>,
}

/// A plan and where the student stands by it.
struct Judged {
    status: Status,
    next: NextDecision,
    since: Date,
    subject: Option<Subject>,
    cells: PlanCells,
}

impl Judged {
    /// The order in which the plans of one student ask to be looked at.
    fn rank(&self) -> (bool, u8) {
        let waits = !matches!(self.next, NextDecision::Now(_));
        (waits, if waits { 0 } else { self.status.urgency() })
    }
}

impl Gathered<'_> {
    fn row(self, id: Id<Student>, student: &Student) -> Row {
        let judged = self.plans.iter().map(|plan| self.judged(id, plan));
        let judged = judged.min_by_key(Judged::rank);
        let since = judged.as_ref().map_or(self.year, |judged| judged.since);
        let subject = judged.as_ref().and_then(|judged| judged.subject);
        let teaching = self.teaching(id, subject, since);
        let (plan, status, next) = match judged {
            Some(Judged {
                status,
                next,
                cells,
                ..
            }) => (Some(cells), status, next),
            None => (None, Status::NoPlan, NextDecision::Open),
        };
        let name = student.sort_name();
        let names = self.groups.iter().map(|(_, name)| name.as_str());
        let searched: Vec<&str> = [name.as_str(), &student.given_name, &student.teacher]
            .into_iter()
            .chain(names)
            .collect();
        Row {
            id,
            searched: searched
                .iter()
                .map(|part| text::folded(part))
                .collect::<Vec<_>>()
                .join("\n"),
            name,
            initials: student.initials(),
            grade: student.grade,
            tier: student.tier,
            teacher: student.teacher.clone(),
            archived: !student.is_active(),
            status,
            next,
            plan,
            more_plans: self.plans.len().saturating_sub(1),
            received: teaching.dosage.received_percent().ok(),
            received_at_most: teaching.dosage.received_percent_at_most().ok(),
            meetings: teaching.dosage.meetings,
            fidelity: teaching.steps.adherence().ok(),
            since,
            last_session: self.last_session(id),
            groups: self.groups,
        }
    }

    fn judged(&self, student: Id<Student>, (id, plan, measure): &OpenPlan) -> Judged {
        let view = PlanView::new(plan, measure, self.today);
        let verdict = taught_since(&view, self.year, self.today).and_then(|since| {
            let teaching = self.teaching(student, measure.subject, since);
            verdict_of(&view, measure, &teaching, self.settings, self.today)
        });
        let thresholds = thresholds_of(self.settings);
        let status = Status::of(&view, verdict);
        Judged {
            next: next_decision(plan, status.verdict(), &thresholds, self.today),
            status,
            since: plan.start,
            subject: measure.subject,
            cells: PlanCells::new(*id, measure, view, self.settings),
        }
    }

    fn teaching(&self, student: Id<Student>, subject: Option<Subject>, since: Date) -> Teaching {
        let span = since..=self.today;
        taught(self.caseload, self.meant, student, subject, span)
    }

    fn last_session(&self, student: Id<Student>) -> Option<Date> {
        let came = |session: &&&Session| {
            session
                .received_minutes(student)
                .is_some_and(|minutes| minutes > 0)
        };
        self.meant?
            .sessions
            .iter()
            .filter(came)
            .map(|session| session.date)
            .max()
    }
}

impl PlanCells {
    fn new(id: Id<Plan>, measure: &Measure, view: PlanView, settings: &Settings) -> Self {
        Self {
            id,
            measure: measure.short_name.clone(),
            unit: measure.unit.clone(),
            direction: measure.direction,
            last: view.series.last(),
            // Scores of one skill after another make no line.
            occasions: match view.mastery {
                Some(_) => Vec::new(),
                None => view.series.occasions().to_vec(),
            },
            aim: view.aim,
            rate: told_rate(&view, settings),
        }
    }

    pub fn goal_rate(&self) -> Option<f64> {
        self.aim.as_ref().map(AimLine::weekly_rate)
    }
}

/// A line through a few points tempts: no growth is told before the engine tells it.
fn told_rate(view: &PlanView, settings: &Settings) -> Option<f64> {
    let trend = view.trend.ok()?;
    let told = trend.line.count >= settings.prompts_from.into();
    told.then(|| trend.weekly_rate())
}

#[cfg(test)]
mod tests;
