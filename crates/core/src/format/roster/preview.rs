//! What an import would do, before anything is written.
//!
//! A row is the student with its roster id, else with its student id, else perhaps the one with
//! its name; that is a question for the person. No row makes a second student of one that is
//! known, and nobody is removed because a file leaves them out.

use crate::order::Order;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::merge::{FieldChange, differences, merged};
use super::{Place, Row, Rows, Skipped};
use crate::caseload::Caseload;
use crate::command::RosterChange;
use crate::edited::Edited;
use crate::model::{Id, Student};

/// Every row of a file stands in exactly one of the lists, by the number of its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    pub new: Vec<New>,
    pub changed: Vec<Changed>,
    pub unchanged: Vec<Unchanged>,
    pub skipped: Vec<Skipped>,
    pub questions: Vec<Question>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct New {
    pub row: usize,
    pub student: Student,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub row: usize,
    pub id: Id<Student>,
    pub before: Student,
    /// With the changes.
    pub student: Student,
    pub fields: Vec<FieldChange>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Unchanged {
    pub row: usize,
    pub id: Id<Student>,
    pub notes: Vec<String>,
}

/// The row has the name of a student, but no id says that it is the same one.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub row: usize,
    pub student: Student,
    /// The same grade first.
    pub candidates: Vec<Candidate>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub id: Id<Student>,
    /// As on the caseload.
    pub student: Student,
    /// What the row would change.
    pub fields: Vec<FieldChange>,
}

/// What the person chose in the preview. A question without an answer leaves its row out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub answers: BTreeMap<usize, Answer>,
    pub left_out: BTreeSet<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Same(Id<Student>),
    Different,
}

/// Holds the rows of a file against the caseload.
pub fn preview(rows: &Rows, caseload: &Caseload) -> Preview {
    let known = Known::of(caseload);
    let mut preview = Preview {
        skipped: rows.skipped.clone(),
        ..Preview::default()
    };
    let mut seen = Seen::default();
    let mut claimed = HashMap::new();
    let mut by_name = Vec::new();
    for row in &rows.rows {
        if let Some(reason) = seen.repeated(row) {
            preview.skip(row, reason);
            continue;
        }
        match known.by_id(&row.student) {
            ById::Two => preview.skip(
                row,
                "Its roster ID is one student's and its student ID another's.".into(),
            ),
            ById::Nobody => by_name.push(row),
            ById::One(id) => match claimed.insert(id, row.number) {
                Some(earlier) => {
                    preview.skip(row, format!("It is the same student as row {earlier}."))
                }
                None => preview.place(row, id, &caseload.students),
            },
        }
    }
    for row in by_name {
        let candidates = known.by_name(row, caseload, &claimed);
        match candidates
            .iter()
            .find(|candidate| candidate.fields.is_empty())
        {
            Some(same) => {
                claimed.insert(same.id, row.number);
                preview.place(row, same.id, &caseload.students);
            }
            None => preview.ask_or_add(row, candidates),
        }
    }
    preview.skipped.order_by_key(|skipped| skipped.place);
    preview
}

impl Preview {
    /// What an import writes after the person has chosen.
    pub fn changes(&self, choices: &Choices) -> Vec<RosterChange> {
        let is_in = |row: usize| !choices.left_out.contains(&row);
        let mut changes: Vec<RosterChange> = Vec::new();
        for changed in self.changed.iter().filter(|changed| is_in(changed.row)) {
            changes.push(RosterChange {
                id: Some(changed.id),
                student: Edited {
                    opened: Some(changed.before.clone()),
                    typed: changed.student.clone(),
                },
            });
        }
        for new in self.new.iter().filter(|new| is_in(new.row)) {
            changes.push(RosterChange {
                id: None,
                student: new.student.clone().into(),
            });
        }
        for question in self.questions.iter().filter(|question| is_in(question.row)) {
            match choices.answers.get(&question.row) {
                None => {}
                Some(Answer::Different) => {
                    changes.push(RosterChange {
                        id: None,
                        student: question.student.clone().into(),
                    });
                }
                Some(Answer::Same(id)) => question.join(*id, &mut changes),
            }
        }
        changes
    }

    /// How many students are added, and how many are changed.
    pub fn counts(&self, choices: &Choices) -> (usize, usize) {
        let changes = self.changes(choices);
        let added = changes.iter().filter(|change| change.id.is_none()).count();
        (added, changes.len() - added)
    }

    /// Questions that leave their row out as long as nobody answers them.
    pub fn unanswered(&self, choices: &Choices) -> usize {
        let open = |question: &&Question| {
            !choices.answers.contains_key(&question.row)
                && !choices.left_out.contains(&question.row)
        };
        self.questions.iter().filter(open).count()
    }

    fn skip(&mut self, row: &Row, reason: String) {
        self.skipped.push(Skipped {
            place: Place::row(row.number),
            name: row.student.name(),
            reason,
        });
    }

