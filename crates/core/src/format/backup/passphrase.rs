//! Passphrases: drawn from a list of words, or typed and weighed.
//!
//! The weight of a typed one is a rough guess that errs on the weak side: a word counts as one of
//! a thousand however long it is and however it is written, a year or a row of digits as little, a repetition as nothing.
//! It is said against a guesser who has the file and a hundred strong graphics cards: about a
//! million guesses a second at a million iterations (hashcat measures 8.9 million a second for
//! one such card at 999).

/// How many words a list must have: ten bits a word, with no word more likely than another.
pub const LIST: usize = 1_024;
/// How many are drawn: 60 bits.
pub const WORDS: usize = 6;
/// The shortest that is taken.
pub const SHORTEST: usize = 8;
/// As much of a longer one is weighed.
const LONGEST: usize = 200;

const BITS_OF_WORD: f64 = 10.0;
/// "the", "dog": few and often used.
const BITS_OF_SHORT_WORD: f64 = 5.0;
const BITS_OF_LETTER: f64 = 4.7;
const BITS_OF_DIGIT: f64 = 3.3;
const BITS_OF_YEAR: f64 = 6.0;
const BITS_OF_ROW: f64 = 3.0;
const BITS_OF_SIGN: f64 = 3.0;
const BITS_OF_REPETITION: f64 = 0.5;
const VOWELS: [char; 6] = ['a', 'e', 'i', 'o', 'u', 'y'];
/// Below it such a guesser needs days.
const FAIR: f64 = 40.0;
/// From it on, longer than a life.
const STRONG: f64 = 55.0;

/// What a passphrase withstands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    TooShort,
    Weak,
    Fair,
    Strong,
}

impl Strength {
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TooShort => "Too short: use at least 8 characters.",
            Self::Weak => {
                "Weak: strong computers would guess it within days. Add words that do not belong together."
            }
            Self::Fair => {
                "Fair: it would take strong computers months or years. One or two more words make it strong."
            }
            Self::Strong => "Strong: guessing it would take longer than a lifetime.",
        }
    }
}

/// Six words of a list, a word a line, by twelve random bytes. Nothing if the list has not as many
/// words as it should.
pub fn drawn(list: &str, chance: [u8; 2 * WORDS]) -> Option<String> {
    let words: Vec<&str> = list.lines().collect();
    if words.len() != LIST {
        return None;
    }
    let (pairs, _) = chance.as_chunks::<2>();
    let drawn: Vec<&str> = pairs
        .iter()
        .map(|pair| words[usize::from(u16::from_be_bytes(*pair)) % LIST])
        .collect();
    Some(drawn.join(" "))
}

pub fn strength(passphrase: &str) -> Strength {
    let passphrase: String = passphrase.trim().chars().take(LONGEST).collect();
    if passphrase.chars().count() < SHORTEST {
        return Strength::TooShort;
    }
    match bits(&passphrase) {
        bits if bits >= STRONG => Strength::Strong,
        bits if bits >= FAIR => Strength::Fair,
        _ => Strength::Weak,
    }
}

fn bits(passphrase: &str) -> f64 {
    let lower = passphrase.to_lowercase();
    let pieces = pieces(&lower);
    let weights = pieces.iter().enumerate().map(|(at, piece)| {
        if pieces[..at].contains(piece) {
            BITS_OF_REPETITION
        } else {
            bits_of(piece)
        }
    });
    weights.sum()
}

/// Runs of letters, runs of digits, and every other sign by itself.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let alike = |c: &char| match first {
            first if first.is_alphabetic() => c.is_alphabetic(),
            first if first.is_ascii_digit() => c.is_ascii_digit(),
            _ => false,
        };
        let run: usize = rest.chars().take_while(alike).map(char::len_utf8).sum();
        let (piece, after) = rest.split_at(run.max(first.len_utf8()));
        pieces.push(piece);
        rest = after.trim_start();
    }
    pieces
}

fn bits_of(piece: &str) -> f64 {
    let length = piece.chars().count() as f64;
    let first = piece.chars().next().unwrap_or_default();
    if first.is_alphabetic() {
        let each = BITS_OF_LETTER * length;
        return match length {
            // Two or three letters without a vowel are no word.
            ..=3.0 if !piece.contains(VOWELS) => each,
            ..=3.0 => each.min(BITS_OF_SHORT_WORD),
            _ => each.min(BITS_OF_WORD),
        };
    }
    if !first.is_ascii_digit() {
        return BITS_OF_SIGN;
    }
    if is_row(piece) {
        BITS_OF_ROW
    } else if piece.len() == 4 && (piece.starts_with("19") || piece.starts_with("20")) {
        BITS_OF_YEAR
    } else {
        BITS_OF_DIGIT * length
    }
}

/// "1234", "7777", "9876": each digit as far from the one before, by at most one.
fn is_row(digits: &str) -> bool {
    let steps: Vec<i16> = digits
        .as_bytes()
        .windows(2)
        .map(|pair| i16::from(pair[1]) - i16::from(pair[0]))
        .collect();
    steps.len() > 1 && steps[0].abs() <= 1 && steps.iter().all(|step| *step == steps[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_passphrase_is_weighed_on_the_weak_side() {
        use Strength::{Fair, Strong, TooShort, Weak};
        for (passphrase, expected) in [
            ("", TooShort),
            ("       ", TooShort),
            ("1234567", TooShort),
            ("12345678", Weak),
            ("aaaaaaaaaaaa", Weak),
            ("Password2026!", Weak),
            ("qwertyuiopasdfgh", Weak),
            ("three random words", Weak),
            ("maple maple maple maple maple maple", Weak),
            ("correct horse battery staple", Fair),
            ("The Quick Brown Fox Jumps", Fair),
            ("maple tinder raft onion velvet crisp", Strong),
            ("k7#Qz!2mVx9@Lp4w", Strong),
        ] {
            assert_eq!(strength(passphrase), expected, "{passphrase:?}");
        }
    }

    #[test]
    fn words_are_drawn_by_chance_alone() {
        let list: Vec<String> = (0..LIST).map(|number| format!("w{number}")).collect();
        let list = list.join("\n");
        let chance = [0, 0, 0, 1, 3, 255, 4, 0, 255, 255, 128, 2];
        assert_eq!(
            drawn(&list, chance).as_deref(),
            Some("w0 w1 w1023 w0 w1023 w2")
        );
        assert_eq!(drawn("one\ntwo", chance), None);
    }
}
