//! Scores from a vendor's export or any list.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aimline_tests::importers::score_list(bytes));
