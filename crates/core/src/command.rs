//! Everything a person can do to the caseload. One line here; the work is in the noun's own file.

mod calendar;
mod correction;
mod decision;
mod group;
mod measure;
mod plan;
mod protocol;
mod reference_set;
mod roster;
mod scores;
mod session;
mod student;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use protocol::ProtocolWording;
pub use reference_set::{ReferenceEntry, ReferenceWording};
pub use roster::RosterChange;
pub use scores::{ImportedScore, NewPlan, ScoreImport};

use crate::caseload::Caseload;
use crate::change::{Change, Changes};
use crate::context::Context;
use crate::edited::Edited;
use crate::model::record::SETTINGS;
use crate::model::{
    Checklist, Decision, Entries, Group, Id, Measure, Membership, NoSchool, Phase, Plan, Probe,
    Protocol, ReferenceSet, SchoolYear, Session, Settings, Slot, Student,
};
use crate::rejected::Rejected;

/// An `id` of `None` asks for a new one. What a form edits comes with what the form opened with, so
/// that a field which another window changed meanwhile is kept, or told ([`Edited`]).
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    SaveStudent {
        id: Option<Id<Student>>,
        student: Edited<Student>,
    },
    ArchiveStudent {
        id: Id<Student>,
        archived: Option<Date>,
    },
    ImportRoster {
        changes: Vec<RosterChange>,
        columns: Vec<(String, String)>,
    },
    /// A new group with its first members and meetings, in one step.
    AddGroup {
        name: String,
        protocol: Option<Id<Protocol>>,
        students: Vec<Id<Student>>,
        from: Date,
        slots: Vec<Slot>,
    },
    /// Members and meetings stay as they are.
    SaveGroup {
        id: Option<Id<Group>>,
        group: Edited<Group>,
    },
    ArchiveGroup {
        id: Id<Group>,
        archived: Option<Date>,
    },
    AddMembers {
        group: Id<Group>,
        students: Vec<Id<Student>>,
        from: Date,
    },
    SaveMembership {
        group: Id<Group>,
        id: Id<Membership>,
        membership: Edited<Membership>,
    },
    RemoveMembership {
        group: Id<Group>,
        id: Id<Membership>,
    },
    SaveSlots {
        group: Id<Group>,
        slots: Vec<(Option<Id<Slot>>, Slot)>,
    },
    /// The meeting as it is from `slot.from` on; the days before keep what was planned then.
    ChangeSlot {
        group: Id<Group>,
        id: Id<Slot>,
        slot: Edited<Slot>,
    },
    RemoveSlot {
        group: Id<Group>,
        id: Id<Slot>,
    },
    SaveProtocol {
        id: Option<Id<Protocol>>,
        protocol: Edited<ProtocolWording>,
    },
    ArchiveProtocol {
        id: Id<Protocol>,
        archived: Option<Date>,
    },
    SaveMeasure {
        id: Option<Id<Measure>>,
        measure: Edited<Measure>,
    },
    ArchiveMeasure {
        id: Id<Measure>,
        archived: Option<Date>,
    },
    /// One set as edited, or those of an imported file in one step.
    SaveReferences {
        sets: Vec<ReferenceEntry>,
    },
    ArchiveReference {
        id: Id<ReferenceSet>,
        archived: Option<Date>,
    },
    /// The probes and phases given count only for a new plan; an existing one keeps its own.
    SavePlan {
        id: Option<Id<Plan>>,
        plan: Edited<Plan>,
    },
    ClosePlan {
        id: Id<Plan>,
        closed: Option<Date>,
    },
    RemovePlan {
        id: Id<Plan>,
    },
    SavePhase {
        plan: Id<Plan>,
        id: Option<Id<Phase>>,
        phase: Edited<Phase>,
    },
    RemovePhase {
        plan: Id<Plan>,
        id: Id<Phase>,
    },
    /// With the phase that it begins, the maintenance probes, or the end of the plan.
    RecordDecision {
        plan: Id<Plan>,
        decision: Box<Decision>,
    },
    RewordDecision {
        plan: Id<Plan>,
        id: Id<Decision>,
        by: String,
        why: String,
    },
    RemoveDecision {
        plan: Id<Plan>,
        id: Id<Decision>,
    },
    SaveProbe {
        plan: Id<Plan>,
        id: Option<Id<Probe>>,
        probe: Edited<Probe>,
    },
    SaveScores {
        scores: Vec<(Id<Plan>, Probe)>,
    },
    ImportScores(ScoreImport),
    RemoveProbe {
        plan: Id<Plan>,
        id: Id<Probe>,
    },
    LogSession(SessionEntry),
    /// One rater's checklist of a session that is logged; its scores and notes stay as they are.
    SaveChecklist {
        session: Id<Session>,
        id: Option<Id<Checklist>>,
        checklist: Edited<Checklist>,
    },
    RemoveChecklist {
        session: Id<Session>,
        id: Id<Checklist>,
    },
    RemoveSession {
        id: Id<Session>,
    },
    SetSchoolYear {
        year: SchoolYear,
    },
    SaveNoSchool {
        days: Vec<NoSchool>,
    },
    RemoveNoSchool {
        id: Id<NoSchool>,
    },
    SaveSettings {
        settings: Edited<Settings>,
    },
}

