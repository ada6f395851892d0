//! The scores of two phases.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| aimline_tests::importers::single_case(bytes));
