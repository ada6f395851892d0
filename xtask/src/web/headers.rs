//! `_headers`, for hosts that read one: the page's policy as a header, and how long each
//! file may be kept.

use std::path::Path;

use super::{files, names};
use crate::report::Outcome;

const MARK: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_FIRST: &str = "no-cache";

pub(crate) fn write(page: &Path) -> Outcome<()> {
    let html = files::read_text(&page.join("index.html"))?;
    let policy = policy(&html)?;
    let mut text = format!(
        "# Read by hosts such as Netlify and Cloudflare Pages. Elsewhere the page's own meta tag holds.\n\
         /*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n\
         \x20 X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n\
         \x20 Cross-Origin-Opener-Policy: same-origin\n"
    );
    for name in files::list(page)?
        .iter()
        .filter(|name| name.as_str() != "_headers")
    {
        let keep = if names::is_by_content(name) {
            FOR_EVER
        } else {
            ASK_FIRST
        };
        text.push_str(&format!("/{name}\n  Cache-Control: {keep}\n"));
    }
    files::write(&page.join("_headers"), &text)
}

/// The header says what the meta tag says, because it is read from there.
fn policy(html: &str) -> Outcome<&str> {
    let start = html
        .find(MARK)
        .ok_or("index.html has no Content-Security-Policy.")?
        + MARK.len();
    let length = html[start..]
        .find('"')
        .ok_or("the Content-Security-Policy of index.html does not end.")?;
    Ok(&html[start..start + length])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_the_one_of_the_page() {
        let html = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        assert_eq!(policy(html), Ok("default-src 'none'"));
        assert!(policy("<meta>").is_err());
    }
}
