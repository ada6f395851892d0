//! A reference set.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aimline_tests::importers::reference_set(bytes));
