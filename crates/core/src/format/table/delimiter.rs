//! Which character stands between the cells: a comma, a semicolon, or the tab of a spreadsheet.

/// In the order in which a tie is settled: commas also stand inside names.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];
/// How many lines are looked at.
const LINES: usize = 10;

/// The delimiter, and the text without a line that only names it, as Excel's `sep=;`.
pub fn of(text: &str, is_header: fn(&str) -> bool) -> (u8, &str) {
    if let Some(named) = named(text) {
        return named;
    }
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    if first.contains('\t') || is_header(first) {
        // A lone header is a list of one column, whatever its values contain.
        return (b'\t', text);
    }
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let most = text
            .lines()
            .take(LINES)
            .map(|line| count(line, delimiter))
            .max()
            .unwrap_or(0);
        if most > best.0 {
            best = (most, delimiter);
        }
    }
    (best.1, text)
}

fn named(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let delimiter = first.trim_end_matches('\r').strip_prefix("sep=")?;
    let [delimiter] = *delimiter.as_bytes() else {
        return None;
    };
    DELIMITERS.contains(&delimiter).then_some((delimiter, rest))
}

/// How often the delimiter stands outside quotes.
fn count(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == delimiter
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_header(cell: &str) -> bool {
        cell == "Student name"
    }

    #[test]
    fn the_delimiter_is_the_one_that_divides_the_lines() {
        for (text, delimiter) in [
            ("", b','),
            ("First,Last", b','),
            ("First;Last", b';'),
            ("First\tLast, all", b'\t'),
            ("\"Jones, Blake\";K", b';'),
            ("Jones, Blake;K", b';'),
            ("Student name\nJones, Blake", b'\t'),
            ("sep=;\nFirst,;Last", b';'),
        ] {
            assert_eq!(
                char::from(of(text, is_header).0),
                char::from(delimiter),
                "{text:?}"
            );
        }
        assert_eq!(of("sep=;\r\nFirst;Last", is_header).1, "First;Last");
    }
}
