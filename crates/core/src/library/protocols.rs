//! The starter protocols, in our own words. Each is a pattern that teachers know; none is a
//! published program, and each can be edited into the one that a school uses.

use std::sync::OnceLock;

use super::skills::skills_of;
use crate::model::{
    Dose, Entries, Id, MasteryRule, Protocol, ProtocolVersion, Stamp, Step, Subject,
};

/// A starter before it becomes a protocol: marks before a step are `!` core, `?` may not apply,
/// `~` recorded but not required.
struct Starter {
    name: &'static str,
    subject: Subject,
    summary: &'static str,
    /// Minutes, days a week, weeks, smallest and largest group.
    dose: (u16, u8, u8, u8, u8),
    steps: &'static [&'static str],
}

const STARTERS: &[Starter] = &[
    Starter {
        name: "Phonics: blend and read",
        subject: Subject::Reading,
        summary: "Letter sounds, blending, word reading and a decodable text, for students who read words slowly or by guessing.",
        dose: (30, 4, 10, 1, 5),
        steps: &[
            "Review three to five known letter sounds with cards",
            "!Teach the new sound: say it, show it, trace it",
            "!Blend six to eight words sound by sound, together and then alone",
            "Read a list of ten words, mixed old and new",
            "?Read two irregular words by spelling them aloud",
            "!Read the decodable text, each student a turn, errors corrected at once",
            "Write three words and one sentence from dictation",
        ],
    },
    Starter {
        name: "Repeated reading with feedback",
        subject: Subject::Reading,
        summary: "One passage read several times to a goal, for students who read accurately but slowly.",
        dose: (20, 4, 8, 1, 4),
        steps: &[
            "Name today's goal and last time's score",
            "!Model the first paragraph at a natural pace",
            "!Student reads the passage aloud; errors are corrected at once",
            "Practice the missed words alone, then in their sentence",
            "!Student reads the same passage again, timed",
            "Student marks the score on the chart",
            "?Retell the passage in two sentences",
        ],
    },
    Starter {
        name: "Phonemic awareness: hear and move sounds",
        subject: Subject::Reading,
        summary: "Segmenting, blending and changing sounds with counters, for beginning readers.",
        dose: (15, 5, 8, 1, 5),
        steps: &[
            "Warm up: say the first sound of five words",
            "!Segment six words, one counter a sound",
            "!Blend six words from their sounds",
            "!Change one sound to make a new word, six times",
            "Link two of the words to letters",
        ],
    },
    Starter {
        name: "Multisyllable words",
        subject: Subject::Reading,
        summary: "Breaking long words into parts, for students from grade 3 on.",
        dose: (30, 3, 10, 1, 6),
        steps: &[
            "Review prefixes and suffixes with cards",
            "!Teach one word part: meaning, sound, two examples",
            "!Underline the vowels, loop the parts, say the parts, say the word: eight words",
            "Read ten sentences with the words",
            "!Read the passage and mark long words read alone",
            "?Spell three of the words by parts",
        ],
    },
    Starter {
        name: "Reading comprehension: ask, find, tell",
        subject: Subject::Reading,
        summary: "Questions before, during and after a short text, for students who read the words but miss the meaning.",
        dose: (30, 3, 12, 1, 6),
        steps: &[
            "Teach two words that carry the text",
            "!Set the question that the reading should answer",
            "!Stop at three places: what happened, how do we know?",
            "Students find the sentence that answers the question",
            "!Each student tells the main idea in one sentence",
            "~Write the sentence",
        ],
    },
    Starter {
        name: "Math facts: cover, copy, compare",
        subject: Subject::Math,
        summary: "Short practice of one set of facts to fluency, with immediate checking.",
        dose: (15, 5, 6, 1, 6),
        steps: &[
            "Choose the set that is accurate but slow",
            "!Look at the fact, cover it, write it, compare it: twelve facts",
            "Correct each error by writing the whole fact once",
            "!One-minute timing of the set",
            "Student marks digits correct on the chart",
        ],
    },
    Starter {
        name: "Number sense: number line and place value",
        subject: Subject::Math,
        summary: "Quantity, order and place value with material and drawing, for grades K to 3.",
        dose: (30, 4, 10, 1, 5),
        steps: &[
            "Count aloud from today's start number, forwards and back",
            "!Show the number with material",
            "!Draw it, then write it",
            "!Place it on the number line and say how it compares",
            "Five mixed problems alone",
            "?Game with cards for two minutes",
        ],
    },
    Starter {
        name: "Word problems by type",
        subject: Subject::Math,
        summary: "Recognizing the type of a problem and setting up its equation, for grades 2 to 6.",
        dose: (30, 3, 12, 1, 6),
        steps: &[
            "Fact warm-up, one minute",
            "!Read the problem and say what it asks",
            "!Name the type and draw its picture",
            "!Write the equation with a blank, solve, check against the question",
            "Sort three new problems by type",
            "One problem alone",
        ],
    },
    Starter {
        name: "Fractions on the number line",
        subject: Subject::Math,
        summary: "Fractions as numbers that can be placed and compared, for grades 3 to 6.",
        dose: (35, 3, 12, 1, 6),
        steps: &[
            "Warm up: multiplication facts, one minute",
            "!Place today's fractions on the number line and say why there",
            "!Compare two fractions with a reason",
            "!Worked example, then one together, then one alone",
            "Mixed review of four problems",
        ],
    },
    Starter {
        name: "Check-in, check-out",
        subject: Subject::Behavior,
        summary: "A greeting with goals in the morning, points through the day, a short review at the end.",
        dose: (10, 5, 8, 1, 10),
        steps: &[
            "!Morning: greet, check materials, name the goal for the day",
            "Student carries the card to each class",
            "!Each teacher marks points with a word of feedback",
            "!End of day: add points, praise what went well, plan one thing",
            "?Card goes home and comes back signed",
        ],
    },
    Starter {
        name: "Calm and return",
        subject: Subject::Behavior,
        summary: "Teaching a student to notice rising stress, use a calming routine and return to work.",
        dose: (20, 3, 8, 1, 4),
        steps: &[
            "Rate the day so far, 1 to 5",
            "!Model the routine: stop, breathe, name it, choose",
            "!Practice with two situations the student names",
            "Agree on a signal with the teacher",
            "~Review how often it was used since last time",
        ],
    },
    Starter {
        name: "Social skills practice",
        subject: Subject::Behavior,
        summary: "One skill a week, shown, practiced and used outside the group.",
        dose: (30, 2, 10, 2, 6),
        steps: &[
            "!Name the skill and why it helps",
            "!Show it done well and done badly",
            "!Each student practices in a role play",
            "Group says one thing that worked",
            "Choose where to use it this week",
            "?Report on last week's try",
        ],
    },
];

