//! The zip that the files come in.

use aimline_core::format::roster::{is_zip, packed_files};
use aimline_core::format::zip::{self, Packing, ZipError};

use crate::fixture;

#[test]
fn a_zip_gives_its_lists() {
    let file = fixture("bundle.zip");
    assert!(is_zip(&file));
    let entries = packed_files(&file).unwrap();
    let names: Vec<_> = entries.iter().map(zip::Entry::file_name).collect();
    assert_eq!(
        names,
        [
            "classes.csv",
            "demographics.csv",
            "enrollments.csv",
            "manifest.csv",
            "orgs.csv",
            "users.csv"
        ]
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.packing == Packing::Deflated)
    );
    let users = fixture("bundle/users.csv").bytes;
    let entry = entries.last().unwrap();
    assert_eq!((entry.size, entry.check(&users)), (users.len(), Ok(())));
    assert_eq!(entry.check(&users[1..]), Err(ZipError::Damaged));
}

#[test]
fn a_zip_that_cannot_be_read_says_why() {
    let whole = fixture("bundle.zip").bytes;
    assert_eq!(zip::entries(b"PK\x03\x04"), Err(ZipError::NotAZip));
    assert_eq!(
        zip::entries(&whole[..whole.len() - 30]),
        Err(ZipError::NotAZip)
    );
    let mut encrypted = whole.clone();
    let directory = encrypted
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    encrypted[directory + 8] |= 1;
    assert!(matches!(
        zip::entries(&encrypted),
        Err(ZipError::Encrypted(_))
    ));
    let mut damaged = whole;
    damaged[directory] = 0;
    assert_eq!(zip::entries(&damaged), Err(ZipError::Damaged));
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_a_zip_panic(at in 0..1_000_usize, byte: u8) {
        let mut bytes = fixture("bundle.zip").bytes;
        let place = at % bytes.len();
        bytes[place] = byte;
        for entry in zip::entries(&bytes).unwrap_or_default() {
            let _ = entry.check(&[]);
        }
    }
}
