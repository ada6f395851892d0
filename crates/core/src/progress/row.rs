//! One row of the students table: a student's plan, standing, minutes and fidelity in figures.

use crate::order::Order;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::next_decision::{NextDecision, next_decision};
use super::plan_view::PlanView;
use super::status::Status;
use super::teaching::{Teaching, meant_for, version_of};
use super::verdict::{phase_start, thresholds_of, verdict_of};
use crate::analysis::{AimLine, Direction, Occasion};
use crate::caseload::Caseload;
use crate::decision::Verdict;
use crate::model::{Grade, Group, Id, Measure, Plan, Session, Settings, Student, text};

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
    /// The open plan that was started last.
    pub plan: Option<PlanCells>,
    /// Open plans beside that one.
    pub more_plans: usize,
    /// By the minutes and steps since the current phase began, which may be later than
    /// [`Row::since`].
    pub status: Status,
    pub next: NextDecision,
    /// Minutes received of those planned, in percent, in the time that [`Row::since`] begins.
    pub received: Option<f64>,
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
    /// Units a week, by least squares over the current phase; from three scores on.
    pub rate: Option<f64>,
}

/// A row for every student, archived ones too, in the order of a class list.
pub fn rows(caseload: &Caseload, today: Date) -> Vec<Row> {
    let sessions = by_student(caseload);
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
            let sessions = sessions.get(&id).map(Vec::as_slice).unwrap_or_default();
            Gathered {
                caseload,
                today,
                year,
                settings: &settings,
                groups,
                plans,
                sessions,
            }
            .row(id, student)
        })
        .collect();
    rows.order_by_cached_key(|row| text::folded(&row.name));
    rows
}

/// The sessions meant for each student: one pass over all of them, not one for each student.
pub(super) fn by_student(caseload: &Caseload) -> BTreeMap<Id<Student>, Vec<&Session>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for session in caseload.sessions.values() {
        for student in meant_for(caseload, session) {
            all.entry(student).or_default().push(session);
        }
    }
    all
}

/// What a student was taught in the sessions given, as far as they lie in a span of days.
pub(super) fn taught(
    caseload: &Caseload,
    sessions: &[&Session],
    student: Id<Student>,
    span: RangeInclusive<Date>,
) -> Teaching {
    let mut teaching = Teaching::default();
    for session in sessions {
        if span.contains(&session.date) {
            teaching.add(session, student, version_of(caseload, session));
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
    sessions: &'a [&'a Session],
}

impl Gathered<'_> {
    fn row(self, id: Id<Student>, student: &Student) -> Row {
        let view = self
            .plans
            .first()
            .map(|(id, plan, measure)| (*id, *measure, PlanView::new(plan, measure, self.today)));
        let since = self
            .plans
            .first()
            .map_or(self.year, |(_, plan, _)| plan.start);
        let teaching = self.teaching(id, since);
        let status = view.as_ref().map_or(Status::NoPlan, |(_, measure, view)| {
            Status::of(view, self.verdict(id, measure, view))
        });
        let next = self.next_decision(&status);
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
            plan: view.map(|(id, measure, view)| PlanCells::new(id, measure, view)),
            more_plans: self.plans.len().saturating_sub(1),
            received: teaching.dosage.received_percent().ok(),
            fidelity: teaching.steps.adherence().ok(),
            since,
            last_session: self.last_session(id),
            groups: self.groups,
        }
    }

    /// Minutes and steps count from the start of the phase that is judged.
    fn verdict(&self, id: Id<Student>, measure: &Measure, view: &PlanView) -> Option<Verdict> {
        let teaching = self.teaching(id, phase_start(view, self.today)?);
        verdict_of(view, measure, &teaching, self.settings, self.today)
    }

    fn next_decision(&self, status: &Status) -> NextDecision {
        let Some((_, plan, _)) = self.plans.first() else {
            return NextDecision::Open;
        };
        let thresholds = thresholds_of(self.settings);
        next_decision(plan, status.verdict(), &thresholds, self.today)
    }

    fn teaching(&self, student: Id<Student>, since: Date) -> Teaching {
        taught(self.caseload, self.sessions, student, since..=self.today)
    }

    fn last_session(&self, student: Id<Student>) -> Option<Date> {
        let came = |session: &&&Session| {
            session
                .received_minutes(student)
                .is_some_and(|minutes| minutes > 0)
        };
        self.sessions
            .iter()
            .filter(came)
            .map(|session| session.date)
            .max()
    }
}

