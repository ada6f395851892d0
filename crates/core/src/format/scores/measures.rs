//! Which measure a name in a file stands for. What is not sure is left for the person to say.

use crate::caseload::Caseload;
use crate::format::table::header_key;
use crate::library;
use crate::model::{Id, Measure};

/// The words of a text, in lower case; "NWF-CLS" is two, "WRC_PER_MIN" three.
pub struct Words(Vec<String>);

impl Words {
    pub fn of(text: &str) -> Self {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        Self(words.take(MOST_WORDS).map(str::to_lowercase).collect())
    }

    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|known| known == word)
    }

    pub fn have_all(&self, words: &[&str]) -> bool {
        words.iter().all(|word| self.has(word))
    }

    /// The word that follows.
    pub fn after(&self, word: &str) -> Option<&str> {
        let at = self.0.iter().position(|known| known == word)?;
        self.0.get(at + 1).map(String::as_str)
    }
}

/// No name is longer; a cell of a million letters is none.
const MOST_WORDS: usize = 40;
/// How much of a text is compared.
const LONGEST_NAME: usize = 200;

/// Words that together name a built-in measure, in the order in which they are looked for: what
/// is part of a longer name comes after it.
const NAMES: [(&[&str], Id<Measure>); 25] = [
    (&["nwf", "cls"], library::LETTER_SOUNDS),
    (&["nonsense", "sounds"], library::LETTER_SOUNDS),
    (&["nwf", "wrc"], library::WORDS_RECODED),
    (&["nwf", "wwr"], library::WORDS_RECODED),
    (&["nonsense", "recoded"], library::WORDS_RECODED),
    (&["wrf"], library::WORD_READING),
    (&["word", "reading"], library::WORD_READING),
    (&["psf"], library::PHONEMIC_SEGMENTATION),
    (
        &["phonemic", "segmentation"],
        library::PHONEMIC_SEGMENTATION,
    ),
    (&["phoneme", "segmentation"], library::PHONEMIC_SEGMENTATION),
    (&["phonemic", "awareness"], library::PHONEMIC_SEGMENTATION),
    (&["lnf"], library::LETTER_NAMING),
    (&["letter", "naming"], library::LETTER_NAMING),
    (&["letter", "names"], library::LETTER_NAMING),
    (&["maze"], library::MAZE),
    (&["orf"], library::ORAL_READING_FLUENCY),
    (&["dorf"], library::ORAL_READING_FLUENCY),
    (&["oral", "reading"], library::ORAL_READING_FLUENCY),
    (&["reading", "fluency"], library::ORAL_READING_FLUENCY),
    (&["cbmr"], library::ORAL_READING_FLUENCY),
    (&["cbmreading"], library::ORAL_READING_FLUENCY),
    (&["cbm", "reading"], library::ORAL_READING_FLUENCY),
    (&["wcpm"], library::ORAL_READING_FLUENCY),
    (&["math", "computation"], library::MATH_COMPUTATION),
    (&["m", "comp"], library::MATH_COMPUTATION),
];
/// Words of names that speak of a measure but are no score of it.
const NOT_A_SCORE: [&str; 12] = [
    "accuracy",
    "accu",
    "acc",
    "error",
    "errors",
    "incorrect",
    "total",
    "attempted",
    "retell",
    "percentile",
    "composite",
    "comprehension",
];

/// The measures of a caseload by their names.
pub struct KnownMeasures<'a> {
    by_name: Vec<(String, Id<Measure>)>,
    caseload: &'a Caseload,
}

impl<'a> KnownMeasures<'a> {
    pub fn of_caseload(caseload: &'a Caseload) -> Self {
        let mut by_name = Vec::new();
        for (id, measure) in caseload.all_measures() {
            if measure.archived.is_none() {
                by_name.push((header_key(&measure.name), id));
                by_name.push((header_key(&measure.short_name), id));
            }
        }
        Self { by_name, caseload }
    }

    /// The measure that a text names, by the names of the caseload, else by the usual words.
    pub fn of(&self, text: &str, words: &Words) -> Option<Id<Measure>> {
        let text: String = text.chars().take(LONGEST_NAME).collect();
        let key = header_key(&text);
        let named = self.by_name.iter().find(|(name, _)| *name == key);
        named.map(|(_, id)| *id).or_else(|| self.by_words(words))
    }

    /// The measure of a row's measure column; a name of accuracy or errors is of none.
    pub fn of_name(&self, name: &str) -> Option<Id<Measure>> {
        let words = Words::of(name);
        let is_maze = words.has("maze") && !words.has("incorrect") && !words.has("correct");
        if !is_maze && NOT_A_SCORE.iter().any(|word| words.has(word)) {
            return None;
        }
        self.of(name, &words)
    }

    fn by_words(&self, words: &Words) -> Option<Id<Measure>> {
        let (_, id) = NAMES.iter().find(|(all, _)| words.have_all(all))?;
        self.caseload
            .measure(*id)
            .filter(|measure| measure.archived.is_none())
            .map(|_| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_as_vendors_write_them() {
        let caseload = Caseload::default();
        let known = KnownMeasures::of_caseload(&caseload);
        for (name, measure) in [
            ("Letter Names (LNF)", Some(library::LETTER_NAMING)),
            (
                "Phonemic Awareness (PSF)",
                Some(library::PHONEMIC_SEGMENTATION),
            ),
            ("Letter Sounds (NWF-CLS)", Some(library::LETTER_SOUNDS)),
            ("Decoding (NWF-WRC)", Some(library::WORDS_RECODED)),
            ("Word Reading (WRF)", Some(library::WORD_READING)),
            ("Reading Fluency (ORF)", Some(library::ORAL_READING_FLUENCY)),
            ("Oral reading fluency", Some(library::ORAL_READING_FLUENCY)),
            ("CBMR-English", Some(library::ORAL_READING_FLUENCY)),
            ("Reading Comprehension (Maze)", Some(library::MAZE)),
            ("Word reading fluency", Some(library::WORD_READING)),
            ("CICO", Some(library::CHECK_IN_CHECK_OUT)),
            ("Reading Accuracy (ORF-Accu)", None),
            ("Error Rate (ORF)", None),
            ("CBMreading · Accuracy", None),
            ("Letter Sound Fluency", None),
            ("Nonsense Word Fluency", None),
            ("Composite", None),
            ("Vocabulary", None),
            ("", None),
        ] {
            assert_eq!(known.of_name(name), measure, "{name:?}");
        }
    }
}
