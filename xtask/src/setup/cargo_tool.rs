//! The programs that `cargo install` builds, in exactly the versions that fit.

use std::time::Duration;

use crate::project;
use crate::report::{self, Outcome};
use crate::run::Environment;

/// A program that `cargo install` builds.
pub(crate) struct CargoTool {
    /// The crate's name.
    package: &'static str,
    /// The program's name.
    program: &'static str,
    features: &'static [&'static str],
    minutes: u64,
    limit: Duration,
}

// Without its updater and its own downloads, which are not used.
pub(crate) const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    features: &["--no-default-features"],
    minutes: 3,
    limit: Duration::from_secs(1_200),
};

pub(crate) const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    features: &[],
    minutes: 2,
    limit: Duration::from_secs(1_200),
};

/// Cuts chapters out of the program. The version fits the `wasm_split_helpers` that leptos uses.
pub(crate) const WASM_SPLIT: CargoTool = CargoTool {
    package: "wasm_split_cli_support",
    program: "wasm-split-cli",
    features: &["--features", "build-binary"],
    minutes: 1,
    limit: Duration::from_secs(1_200),
};

/// Looks at licenses and sources. It comes with whole libraries of git and TLS, hence the minutes.
pub(crate) const CARGO_DENY: CargoTool = CargoTool {
    package: "cargo-deny",
    program: "cargo-deny",
    features: &[],
    minutes: 4,
    limit: Duration::from_secs(1_500),
};

impl CargoTool {
    pub(crate) fn ensure(&self, environment: &Environment, version: &str) -> Outcome<()> {
        if self.is(environment, version) {
            return Ok(());
        }
        report::note(&format!(
            "Building {} {version} into .tools (about {} min).",
            self.package, self.minutes
        ));
        // The exact set its author tested; a package mirror that lags may not have all of it.
        let installed = self.install(environment, version, &["--locked"]);
        if installed.is_err() {
            report::note(
                "That exact set of packages is not to be had here: trying the ones that are.",
            );
            self.install(environment, version, &[])?;
        }
        if self.is(environment, version) {
            Ok(())
        } else {
            let by_hand = format!("cargo install {} --version {version}", self.package);
            Err(format!(
                "{} {version} was installed but is not what runs. By hand: {by_hand}",
                self.program
            ))
        }
    }

    fn is(&self, environment: &Environment, version: &str) -> bool {
        let said = environment.program(self.program).args(["--version"]).read();
        let says = said.is_ok_and(|said| said.split_whitespace().nth(1) == Some(version));
        says || self.was_installed(version)
    }

    /// Not every program can tell its version; cargo notes what it has installed.
    fn was_installed(&self, version: &str) -> bool {
        let notes = std::fs::read_to_string(project::tools().join(".crates.toml"));
        let package = format!("\"{} {version} (", self.package);
        notes.is_ok_and(|notes| notes.contains(&package))
            && project::tools().join("bin").join(self.program).is_file()
    }

    fn install(&self, environment: &Environment, version: &str, lock: &[&str]) -> Outcome<()> {
        let root = project::tools();
        let target = project::path("target/tools");
        let run = environment.program("cargo").args([
            "install",
            "-q",
            self.package,
            "--version",
            version,
            "--force",
        ]);
        let run = run.args([
            "--root".as_ref(),
            root.as_os_str(),
            "--target-dir".as_ref(),
            target.as_os_str(),
        ]);
        run.args(self.features)
            .args(lock)
            // They run for a second or two each time: quick to build is worth more than quick.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64")
            .limit(self.limit)
            .show()
    }
}
