//! Numbers as a person reads and types them.

/// No more than two decimals, and no zeros at the end.
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "not a number".into();
    }
    let text = decimals(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// With a fixed count of decimals. A true minus sign is read out as "minus"; what rounds to zero has
/// no sign.
pub fn decimals(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.bytes().all(|byte| matches!(byte, b'0' | b'.')) => zero.to_owned(),
        Some(digits) => format!("−{digits}"),
        None => text,
    }
}

/// As it stands in a field, to be typed over: with the minus of the keyboard.
pub fn typed(value: f64) -> String {
    number(value).replace('−', "-")
}

/// What was typed, or copied from a page with its minus sign.
pub fn read(text: &str) -> Option<f64> {
    let number = text.trim().replace('−', "-").parse::<f64>().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_a_true_minus() {
        for (value, text, in_field) in [
            (9.5, "9.5", "9.5"),
            (10.0, "10", "10"),
            (100.0, "100", "100"),
            (1.234, "1.23", "1.23"),
            (-3.0, "−3", "-3"),
            (-0.25, "−0.25", "-0.25"),
            (-0.0, "0", "0"),
            (-0.001, "0", "0"),
        ] {
            assert_eq!(number(value), text);
            assert_eq!(typed(value), in_field);
        }
        assert_eq!(number(f64::NAN), "not a number");
        assert_eq!(decimals(-0.04, 1), "0.0");
        assert_eq!(decimals(-1.0, 1), "−1.0");
    }

    #[test]
    fn what_a_page_shows_can_be_typed_again() {
        for text in ["-3", "−3", " −3 "] {
            assert_eq!(read(text), Some(-3.0), "{text}");
        }
        for text in ["", "−", "3-", "inf", "NaN", "12 words"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
