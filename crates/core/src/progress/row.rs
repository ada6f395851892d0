//! One row of the students table: a student's plan, standing, minutes and fidelity in figures.

use crate::order::Order;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::plan_view::PlanView;
use super::teaching::{Teaching, meant_for, version_of};
use crate::analysis::level::LEVEL_OCCASIONS;
use crate::analysis::{AimLine, Direction, Level, Occasion, Undefined};
use crate::caseload::Caseload;
use crate::model::{Grade, Group, Id, Measure, MeasureKind, Plan, Session, Student, text};

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
    pub status: Status,
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

/// Where a student stands. A better rule replaces [`status_of`]; rows and filters stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    Level(Level),
    /// So many more scores are needed to tell.
    Collecting {
        missing: usize,
    },
    /// There is no line to stand against: no goal is set, or the measure is one of mastery.
    NoGoal,
    NoPlan,
}

impl Status {
    /// As it is filtered by: without the number of scores that are missing.
    pub const KINDS: [(&'static str, &'static str); 6] = [
        ("behind", "Behind aim"),
        ("near", "Near aim"),
        ("ahead", "Ahead of aim"),
        ("collecting", "Collecting scores"),
        ("no-goal", "No aim line"),
        ("no-plan", "No plan"),
    ];

    pub fn kind(self) -> &'static str {
        match self {
            Self::Level(Level::Behind) => "behind",
            Self::Level(Level::Near) => "near",
            Self::Level(Level::Ahead) => "ahead",
            Self::Collecting { .. } => "collecting",
            Self::NoGoal => "no-goal",
            Self::NoPlan => "no-plan",
        }
    }

    /// The order in which a person wants to look: who is behind comes first.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Level(Level::Behind) => 0,
            Self::Level(Level::Near) => 1,
            Self::Level(Level::Ahead) => 2,
            Self::Collecting { .. } => 3,
            Self::NoGoal => 4,
            Self::NoPlan => 5,
        }
    }

    pub fn label(self) -> String {
        match self {
            Self::Level(Level::Behind) => "Behind aim".into(),
            Self::Level(Level::Near) => "Near aim".into(),
            Self::Level(Level::Ahead) => "Ahead of aim".into(),
            Self::Collecting { missing: 1 } => "1 more score".into(),
            Self::Collecting { missing } => format!("{missing} more scores"),
            Self::NoGoal => "No aim line".into(),
            Self::NoPlan => "No plan".into(),
        }
    }

    /// The same in one sentence that says how it was found.
    pub fn explanation(self, direction: Direction) -> String {
        match self {
            Self::Level(level) => {
                format!(
                    "The median of the last three scores is {}.",
                    level.place(direction)
                )
            }
            Self::Collecting { missing: 1 } => {
                "One more score is needed to compare with the aim line.".into()
            }
            Self::Collecting { missing } => {
                format!("{missing} more scores are needed to compare with the aim line.")
            }
            Self::NoGoal => "There is no aim line to compare with.".into(),
            Self::NoPlan => "No goal has been set yet.".into(),
        }
    }
}

/// The standing of a plan: the median of the last three scores against the aim line.
pub fn status_of(view: &PlanView) -> Status {
    if view.goal.is_none() || view.kind == MeasureKind::Mastery {
        return Status::NoGoal;
    }
    match (&view.standing, &view.aim) {
        (Ok(standing), _) => Status::Level(standing.level),
        (Err(Undefined::TooFew { have, need }), _) => Status::Collecting {
            missing: need.saturating_sub(*have),
        },
        (Err(Undefined::BeforeTheStart), Some(aim)) => Status::Collecting {
            missing: missing_after_start(view, aim.start()),
        },
        // A goal without a line: its baseline is still to come.
        _ => Status::Collecting {
            missing: LEVEL_OCCASIONS,
        },
    }
}

/// Two of the last three scores must lie on the line for their median to.
fn missing_after_start(view: &PlanView, start: Date) -> usize {
    let after = view
        .series
        .occasions()
        .iter()
        .filter(|occasion| occasion.date >= start);
    (LEVEL_OCCASIONS - 1).saturating_sub(after.count()).max(1)
}

/// A row for every student, archived ones too, in the order of a class list.
pub fn rows(caseload: &Caseload, today: Date) -> Vec<Row> {
    let sessions = by_student(caseload);
    let plans = open_plans(caseload);
    let year = caseload.calendar().year_of(today).first;
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
fn by_student(caseload: &Caseload) -> BTreeMap<Id<Student>, Vec<&Session>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for session in caseload.sessions.values() {
        for student in meant_for(caseload, session) {
            all.entry(student).or_default().push(session);
        }
    }
    all
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
            status: view
                .as_ref()
                .map_or(Status::NoPlan, |(_, _, view)| status_of(view)),
            plan: view.map(|(id, measure, view)| PlanCells::new(id, measure, view)),
            more_plans: self.plans.len().saturating_sub(1),
            received: teaching.dosage.received_percent().ok(),
            fidelity: teaching.steps.adherence().ok(),
            since,
            last_session: self.last_session(id),
            groups: self.groups,
        }
    }

    fn teaching(&self, student: Id<Student>, since: Date) -> Teaching {
        let mut teaching = Teaching::default();
        for session in self.sessions {
            if (since..=self.today).contains(&session.date) {
                teaching.add(session, student, version_of(self.caseload, session));
            }
        }
        teaching
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
            occasions: view.series.occasions().to_vec(),
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
        Attendance, Baseline, Goal, GoalSource, Membership, Outcome, Probe, Scoring, Stamp, Who,
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
            closed: None,
        };
        for (number, score) in (0..).zip(scores) {
            let probe = Probe {
                date: week(number),
                score: *score,
                errors: None,
                note: String::new(),
                session: None,
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
    fn status_is_the_median_of_the_last_three_against_the_line() {
        use Direction::{Decrease, Increase};
        let level = Status::Level;
        for (direction, goal, scores, expected) in [
            (Increase, None, &[50.0, 50.0, 50.0][..], Status::NoGoal),
            (Increase, Some(60.0), &[], Status::Collecting { missing: 3 }),
            (
                Increase,
                Some(60.0),
                &[50.0],
                Status::Collecting { missing: 2 },
            ),
            (
                Increase,
                Some(60.0),
                &[50.0, 52.0],
                Status::Collecting { missing: 1 },
            ),
            // The line stands at 51 on the middle day; a goal 10 away makes 0.5 near.
            (
                Increase,
                Some(60.0),
                &[51.0, 40.0, 90.0],
                level(Level::Near),
            ),
            (
                Increase,
                Some(60.0),
                &[52.0, 52.0, 52.0],
                level(Level::Ahead),
            ),
            (
                Increase,
                Some(60.0),
                &[50.0, 50.0, 50.0],
                level(Level::Behind),
            ),
            // Lower is better: the line stands at 49.
            (
                Decrease,
                Some(40.0),
                &[48.0, 48.0, 48.0],
                level(Level::Ahead),
            ),
            (
                Decrease,
                Some(40.0),
                &[50.0, 50.0, 50.0],
                level(Level::Behind),
            ),
            (
                Decrease,
                Some(40.0),
                &[49.0, 49.0, 10.0],
                level(Level::Near),
            ),
        ] {
            let row = only_row(&caseload(direction, goal, scores));
            assert_eq!(row.status, expected, "{direction:?} {scores:?}");
        }
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
        assert_eq!(row.last_session, Some(date(2026, 9, 9)));
        assert_eq!(row.groups[0].1, "Blue");
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
