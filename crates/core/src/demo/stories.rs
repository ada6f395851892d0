//! The stories of the demo, held against the engine: an expert who looks must find what is told.

use jiff::civil::{Date, date};

use super::caseload;
use crate::caseload::Caseload;
use crate::decision::{Advice, Finding, Reading, Verdict};
use crate::elapsed::days_later;
use crate::model::Choice;
use crate::progress::mastery::SkillStanding;
use crate::progress::next_decision::{NextDecision, Reason};
use crate::progress::plan_view::PlanView;
use crate::progress::row::{Row, rows};
use crate::progress::status::Status;
use crate::progress::verdict::verdict_on;
use crate::progress::wins;

/// Each day of a school week, both days of a weekend, and the turns of years.
fn days() -> Vec<Date> {
    let week = (0..7).map(|day| days_later(date(2026, 11, 23), day));
    let others = [
        date(2026, 1, 1),
        date(2026, 7, 15),
        date(2027, 5, 28),
        date(2028, 2, 29),
        date(2028, 12, 29),
    ];
    week.chain(others).collect()
}

fn row<'a>(rows: &'a [Row], name: &str) -> &'a Row {
    rows.iter().find(|row| row.name == name).unwrap()
}

#[track_caller]
fn check(name: &str, expected: impl Fn(&Verdict) -> bool) {
    for today in days() {
        let rows = rows(&caseload(today), today);
        let verdict = row(&rows, name).status.verdict().unwrap();
        assert!(
            expected(verdict),
            "{today}: {} {:?} {:?}",
            verdict.sentence(""),
            verdict.finding,
            verdict.evidence.fair_test
        );
    }
}

#[test]
fn the_responder_grows_faster_than_the_goal() {
    check("Vasquez, Elena", |verdict| {
        verdict.finding == Finding::Above
    });
}

#[test]
fn the_non_responder_grows_slower_after_a_fair_test() {
    check("Osgood, Caleb", |verdict| {
        verdict.finding == Finding::Below && verdict.advice == Advice::ConsiderChange
    });
}

#[test]
fn whose_minutes_were_not_delivered_had_no_fair_test() {
    check("Lindqvist, Sofia", |verdict| {
        let fair = verdict.evidence.fair_test;
        verdict.finding == Finding::NotFair
            && (fair.minutes, fair.steps) == (Reading::TooLittle, Reading::Enough)
    });
}

#[test]
fn whose_steps_were_left_out_had_no_fair_test() {
    check("Abernathy, Grace", |verdict| {
        let fair = verdict.evidence.fair_test;
        verdict.finding == Finding::NotFair
            && (fair.minutes, fair.steps) == (Reading::Enough, Reading::TooLittle)
    });
}

#[test]
fn scores_that_scatter_do_not_tell() {
    check("Baptiste, Andre", |verdict| {
        matches!(verdict.finding, Finding::NotClear { .. })
    });
}

#[test]
fn who_just_started_is_collecting() {
    check("Raman, Priya", |verdict| {
        matches!(verdict.finding, Finding::Collecting { .. })
    });
}

#[test]
fn where_lower_is_better_a_fall_is_growth() {
    check("Rivas, Mateo", |verdict| {
        verdict.finding == Finding::Above && verdict.word() == "Ahead of aim"
    });
}

#[test]
fn who_left_had_outgrown_the_goal_when_the_plan_was_closed() {
    for today in days() {
        let demo = caseload(today);
        let rows = rows(&demo, today);
        let row = row(&rows, "Malhotra, Dev");
        assert_eq!(row.status, Status::NoPlan);
        let verdict = at_the_end(&demo, row);
        assert_eq!(verdict.finding, Finding::Above, "{today}");
    }
}

#[test]
fn a_changed_intervention_is_judged_by_what_came_since() {
    check("Halloran, Viktor", |verdict| {
        matches!(verdict.finding, Finding::Early { .. })
    });
}

