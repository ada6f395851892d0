//! What a column of a roster can hold, and the headers under which districts send it.

use crate::format::table::header_key;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    GivenName,
    FamilyName,
    /// "Jones, Blake" or "Blake Jones".
    FullName,
    Grade,
    Teacher,
    SchoolId,
    RosterId,
    HomeLanguage,
    Tier,
    GuardianName,
    GuardianRelation,
    GuardianPhone,
    GuardianEmail,
}

impl Field {
    pub const ALL: [Self; 13] = [
        Self::GivenName,
        Self::FamilyName,
        Self::FullName,
        Self::Grade,
        Self::Teacher,
        Self::SchoolId,
        Self::RosterId,
        Self::HomeLanguage,
        Self::Tier,
        Self::GuardianName,
        Self::GuardianRelation,
        Self::GuardianPhone,
        Self::GuardianEmail,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::GivenName => "Given name",
            Self::FamilyName => "Family name",
            Self::FullName => "Full name",
            Self::Grade => "Grade",
            Self::Teacher => "Teacher",
            Self::SchoolId => "Student ID",
            Self::RosterId => "Roster ID (sourcedId)",
            Self::HomeLanguage => "Home language",
            Self::Tier => "Tier",
            Self::GuardianName => "Guardian name",
            Self::GuardianRelation => "Guardian relation",
            Self::GuardianPhone => "Guardian phone",
            Self::GuardianEmail => "Guardian email",
        }
    }

    /// How the field is remembered; never changed, because it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::FullName => "full_name",
            Self::Grade => "grade",
            Self::Teacher => "teacher",
            Self::SchoolId => "school_id",
            Self::RosterId => "roster_id",
            Self::HomeLanguage => "home_language",
            Self::Tier => "tier",
            Self::GuardianName => "guardian_name",
            Self::GuardianRelation => "guardian_relation",
            Self::GuardianPhone => "guardian_phone",
            Self::GuardianEmail => "guardian_email",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// A student has one of most fields, and several guardians: the second column of a guardian's
    /// field belongs to the second guardian.
    pub fn repeats(self) -> bool {
        self >= Self::GuardianName
    }

    /// Headers under which districts send the field, the surest first. Without digits, so that
    /// "Guardian 2 phone" is found.
    fn headers(self) -> &'static [&'static str] {
        match self {
            Self::GivenName => &[
                "givenname",
                "firstname",
                "first",
                "given",
                "studentfirstname",
                "studentfirst",
                "studentgivenname",
                "legalfirstname",
                "fname",
                "forename",
                "preferredfirstname",
                "preferredname",
            ],
            Self::FamilyName => &[
                "familyname",
                "lastname",
                "last",
                "family",
                "surname",
                "studentlastname",
                "studentlast",
                "studentfamilyname",
                "legallastname",
                "lname",
            ],
            Self::FullName => &[
                "fullname",
                "studentname",
                "studentfullname",
                "name",
                "student",
                "students",
                "lastfirst",
                "namelastfirst",
                "studentlastfirst",
                "lastnamefirstname",
                "studentnamelastfirst",
                "pupil",
                "learner",
            ],
            Self::Grade => &[
                "grade",
                "gradelevel",
                "grades",
                "studentgrade",
                "currentgrade",
                "gradelvl",
                "grd",
                "gr",
            ],
            Self::Teacher => &[
                "teacher",
                "homeroomteacher",
                "teachername",
                "classroomteacher",
                "classteacher",
                "hrteacher",
                "homeroom",
            ],
            Self::SchoolId => &[
                "studentid",
                "studentnumber",
                "identifier",
                "localid",
                "localstudentid",
                "studentidentifier",
                "permid",
                "permnumber",
                "lasid",
                "sisid",
                "id",
                "stateid",
                "statestudentid",
                "ssid",
                "sasid",
            ],
            Self::RosterId => &["sourcedid", "studentsourcedid", "usersourcedid", "rosterid"],
            Self::HomeLanguage => &[
                "homelanguage",
                "primarylanguage",
                "languageathome",
                "languagespokenathome",
                "nativelanguage",
                "preferredlanguage",
                "homelang",
                "language",
                "hl",
            ],
            Self::Tier => &["tier", "mtsstier", "rtitier", "supporttier", "tierlevel"],
            Self::GuardianName => &[
                "guardianname",
                "guardian",
                "parentname",
                "parent",
                "parentguardian",
                "parentguardianname",
                "contactname",
                "mother",
                "mothername",
                "father",
                "fathername",
                "familycontact",
            ],
            Self::GuardianRelation => &[
                "guardianrelation",
                "guardianrelationship",
                "relation",
                "relationship",
                "parentrelation",
                "contactrelation",
                "contactrelationship",
                "relationtostudent",
            ],
            Self::GuardianPhone => &[
                "guardianphone",
                "guardianphonenumber",
                "parentphone",
                "parentphonenumber",
                "parentguardianphone",
                "contactphone",
                "motherphone",
                "fatherphone",
                "homephone",
                "phone",
                "phonenumber",
                "cell",
                "cellphone",
                "mobile",
            ],
            // Not "email": in most exports that is the student's own account.
            Self::GuardianEmail => &[
                "guardianemail",
                "parentemail",
                "parentguardianemail",
                "contactemail",
                "motheremail",
                "fatheremail",
                "familyemail",
                "guardianemailaddress",
                "parentemailaddress",
            ],
        }
    }
}

/// The field that a header names, and how far down the list of its headers it stands.
pub fn guess_of(header: &str) -> Option<(Field, usize)> {
    let key: String = header_key(header)
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .collect();
    Field::ALL.into_iter().find_map(|field| {
        let rank = field.headers().iter().position(|known| *known == key)?;
        Some((field, rank))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_however_they_are_spelled() {
        use Field::*;
        for (header, field) in [
            ("First Name", Some(GivenName)),
            ("FIRST_NAME", Some(GivenName)),
            ("Student-Name", Some(FullName)),
            ("Student (Last, First)", Some(FullName)),
            ("Grade Level", Some(Grade)),
            ("Homeroom Teacher", Some(Teacher)),
            ("Guardian 2 Phone", Some(GuardianPhone)),
            ("Home Language", Some(HomeLanguage)),
            ("sourcedId", Some(RosterId)),
            ("Email", None),
            ("School", None),
            ("", None),
        ] {
            assert_eq!(
                guess_of(header).map(|(field, _)| field),
                field,
                "{header:?}"
            );
        }
    }
}
