//! What a spreadsheet program makes of our files: LibreOffice opens them, and nothing in them runs.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aimline_core::format::spreadsheet::Spreadsheet;

const PROGRAM: &str = "soffice";
/// Parted at commas, quoted by ", in UTF-8, from the first line.
const FROM: &str = "--infilter=CSV:44,34,76,1";
/// A text, so that cells can be looked for without a reader of workbooks.
const TO: &str = "fods";

const HOSTILE: [&str; 9] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "x;=1+1",
    "\u{FF1D}1+1",
    "=HYPERLINK(\"https://example.org\",\"Ávery\")",
    "=cmd|' /C calc'!A0",
];

#[test]
fn nothing_in_a_file_runs_and_all_of_it_can_be_read() {
    if !is_here() {
        println!("not run: {PROGRAM} is missing");
        return;
    }
    let folder = Folder::new();
    // It does run what is not made harmless: otherwise the test would say nothing.
    assert_eq!(formulas(&folder.opened("control", "name\n=1+1\n")), 1);

    let mut sheet = Spreadsheet::with_header(["Ávery", "score"]);
    for cell in HOSTILE {
        sheet.row([cell, "-0.25"]);
    }
    let opened = folder.opened("ours", &sheet.finish());
    assert_eq!(formulas(&opened), 0, "{opened}");
    assert!(opened.contains("<text:p>Ávery</text:p>"), "{opened}");
    let numbers = opened.matches("office:value=\"-0.25\"").count();
    assert_eq!(numbers, HOSTILE.len(), "{opened}");
}

fn formulas(opened: &str) -> usize {
    opened.matches("table:formula=").count()
}

fn is_here() -> bool {
    let asked = Command::new(PROGRAM).arg("--version").output();
    asked.is_ok_and(|answer| answer.status.success())
}

/// A folder of this test's own; the program keeps its profile there too.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("aimline-office-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// The file as the program has read it.
    fn opened(&self, name: &str, text: &str) -> String {
        let file = self.0.join(format!("{name}.csv"));
        fs::write(&file, text).unwrap();
        let answer = Command::new(PROGRAM)
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                path(&self.0)
            ))
            .args(["--headless", FROM, "--convert-to", TO, "--outdir"])
            .arg(&self.0)
            .arg(&file)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&answer.stderr).into_owned();
        fs::read_to_string(self.0.join(format!("{name}.{TO}"))).unwrap_or_else(|_| panic!("{said}"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn path(folder: &Path) -> &str {
    folder.to_str().unwrap()
}