    /// A row whose student is known.
    fn place(&mut self, row: &Row, id: Id<Student>, students: &crate::model::Entries<Student>) {
        let Some(before) = students.get(id) else {
            return;
        };
        if !before.is_active() {
            let reason = "This student is archived. To bring the student back, open Students, then import again.";
            self.skip(row, reason.into());
            return;
        }
        let student = merged(before, &row.student);
        let fields = differences(before, &student);
        let (row, notes) = (row.number, row.notes.clone());
        if fields.is_empty() {
            self.unchanged.push(Unchanged { row, id, notes });
        } else {
            self.changed.push(Changed {
                row,
                id,
                before: before.clone(),
                student,
                fields,
                notes,
            });
        }
    }

    fn ask_or_add(&mut self, row: &Row, candidates: Vec<Candidate>) {
        let (number, student, notes) = (row.number, row.student.clone(), row.notes.clone());
        if candidates.is_empty() {
            self.new.push(New {
                row: number,
                student,
                notes,
            });
        } else {
            self.questions.push(Question {
                row: number,
                student,
                candidates,
                notes,
            });
        }
    }
}

impl Question {
    /// Two rows may be said to be the same student; the second then adds to the first.
    fn join(&self, id: Id<Student>, changes: &mut Vec<RosterChange>) {
        if let Some(change) = changes.iter_mut().find(|change| change.id == Some(id)) {
            change.student.typed = merged(&change.student.typed, &self.student);
        } else if let Some(candidate) = self.candidates.iter().find(|candidate| candidate.id == id)
        {
            changes.push(RosterChange {
                id: Some(id),
                student: Edited {
                    opened: Some(candidate.student.clone()),
                    typed: merged(&candidate.student, &self.student),
                },
            });
        }
    }
}

/// The students of the caseload by what a row can be matched with.
struct Known<'a> {
    by_roster_id: HashMap<&'a str, Id<Student>>,
    by_school_id: HashMap<&'a str, Id<Student>>,
    by_name: HashMap<String, Vec<Id<Student>>>,
}

enum ById {
    Nobody,
    One(Id<Student>),
    Two,
}

impl<'a> Known<'a> {
    fn of(caseload: &'a Caseload) -> Self {
        let mut known = Self {
            by_roster_id: HashMap::new(),
            by_school_id: HashMap::new(),
            by_name: HashMap::new(),
        };
        for (id, student) in caseload.students.iter() {
            known.by_roster_id.insert(&student.roster_id, id);
            known.by_school_id.insert(&student.school_id, id);
            known
                .by_name
                .entry(student.folded_name())
                .or_default()
                .push(id);
        }
        known.by_roster_id.remove("");
        known.by_school_id.remove("");
        known
    }

    fn by_id(&self, row: &Student) -> ById {
        let by_roster_id = self.by_roster_id.get(row.roster_id.as_str());
        let by_school_id = self.by_school_id.get(row.school_id.as_str());
        match (by_roster_id, by_school_id) {
            (Some(one), Some(other)) if one != other => ById::Two,
            (Some(id), _) | (None, Some(id)) => ById::One(*id),
            (None, None) => ById::Nobody,
        }
    }

    /// The students with the row's name whom no other row is; the same grade first.
    fn by_name(
        &self,
        row: &Row,
        caseload: &Caseload,
        claimed: &HashMap<Id<Student>, usize>,
    ) -> Vec<Candidate> {
        let ids = self
            .by_name
            .get(&row.student.folded_name())
            .map_or(&[][..], Vec::as_slice);
        let mut candidates: Vec<Candidate> = ids
            .iter()
            .filter(|id| !claimed.contains_key(id))
            .filter_map(|id| {
                let student = caseload.students.get(*id)?.clone();
                let fields = differences(&student, &merged(&student, &row.student));
                Some(Candidate {
                    id: *id,
                    student,
                    fields,
                })
            })
            .collect();
        candidates.order_by_key(|candidate| candidate.student.grade != row.student.grade);
        candidates
    }
}

/// The rows read so far, to find the ones that come twice.
#[derive(Default)]
struct Seen {
    roster_ids: HashMap<String, usize>,
    school_ids: HashMap<String, usize>,
    /// With whether the row had an id: two students may share a name and a grade, two rows
    /// without ids that do are taken for one.
    names: HashMap<(String, Option<crate::model::Grade>), (usize, bool)>,
}

impl Seen {
    /// Why a row is one that was seen; remembers it if it was not.
    fn repeated(&mut self, row: &Row) -> Option<String> {
        let student = &row.student;
        if let Some(earlier) = self.roster_ids.get(&student.roster_id) {
            return Some(format!("It has the same roster ID as row {earlier}."));
        }
        if let Some(earlier) = self.school_ids.get(&student.school_id) {
            return Some(format!("It has the same student ID as row {earlier}."));
        }
        let has_id = !(student.roster_id.is_empty() && student.school_id.is_empty());
        let name = (student.folded_name(), student.grade);
        if let Some((earlier, had_id)) = self.names.get(&name)
            && !(has_id && *had_id)
        {
            return Some(format!("It has the same name and grade as row {earlier}."));
        }
        self.names.insert(name, (row.number, has_id));
        for (ids, id) in [
            (&mut self.roster_ids, &student.roster_id),
            (&mut self.school_ids, &student.school_id),
        ] {
            if !id.is_empty() {
                ids.insert(id.clone(), row.number);
            }
        }
        None
    }
}
