//! Which column holds what: guessed from the headers, remembered, corrected by hand.

use crate::order::Order;
use std::collections::BTreeMap;

use super::field::{Field, guess_of};
use crate::format::table::{Table, header_key};
use crate::model::Grade;

/// The field of each column, by its position in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    fields: Vec<Option<Field>>,
}

/// What is remembered of a column that is left out.
const LEFT_OUT: &str = "none";

impl Columns {
    /// What the person mapped before wins over a guess; a guess takes each field once.
    pub fn guess(table: &Table, remembered: &BTreeMap<String, String>) -> Self {
        if !table.has_headers {
            return Self::guess_by_content(table);
        }
        let mut columns = Self {
            fields: vec![None; table.headers.len()],
        };
        let mut guesses = Vec::new();
        for (at, header) in table.headers.iter().enumerate() {
            match remembered.get(&header_key(header)) {
                Some(key) => columns.set(at, Field::from_key(key)),
                None => guesses.extend(guess_of(header).map(|(field, rank)| (rank, at, field))),
            }
        }
        guesses.order();
        for (_, at, field) in guesses {
            if field.repeats() || !columns.fields.contains(&Some(field)) {
                columns.fields[at] = Some(field);
            }
        }
        columns.prefer_two_names(remembered.is_empty());
        columns
    }

    pub fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// A field that a student has once is taken away from the column that had it.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if let Some(field) = field.filter(|field| !field.repeats()) {
            for other in &mut self.fields {
                other.take_if(|taken| *taken == field);
            }
        }
        if let Some(place) = self.fields.get_mut(column) {
            *place = field;
        }
    }

    /// The positions of a field, in the order of the table.
    pub fn of(&self, field: Field) -> impl Iterator<Item = usize> {
        (0..self.fields.len()).filter(move |at| self.fields[*at] == Some(field))
    }

    pub fn have_a_name(&self) -> bool {
        [Field::GivenName, Field::FamilyName, Field::FullName]
            .into_iter()
            .any(|field| self.fields.contains(&Some(field)))
    }

    /// What to remember for the next file: the columns that a guess alone would get wrong.
    pub fn corrections(
        &self,
        table: &Table,
        remembered: &BTreeMap<String, String>,
    ) -> Vec<(String, String)> {
        if !table.has_headers {
            return Vec::new();
        }
        let guess = Self::guess(table, &BTreeMap::new());
        (0..table.headers.len())
            .map(|at| (at, header_key(&table.headers[at])))
            .filter(|(at, key)| self.field(*at) != guess.field(*at) || remembered.contains_key(key))
            .map(|(at, key)| (key, self.field(at).map_or(LEFT_OUT, Field::key).to_owned()))
            .collect()
    }

    /// A list without headers: a column of grades shows itself, and what is then left is names.
    fn guess_by_content(table: &Table) -> Self {
        let mut columns = Self {
            fields: vec![None; table.headers.len()],
        };
        let is_grades = |at: usize| {
            let mut cells = table
                .rows
                .iter()
                .map(|row| row.cell(Some(at)))
                .filter(|cell| !cell.is_empty());
            cells.clone().next().is_some() && cells.all(|cell| cell.parse::<Grade>().is_ok())
        };
        if let Some(at) = (0..table.headers.len()).find(|at| is_grades(*at)) {
            columns.fields[at] = Some(Field::Grade);
        }
        let mut left = (0..table.headers.len()).filter(|at| columns.fields[*at].is_none());
        if let (Some(at), None) = (left.next(), left.next()) {
            columns.fields[at] = Some(Field::FullName);
        }
        columns
    }

    /// Beside a given and a family name a "Name" is most likely something else.
    fn prefer_two_names(&mut self, all_guessed: bool) {
        let both = [Field::GivenName, Field::FamilyName]
            .iter()
            .all(|field| self.fields.contains(&Some(*field)));
        if both && all_guessed {
            for field in &mut self.fields {
                field.take_if(|field| *field == Field::FullName);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_table;
    use super::*;
    use crate::format::table::HeaderRow;

    fn guessed(headers: &str, remembered: &[(&str, &str)]) -> Vec<Option<Field>> {
        let table = read_table(headers, HeaderRow::Find);
        let remembered = remembered
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        Columns::guess(&table, &remembered).fields
    }

    #[test]
    fn a_field_is_guessed_once_from_its_surest_header() {
        use Field::*;
        assert_eq!(
            guessed("ID,Student ID,Name", &[]),
            [None, Some(SchoolId), Some(FullName)]
        );
        assert_eq!(
            guessed("Name,First,Last", &[]),
            [None, Some(GivenName), Some(FamilyName)]
        );
        assert_eq!(
            guessed("Name,Parent 1,Parent 2", &[]),
            [Some(FullName), Some(GuardianName), Some(GuardianName)]
        );
    }

    #[test]
    fn what_was_mapped_by_hand_wins_and_is_remembered() {
        use Field::*;
        let table = read_table("Name,Advisory,Grade\nBlake Jones,Lee,K", HeaderRow::Find);
        let mut columns = Columns::guess(&table, &BTreeMap::new());
        columns.set(1, Some(Teacher));
        columns.set(2, None);
        let kept = columns.corrections(&table, &BTreeMap::new());
        assert_eq!(
            kept,
            [
                ("advisory".into(), "teacher".into()),
                ("grade".into(), "none".into())
            ]
        );
        let kept: Vec<_> = kept.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            guessed("ADVISORY,Teacher,Grade,Name", &kept),
            [Some(Teacher), None, None, Some(FullName)]
        );
    }

    #[test]
    fn a_list_without_headers_is_guessed_by_its_content() {
        use Field::*;
        assert_eq!(
            guessed("Blake Jones\tK\nAvery Smith\t3", &[]),
            [Some(FullName), Some(Grade)]
        );
        assert_eq!(guessed("Blake\tJones", &[]), [None, None]);
    }
}