/// A session as logged or corrected, with the scores entered beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionEntry {
    /// The session that is corrected.
    pub id: Option<Id<Session>>,
    pub session: Session,
    pub scores: Vec<(Id<Plan>, Probe)>,
    /// What the group does next, if it changed.
    pub next_lesson: Option<String>,
    /// Of a session that is corrected: what the form opened with.
    pub opened: Option<Box<AsLogged>>,
}

/// A session and the scores that were entered beside it, each under its plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AsLogged {
    pub session: Session,
    pub scores: Entries<Plan, Probe>,
}

impl Command {
    /// The changes that carry the command out, all of them or none.
    ///
    /// # Errors
    /// When the command cannot be carried out as given; each problem names its field.
    pub fn plan(self, caseload: &Caseload, context: &mut Context) -> Result<Vec<Change>, Rejected> {
        let mut to = Changes::of(caseload);
        let done = &mut to;
        match self {
            Self::SaveStudent { id, student } => student::save(done, context, id, student),
            Self::ArchiveStudent { id, archived } => student::archive(done, context, id, archived),
            Self::ImportRoster { changes, columns } => {
                roster::import(done, context, changes, columns)
            }
            Self::AddGroup {
                name,
                protocol,
                students,
                from,
                slots,
            } => group::add(done, context, name, protocol, &students, from, slots),
            Self::SaveGroup { id, group } => group::save(done, context, id, group),
            Self::ArchiveGroup { id, archived } => group::archive(done, context, id, archived),
            Self::AddMembers {
                group,
                students,
                from,
            } => group::add_members(done, context, group, &students, from),
            Self::SaveMembership {
                group,
                id,
                membership,
            } => group::save_membership(done, context, group, id, membership),
            Self::RemoveMembership { group, id } => {
                group::remove_membership(done, context, group, id)
            }
            Self::SaveSlots { group, slots } => group::save_slots(done, context, group, slots),
            Self::ChangeSlot { group, id, slot } => {
                group::change_slot(done, context, group, id, slot)
            }
            Self::RemoveSlot { group, id } => group::remove_slot(done, context, group, id),
            Self::SaveProtocol { id, protocol } => protocol::save(done, context, id, protocol),
            Self::ArchiveProtocol { id, archived } => {
                protocol::archive(done, context, id, archived)
            }
            Self::SaveMeasure { id, measure } => measure::save(done, context, id, measure),
            Self::ArchiveMeasure { id, archived } => measure::archive(done, context, id, archived),
            Self::SaveReferences { sets } => reference_set::save(done, context, sets),
            Self::ArchiveReference { id, archived } => {
                reference_set::archive(done, context, id, archived)
            }
            Self::SavePlan { id, plan } => plan::save(done, context, id, plan),
            Self::ClosePlan { id, closed } => plan::close(done, context, id, closed),
            Self::RemovePlan { id } => plan::remove(done, context, id),
            Self::SavePhase { plan, id, phase } => plan::save_phase(done, context, plan, id, phase),
            Self::RemovePhase { plan, id } => plan::remove_phase(done, context, plan, id),
            Self::RecordDecision { plan, decision } => {
                decision::record(done, context, plan, *decision)
            }
            Self::RewordDecision { plan, id, by, why } => {
                decision::reword(done, context, plan, id, &by, &why)
            }
            Self::RemoveDecision { plan, id } => decision::remove(done, context, plan, id),
            Self::SaveProbe { plan, id, probe } => plan::save_probe(done, context, plan, id, probe),
            Self::SaveScores { scores } => plan::save_scores(done, context, scores),
            Self::ImportScores(import) => scores::import(done, context, import),
            Self::RemoveProbe { plan, id } => plan::remove_probe(done, context, plan, id),
            Self::SaveChecklist {
                session,
                id,
                checklist,
            } => session::save_checklist(done, context, session, id, checklist),
            Self::RemoveChecklist { session, id } => {
                session::remove_checklist(done, context, session, id)
            }
            Self::SetSchoolYear { year } => calendar::set_school_year(done, context, year),
            Self::SaveNoSchool { days } => calendar::save_no_school(done, context, days),
            Self::RemoveNoSchool { id } => calendar::remove_no_school(done, context, id),
            Self::SaveSettings { settings } => settings
                .onto(&caseload.settings(), caseload)
                .and_then(Settings::checked)
                .map(|settings| done.set(SETTINGS, settings, context)),
            Self::LogSession(entry) if entry.id.is_some() => {
                correction::correct(done, context, entry)
            }
            of_the_day @ (Self::LogSession(_) | Self::RemoveSession { .. }) => {
                return of_the_day.plan_of_the_day(caseload, context);
            }
        }?;
        Ok(to.finish())
    }

