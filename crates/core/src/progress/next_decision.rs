//! When a plan needs its next decision: the one place from which table, Today and meetings know.
//!
//! 1. A decision rests. Until the day on which it says to look again, or the end of its
//!    maintenance probes; if it names no day, until as many new scores have come as prompts take
//!    (6, a setting): who looks every week finds chance.
//! 2. The day has come: now, whatever the verdict.
//! 3. Not resting: now, if the verdict is below, above, or not yet a fair test.
//! 4. Else after the scores that the verdict still waits for; on track asks for nothing.

use jiff::civil::Date;

use super::plan_view::PlanView;
use super::row::{by_student, taught};
use super::status::Status;
use super::verdict::{taught_since, thresholds_of, verdict_of};
use crate::caseload::Caseload;
use crate::decision::{Finding, Reading, Thresholds, Verdict};
use crate::model::{Decision, Id, Plan, Student};
use crate::order::Order;

#[derive(Clone, Debug, PartialEq)]
pub enum NextDecision {
    Now(Reason),
    On(Date),
    AfterScores(usize),
    /// Nothing calls for one.
    Open,
}

/// Why a decision is due.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// In few words: "Below aim", "Not a fair test: minutes 58 %".
    Verdict(String),
    /// The day that the last decision named.
    LookAgain(Date),
}

/// A student's plan with a decision due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub student: Id<Student>,
    pub plan: Id<Plan>,
    pub reason: Reason,
    urgency: u8,
}

/// The next decision on a plan, given its verdict of today.
pub fn next_decision(
    plan: &Plan,
    verdict: Option<&Verdict>,
    thresholds: &Thresholds,
    today: Date,
) -> NextDecision {
    let last = plan.decisions_by_date().first().map(|(_, last)| *last);
    let due = verdict.filter(|verdict| verdict.needs_decision());
    let why = due.map(|verdict| Reason::Verdict(in_few_words(verdict)));
    let rest = match last.map(|last| (last, last.rests_until())) {
        Some((_, Some(day))) if today < day => return NextDecision::On(day),
        Some((_, Some(day))) => return NextDecision::Now(why.unwrap_or(Reason::LookAgain(day))),
        Some((last, None)) => missing_since(plan, last, thresholds.prompts_from),
        None => 0,
    };
    let waits = match (why, rest) {
        (Some(why), 0) => return NextDecision::Now(why),
        (Some(_), rest) => rest,
        (None, rest) => verdict
            .and_then(|verdict| awaited(verdict, thresholds))
            .map_or(0, |awaited| awaited.max(rest)),
    };
    match waits {
        0 => NextDecision::Open,
        waits => NextDecision::AfterScores(waits),
    }
}

/// The open plans of active students with a decision due, the most urgent first.
pub fn due(caseload: &Caseload, today: Date) -> Vec<Due> {
    let settings = caseload.settings();
    let thresholds = thresholds_of(&settings);
    let year = caseload.calendar().year_of(today).first;
    let meant = by_student(caseload, today);
    let open = caseload.plans.iter().filter(|(_, plan)| {
        plan.is_open() && caseload.get(plan.student).is_some_and(Student::is_active)
    });
    let mut due: Vec<Due> = open
        .filter_map(|(id, plan)| {
            let measure = caseload.measure(plan.measure)?;
            let view = PlanView::new(plan, measure, today);
            let meant = meant.get(&plan.student);
            let since = taught_since(&view, year, today)?;
            let teaching = taught(
                caseload,
                meant,
                plan.student,
                measure.subject,
                since..=today,
            );
            let verdict = verdict_of(&view, measure, &teaching, &settings, today);
            match next_decision(plan, verdict.as_ref(), &thresholds, today) {
                NextDecision::Now(reason) => Some(Due {
                    student: plan.student,
                    plan: id,
                    reason,
                    urgency: Status::of(&view, verdict).urgency(),
                }),
                _ => None,
            }
        })
        .collect();
    due.order_by_key(|due| (due.urgency, due.plan));
    due
}

impl Reason {
    /// In few words, as a list shows it.
    pub fn words(&self, day: impl Fn(Date) -> String) -> String {
        match self {
            Self::Verdict(words) => words.clone(),
            Self::LookAgain(since) => format!("To look at again since {}", day(*since)),
        }
    }
}

/// So many scores are missing until a decision that names no day has rested.
fn missing_since(plan: &Plan, last: &Decision, rest: usize) -> usize {
    let mut days: Vec<Date> = plan
        .probes
        .values()
        .map(|probe| probe.date)
        .filter(|date| *date > last.date)
        .collect();
    days.order_by_key(|date| *date);
    days.dedup();
    rest.saturating_sub(days.len())
}

/// The scores that a verdict waits for before it can call for a decision.
fn awaited(verdict: &Verdict, thresholds: &Thresholds) -> Option<usize> {
    match verdict.finding {
        Finding::Collecting { .. } | Finding::Early { .. } => Some(
            thresholds
                .decides_from
                .saturating_sub(verdict.evidence.count),
        ),
        Finding::NotClear { more } => more,
        Finding::NotFair | Finding::Below | Finding::Above | Finding::OnTrack => None,
    }
}

