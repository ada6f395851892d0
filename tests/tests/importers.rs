//! Every importer against files that were changed by chance: the short form of `fuzz/`.
//!
//! The seeds are fixed, so that a failure comes again. `AIMLINE_FUZZ=100000` runs so many changes
//! of each file.

use std::panic::{AssertUnwindSafe, catch_unwind};

use aimline_tests::importers::ALL;

const CHANGES: u64 = 400;
/// What importers look for: a change that hits one of these gets further than any byte.
const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    "\t",
    "\r\n",
    "\0",
    "-",
    "=",
    "null",
    "1e999",
    "\u{FEFF}",
    "\u{202E}",
    "\\ud800",
    "99999999999999999999",
    "2026-02-30",
    "__proto__",
    "\"\"",
    "PK\u{1}\u{2}",
    "A,B",
];

#[test]
fn no_changed_file_makes_an_importer_panic() {
    let changes = std::env::var("AIMLINE_FUZZ")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(CHANGES);
    for importer in ALL {
        for (number, seed) in importer.seeds.iter().enumerate() {
            for change in 0..changes {
                let bytes = changed(seed, Chance(change * 0x9E37_79B9 + number as u64 + 1));
                let done = catch_unwind(AssertUnwindSafe(|| (importer.read)(&bytes)));
                assert!(
                    done.is_ok(),
                    "{}, file {number}, change {change}: {:?}",
                    importer.name,
                    String::from_utf8_lossy(&bytes)
                );
            }
        }
    }
}

/// A few changes of one file: bytes flipped, cut out, said twice, put in.
fn changed(seed: &[u8], mut chance: Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let length = chance.below(1 + (bytes.len() - at).min(40));
        match chance.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes[at..at + length].to_vec();
                let place = chance.below(bytes.len() + 1);
                bytes.splice(place..place, piece);
            }
            3 if at < bytes.len() => bytes[at] = chance.below(256) as u8,
            _ => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

/// xorshift64*: enough to choose places with.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most.max(1)
    }
}
