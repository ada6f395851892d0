//! The recovery code: chance on paper, in a form that people can copy and a slip cannot pass.
//!
//! Seven groups of five signs. Four signs of a group are chance, 140 bits in all; the fifth checks
//! the group, so that a slip is found before anything slow is tried, and is told by its group. The
//! signs are Crockford's Base 32 (<https://www.crockford.com/base32.html>): no I, L, O or U, and
//! who types an O or an l is understood.
//!
//! The check is a sum over the field of 32 elements with powers of its generator as weights, and
//! the number of the group as the first term: any one wrong sign, any two swapped signs and any two
//! swapped groups are found for certain, anything else in 31 of 32 cases a group.

use thiserror::Error;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 7;
const CHANCE_A_GROUP: usize = 4;
const GROUP: usize = CHANCE_A_GROUP + 1;
/// How many signs of a code are chance.
pub const CHANCE: usize = GROUPS * CHANCE_A_GROUP;

/// Why what was typed is no code.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Slip {
    #[error("A recovery code has 35 letters and digits, 7 groups of 5; this has {found}.")]
    Length { found: usize },
    #[error(
        "“{0}” is in no recovery code: it has digits and the letters A to Z without I, L, O, U."
    )]
    Sign(char),
    #[error("There is a slip in group {0}. Compare its five signs with your paper.")]
    Group(usize),
}

/// A code as it is printed, by random bytes: "7KQ2M-…".
pub fn drawn(chance: [u8; CHANCE]) -> String {
    let (groups, _) = chance.as_chunks::<CHANCE_A_GROUP>();
    let groups = groups.iter().zip(1..).map(|(chance, number)| {
        let values = chance.map(|byte| byte % 32);
        let signs = values.into_iter().chain([check(number, &values)]);
        signs.map(sign).collect::<String>()
    });
    groups.collect::<Vec<_>>().join("-")
}

/// What was typed as the secret that keys are derived from: the signs alone.
///
/// # Errors
/// When it cannot be a code.
pub fn read(typed: &str) -> Result<String, Slip> {
    let signs = typed.chars().filter(|sign| !is_between(*sign));
    let values: Vec<u8> = signs.map(value).collect::<Result<_, _>>()?;
    if values.len() != GROUPS * GROUP {
        return Err(Slip::Length {
            found: values.len(),
        });
    }
    for (group, number) in values.chunks(GROUP).zip(1..) {
        let (values, checked) = group.split_at(CHANCE_A_GROUP);
        if checked != [check(number, values)] {
            return Err(Slip::Group(usize::from(number)));
        }
    }
    Ok(values.into_iter().map(sign).collect())
}

/// What may stand between signs.
fn is_between(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{ad}' | '.')
}

fn value(typed: char) -> Result<u8, Slip> {
    let meant = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let found = SIGNS.iter().position(|sign| char::from(*sign) == meant);
    let value = found.and_then(|value| u8::try_from(value).ok());
    value.ok_or(Slip::Sign(typed))
}

fn sign(value: u8) -> char {
    char::from(SIGNS[usize::from(value % 32)])
}

fn check(number: u8, values: &[u8]) -> u8 {
    values
        .iter()
        .fold(number, |sum, value| times_generator(sum ^ value))
}

/// Multiplies by x in GF(2)[x] modulo x⁵ + x² + 1.
fn times_generator(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 0b10_0000 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> String {
        drawn(std::array::from_fn(|at| (at * 37 + 11) as u8))
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = code();
        assert_eq!(code.len(), 41);
        let secret = read(&code).unwrap();
        assert_eq!(secret, code.replace('-', ""));
        for typed in [
            code.to_lowercase(),
            code.replace('-', " "),
            code.replace('-', ""),
            format!("  {} \n", code.replace('-', "\u{2013}")),
            code.replace('0', "O").replace('1', "l"),
        ] {
            assert_eq!(read(&typed).as_ref(), Ok(&secret), "{typed}");
        }
    }

    #[test]
    fn every_wrong_sign_is_found_in_its_group() {
        let code = code();
        for at in (0..code.len()).filter(|at| code.as_bytes()[*at] != b'-') {
            for other in SIGNS.iter().filter(|sign| **sign != code.as_bytes()[at]) {
                let mut wrong = code.clone().into_bytes();
                wrong[at] = *other;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(read(&wrong), Err(Slip::Group(at / 6 + 1)), "{wrong}");
            }
        }
    }

    #[test]
    fn every_swap_is_found() {
        let code = code();
        for at in 0..code.len() - 1 {
            let mut swapped = code.clone().into_bytes();
            swapped.swap(at, at + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            let alike = swapped.replace('-', "") == code.replace('-', "");
            assert_eq!(read(&swapped).is_ok(), alike, "{swapped}");
        }
        let groups: Vec<&str> = code.split('-').collect();
        for (one, other) in [(0, 1), (2, 6), (3, 4)] {
            let mut swapped = groups.clone();
            swapped.swap(one, other);
            assert_eq!(read(&swapped.join("-")), Err(Slip::Group(one + 1)));
        }
    }

    #[test]
    fn what_is_no_code_is_told_why() {
        let code = code();
        assert_eq!(read(""), Err(Slip::Length { found: 0 }));
        assert_eq!(read(&code[..39]), Err(Slip::Length { found: 33 }));
        assert_eq!(read(&format!("{code}7")), Err(Slip::Length { found: 36 }));
        assert_eq!(read("U"), Err(Slip::Sign('U')));
        assert_eq!(read("maple tünder"), Err(Slip::Sign('ü')));
    }

    #[test]
    fn chance_is_all_that_differs() {
        assert_eq!(
            drawn([0; CHANCE]).split('-').next(),
            Some("0000G"),
            "the number of the group goes into its check"
        );
        assert_ne!(drawn([1; CHANCE]), drawn([2; CHANCE]));
        assert_eq!(drawn([33; CHANCE]), drawn([1; CHANCE]));
    }
}
