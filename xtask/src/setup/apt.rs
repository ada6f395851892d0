//! Packages of a Debian-like system, when this runs as its administrator.

use std::path::Path;
use std::time::Duration;

use crate::report::Outcome;
use crate::run::Environment;

/// Nobody is asked for a password: without the rights, the caller says what to install by hand.
pub(crate) fn possible() -> bool {
    Path::new("/usr/bin/apt-get").exists() && is_root()
}

fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let user = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    user.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

/// Installs packages; a package list that is empty or out of date is fetched once.
pub(crate) fn install(
    environment: &Environment,
    packages: &[&str],
    limit: Duration,
) -> Outcome<()> {
    let attempt = || {
        let run = environment.program("apt-get").args([
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
        ]);
        let run = run
            .args(["-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"])
            .args(packages);
        run.env("DEBIAN_FRONTEND", "noninteractive")
            .limit(limit)
            .show()
    };
    if attempt().is_ok() {
        return Ok(());
    }
    environment
        .program("apt-get")
        .args(["update", "-qq"])
        .limit(Duration::from_secs(120))
        .show()?;
    attempt()
        .map_err(|problem| format!("{problem} By hand: apt-get install {}", packages.join(" ")))
}
