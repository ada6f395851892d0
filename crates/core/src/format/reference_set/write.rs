//! Writes a set as the file that [`super::read`] takes in.

use super::{GROWTH, OWN_HEADERS};
use crate::format::spreadsheet::Spreadsheet;
use crate::model::{ReferenceVersion, Season};

/// One row for each grade and season; what belongs to the whole set stands in each.
pub fn write(name: &str, measure: &str, version: &ReferenceVersion) -> String {
    let below = Some(version.below.as_str()).filter(|below| !below.is_empty());
    let levels = version.levels.iter().map(String::as_str);
    let header = OWN_HEADERS.into_iter().chain(levels).chain(below);
    let mut sheet = Spreadsheet::with_header(header);
    for row in &version.rows {
        let of_the_set = [
            name,
            measure,
            &version.source,
            &version.published,
            &version.licence,
        ]
        .map(str::to_owned);
        let place = [
            version.weeks.to_string(),
            version.aim.clone(),
            row.grade.to_string(),
            row.season.map_or(GROWTH, Season::label).to_owned(),
        ];
        let values = row
            .values
            .iter()
            .map(|value| value.map(|value| value.to_string()).unwrap_or_default());
        let below = below.map(|_| String::new());
        sheet.row(
            of_the_set
                .into_iter()
                .chain(place)
                .chain(values)
                .chain(below),
        );
    }
    sheet.finish()
}
