//! A block of a spreadsheet pasted into the grid of scores: whose row each line is.
//!
//! With names in its first column a block is matched by name, so that its order cannot give a
//! score to the wrong student; a block of numbers alone fills down from where it is pasted.

use std::collections::BTreeSet;

use crate::model::text;

/// How many names one sentence tells.
const NAMES_TOLD: usize = 3;

/// The cell that is pasted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corner {
    pub row: usize,
    pub errors: bool,
}

/// One row of the grid and what it is given; `None` leaves what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub row: usize,
    pub score: Option<String>,
    pub errors: Option<String>,
}

/// Where the rows of a block belong, and those that belong nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    pub filled: Vec<Filled>,
    /// The first cell of a first row without a number, left out of a block without names.
    heading: Option<String>,
    unknown: Vec<String>,
    /// Names that stand in the grid, or in the block, more than once.
    doubtful: Vec<String>,
    /// Rows below the last student.
    beyond: usize,
}

/// Cells as a spreadsheet puts them on the clipboard: rows by line, columns by tab.
pub fn pasted(text: &str) -> Vec<Vec<String>> {
    text.trim_end_matches(['\r', '\n'])
        .lines()
        .map(|line| {
            line.split('\t')
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// Finds the row of the grid for each row of a block. `students` are the names down the grid,
/// given name first.
pub fn place(mut cells: Vec<Vec<String>>, students: &[String], corner: Corner) -> Placed {
    let grid = Grid::new(students);
    let heading = cells
        .first()
        .is_some_and(|row| is_heading(row, &grid))
        .then(|| cells.remove(0));
    if is_by_name(&cells, &grid) {
        return by_name(cells, &grid, corner);
    }
    let room = students.len().saturating_sub(corner.row);
    Placed {
        beyond: cells.len().saturating_sub(room),
        heading: heading.and_then(|row| row.into_iter().find(|cell| !cell.is_empty())),
        filled: (corner.row..students.len())
            .zip(cells)
            .map(|(row, values)| fill(row, values, corner.errors))
            .collect(),
        ..Placed::default()
    }
}

impl Placed {
    /// What was left out, in sentences; empty if nothing was.
    pub fn left_out(&self) -> String {
        let mut sentences = Vec::new();
        if let Some(heading) = &self.heading {
            sentences.push(format!(
                "The first row, “{heading}”, was left out as a heading."
            ));
        }
        if !self.unknown.is_empty() {
            let rows = rows(self.unknown.len());
            let names = told(&self.unknown, "or");
            sentences.push(format!(
                "{rows} left out: no student of this group is called {names}."
            ));
        }
        if !self.doubtful.is_empty() {
            let rows = rows(self.doubtful.len());
            let names = told(&self.doubtful, "and");
            sentences.push(format!(
                "{rows} left out: more than one row is called {names}."
            ));
        }
        if self.beyond > 0 {
            let rows = rows(self.beyond);
            sentences.push(format!("{rows} left out: there are no more students."));
        }
        sentences.join(" ")
    }
}

/// The names down the grid, as they are compared.
struct Grid(Vec<String>);

impl Grid {
    fn new(students: &[String]) -> Self {
        Self(students.iter().map(|name| text::folded(name)).collect())
    }

    /// The rows that bear a name, written "Given Family" or "Family, Given".
    fn rows_of(&self, name: &str) -> Vec<usize> {
        let turned = name
            .rsplit_once(',')
            .map(|(family, given)| text::folded(&format!("{given} {family}")));
        let name = text::folded(name);
        let rows = self.0.iter().enumerate();
        rows.filter(|(_, student)| **student == name || turned.as_ref() == Some(student))
            .map(|(row, _)| row)
            .collect()
    }
}

/// What is written where a student has no score: no heading, even in the first row.
const MISSING: [&str; 8] = [
    "absent", "abs", "a", "excused", "missing", "na", "n/a", "none",
];

/// A row of words that are no student's name and do not say that a score is missing.
fn is_heading(row: &[String], grid: &Grid) -> bool {
    let has_words = row.iter().any(|cell| cell.contains(char::is_alphabetic));
    let missing = |cell: &String| MISSING.contains(&text::folded(cell).as_str());
    has_words
        && !row.iter().any(missing)
        && !row.iter().any(|cell| is_number(cell))
        && row.iter().all(|cell| grid.rows_of(cell).is_empty())
}

/// Whether the first column holds names. "absent" among scores does not make it one.
fn is_by_name(cells: &[Vec<String>], grid: &Grid) -> bool {
    let first: Vec<&String> = cells.iter().filter_map(|row| row.first()).collect();
    let words = first.iter().any(|cell| cell.contains(char::is_alphabetic));
    words
        && (first.iter().any(|cell| !grid.rows_of(cell).is_empty())
            || !first.iter().any(|cell| is_number(cell)))
}

fn by_name(cells: Vec<Vec<String>>, grid: &Grid, corner: Corner) -> Placed {
    let mut placed = Placed::default();
    let mut taken = BTreeSet::new();
    // Two columns of values are the score and the errors wherever they are pasted.
    let errors = corner.errors && cells.iter().all(|row| row.len() <= 2);
    for row in cells {
        let mut row = row.into_iter();
        let name = row.next().unwrap_or_default();
        let values: Vec<String> = row.collect();
        if name.is_empty() && values.iter().all(String::is_empty) {
            continue;
        }
        match grid.rows_of(&name).as_slice() {
            [] => placed.unknown.push(name),
            [row] if taken.insert(*row) => placed.filled.push(fill(*row, values, errors)),
            _ => placed.doubtful.push(name),
        }
    }
    placed
}

fn fill(row: usize, values: Vec<String>, errors_first: bool) -> Filled {
    let mut values = values.into_iter();
    let score = if errors_first { None } else { values.next() };
    let errors = values.next();
    Filled { row, score, errors }
}

fn is_number(cell: &str) -> bool {
    let number = cell.replace('−', "-").parse::<f64>();
    number.is_ok_and(f64::is_finite)
}

fn rows(number: usize) -> String {
    match number {
        1 => "1 row was".into(),
        number => format!("{number} rows were"),
    }
}

/// "Jo Bo", "Jo Bo or Al Po", "A, B, C or 4 others".
fn told(names: &[String], joint: &str) -> String {
    let name = |name: &String| match text::line(name) {
        name if name.is_empty() => "“ ”".to_owned(),
        name => name,
    };
    let mut parts: Vec<String> = names.iter().take(NAMES_TOLD).map(name).collect();
    match names.len().saturating_sub(NAMES_TOLD) {
        0 => {}
        1 => parts.push("1 other".into()),
        others => parts.push(format!("{others} others")),
    }
    // "Family, Given" has a comma of its own.
    let between = if parts.iter().any(|part| part.contains(',')) {
        "; "
    } else {
        ", "
    };
    match parts.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} {joint} {last}", before.join(between)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: Corner = Corner {
        row: 0,
        errors: false,
    };

    fn place_at(corner: Corner, block: &str) -> (Vec<(usize, String)>, String) {
        let students = ["Wren Adams", "Ávery O’Neil", "Elena Vasquez"].map(String::from);
        let placed = place(pasted(block), &students, corner);
        let shown = |value: Option<String>| value.unwrap_or_else(|| "·".into());
        let filled = placed.filled.iter().cloned().map(|filled| {
            let cells = format!("{} {}", shown(filled.score), shown(filled.errors));
            (filled.row, cells)
        });
        (filled.collect(), placed.left_out())
    }

    #[test]
    fn cells_are_pasted_by_line_and_tab() {
        assert_eq!(
            pasted("48\t3\r\n51\t\r\n"),
            [vec!["48", "3"], vec!["51", ""]]
        );
        assert_eq!(pasted("48"), [vec!["48"]]);
        assert!(pasted("").is_empty());
    }

    #[test]
    fn a_block_fills_the_rows_it_names_or_those_below() {
        let second_errors = Corner {
            row: 1,
            errors: true,
        };
        for (corner, block, expected, left_out) in [
            (
                TOP,
                "48\t3\n51\t\n52",
                vec![(0, "48 3"), (1, "51 "), (2, "52 ·")],
                "",
            ),
            (TOP, "\n51", vec![(0, " ·"), (1, "51 ·")], ""),
            (
                second_errors,
                "3\n4\n5",
                vec![(1, "· 3"), (2, "· 4")],
                "1 row was left out: there are no more students.",
            ),
            (
                TOP,
                "Vasquez, Elena\t100\nWren  ADAMS\t48",
                vec![(2, "100 ·"), (0, "48 ·")],
                "",
            ),
            (
                TOP,
                "Student\tCorrect\tErrors\nO'Neil, Ávery\t48\t3",
                vec![(1, "48 3")],
                "",
            ),
            (second_errors, "Elena Vasquez\t2", vec![(2, "· 2")], ""),
            (second_errors, "Elena Vasquez\t90\t2", vec![(2, "90 2")], ""),
            (
                TOP,
                "Correct\tErrors\n48\t3",
                vec![(0, "48 3")],
                "The first row, “Correct”, was left out as a heading.",
            ),
            (
                TOP,
                "48\nabsent\n51",
                vec![(0, "48 ·"), (1, "absent ·"), (2, "51 ·")],
                "",
            ),
            (TOP, "–\n51", vec![(0, "– ·"), (1, "51 ·")], ""),
            (
                TOP,
                "Jo Bo\t1\nElena Vasquez\t2\nClass mean\t3\n\t\n",
                vec![(2, "2 ·")],
                "2 rows were left out: no student of this group is called Jo Bo or Class mean.",
            ),
            (
                TOP,
                "Bo, Jo\t1\nA\t1\nB\t1\nC\t1\nD\t1",
                vec![],
                "5 rows were left out: no student of this group is called Bo, Jo; A; B or 2 others.",
            ),
            (
                TOP,
                "Wren Adams\t1\nAdams, Wren\t2",
                vec![(0, "1 ·")],
                "1 row was left out: more than one row is called Adams, Wren.",
            ),
            (
                TOP,
                "Name",
                vec![],
                "The first row, “Name”, was left out as a heading.",
            ),
            (TOP, "", vec![], ""),
        ] {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(row, cells)| (row, cells.to_owned()))
                .collect();
            assert_eq!(
                place_at(corner, block),
                (expected, left_out.to_owned()),
                "{block:?}"
            );
        }
    }

    #[test]
    fn two_students_of_one_name_are_left_to_the_person() {
        let students = ["Sam Lee", "Sam Lee"].map(String::from);
        let placed = place(pasted("Lee, Sam\t4"), &students, TOP);
        assert!(placed.filled.is_empty());
        assert_eq!(
            placed.left_out(),
            "1 row was left out: more than one row is called Lee, Sam."
        );
    }
}
