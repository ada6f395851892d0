//! Names by content: a file that changed has another name, so hosts and browsers may keep
//! the old one for ever without ever mixing two versions.

use std::path::Path;

use super::files;
use crate::report::Outcome;

/// The file as built, and the start and end of its final name.
const NAMED: &[(&str, &str, &str)] = &[
    ("app.css", "app", ".css"),
    ("boot.js", "boot", ".js"),
    ("aimline.js", "aimline", ".js"),
    ("aimline_bg.wasm", "aimline", ".wasm"),
    ("echarts.js", "echarts", ".js"),
    ("rescue.js", "rescue", ".js"),
];

/// Digits of the hash in a name.
const HASH: usize = 10;

const PAGES: &[&str] = &["index.html", "rescue.html"];
const WORKER: &str = "data-worker=\"./sw.js\"";

pub(crate) fn by_content(page: &Path) -> Outcome<()> {
    let mut renamed = Vec::new();
    for (built, start, end) in NAMED {
        let content = files::read(&page.join(built))?;
        let name = of(&content, start, end);
        files::rename(&page.join(built), &page.join(&name))?;
        renamed.push((*built, name));
    }
    for html in PAGES {
        let path = page.join(html);
        files::write(&path, &point(&files::read_text(&path)?, &renamed))?;
    }
    Ok(())
}

/// The name of a file by its content.
pub(crate) fn of(content: &[u8], start: &str, end: &str) -> String {
    format!("{start}-{}{end}", &files::hash(content)[..HASH])
}

/// True for a file whose name changes whenever its content does.
pub(crate) fn is_by_content(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The page with the final names, and told where its service worker is.
fn point(html: &str, renamed: &[(&str, String)]) -> String {
    let html = renamed.iter().fold(html.to_owned(), |html, (from, to)| {
        html.replace(&format!("\"./{from}\""), &format!("\"./{to}\""))
    });
    html.replacen("data-js=", &format!("{WORKER} data-js="), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_points_to_the_final_names() {
        let html = "<script src=\"./boot.js\" data-js=\"./aimline.js\"></script>";
        let renamed = [
            ("boot.js", "boot-1.js".to_owned()),
            ("aimline.js", "aimline-2.js".to_owned()),
        ];
        let expected = "<script src=\"./boot-1.js\" data-worker=\"./sw.js\" data-js=\"./aimline-2.js\"></script>";
        assert_eq!(point(html, &renamed), expected);
    }

    #[test]
    fn only_a_name_with_a_hash_may_be_kept_for_ever() {
        assert!(is_by_content("aimline-0123456789.wasm"));
        assert!(is_by_content("chapter-2-students-0123456789.wasm"));
        assert!(!is_by_content("aimline.wasm"));
        assert!(!is_by_content("index.html"));
    }
}
