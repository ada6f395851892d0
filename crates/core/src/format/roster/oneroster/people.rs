//! Who is who in the bundle's users: roles, and which adults belong to which student.

use std::collections::{HashMap, HashSet};

use super::{full_name, inactive, list};
use crate::format::table::{Table, TableRow};
use crate::model::Guardian;

pub(super) struct People<'a> {
    users: &'a Table,
    by_id: HashMap<&'a str, &'a TableRow>,
    roles: HashMap<&'a str, HashSet<String>>,
    /// The adults who name a student; the student's own row may not name them.
    agents: HashMap<&'a str, Vec<&'a str>>,
    languages: HashMap<&'a str, &'a str>,
}

const GUARDIANS: [&str; 3] = ["parent", "guardian", "relative"];

impl<'a> People<'a> {
    pub(super) fn of(users: &'a Table, role_rows: &'a Table, demographics: &'a Table) -> Self {
        let mut people = Self {
            users,
            by_id: HashMap::new(),
            roles: HashMap::new(),
            agents: HashMap::new(),
            languages: HashMap::new(),
        };
        for table in [demographics, users] {
            let Some(column) = table.language_column() else {
                continue;
            };
            for row in &table.rows {
                let language = row.cell(Some(column));
                if !language.is_empty() {
                    people
                        .languages
                        .insert(table.get(row, "sourcedId"), language);
                }
            }
        }
        for row in &users.rows {
            let id = users.get(row, "sourcedId");
            people.by_id.entry(id).or_insert(row);
            people.add_role(id, users.get(row, "role"));
            for other in list(users.get(row, "agentSourcedIds")) {
                people.agents.entry(other).or_default().push(id);
            }
        }
        for row in &role_rows.rows {
            if inactive(role_rows.get(row, "status")).is_none() {
                people.add_role(
                    role_rows.get(row, "userSourcedId"),
                    role_rows.get(row, "role"),
                );
            }
        }
        people
    }

    pub(super) fn is_student(&self, id: &str) -> bool {
        self.has_role(id, &["student"])
    }

    pub(super) fn is_active(&self, id: &str) -> bool {
        let status = |row: &&TableRow| inactive(self.users.get(row, "status")).is_none();
        self.by_id.get(id).is_some_and(status)
    }

    pub(super) fn name(&self, id: &str) -> String {
        self.by_id
            .get(id)
            .map_or_else(String::new, |row| full_name(self.users, row))
    }

    pub(super) fn home_language(&self, id: &str) -> &'a str {
        self.languages.get(id).copied().unwrap_or("")
    }

    pub(super) fn teachers(&self) -> usize {
        self.active_with(&["teacher"])
    }

    pub(super) fn guardians(&self) -> usize {
        self.active_with(&GUARDIANS)
    }

    /// The parents, guardians and relatives that a student's row names, or that name the student.
    pub(super) fn guardians_of(&self, student: &str) -> Vec<Guardian> {
        let named = self
            .by_id
            .get(student)
            .map_or("", |row| self.users.get(row, "agentSourcedIds"));
        let naming = self.agents.get(student).into_iter().flatten().copied();
        let mut taken = HashSet::new();
        list(named)
            .chain(naming)
            .filter(|id| self.has_role(id, &GUARDIANS) && self.is_active(id) && taken.insert(*id))
            .filter_map(|id| Some(self.guardian(id, self.by_id.get(id)?)))
            .collect()
    }

    fn guardian(&self, id: &str, row: &TableRow) -> Guardian {
        let get = |header| self.users.get(row, header).to_owned();
        let phone = get("phone");
        let role = GUARDIANS.iter().position(|role| self.has_role(id, &[role]));
        Guardian {
            name: full_name(self.users, row),
            relation: role
                .map_or("", |at| ["Parent", "Guardian", "Relative"][at])
                .into(),
            phone: if phone.is_empty() { get("sms") } else { phone },
            email: get("email"),
            language: self.home_language(id).to_owned(),
        }
    }

    fn add_role(&mut self, id: &'a str, role: &str) {
        if !role.is_empty() {
            self.roles
                .entry(id)
                .or_default()
                .insert(role.to_lowercase());
        }
    }

    fn has_role(&self, id: &str, roles: &[&str]) -> bool {
        self.roles
            .get(id)
            .is_some_and(|has| roles.iter().any(|role| has.contains(*role)))
    }

    fn active_with(&self, roles: &[&str]) -> usize {
        self.by_id
            .keys()
            .filter(|id| self.has_role(id, roles) && self.is_active(id))
            .count()
    }
}
