//! Who is in the demo: six groups, twenty-four students, eight stories. All names are invented.

use jiff::civil::Weekday;

use crate::library;
use crate::model::{Id, Measure};

/// What can be found in the data of a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    Usual,
    Responder,
    NonResponder,
    /// Kept from most sessions by other services.
    MinutesNotDelivered,
    /// In the group that is taught with steps missing.
    PoorFidelity,
    TooNoisy,
    JustStarted,
    LowerIsBetter,
    Exit,
    /// None of the eight: the intervention was changed half-way, so the scores since are few.
    Changed,
}

pub struct Class {
    pub name: &'static str,
    /// The number of the starter protocol.
    pub starter: u128,
    pub weekdays: &'static [Weekday],
    pub start: u16,
    pub minutes: u16,
    pub measure: Id<Measure>,
    pub material: &'static str,
    /// The chance that a step is missed.
    pub missed_steps: f64,
    pub roles: &'static [Role],
}

pub struct Role {
    pub name: (&'static str, &'static str),
    /// `None` is kindergarten.
    pub grade: Option<u8>,
    pub teacher: &'static str,
    /// Where scores start, what they gain a week, what the goal asks for a week.
    pub level: f64,
    pub growth: f64,
    pub goal_growth: f64,
    /// Standard deviation of the scores about their line.
    pub noise: f64,
    pub attends: f64,
    pub story: Story,
    /// Where it is not the measure of the group.
    pub measure: Option<Id<Measure>>,
}

const fn role(
    name: (&'static str, &'static str),
    grade: u8,
    teacher: &'static str,
    level: f64,
    growth: f64,
    goal_growth: f64,
    noise: f64,
) -> Role {
    Role {
        name,
        grade: Some(grade),
        teacher,
        level,
        growth,
        goal_growth,
        noise,
        attends: 0.98,
        story: Story::Usual,
        measure: None,
    }
}

const fn told(role: Role, story: Story) -> Role {
    Role {
        attends: if matches!(story, Story::MinutesNotDelivered) {
            0.42
        } else {
            0.98
        },
        story,
        ..role
    }
}

const MON_TO_THU: &[Weekday] = &[
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
];
const EVERY_DAY: &[Weekday] = &[
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
];
const MON_WED_FRI: &[Weekday] = &[Weekday::Monday, Weekday::Wednesday, Weekday::Friday];