fn in_few_words(verdict: &Verdict) -> String {
    if verdict.finding != Finding::NotFair {
        return verdict.word().into();
    }
    let fair = &verdict.evidence.fair_test;
    let part = |name: &str, reading: Reading, percent: Option<String>| {
        (reading == Reading::TooLittle).then(|| format!("{name} {}", percent.unwrap_or_default()))
    };
    let parts = [
        part("minutes", fair.minutes, verdict.received()),
        part("steps", fair.steps, verdict.adherence()),
        verdict.unlogged().filter(|_| fair.is_open()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("Not a fair test: {}", parts.join(", "))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::demo;
    use crate::model::{Choice, Maintenance, Probe, Stamp};
    use crate::progress::verdict::verdict_on;

    const TODAY: Date = date(2026, 11, 24);
    const DECIDED: Date = date(2026, 10, 1);

    fn demo_plan(family: &str) -> (Caseload, Plan, Option<Verdict>) {
        let caseload = demo::caseload(TODAY);
        let named = |student: &Student| student.family_name == family;
        let student = caseload.students.iter().find(|(_, student)| named(student));
        let student = student.unwrap().0;
        let mut plan = caseload.plans_of(student)[0].1.clone();
        plan.decisions = Default::default();
        let measure = caseload.measure(plan.measure).unwrap();
        let view = PlanView::new(&plan, measure, TODAY);
        let verdict = verdict_on(&caseload, student, &view, measure, TODAY);
        (caseload, plan, verdict)
    }

    fn decided(plan: &mut Plan, look_again: Option<Date>, maintenance: Option<Maintenance>) {
        let decision = Decision {
            date: DECIDED,
            choice: Choice::Continue,
            by: "Team".into(),
            why: "To see more".into(),
            verdict: None,
            phase: None,
            maintenance,
            refer_to: String::new(),
            look_again,
            earlier: Vec::new(),
        };
        plan.decisions
            .set(Id::built_in(1), Stamp::default(), decision);
    }

    /// Only so many scores, weekly after the decision and one on its day.
    fn scores_since(plan: &mut Plan, count: i32) {
        plan.probes = Default::default();
        for week in 0..=count {
            let probe = Probe::new(
                DECIDED.saturating_add(jiff::Span::new().days(7 * week)),
                50.0,
            );
            let id = Id::built_in(week as u128 + 1);
            plan.probes.set(id, Stamp::default(), probe);
        }
    }

    fn next(plan: &Plan, verdict: Option<&Verdict>) -> NextDecision {
        next_decision(plan, verdict, &Thresholds::default(), TODAY)
    }

    fn now(words: &str) -> NextDecision {
        NextDecision::Now(Reason::Verdict(words.into()))
    }

    #[test]
    fn the_verdict_calls_for_it_or_waits() {
        for (family, expected) in [
            ("Vasquez", now("Above aim")),
            ("Osgood", now("Below aim")),
            ("Rivas", now("Ahead of aim")),
        ] {
            let (_, plan, verdict) = demo_plan(family);
            assert_eq!(next(&plan, verdict.as_ref()), expected, "{family}");
        }
        let (_, plan, verdict) = demo_plan("Lindqvist");
        let NextDecision::Now(Reason::Verdict(words)) = next(&plan, verdict.as_ref()) else {
            panic!("due");
        };
        assert!(words.starts_with("Not a fair test: minutes "), "{words}");
        assert!(!words.contains("steps"), "{words}");
        let (_, plan, verdict) = demo_plan("Raman");
        let count = verdict.as_ref().unwrap().evidence.count;
        assert_eq!(
            next(&plan, verdict.as_ref()),
            NextDecision::AfterScores(10 - count)
        );
        assert_eq!(next(&plan, None), NextDecision::Open);
    }

    #[test]
    fn a_decision_without_a_day_rests_for_six_new_scores() {
        let (_, mut plan, verdict) = demo_plan("Osgood");
        decided(&mut plan, None, None);
        for (scores, expected) in [
            (0, NextDecision::AfterScores(6)),
            (1, NextDecision::AfterScores(5)),
            (5, NextDecision::AfterScores(1)),
            (6, now("Below aim")),
            (7, now("Below aim")),
        ] {
            scores_since(&mut plan, scores);
            assert_eq!(next(&plan, verdict.as_ref()), expected, "{scores}");
        }
    }

    #[test]
    fn a_day_to_look_again_is_kept_whatever_the_verdict() {
        let (_, mut plan, verdict) = demo_plan("Osgood");
        let day = |day| date(2026, 11, day);
        let again = |day| NextDecision::Now(Reason::LookAgain(day));
        for (named, with_verdict, without) in [
            (day(23), now("Below aim"), again(day(23))),
            (day(24), now("Below aim"), again(day(24))),
            (
                day(25),
                NextDecision::On(day(25)),
                NextDecision::On(day(25)),
            ),
        ] {
            decided(&mut plan, Some(named), None);
            assert_eq!(next(&plan, verdict.as_ref()), with_verdict);
            assert_eq!(next(&plan, None), without);
        }
        let until = day(30);
        decided(&mut plan, None, Some(Maintenance { every: 28, until }));
        assert_eq!(next(&plan, verdict.as_ref()), NextDecision::On(until));
    }

    #[test]
    fn who_needs_a_decision_is_found_with_the_most_urgent_first() {
        let caseload = demo::caseload(TODAY);
        let due = due(&caseload, TODAY);
        let families: Vec<&str> = due
            .iter()
            .map(|due| caseload.get(due.student).unwrap().family_name.as_str())
            .collect();
        for family in ["Osgood", "Lindqvist", "Abernathy", "Vasquez"] {
            assert!(families.contains(&family), "{families:?}");
        }
        assert!(!families.contains(&"Malhotra"), "{families:?}");
        assert!(due.is_sorted_by_key(|due| due.urgency));
    }
}
