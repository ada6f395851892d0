//! Reading, writing and copying, with the path in every error.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::report::Outcome;

pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| problem(path, "read", &error))
}

pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| problem(path, "read", &error))
}

pub(crate) fn write(path: &Path, content: &str) -> Outcome<()> {
    fs::write(path, content).map_err(|error| problem(path, "written", &error))
}

pub(crate) fn rename(from: &Path, to: &Path) -> Outcome<()> {
    fs::rename(from, to).map_err(|error| problem(from, "renamed", &error))
}

pub(crate) fn remove(path: &Path) -> Outcome<()> {
    fs::remove_file(path).map_err(|error| problem(path, "removed", &error))
}

/// Makes the folder exist with nothing in it.
pub(crate) fn empty(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| problem(folder, "emptied", &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| problem(folder, "made", &error))
}

/// Copies a file, or a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome<()> {
    if !from.is_dir() {
        fs::copy(from, to).map_err(|error| problem(from, "copied", &error))?;
        return Ok(());
    }
    fs::create_dir_all(to).map_err(|error| problem(to, "made", &error))?;
    let entries = fs::read_dir(from).map_err(|error| problem(from, "listed", &error))?;
    for entry in entries
        .flatten()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
    {
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Every file below a folder, as sorted paths relative to it.
pub(crate) fn list(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    collect(folder, PathBuf::new(), &mut found)?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, below: PathBuf, found: &mut Vec<String>) -> Outcome<()> {
    let here = folder.join(&below);
    let entries = fs::read_dir(&here).map_err(|error| problem(&here, "listed", &error))?;
    for entry in entries.flatten() {
        let name = below.join(entry.file_name());
        if entry.path().is_dir() {
            collect(folder, name, found)?;
        } else {
            found.push(name.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

/// SHA-256 in hex.
pub(crate) fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn problem(path: &Path, done: &str, error: &std::io::Error) -> String {
    format!("{} could not be {done}: {error}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_sha_256_of_abc() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hash(b"abc"), expected);
    }
}
