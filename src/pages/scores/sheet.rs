//! What is typed into the sheet of a group: kept as a draft, checked by row, saved at once.

use aimline_core::order::Order;
use std::collections::BTreeMap;

use aimline_core::model::{Group, Id, Measure, Plan, Probe, Skill};
use aimline_core::number::number;
use aimline_core::progress::mastery::SkillChoice;
use aimline_core::progress::score_entry::{Entered, read};
use aimline_core::progress::score_paste::{Corner, place};
use aimline_core::{Caseload, Command, Problem, Rejected};
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::state::App;
use crate::words::day_and_month;

/// The two columns that are typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Score,
    Errors,
}

impl Column {
    /// As the rules of a score name it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::Errors => "errors",
        }
    }
}

/// What is typed, by plan: number correct and errors.
type Typed = BTreeMap<Id<Plan>, (String, String)>;

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Draft {
    date: String,
    measure: String,
    typed: Typed,
    /// The skill chosen, by plan, where it is not the usual one.
    skills: BTreeMap<Id<Plan>, String>,
}

/// A cell that stands in the way of saving, and why.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WrongCell {
    pub plan: Id<Plan>,
    pub column: Column,
    /// "Bo Lind: “6o” was given; enter a number, such as 42."
    pub message: String,
}

/// A member with an open plan on the measure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub plan: Id<Plan>,
    pub name: String,
    /// What pasted rows are compared with.
    pub full_name: String,
    /// "42 on Nov 17".
    pub before: String,
    /// Of a mastery measure.
    pub skills: SkillChoice,
}

/// The state of the sheet.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub app: App,
    pub group: Id<Group>,
    pub date: RwSignal<String>,
    pub measure: RwSignal<String>,
    typed: RwSignal<Typed>,
    skills: RwSignal<BTreeMap<Id<Plan>, String>>,
    /// What the last paste left out, in sentences that outlast the toast.
    pub left_out: RwSignal<String>,
    pub problems: RwSignal<Vec<Problem>>,
    pub wrong: RwSignal<Vec<WrongCell>>,
}

impl Sheet {
    pub fn new(app: App, group: Id<Group>) -> Self {
        let today = app.today().get_untracked();
        let sheet = Self {
            app,
            group,
            date: RwSignal::new(today.to_string()),
            measure: RwSignal::new(String::new()),
            typed: RwSignal::new(Typed::new()),
            skills: RwSignal::new(BTreeMap::new()),
            left_out: RwSignal::new(String::new()),
            problems: RwSignal::new(Vec::new()),
            wrong: RwSignal::new(Vec::new()),
        };
        spawn_local(async move {
            if let Some(draft) = app.read_draft::<Draft>(&sheet.draft_name()).await {
                let _ = sheet.date.try_set(draft.date);
                let _ = sheet.measure.try_set(draft.measure);
                let _ = sheet.typed.try_set(draft.typed);
                let _ = sheet.skills.try_set(draft.skills);
            }
        });
        sheet
    }

    /// Fills the rows that a pasted block names, or those from a cell down, and tells what was
    /// left out.
    pub fn fill(self, lines: &[Line], plan: Id<Plan>, column: Column, cells: Vec<Vec<String>>) {
        let Some(row) = lines.iter().position(|line| line.plan == plan) else {
            return;
        };
        let students: Vec<_> = lines.iter().map(|line| line.full_name.clone()).collect();
        let errors = column == Column::Errors;
        let placed = place(cells, &students, Corner { row, errors });
        let left_out = placed.left_out();
        if !left_out.is_empty() {
            self.app.toast(left_out.clone());
        }
        self.left_out.set(left_out);
        self.typed.update(|typed| {
            for filled in placed.filled {
                let Some(line) = lines.get(filled.row) else {
                    continue;
                };
                if let Some(text) = filled.score {
                    set(typed, line.plan, Column::Score, text);
                }
                if let Some(text) = filled.errors {
                    set(typed, line.plan, Column::Errors, text);
                }
            }
        });
        self.keep();
    }