    /// What is done many times a day. The page keeps the way to it at hand; the way to everything
    /// else it fetches.
    pub fn is_of_the_day(&self) -> bool {
        match self {
            Self::LogSession(entry) => entry.id.is_none(),
            other => matches!(other, Self::RemoveSession { .. }),
        }
    }

    /// As [`Command::plan`], for what [`Command::is_of_the_day`].
    ///
    /// # Errors
    /// As [`Command::plan`]; for any other command.
    pub fn plan_of_the_day(
        self,
        caseload: &Caseload,
        context: &mut Context,
    ) -> Result<Vec<Change>, Rejected> {
        let mut to = Changes::of(caseload);
        let done = &mut to;
        match self {
            Self::LogSession(entry) => session::log(done, context, entry),
            Self::RemoveSession { id } => session::remove(done, context, id),
            other => {
                let label = other.label();
                Err(Rejected::because(format!("“{label}” is not of the day.")))
            }
        }?;
        Ok(to.finish())
    }

    /// What was done, as it is announced and kept in the history: no names.
    pub fn label(&self) -> &'static str {
        match self {
            Self::SaveStudent { id: None, .. } => "Student added",
            Self::SaveStudent { .. } => "Student saved",
            Self::ArchiveStudent {
                archived: Some(_), ..
            } => "Student archived",
            Self::ArchiveStudent { .. } => "Student brought back",
            Self::ImportRoster { .. } => "Roster imported",
            Self::AddGroup { .. } | Self::SaveGroup { id: None, .. } => "Group added",
            Self::SaveGroup { .. } => "Group saved",
            Self::ArchiveGroup {
                archived: Some(_), ..
            } => "Group archived",
            Self::ArchiveGroup { .. } => "Group brought back",
            Self::AddMembers { .. } => "Members added",
            Self::SaveMembership { .. } => "Membership saved",
            Self::RemoveMembership { .. } => "Membership removed",
            Self::SaveSlots { .. } | Self::ChangeSlot { .. } => "Schedule saved",
            Self::RemoveSlot { .. } => "Meeting time removed",
            Self::SaveProtocol { id: None, .. } => "Protocol added",
            Self::SaveProtocol { .. } => "Protocol saved",
            Self::ArchiveProtocol {
                archived: Some(_), ..
            } => "Protocol archived",
            Self::ArchiveProtocol { .. } => "Protocol brought back",
            Self::SaveMeasure { id: None, .. } => "Measure added",
            Self::SaveMeasure { .. } => "Measure saved",
            Self::ArchiveMeasure {
                archived: Some(_), ..
            } => "Measure archived",
            Self::ArchiveMeasure { .. } => "Measure brought back",
            Self::SaveReferences { sets } => match sets.as_slice() {
                [ReferenceEntry { id: None, .. }] => "Reference set added",
                [_] => "Reference set saved",
                _ => "Reference sets saved",
            },
            Self::ArchiveReference {
                archived: Some(_), ..
            } => "Reference set archived",
            Self::ArchiveReference { .. } => "Reference set brought back",
            Self::SavePlan { id: None, .. } => "Plan added",
            Self::SavePlan { .. } => "Plan saved",
            Self::ClosePlan {
                closed: Some(_), ..
            } => "Plan closed",
            Self::ClosePlan { .. } => "Plan reopened",
            Self::RemovePlan { .. } => "Plan removed",
            Self::SavePhase { id: None, .. } => "Phase change added",
            Self::SavePhase { .. } => "Phase saved",
            Self::RemovePhase { .. } => "Phase removed",
            Self::RecordDecision { .. } => "Decision recorded",
            Self::RewordDecision { .. } => "Decision put right",
            Self::RemoveDecision { .. } => "Decision removed",
            Self::SaveProbe { id: None, .. } => "Score added",
            Self::SaveProbe { .. } => "Score saved",
            Self::SaveScores { .. } => "Scores saved",
            Self::ImportScores(_) => "Scores imported",
            Self::RemoveProbe { .. } => "Score removed",
            Self::LogSession(SessionEntry { id: None, .. }) => "Session saved",
            Self::LogSession(_) => "Session corrected",
            Self::SaveChecklist { id: None, .. } => "Checklist added",
            Self::SaveChecklist { .. } => "Checklist saved",
            Self::RemoveChecklist { .. } => "Checklist removed",
            Self::RemoveSession { .. } => "Session removed",
            Self::SetSchoolYear { .. } => "School year saved",
            Self::SaveNoSchool { .. } => "No-school days saved",
            Self::RemoveNoSchool { .. } => "No-school days removed",
            Self::SaveSettings { .. } => "Settings saved",
        }
    }
}
