//! What surrounds an encrypted backup, and passphrases.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aimline_tests::importers::sealed(bytes));
