//! A student on the caseload, and the adults to contact.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Grade, text};
use crate::rejected::Rejected;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Student {
    pub given_name: String,
    pub family_name: String,
    pub grade: Option<Grade>,
    /// 1, 2 or 3 of a multi-tiered system of supports.
    pub tier: Option<u8>,
    pub teacher: String,
    /// The school's own number for the student.
    pub school_id: String,
    /// The `sourcedId` of the roster file the student came from.
    pub roster_id: String,
    pub home_language: String,
    pub guardians: Vec<Guardian>,
    pub note: String,
    /// The day the student left the caseload; the records stay.
    #[serde(default, with = "crate::model::day::optional")]
    pub archived: Option<Date>,
    /// Whether the privacy screen is on. The caseload in memory says so; it is never stored, and
    /// what is saved keeps the whole name.
    #[serde(skip)]
    pub by_initials: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guardian {
    pub name: String,
    pub relation: String,
    pub phone: String,
    pub email: String,
    pub language: String,
}

impl Student {
    /// The student as the screen may name them: "Ávery Smith-O'Neil", or "Á. S." behind the privacy
    /// screen.
    pub fn name(&self) -> String {
        match self.by_initials {
            true => self.initials(),
            false => self.full_name(),
        }
    }

    /// As [`Student::name`], but the family name first, as in a class list.
    pub fn sort_name(&self) -> String {
        match self.by_initials {
            true => self.initials(),
            false => self.full_sort_name(),
        }
    }

    /// "Ávery Smith-O'Neil", whoever looks: for comparing and for files, not for the screen.
    pub fn full_name(&self) -> String {
        text::line(&format!("{} {}", self.given_name, self.family_name))
    }

    /// "Smith-O'Neil, Ávery": the order of a class list, whoever looks.
    pub fn full_sort_name(&self) -> String {
        match (self.family_name.as_str(), self.given_name.as_str()) {
            ("", given) => given.to_owned(),
            (family, "") => family.to_owned(),
            (family, given) => format!("{family}, {given}"),
        }
    }

    /// "Á. S.": for titles, file names and the privacy screen.
    pub fn initials(&self) -> String {
        [&self.given_name, &self.family_name]
            .into_iter()
            .filter_map(|name| name.chars().next())
            .map(|first| format!("{first}."))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The key under which two rows are taken for the same name.
    pub fn folded_name(&self) -> String {
        text::folded(&self.full_name())
    }

    pub fn is_active(&self) -> bool {
        self.archived.is_none()
    }

    /// Trims what was typed and checks it.
    ///
    /// # Errors
    /// Without any name, or with a tier outside 1 to 3.
    pub fn checked(mut self) -> Result<Self, Rejected> {
        for field in [
            &mut self.given_name,
            &mut self.family_name,
            &mut self.teacher,
            &mut self.school_id,
            &mut self.roster_id,
            &mut self.home_language,
        ] {
            *field = text::line(field);
        }
        self.note = text::note(&self.note);
        self.guardians = self
            .guardians
            .into_iter()
            .map(Guardian::trimmed)
            .filter(|guardian| *guardian != Guardian::default())
            .collect();
        let mut rejected = Rejected::default();
        if self.full_name().is_empty() {
            rejected.add("given_name", "Enter a given name or a family name.");
        }
        if let Some(tier) = self.tier.filter(|tier| !(1..=3).contains(tier)) {
            rejected.add("tier", format!("The tier is {tier}; it can be 1, 2 or 3."));
        }
        rejected.or(self)
    }
}

impl Guardian {
    fn trimmed(self) -> Self {
        Self {
            name: text::line(&self.name),
            relation: text::line(&self.relation),
            phone: text::line(&self.phone),
            email: text::line(&self.email),
            language: text::line(&self.language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_in_three_ways() {
        let student = Student {
            given_name: " Ávery ".into(),
            family_name: "Smith-O'Neil".into(),
            ..Student::default()
        }
        .checked()
        .unwrap();
        assert_eq!(student.name(), "Ávery Smith-O'Neil");
        assert_eq!(student.sort_name(), "Smith-O'Neil, Ávery");
        assert_eq!(student.initials(), "Á. S.");
    }

    #[test]
    fn behind_the_privacy_screen_names_are_initials_and_nothing_is_lost() {
        let student = Student {
            given_name: "Ávery".into(),
            family_name: "Smith-O'Neil".into(),
            by_initials: true,
            ..Student::default()
        };
        assert_eq!(student.name(), "Á. S.");
        assert_eq!(student.sort_name(), "Á. S.");
        assert_eq!(student.full_name(), "Ávery Smith-O'Neil");
        assert_eq!(student.folded_name(), "ávery smith-o'neil");
        let stored = serde_json::to_value(&student).unwrap();
        assert_eq!(stored["given_name"], "Ávery");
        assert_eq!(stored.get("by_initials"), None);
    }

    #[test]
    fn a_student_needs_a_name_and_a_possible_tier() {
        let nameless = Student {
            tier: Some(4),
            ..Student::default()
        };
        let rejected = nameless.checked().unwrap_err();
        let fields: Vec<_> = rejected.problems().iter().map(|p| p.field).collect();
        assert_eq!(fields, ["given_name", "tier"]);
    }
}