    /// Whether something is typed that is not saved.
    pub fn is_begun(self) -> bool {
        self.typed.with_untracked(|typed| !typed.is_empty())
    }

    fn draft_name(self) -> String {
        format!("scores/{}", self.group)
    }

    pub fn day(self) -> Date {
        let day = self.date.with(|date| date.parse().ok());
        day.unwrap_or_else(|| self.app.today().get())
    }

    /// The measures of the members' open plans, the most used first.
    pub fn measures(self) -> Memo<Vec<(Id<Measure>, Measure)>> {
        let caseload = self.app.caseload();
        Memo::new(move |_| caseload.with(|caseload| measures(caseload, self.group, self.day())))
    }

    /// Typed text goes to disk at once, not to the caseload.
    pub fn write(self, plan: Id<Plan>, column: Column, text: String) {
        self.typed.update(|typed| set(typed, plan, column, text));
        self.keep();
    }

    pub fn keep(self) {
        let draft = Draft {
            date: self.date.get_untracked(),
            measure: self.measure.get_untracked(),
            typed: self.typed.get_untracked(),
            skills: self.skills.get_untracked(),
        };
        self.app.write_draft(&self.draft_name(), &draft);
    }

    /// The skill of a row: the one chosen, else the one taught now.
    pub fn skill(self, line: &Line) -> Option<Id<Skill>> {
        let chosen = self
            .skills
            .with(|skills| skills.get(&line.plan)?.parse().ok());
        let known = |id: &Id<Skill>| line.skills.options.iter().any(|(other, _)| other == id);
        chosen.filter(known).or(line.skills.usual)
    }

    pub fn choose_skill(self, plan: Id<Plan>, skill: String) {
        self.skills.update(|skills| {
            skills.insert(plan, skill);
        });
        self.keep();
    }

    pub fn text(self, plan: Id<Plan>, column: Column) -> String {
        self.typed.with(|typed| {
            let (score, errors) = typed.get(&plan).cloned().unwrap_or_default();
            match column {
                Column::Score => score,
                Column::Errors => errors,
            }
        })
    }

    /// What is wrong with a row, as it is typed.
    pub fn objection(self, plan: Id<Plan>, measure: &Measure) -> Option<Rejected> {
        let (score, errors) = (
            self.text(plan, Column::Score),
            self.text(plan, Column::Errors),
        );
        // While only the errors are there, the score may still be on its way.
        if score.trim().is_empty() {
            return None;
        }
        read(measure, &score, &errors).err()
    }

