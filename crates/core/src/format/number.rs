//! Numbers as exports write them: "101", "12,5", "94 %", and what stands for no score.

/// No score has more digits.
const LONGEST: usize = 24;
/// What is written where there is no score.
const NOTHING: [&str; 9] = ["", "-", "--", "–", "—", "n/a", "na", "null", "none"];

/// Whether a cell says that there is no score.
pub fn is_nothing(cell: &str) -> bool {
    cell.len() <= LONGEST && NOTHING.contains(&cell.trim().to_lowercase().as_str())
}

/// The number of a cell; `None` when it is none.
pub fn read(cell: &str) -> Option<f64> {
    let cell = cell.trim().trim_start_matches('\'').trim_end_matches('%');
    let cell = cell.trim();
    if cell.len() > LONGEST || !cell.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain = with_point(&cell.replace('−', "-"))?;
    let number: f64 = plain.parse().ok()?;
    number.is_finite().then_some(number)
}

/// A comma before one or two last digits is a decimal comma, before three it divides thousands.
fn with_point(cell: &str) -> Option<String> {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+');
    if !cell.chars().all(allowed) {
        return None;
    }
    let Some((whole, last)) = cell.rsplit_once(',') else {
        return Some(cell.to_owned());
    };
    let thousands = last.split('.').next().is_some_and(|group| group.len() == 3);
    match (thousands, whole.contains(','), last.contains('.')) {
        (true, _, _) => Some(cell.replace(',', "")),
        (false, false, false) => Some(format!("{whole}.{last}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (cell, number) in [
            ("101", Some(101.0)),
            (" 101.0 ", Some(101.0)),
            ("12,5", Some(12.5)),
            ("1,024", Some(1024.0)),
            ("1,024.5", Some(1024.5)),
            ("1,2,3", None),
            ("94 %", Some(94.0)),
            ("'12", Some(12.0)),
            ("−3", Some(-3.0)),
            ("0", Some(0.0)),
            ("", None),
            ("-", None),
            (",", None),
            ("1e9", None),
            ("inf", None),
            ("=1+1", None),
            ("BR1300L", None),
            ("12 words", None),
            ("1-2", None),
        ] {
            assert_eq!(read(cell), number, "{cell:?}");
        }
        assert!(is_nothing(" N/A ") && is_nothing("") && !is_nothing("Discontinue"));
    }
}