/// A starter protocol.
pub fn protocol(id: Id<Protocol>) -> Option<&'static Protocol> {
    protocols()
        .find(|(known, _)| *known == id)
        .map(|(_, protocol)| protocol)
}

/// The starter protocols.
pub fn protocols() -> impl Iterator<Item = (Id<Protocol>, &'static Protocol)> {
    static ALL: OnceLock<Vec<(Id<Protocol>, Protocol)>> = OnceLock::new();
    ALL.get_or_init(|| {
        (1..)
            .zip(STARTERS)
            .map(|(number, starter)| starter.protocol(number))
            .collect()
    })
    .iter()
    .map(|(id, protocol)| (*id, protocol))
}

/// The id of the starter with a number from 1 on.
pub const fn starter(number: u128) -> Id<Protocol> {
    Id::built_in(0x1000 + number)
}

impl Starter {
    fn protocol(&self, number: u128) -> (Id<Protocol>, Protocol) {
        let (minutes, days_per_week, weeks, smallest_group, largest_group) = self.dose;
        let skills: Vec<String> = skills_of(number)
            .iter()
            .map(|skill| (*skill).into())
            .collect();
        let version = ProtocolVersion {
            number: 1,
            summary: self.summary.into(),
            steps: (1..)
                .zip(self.steps)
                .map(|(at, text)| step(number, at, text))
                .collect(),
            dose: Dose {
                minutes,
                days_per_week,
                weeks,
                smallest_group,
                largest_group,
                lessons: None,
            },
            mastery: (!skills.is_empty()).then(MasteryRule::default),
            skills,
            used_since: None,
        };
        let mut versions = Entries::default();
        versions.set(Id::built_in(0x2000 + number), Stamp::default(), version);
        let protocol = Protocol {
            name: self.name.into(),
            subject: self.subject,
            versions,
            archived: None,
        };
        (starter(number), protocol)
    }
}

fn step(protocol: u128, at: u128, marked: &str) -> Step {
    let text = marked.trim_start_matches(['!', '?', '~']);
    Step {
        id: Id::built_in(0x10_0000 + protocol * 0x100 + at),
        text: text.into(),
        required: !marked.starts_with('~'),
        may_not_apply: marked.starts_with('?'),
        core: marked.starts_with('!'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_ten_sound_starters_for_each_kind_of_work() {
        assert!(protocols().count() >= 10);
        for subject in Subject::ALL {
            assert!(protocols().any(|(_, protocol)| protocol.subject == subject));
        }
        for (_, protocol) in protocols() {
            assert_eq!(protocol.clone().checked().as_ref(), Ok(protocol));
            for version in protocol.versions.values() {
                assert_eq!(version.clone().checked().as_ref(), Ok(version));
                assert!(version.steps.iter().any(|step| step.core));
            }
        }
    }
}