impl PlanCells {
    fn new(id: Id<Plan>, measure: &Measure, view: PlanView) -> Self {
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
            rate: view.trend.ok().map(|trend| trend.weekly_rate()),
        }
    }

    pub fn goal_rate(&self) -> Option<f64> {
        self.aim.as_ref().map(AimLine::weekly_rate)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{
        Attendance, Baseline, Goal, GoalSource, MeasureKind, Membership, Outcome, Phase, Probe,
        Scoring, Stamp, Who,
    };

    const TODAY: Date = date(2026, 11, 24);
    const START: Date = date(2026, 9, 7);
    const STUDENT: Id<Student> = Id::built_in(1);
    const MEASURE: Id<Measure> = Id::built_in(0xFFFF);

    fn measure(direction: Direction) -> Measure {
        Measure {
            name: "Points".into(),
            short_name: "Pts".into(),
            unit: "points".into(),
            direction,
            kind: MeasureKind::GeneralOutcome,
            scoring: Scoring::Score,
            lowest: 0.0,
            highest: 300.0,
            fractional: false,
            seconds: None,
            standard_error: None,
            archived: None,
        }
    }

    /// A student with one plan from a baseline of 50 to `goal` in 10 weeks, probed weekly.
    fn caseload(direction: Direction, goal: Option<f64>, scores: &[f64]) -> Caseload {
        let stamp = Stamp::default();
        let mut caseload = Caseload::default();
        let student = Student {
            given_name: "Ana".into(),
            family_name: "Reyes".into(),
            teacher: "Ms. Park".into(),
            ..Student::default()
        };
        caseload.students.set(STUDENT, stamp, student);
        caseload.measures.set(MEASURE, stamp, measure(direction));
        let week = |number: i32| START.saturating_add(jiff::Span::new().days(7 * number));
        let mut plan = Plan {
            student: STUDENT,
            measure: MEASURE,
            start: START,
            material: String::new(),
            baseline: Baseline::Set(50.0),
            goal: goal.map(|score| Goal {
                score,
                date: week(10),
                source: GoalSource::ByHand,
            }),
            probe_every: 7,
            probes: Default::default(),
            phases: Default::default(),
            decisions: Default::default(),
            closed: None,
            skills: Default::default(),
            mastery: None,
        };
        for (number, score) in (0..).zip(scores) {
            let probe = Probe {
                date: week(number),
                score: *score,
                errors: None,
                note: String::new(),
                session: None,
                skill: None,
            };
            plan.probes
                .set(Id::built_in(number as u128 + 1), stamp, probe);
        }
        caseload.plans.set(Id::built_in(1), stamp, plan);
        caseload
    }

    fn only_row(caseload: &Caseload) -> Row {
        let mut rows = rows(caseload, TODAY);
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    #[test]
    fn the_status_is_the_verdict_where_there_is_an_aim_line() {
        use Direction::{Decrease, Increase};
        // Off the line by turns, so that no trend is added.
        const OFF: [f64; 4] = [0.3, -0.3, -0.3, 0.3];
        let score = |by: f64, week: usize| 50.0 + by * week as f64 + OFF[week % OFF.len()];
        for (direction, goal, by, count, kind, word) in [
            (Increase, None, 0.0, 3, "no-aim-line", "No aim line"),
            (
                Increase,
                Some(60.0),
                0.0,
                0,
                "collecting",
                "Collecting scores",
            ),
            (
                Increase,
                Some(60.0),
                0.0,
                5,
                "collecting",
                "Collecting scores",
            ),
            (Increase, Some(60.0), 0.0, 6, "early", "Too early to tell"),
            (Increase, Some(60.0), 0.0, 9, "early", "Too early to tell"),
            (Increase, Some(60.0), 0.0, 10, "below", "Below aim"),
            (Increase, Some(60.0), 1.0, 10, "on-track", "On track"),
            (Increase, Some(60.0), 2.0, 10, "above", "Above aim"),
            (Decrease, Some(40.0), 0.0, 10, "below", "Behind aim"),
            (Decrease, Some(40.0), -2.0, 10, "above", "Ahead of aim"),
        ] {
            let scores: Vec<f64> = (0..count).map(|week| score(by, week)).collect();
            let status = only_row(&caseload(direction, goal, &scores)).status;
            assert_eq!(
                (status.kind(), &*status.word()),
                (kind, word),
                "{by} {count}"
            );
            assert!(Status::KINDS.iter().any(|(known, _)| *known == kind));
        }
    }

    #[test]
    fn a_goal_waits_for_its_first_score() {
        let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
        let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
        plan.baseline = Baseline::MedianOfFirstThree;
        caseload.plans.set(Id::built_in(1), Stamp::default(), plan);
        let status = only_row(&caseload).status;
        assert_eq!((&status, status.kind()), (&Status::NoScores, "collecting"));
    }

    #[test]
    fn growth_is_shown_from_three_scores_on() {
        for (scores, rate, last) in [
            (&[][..], None, None),
            (&[50.0], None, Some(50.0)),
            (&[50.0, 60.0], None, Some(60.0)),
            (&[50.0, 52.0, 54.0], Some(2.0), Some(54.0)),
        ] {
            let plan = only_row(&caseload(Direction::Increase, Some(60.0), scores))
                .plan
                .unwrap();
            assert_eq!(plan.rate.map(f64::round), rate, "{scores:?}");
            assert_eq!(plan.last.map(|occasion| occasion.value), last, "{scores:?}");
            assert_eq!(plan.goal_rate(), Some(1.0), "{scores:?}");
        }
    }

    #[test]
    fn minutes_count_from_the_start_of_the_plan() {
        let stamp = Stamp::default();
        let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
        let mut group = Group {
            name: "Blue".into(),
            ..Group::default()
        };
        let membership = Membership {
            student: STUDENT,
            from: START,
            to: None,
        };
        group.members.set(Id::built_in(1), stamp, membership);
        caseload.groups.set(Id::built_in(1), stamp, group);
        for (number, day, minutes) in [
            (1, date(2026, 8, 20), 30),
            (2, date(2026, 9, 8), 30),
            (3, date(2026, 9, 9), 15),
        ] {
            let mut session = Session {
                date: day,
                start: None,
                who: Who::Group(Id::built_in(1)),
                slot: None,
                planned_minutes: 30,
                outcome: Outcome::Held { minutes },
                protocol: None,
                makes_up: None,
                lesson: String::new(),
                note: String::new(),
                attendance: Default::default(),
                checklists: Default::default(),
            };
            session.attendance.set(STUDENT, stamp, Attendance::Present);
            caseload.sessions.set(Id::built_in(number), stamp, session);
        }
        let row = only_row(&caseload);
        assert_eq!(row.since, START);
        assert_eq!(row.received, Some(75.0));
        assert_eq!(row.fidelity, None);
        // 45 of 60 minutes are under the 80 % of a fair test; those before the plan do not count.
        assert_eq!(row.status.kind(), "not-fair");
        assert_eq!(row.last_session, Some(date(2026, 9, 9)));
        assert_eq!(row.groups[0].1, "Blue");

        // A new phase starts a new count: its only session was short by half.
        let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
        let phase = Phase {
            start: date(2026, 9, 9),
            label: "Daily".into(),
            what_changed: String::new(),
            dimensions: Vec::new(),
        };
        plan.phases.set(Id::built_in(1), stamp, phase);
        caseload.plans.set(Id::built_in(1), stamp, plan);
        let row = only_row(&caseload);
        let verdict = row.status.verdict().unwrap();
        assert_eq!(row.received, Some(75.0));
        assert_eq!(verdict.evidence.fair_test.received, Ok(50.0));
    }

    #[test]
    fn a_student_without_a_plan_has_a_row_too() {
        let mut caseload = caseload(Direction::Increase, Some(60.0), &[]);
        let mut plan = caseload.plans.get(Id::built_in(1)).cloned().unwrap();
        plan.closed = Some(TODAY);
        caseload.plans.set(Id::built_in(1), Stamp::default(), plan);
        let row = only_row(&caseload);
        assert_eq!(
            (row.status, row.plan, row.more_plans),
            (Status::NoPlan, None, 0)
        );
    }
}
