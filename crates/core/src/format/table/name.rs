//! A full name in its two parts, and the form in which names are compared.

use crate::model::text;

/// Words that belong to the family name that follows them, in lower case.
const PARTICLES: [&str; 22] = [
    "da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "la", "las",
    "le", "los", "st.", "ter", "van", "vander", "von", "zu",
];
/// Words that belong to the family name before them.
const SUFFIXES: [&str; 6] = ["jr", "jr.", "sr", "sr.", "ii", "iii"];

/// Given and family name of "Jones, Blake" or "Blake Jones".
pub fn split(full: &str) -> (String, String) {
    if let Some((family, given)) = full.split_once(',') {
        return match given.trim() {
            suffix if is_in(&SUFFIXES, suffix) => {
                let (given, family) = split(family);
                (given, format!("{family} {suffix}"))
            }
            given => (given.to_owned(), family.trim().to_owned()),
        };
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let mut family = words.len().saturating_sub(1);
    if family > 1 && is_in(&SUFFIXES, words[family]) {
        family -= 1;
    }
    while family > 1 && is_in(&PARTICLES, words[family - 1]) {
        family -= 1;
    }
    if words.len() == 1 {
        return (words[0].to_owned(), String::new());
    }
    (words[..family].join(" "), words[family..].join(" "))
}

/// The form in which a name of a file is compared: lower case, no accents, no marks.
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for letter in text::line(name).chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36F}' | '\'' | '’' | '‘' | '`' | '.' => {}
            letter if letter.is_ascii_alphanumeric() => key.push(letter),
            letter => match PLAIN.iter().find(|(letters, _)| letters.contains(letter)) {
                Some((_, plain)) => key.push_str(plain),
                None if letter.is_alphanumeric() => key.push(letter),
                None => key.push(' '),
            },
        }
    }
    key.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters with marks, and how they are written without.
const PLAIN: [(&str, &str); 24] = [
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ĥħ", "h"),
    ("ìíîïĩīĭįı", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("ĺļľŀł", "l"),
    ("ñńņňŉ", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ŵ", "w"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
    ("ŋ", "n"),
];

fn is_in(words: &[&str], word: &str) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_name_has_two_parts() {
        for (full, given, family) in [
            ("", "", ""),
            ("Blake", "Blake", ""),
            ("Blake Jones", "Blake", "Jones"),
            ("Jones, Blake", "Blake", "Jones"),
            ("Smith-O'Neil, Ávery Q", "Ávery Q", "Smith-O'Neil"),
            ("Ana María de la Cruz", "Ana María", "de la Cruz"),
            ("Blake Q. Jones Jr.", "Blake Q.", "Jones Jr."),
            ("Blake Jones, III", "Blake", "Jones III"),
            ("de la Cruz", "de", "la Cruz"),
            (" , ", "", ""),
        ] {
            assert_eq!(
                split(full),
                (given.to_owned(), family.to_owned()),
                "{full:?}"
            );
        }
    }

    #[test]
    fn names_are_compared_without_case_accents_and_marks() {
        for (name, compared) in [
            ("Íñigo RUIZ-D’Arcy", "inigo ruiz darcy"),
            ("I\u{301}n\u{303}igo Ruiz D'Arcy", "inigo ruiz darcy"),
            ("Blake Q. Jones,  Jr.", "blake q jones jr"),
            ("李 明", "李 明"),
            ("\u{202E}", ""),
        ] {
            assert_eq!(key(name), compared, "{name:?}");
        }
    }
}
