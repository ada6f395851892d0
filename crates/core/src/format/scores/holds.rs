//! What a column of a score file can hold, and the headers under which it comes.

use serde::{Deserialize, Serialize};

use crate::format::table::header_key;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    StudentId,
    FullName,
    GivenName,
    FamilyName,
    Grade,
    /// The name of the measure, in a file with one administration a row. Two columns make one
    /// name together, as "CBMreading" and "Words read correctly".
    Measure,
    Date,
    /// "BOY", "Fall": the day is asked for.
    Season,
    Score,
    Errors,
    Accuracy,
    Note,
}

impl Holds {
    pub const ALL: [Self; 12] = [
        Self::StudentId,
        Self::FullName,
        Self::GivenName,
        Self::FamilyName,
        Self::Grade,
        Self::Measure,
        Self::Date,
        Self::Season,
        Self::Score,
        Self::Errors,
        Self::Accuracy,
        Self::Note,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::StudentId => "Student ID",
            Self::FullName => "Full name",
            Self::GivenName => "Given name",
            Self::FamilyName => "Family name",
            Self::Grade => "Grade",
            Self::Measure => "Name of the measure",
            Self::Date => "Date",
            Self::Season => "Season",
            Self::Score => "Score",
            Self::Errors => "Errors",
            Self::Accuracy => "Accuracy in percent",
            Self::Note => "Note",
        }
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::StudentId => "student_id",
            Self::FullName => "full_name",
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Grade => "grade",
            Self::Measure => "measure",
            Self::Date => "date",
            Self::Season => "season",
            Self::Score => "score",
            Self::Errors => "errors",
            Self::Accuracy => "accuracy",
            Self::Note => "note",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holds| holds.key() == key)
    }

    /// A row has one of these. Ids come from the district, the state and the vendor side by side,
    /// and a wide row has many scores with what belongs to them.
    pub fn is_single(self) -> bool {
        matches!(
            self,
            Self::FullName
                | Self::GivenName
                | Self::FamilyName
                | Self::Grade
                | Self::Season
                | Self::Note
        )
    }

    /// Whether the column belongs to one score of the row, or to all of them.
    pub fn is_of_a_score(self) -> bool {
        matches!(self, Self::Date | Self::Errors | Self::Accuracy)
    }

    /// Headers that mean this and nothing else, the surest first.
    fn headers(self) -> &'static [&'static str] {
        match self {
            Self::StudentId => &[
                "studentid",
                "studentprimaryid",
                "primaryidstudentiddistrictid",
                "primaryidstudentidstateid",
                "localid",
                "localstudentid",
                "studentlocalid",
                "districtstudentid",
                "studentstateid",
                "stateid",
                "statestudentid",
                "studentnumber",
                "studentidnumber",
                "sisid",
                "schoolid",
                "studentsourcedid",
                "sourcedid",
                "id",
            ],
            Self::FullName => &[
                "studentname",
                "fullname",
                "studentfullname",
                "student",
                "studentlastfirst",
                "studentnamelastfirst",
                "name",
            ],
            Self::GivenName => &[
                "firstname",
                "givenname",
                "studentfirstname",
                "studentfirst",
                "first",
                "given",
            ],
            Self::FamilyName => &[
                "lastname",
                "familyname",
                "surname",
                "studentlastname",
                "studentlast",
                "last",
                "family",
            ],
            Self::Grade => &[
                "grade",
                "gradelevel",
                "studentgrade",
                "enrollmentgrade",
                "currentgrade",
            ],
            Self::Measure => &[
                "measure",
                "measurename",
                "subtest",
                "probetype",
                "testname",
                "assessmentname",
                "scoremetric",
                "metric",
                "assessment",
                "test",
            ],
            Self::Date => &[
                "date",
                "assessmentdate",
                "clientdate",
                "testdate",
                "dateoftest",
                "datetested",
                "dateassessed",
                "probedate",
                "administrationdate",
                "dateadministered",
                "administereddate",
                "completiondate",
                "datecompleted",
                "scoredate",
                "datetaken",
                "finaldate",
            ],
            Self::Season => &[
                "benchmarkperiod",
                "season",
                "screeningperiod",
                "testingwindow",
                "assessmentperiod",
                "period",
                "window",
                "timeofyear",
            ],
            Self::Score => &[
                "score",
                "rawscore",
                "testscore",
                "totalscore",
                "result",
                "correct",
                "points",
                "value",
            ],
            Self::Errors => &["errors", "errorcount", "numberoferrors", "incorrect"],
            Self::Accuracy => &["accuracy", "percentaccuracy", "accuracypercent"],
            Self::Note => &["note", "notes", "comment", "comments"],
        }
    }
}

/// What a header means by itself, and how far down the list of its headers it stands.
pub fn guess_of(header: &str) -> Option<(Holds, usize)> {
    let key = header_key(header);
    Holds::ALL.into_iter().find_map(|holds| {
        let rank = holds.headers().iter().position(|known| *known == key)?;
        Some((holds, rank))
    })
}