/// An unfair test is a story that is told: of Sofia, and of the group taught with steps missing.
#[test]
fn everybody_else_had_a_fair_test() {
    for today in days() {
        let demo = caseload(today);
        for row in rows(&demo, today) {
            let (Some(verdict), [(_, group)]) = (row.status.verdict(), row.groups.as_slice())
            else {
                continue;
            };
            let told = row.name == "Lindqvist, Sofia" || group == "Fluency, grade 4";
            let unfair = verdict.finding == Finding::NotFair;
            assert_eq!(unfair, told, "{today} {}", row.name);
        }
    }
}

/// Who decided, when, and what was seen that day.
#[test]
fn three_decisions_fit_their_stories() {
    for today in days() {
        let demo = caseload(today);
        let rows = rows(&demo, today);
        for (name, choice, kinds) in [
            (
                "Halloran, Viktor",
                Choice::Change,
                &["early", "collecting"][..],
            ),
            ("Osgood, Caleb", Choice::Continue, &["early", "collecting"]),
            ("Malhotra, Dev", Choice::Exit, &["above"]),
        ] {
            let (_, plan) = demo.plans_of(row(&rows, name).id)[0];
            let decisions = plan.decisions_by_date();
            let [(_, decision)] = decisions.as_slice() else {
                panic!("{name} has one decision")
            };
            let verdict = decision.verdict.as_ref().unwrap();
            assert_eq!(decision.choice, choice, "{today} {name}");
            assert!(decision.date <= today, "{today} {name}");
            assert!(
                kinds.contains(&verdict.kind.as_str()),
                "{today} {verdict:?}"
            );
        }
        let due = NextDecision::Now(Reason::Verdict("Below aim".into()));
        assert_eq!(row(&rows, "Osgood, Caleb").next, due, "{today}");
        let next = &row(&rows, "Halloran, Viktor").next;
        assert!(matches!(next, NextDecision::On(_)), "{today}");
    }
}

/// Three skills were mastered, the last of them in the last session; the next one is begun.
#[test]
fn who_learns_skill_by_skill_has_mastered_three() {
    for today in days() {
        let demo = caseload(today);
        let rows = rows(&demo, today);
        let row = row(&rows, "Delacroix, Mia");
        assert_eq!(row.more_plans, 1, "{today}");
        assert!(
            row.status.verdict().is_some(),
            "{today}: the weekly plan stays the first"
        );
        let plans = demo.plans_of(row.id).into_iter();
        let mut views = plans.filter_map(|(_, plan)| {
            PlanView::new(plan, demo.measure(plan.measure)?, today).mastery
        });
        let mastery = views.next().unwrap();
        let standings: Vec<_> = mastery.skills.iter().map(|skill| skill.standing).collect();
        let [
            SkillStanding::KnownBefore,
            SkillStanding::Mastered { .. },
            SkillStanding::Mastered { .. },
            SkillStanding::Mastered { on, below: 0 },
            SkillStanding::Learning { reached: 1 },
            SkillStanding::NotStarted,
        ] = standings[..]
        else {
            panic!("{today}: {standings:?}")
        };
        assert_eq!(mastery.unnamed, 0, "{today}");
        let win = &wins::of_student(&demo, row.id, on)[0];
        assert_eq!(win.sentence, "Mastered “Times 4”.", "{today}");
        assert!(
            win.facts.iter().all(|fact| fact.session.is_some()),
            "{today}"
        );
    }
}

fn at_the_end(demo: &Caseload, row: &Row) -> Verdict {
    let plans = demo.plans_of(row.id);
    let [(_, plan)] = plans.as_slice() else {
        panic!("one plan")
    };
    let closed = plan.closed.unwrap();
    let measure = demo.measure(plan.measure).unwrap();
    let view = PlanView::new(plan, measure, closed);
    verdict_on(demo, row.id, &view, measure, closed).unwrap()
}
