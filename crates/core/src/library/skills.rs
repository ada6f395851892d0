//! Lists of skills that starter protocols teach one after another, in our own words. The order is
//! a usual one, easier before harder; a school's own curriculum may have another.

/// The skills of a starter protocol by its number; none where it is not taught skill by skill.
pub fn skills_of(starter: u128) -> &'static [&'static str] {
    match starter {
        1 => PHONICS,
        6 => MATH_FACTS,
        9 => FRACTIONS,
        _ => &[],
    }
}

const PHONICS: &[&str] = &[
    "Short a and i in three-letter words",
    "Short o, u and e in three-letter words",
    "Two letters, one sound: sh, ch, th, ck",
    "Blends at the beginning: st, cl, br",
    "Blends at the end: nd, mp, st",
    "Silent e: a_e and i_e",
    "Silent e: o_e and u_e",
    "Vowel teams: ai, ay, ee, ea",
    "Vowel teams: oa, ow, igh",
    "Vowels with r: ar, or",
    "Vowels with r: er, ir, ur",
    "Two syllables: rabbit, sunset",
];

const MATH_FACTS: &[&str] = &[
    "Add within 10",
    "Subtract within 10",
    "Add within 20",
    "Subtract within 20",
    "Times 2 and 10",
    "Times 5",
    "Times 3",
    "Times 4",
    "Times 6 and 9",
    "Times 7 and 8",
    "Divide by 2, 5 and 10",
    "Divide by 3, 4, 6, 7, 8 and 9",
];

const FRACTIONS: &[&str] = &[
    "Name a fraction of a whole",
    "Place unit fractions on the number line",
    "Place any fraction up to 1",
    "Fractions greater than 1",
    "Equal fractions",
    "Compare with the same denominator",
    "Compare with the same numerator",
    "Compare with one half and with 1",
    "Add and subtract with the same denominator",
    "Add and subtract with unlike denominators",
];