    pub fn save(self, lines: &[Line], measure: &Measure) {
        self.problems.set(Vec::new());
        self.left_out.set(String::new());
        self.wrong.set(self.wrong_cells(lines, measure));
        let scores = match self.scores(lines, measure) {
            Ok(scores) => scores,
            Err(rejected) => return self.problems.set(rejected.problems().to_vec()),
        };
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            return;
        }
        let saved: Vec<_> = scores.iter().map(|(plan, _)| *plan).collect();
        self.app
            .send(Command::SaveScores { scores }, move |answer| match answer {
                Ok(()) => self.forget(&saved),
                Err(refused) => {
                    let _ = self.problems.try_set(refused.problems());
                }
            });
    }

    fn wrong_cells(self, lines: &[Line], measure: &Measure) -> Vec<WrongCell> {
        let mut wrong = Vec::new();
        for line in lines {
            let Err(rejected) = self.entered(line, measure) else {
                continue;
            };
            wrong.extend(rejected.problems().iter().map(|problem| WrongCell {
                plan: line.plan,
                column: match problem.field {
                    "errors" => Column::Errors,
                    _ => Column::Score,
                },
                message: format!("{}: {}", line.name, problem.message),
            }));
        }
        wrong
    }

    /// What the row of a student holds; nothing where nothing is typed.
    fn entered(self, line: &Line, measure: &Measure) -> Result<Option<Entered>, Rejected> {
        let (score, errors) = self
            .typed
            .with_untracked(|typed| typed.get(&line.plan).cloned().unwrap_or_default());
        read(measure, &score, &errors)
    }

    /// What is entered, without the rows that are wrong.
    fn scores(self, lines: &[Line], measure: &Measure) -> Result<Vec<(Id<Plan>, Probe)>, Rejected> {
        let mut rejected = Rejected::default();
        let date = self.date.with_untracked(|date| date.parse::<Date>().ok());
        if date.is_none() {
            rejected.add("date", "Choose the day of the scores.");
        }
        let date = date.unwrap_or_default();
        let mut scores = Vec::new();
        for line in lines {
            if let Ok(Some(entered)) = self.entered(line, measure) {
                let skill = untrack(|| self.skill(line));
                let probe = Probe {
                    errors: entered.errors,
                    skill,
                    ..Probe::new(date, entered.score)
                };
                scores.push((line.plan, probe));
            }
        }
        let none_is_wrong = self.wrong.with_untracked(Vec::is_empty);
        if scores.is_empty() && none_is_wrong && rejected.problems().is_empty() {
            rejected.add("", "Nothing is entered yet. Type at least one score.");
        }
        rejected.or(scores)
    }

    /// Takes out what was saved.
    fn forget(self, saved: &[Id<Plan>]) {
        let left = self.typed.try_update(|typed| {
            typed.retain(|plan, _| !saved.contains(plan));
            typed.len()
        });
        match left {
            Some(left) if left > 0 => self.keep(),
            _ => self.app.drop_draft(&self.draft_name()),
        }
    }
}

fn set(typed: &mut Typed, plan: Id<Plan>, column: Column, text: String) {
    let row = typed.entry(plan).or_default();
    match column {
        Column::Score => row.0 = text,
        Column::Errors => row.1 = text,
    }
}

fn measures(caseload: &Caseload, group: Id<Group>, day: Date) -> Vec<(Id<Measure>, Measure)> {
    let members = caseload
        .get(group)
        .map(|group| group.members_on(day))
        .unwrap_or_default();
    let mut used: BTreeMap<Id<Measure>, usize> = BTreeMap::new();
    for plan in caseload
        .plans
        .values()
        .filter(|plan| plan.is_open() && members.contains(&plan.student))
    {
        *used.entry(plan.measure).or_default() += 1;
    }
    let mut used: Vec<_> = used.into_iter().collect();
    used.order_by_key(|(id, times)| (std::cmp::Reverse(*times), *id));
    used.into_iter()
        .filter_map(|(id, _)| Some((id, caseload.measure(id)?.clone())))
        .collect()
}

pub(super) fn lines(
    caseload: &Caseload,
    group: Id<Group>,
    day: Date,
    measure: Id<Measure>,
) -> Vec<Line> {
    let members = caseload
        .get(group)
        .map(|group| group.members_on(day))
        .unwrap_or_default();
    let students = caseload
        .active_students()
        .into_iter()
        .filter(|(id, _)| members.contains(id));
    students
        .flat_map(|(id, student)| {
            let plans = caseload.plans_of(id).into_iter();
            let plans = plans.filter(|(_, plan)| plan.is_open() && plan.measure == measure);
            plans
                .map(|(plan_id, plan)| Line {
                    plan: plan_id,
                    name: student.name(),
                    full_name: student.full_name(),
                    before: before(plan, day),
                    skills: caseload
                        .measure(measure)
                        .map(|measure| SkillChoice::of(plan, measure))
                        .unwrap_or_default(),
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The score of that day, so that nobody enters it twice, else the one before.
fn before(plan: &Plan, day: Date) -> String {
    let probes = plan.probes_by_date();
    let probe = probes.iter().rev().find(|(_, probe)| probe.date <= day);
    match probe {
        Some((_, probe)) if probe.date == day => {
            format!("{} on this day already", number(probe.score))
        }
        Some((_, probe)) => format!("{} on {}", number(probe.score), day_and_month(probe.date)),
        None => "–".into(),
    }
}
