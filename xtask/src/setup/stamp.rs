//! Notes of what set-up has already tried and found good, so that it need not try again.

use std::fs;
use std::path::PathBuf;

use crate::project;

fn file(name: &str) -> PathBuf {
    project::tools().join("checked").join(name)
}

pub(crate) fn matches(name: &str, value: &str) -> bool {
    fs::read_to_string(file(name)).is_ok_and(|found| found == value)
}

/// A note that cannot be written only costs time: the check is made again next time.
pub(crate) fn write(name: &str, value: &str) {
    let file = file(name);
    if let Some(folder) = file.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = fs::write(file, value);
}
