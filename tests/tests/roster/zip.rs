//! The zip that the files come in.

use aimline_core::format::roster::{RosterError, is_zip, packed_files};
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

#[test]
fn a_zip_that_says_it_holds_too_much_is_not_unpacked() {
    let mut file = fixture("bundle.zip");
    // What each entry of the directory says of its size.
    for at in 0..file.bytes.len() - 28 {
        if file.bytes[at..].starts_with(b"PK\x01\x02") {
            file.bytes[at + 24..at + 28].copy_from_slice(&(20 * 1024 * 1024_u32).to_le_bytes());
        }
    }
    let Err(RosterError::Zip(ZipError::TooLarge { megabytes })) = packed_files(&file) else {
        panic!("six lists of 20 MB each are accepted");
    };
    assert_eq!(megabytes, 120);
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
