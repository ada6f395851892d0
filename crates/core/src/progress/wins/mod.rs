//! Wins: facts of effort and of mastery, never one lucky score (`domain.md` 8).
//!
//! One rule a file, its threshold and source on top. A win is of the day on which it became true,
//! and carries the facts that it stands on. A single jump in a score is no win: outside the 90 %
//! noise band it would need 1.645 x SEM x √2, about 21 words at a SEM of 9.

mod accuracy;
mod best_median;
mod goal_met;
mod minutes_paid;
mod sessions;
mod skill;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::teaching::{is_meant_for, meant_for};
use crate::analysis::{Occasion, Series};
use crate::caseload::Caseload;
use crate::elapsed::days_later;
use crate::model::calendar::monday_of;
use crate::model::{Id, Measure, MeasureKind, Plan, Session, Student};
use crate::order::Order;

#[derive(Clone, Debug, PartialEq)]
pub struct Win {
    pub student: Id<Student>,
    pub kind: WinKind,
    /// The day on which it became true.
    pub date: Date,
    /// A sentence without a name: "Mastered “Times 6”."
    pub sentence: String,
    /// How the rule decides, in one sentence.
    pub rule: String,
    /// What it stands on, the earliest first.
    pub facts: Vec<Fact>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WinKind {
    SkillMastered,
    GoalMet,
    FirstAccuratePassage,
    BestMedian,
    Attendance,
    MinutesPaidBack,
}

/// One score or session.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub date: Date,
    /// "92 %", "30 of 30 minutes".
    pub what: String,
    /// The session, to be looked at.
    pub session: Option<Id<Session>>,
}

/// The sessions meant for one student, the earliest first.
pub type OwnSessions<'a> = Vec<(Id<Session>, &'a Session)>;

/// What the rules look at.
struct Of<'a> {
    caseload: &'a Caseload,
    student: Id<Student>,
    sessions: &'a [(Id<Session>, &'a Session)],
    today: Date,
}

impl WinKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::SkillMastered => "Skill mastered",
            Self::GoalMet => "Goal met",
            Self::FirstAccuratePassage => "First accurate passage",
            Self::BestMedian => "Best median of three",
            Self::Attendance => "Sessions attended",
            Self::MinutesPaidBack => "Minutes paid back",
        }
    }
}

/// All wins of a student so far, the latest first.
pub fn of_student(caseload: &Caseload, student: Id<Student>, today: Date) -> Vec<Win> {
    let mut sessions: OwnSessions = caseload
        .sessions
        .iter()
        .filter(|(_, session)| is_meant_for(caseload, session, student))
        .collect();
    in_order(&mut sessions);
    all(&Of {
        caseload,
        student,
        sessions: &sessions,
        today,
    })
}

/// The wins of a school week, of all students who are not archived, the latest first.
pub fn of_week(caseload: &Caseload, today: Date) -> Vec<Win> {
    let first = week_start(today);
    let mut sessions = by_student(caseload);
    let mut wins: Vec<Win> = caseload
        .active_students()
        .into_iter()
        .flat_map(|(student, _)| {
            let sessions = sessions.remove(&student).unwrap_or_default();
            all(&Of {
                caseload,
                student,
                sessions: &sessions,
                today,
            })
        })
        .filter(|win| (first..=today).contains(&win.date))
        .collect();
    // Stable: those of one day stay in the order of the class list.
    wins.order_by_key(|win| (std::cmp::Reverse(win.date), win.kind));
    wins
}

/// The Monday of this week; on a Monday, when the week has hardly begun, that of the week before.
pub fn week_start(today: Date) -> Date {
    let monday = monday_of(today);
    if today.weekday() == Weekday::Monday {
        days_later(monday, -7)
    } else {
        monday
    }
}

fn all(of: &Of) -> Vec<Win> {
    let mut wins = sessions::wins(of);
    wins.extend(minutes_paid::wins(of));
    for (_, plan) in of.caseload.plans_of(of.student) {
        let Some(measure) = of.caseload.measure(plan.measure) else {
            continue;
        };
        if measure.kind == MeasureKind::Mastery {
            wins.extend(skill::wins(of, plan, measure));
        } else {
            let scored = Scored::new(plan, measure);
            wins.extend(accuracy::win(of, &scored));
            wins.extend(best_median::wins(of, &scored));
            wins.extend(goal_met::win(of, &scored));
        }
    }
    wins.retain(|win| win.date <= of.today);
    wins.order_by_key(|win| (std::cmp::Reverse(win.date), win.kind));
    wins
}

/// A plan with one value a day.
struct Scored<'a> {
    plan: &'a Plan,
    measure: &'a Measure,
    series: Series,
}

impl<'a> Scored<'a> {
    fn new(plan: &'a Plan, measure: &'a Measure) -> Self {
        let probes = plan.probes.values();
        Self {
            plan,
            measure,
            series: Series::new(probes.map(|probe| (probe.date, probe.score))),
        }
    }

    /// Whether a score is at least as good as another, whichever way is better.
    fn reaches(&self, score: f64, other: f64) -> bool {
        self.measure.direction.gain(score - other) >= 0.0
    }

    fn facts(&self, occasions: &[Occasion]) -> Vec<Fact> {
        let number = crate::number::number;
        let fact = |occasion: &Occasion| Fact {
            date: occasion.date,
            what: format!("{} {}", number(occasion.value), self.measure.unit),
            session: None,
        };
        occasions.iter().map(fact).collect()
    }
}

/// One pass over all sessions, not one for each student.
fn by_student(caseload: &Caseload) -> BTreeMap<Id<Student>, OwnSessions<'_>> {
    let mut all: BTreeMap<_, OwnSessions> = BTreeMap::new();
    for (id, session) in caseload.sessions.iter() {
        for student in meant_for(caseload, session) {
            all.entry(student).or_default().push((id, session));
        }
    }
    all.values_mut().for_each(in_order);
    all
}

fn in_order(sessions: &mut OwnSessions<'_>) {
    sessions.order_by_key(|(id, session)| (session.date, session.start, *id));
}