pub const GROUPS: &[Class] = &[
    Class {
        name: "Morning check-in",
        starter: 10,
        weekdays: EVERY_DAY,
        start: 8 * 60,
        minutes: 10,
        measure: library::CHECK_IN_CHECK_OUT,
        material: "Daily card",
        missed_steps: 0.06,
        roles: &[
            role(("Jamal", "Whitaker"), 4, "Mr. Osei", 58.0, 1.4, 1.0, 9.0),
            role(("Lena", "Kowalczyk"), 5, "Ms. Tran", 66.0, 0.7, 0.8, 8.0),
            Role {
                measure: Some(library::INCIDENTS),
                ..told(
                    role(("Mateo", "Rivas"), 3, "Ms. Adler", 11.0, -0.55, -0.3, 1.3),
                    Story::LowerIsBetter,
                )
            },
        ],
    },
    Class {
        name: "Phonics, grade 2",
        starter: 1,
        weekdays: MON_TO_THU,
        start: 8 * 60 + 30,
        minutes: 30,
        measure: library::LETTER_SOUNDS,
        material: "Grade 2 forms",
        missed_steps: 0.07,
        roles: &[
            role(("Amara", "Diallo"), 2, "Ms. Adler", 38.0, 1.6, 1.5, 5.0),
            role(("Noah", "Brandt"), 2, "Ms. Adler", 41.0, 1.2, 1.4, 6.0),
            told(
                role(("Priya", "Raman"), 2, "Mr. Osei", 35.0, 1.5, 1.5, 5.0),
                Story::JustStarted,
            ),
            role(("Tomás", "Echeverría"), 2, "Mr. Osei", 33.0, 1.4, 1.5, 6.0),
            role(("Ruby", "Castellano"), 2, "Ms. Adler", 44.0, 1.7, 1.4, 5.0),
        ],
    },
    Class {
        name: "Fluency, grade 3",
        starter: 2,
        weekdays: MON_TO_THU,
        start: 9 * 60 + 15,
        minutes: 20,
        measure: library::ORAL_READING_FLUENCY,
        material: "Grade 3 passages",
        missed_steps: 0.05,
        roles: &[
            told(
                role(("Elena", "Vasquez"), 3, "Ms. Tran", 62.0, 2.2, 1.4, 5.0),
                Story::Responder,
            ),
            told(
                role(("Caleb", "Osgood"), 3, "Ms. Tran", 57.0, 0.25, 1.4, 4.0),
                Story::NonResponder,
            ),
            told(
                role(("Sofia", "Lindqvist"), 3, "Ms. Adler", 60.0, 0.5, 1.4, 5.0),
                Story::MinutesNotDelivered,
            ),
            told(
                role(("Andre", "Baptiste"), 3, "Ms. Tran", 64.0, 1.3, 1.4, 17.0),
                Story::TooNoisy,
            ),
        ],
    },
    Class {
        name: "Fluency, grade 4",
        starter: 2,
        weekdays: &[Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday],
        start: 10 * 60,
        minutes: 30,
        measure: library::ORAL_READING_FLUENCY,
        material: "Grade 4 passages",
        missed_steps: 0.42,
        roles: &[
            told(
                role(("Grace", "Abernathy"), 4, "Mr. Osei", 78.0, 0.4, 1.2, 5.0),
                Story::PoorFidelity,
            ),
            role(("Yusuf", "Karimi"), 4, "Mr. Osei", 82.0, 0.9, 1.1, 7.0),
            role(
                ("Hannah", "Petersen"),
                4,
                "Ms. Lindgren",
                75.0,
                0.8,
                1.2,
                6.0,
            ),
            role(
                ("Anastasia-Guadalupe", "Montgomery-Villanueva"),
                4,
                "Ms. Lindgren",
                80.0,
                1.0,
                1.1,
                6.0,
            ),
        ],
    },
    Class {
        name: "Math facts, grade 3",
        starter: 6,
        weekdays: EVERY_DAY,
        start: 11 * 60,
        minutes: 15,
        measure: library::MATH_COMPUTATION,
        material: "Grade 3 mixed facts",
        missed_steps: 0.08,
        roles: &[
            told(
                role(("Dev", "Malhotra"), 3, "Ms. Adler", 14.0, 0.95, 0.45, 2.2),
                Story::Exit,
            ),
            role(("Olivia", "Fenwick"), 3, "Ms. Tran", 12.0, 0.5, 0.5, 2.5),
            role(("Kofi", "Mensah"), 3, "Ms. Tran", 10.0, 0.6, 0.5, 2.5),
            role(("Mia", "Delacroix"), 3, "Ms. Adler", 13.0, 0.35, 0.5, 3.0),
        ],
    },
    Class {
        name: "Fractions, grade 5",
        starter: 9,
        weekdays: MON_WED_FRI,
        start: 13 * 60,
        minutes: 35,
        measure: library::MATH_COMPUTATION,
        material: "Grade 5 fractions",
        missed_steps: 0.10,
        roles: &[
            role(("Jonah", "Sutter"), 5, "Ms. Lindgren", 16.0, 0.5, 0.5, 2.5),
            role(
                ("Aaliyah", "Norwood"),
                5,
                "Ms. Lindgren",
                18.0,
                0.6,
                0.5,
                2.5,
            ),
            told(
                role(("Viktor", "Halloran"), 5, "Mr. Osei", 15.0, 0.3, 0.5, 3.0),
                Story::Changed,
            ),
            role(("Chloe", "Nakamura"), 5, "Mr. Osei", 17.0, 0.55, 0.5, 2.5),
        ],
    },
];
