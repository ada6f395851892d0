//! A class list: CSV, OneRoster, the directory of a zip.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aimline_tests::importers::roster(bytes));
