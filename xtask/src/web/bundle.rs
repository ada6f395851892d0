//! Styles and scripts, put together by esbuild.

use std::path::Path;

use super::{Profile, chapters, files};
use crate::project;
use crate::report::Outcome;
use crate::run::Environment;

/// The browsers promised: those of the last two years.
const BROWSERS: &str = "--target=chrome123,edge123,firefox120,safari17.5";
const LOADER: &str = "aimline.js";

pub(crate) fn scripts_and_styles(
    environment: &Environment,
    profile: Profile,
    page: &Path,
) -> Outcome<()> {
    styles(environment, profile, page)?;
    for name in ["boot.js", "echarts.js", "rescue.js"] {
        script(
            environment,
            profile,
            &project::path("web").join(name),
            &page.join(name),
        )?;
    }
    if profile == Profile::Release {
        // The loader that wasm-bindgen wrote, with the snippets it imports, as one small file.
        let written = project::path("target/loader.js");
        script(environment, profile, &page.join(LOADER), &written)?;
        files::copy(&written, &page.join(LOADER))?;
        remove(&page.join("snippets"))?;
        files::remove(&page.join(chapters::LINK))?;
    }
    Ok(())
}

/// `style/main.css` imports the app's styles in order; the shell's come last.
fn styles(environment: &Environment, profile: Profile, page: &Path) -> Outcome<()> {
    let entry = project::path("target/styles.css");
    files::write(
        &entry,
        "@import \"../style/main.css\";\n@import \"../web/shell.css\" layer(base);\n",
    )?;
    esbuild(environment, profile, &entry, &page.join("app.css"), &[])
}

fn script(environment: &Environment, profile: Profile, from: &Path, to: &Path) -> Outcome<()> {
    esbuild(environment, profile, from, to, &["--format=esm"])
}

fn esbuild(
    environment: &Environment,
    profile: Profile,
    from: &Path,
    to: &Path,
    more: &[&str],
) -> Outcome<()> {
    let out = format!("--outfile={}", to.display());
    let run = environment.program("esbuild").arg(from).args([
        "--bundle",
        "--log-level=warning",
        // wasm-bindgen names the module once for every chapter that it imports from it.
        "--log-override:duplicate-object-key=silent",
        "--legal-comments=none",
    ]);
    let run = run.args([BROWSERS, &out]).args(more);
    let minify = (profile == Profile::Release).then_some("--minify");
    run.args(minify).show()
}

fn remove(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)
            .map_err(|error| format!("{}: {error}.", folder.display()))?;
    }
    Ok(())
}
