//! Quick phrases for notes, learned from the person's own notes; nothing is pre-written.

use crate::order::Order;
use std::collections::BTreeMap;

use crate::caseload::Caseload;
use crate::model::text;

/// How many phrases are offered.
const MOST: usize = 6;
/// A phrase is offered once it was used in this many notes.
const LEAST_USES: usize = 2;
/// A longer sentence is a story, not a phrase.
const LONGEST: usize = 60;

/// The sentences that stand in most notes of the sessions in memory, most used first; those with
/// a student's name are left out, so that a tap never puts one student into another's note.
pub fn quick_phrases(caseload: &Caseload) -> Vec<String> {
    let names = names(caseload);
    let mut uses: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for session in caseload.sessions.values() {
        let mut sentences: Vec<&str> = session
            .note
            .split_inclusive(['.', '!', '?', '\n'])
            .collect();
        sentences.order();
        sentences.dedup();
        for sentence in sentences {
            let phrase = text::line(sentence);
            if (3..=LONGEST).contains(&phrase.chars().count()) {
                let counted = uses.entry(text::folded(&phrase)).or_insert((0, phrase));
                counted.0 += 1;
            }
        }
    }
    let mut phrases: Vec<_> = uses
        .into_iter()
        .filter(|(folded, (uses, _))| *uses >= LEAST_USES && !mentions(folded, &names))
        .map(|(_, counted)| counted)
        .collect();
    phrases.order_by(|(a, first), (b, second)| b.cmp(a).then_with(|| first.cmp(second)));
    phrases
        .into_iter()
        .take(MOST)
        .map(|(_, phrase)| phrase)
        .collect()
}

fn names(caseload: &Caseload) -> Vec<String> {
    caseload
        .students
        .values()
        .flat_map(|student| [&student.given_name, &student.family_name])
        .flat_map(|name| name.split_whitespace())
        .map(text::folded)
        .filter(|name| !name.is_empty())
        .collect()
}

fn mentions(phrase: &str, names: &[String]) -> bool {
    phrase
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .map(|word| word.trim_end_matches("'s"))
        .any(|word| names.iter().any(|name| name == word))
}
