//! The service worker: the script of `web/sw.js` with this build's version and files.

use std::path::Path;

use super::files;
use crate::project;
use crate::report::Outcome;

/// Kept out of the offline copy: for hosts, or only for the device's home screen.
const NOT_KEPT: &[&str] = &[
    "sw.js",
    "_headers",
    "icons/icon-512.png",
    "icons/icon-maskable-512.png",
];

pub(crate) fn write(page: &Path) -> Outcome<()> {
    let mut kept = Vec::new();
    for name in files::list(page)?
        .iter()
        .filter(|name| !NOT_KEPT.contains(&name.as_str()))
    {
        let hash = files::hash(&files::read(&page.join(name))?);
        // Hosts differ in what they do with "index.html"; all of them serve the folder.
        let address = if name == "index.html" { "./" } else { name };
        kept.push((address.to_owned(), hash));
    }
    let script = files::read_text(&project::path("web/sw.js"))?;
    files::write(&page.join("sw.js"), &fill(&script, &kept)?)
}

fn fill(script: &str, kept: &[(String, String)]) -> Outcome<String> {
    let rows: Vec<String> = kept
        .iter()
        .map(|(address, hash)| format!("  [\"{address}\", \"{hash}\"]"))
        .collect();
    let list = format!("[\n{}\n]", rows.join(",\n"));
    // The script counts too: a change in it alone is a version as well.
    let version = files::hash(format!("{script}{list}").as_bytes());
    let filled = script
        .replacen("{{version}}", &version[..12], 1)
        .replacen("{{files}}", &list, 1);
    if filled.contains("{{") || !script.contains("{{version}}") || !script.contains("{{files}}") {
        return Err("web/sw.js must name {{version}} and {{files}} once each.".to_owned());
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_follows_the_files() {
        let script = "const VERSION = \"{{version}}\"; const FILES = {{files}};";
        let one = fill(script, &[("./".to_owned(), "aa".to_owned())]).unwrap();
        let other = fill(script, &[("./".to_owned(), "ab".to_owned())]).unwrap();
        assert!(one.contains("[\"./\", \"aa\"]"));
        assert_ne!(one[..32], other[..32]);
        assert!(fill("no places", &[]).is_err());
    }
}
