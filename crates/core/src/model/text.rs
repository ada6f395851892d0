//! Text that a person typed: trimmed, bounded, and free of characters that could mislead.

/// The longest name or label kept, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest note kept, in characters.
pub const LONGEST_NOTE: usize = 4_000;

/// One line: white space folded, control and direction-override characters dropped.
pub fn line(text: &str) -> String {
    text.split_whitespace()
        .map(|word| word.chars().filter(|c| !misleads(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(LONGEST_NAME)
        .collect()
}

/// Several lines: kept as typed, without the characters that could mislead.
pub fn note(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| *c == '\n' || !misleads(*c))
        .take(LONGEST_NOTE)
        .collect()
}

/// Control characters, and those that reorder what follows them on the screen.
fn misleads(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A form of a text in which names are compared: lower case, plain letters, single spaces.
pub fn folded(text: &str) -> String {
    line(text).to_lowercase().replace(['’', '‘', '`'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_bounded_and_harmless() {
        for (given, kept) in [
            ("", ""),
            ("  Ávery   Smith-O'Neil \n", "Ávery Smith-O'Neil"),
            ("a\u{202E}b", "ab"),
            ("<b>Bo</b>", "<b>Bo</b>"),
        ] {
            assert_eq!(line(given), kept, "{given:?}");
        }
        assert_eq!(line(&"x".repeat(500)).chars().count(), LONGEST_NAME);
        assert_eq!(note(" a\n\u{0007}b "), "a\nb");
        assert_eq!(folded("O’Neil"), "o'neil");
    }
}
