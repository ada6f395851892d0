//! Running other programs: one environment for all of them, and a time limit where a
//! download or a browser might hang.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::project;
use crate::report::{self, Outcome};

/// For a program that was asked to stop, to end what it has started.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// What every child process gets: the chosen compiler, its linker, the tools' folders.
#[derive(Clone, Default)]
pub(crate) struct Environment {
    variables: Vec<(String, String)>,
    folders: Vec<String>,
}

impl Environment {
    pub(crate) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.variables.retain(|(known, _)| known != name);
        self.variables.push((name.to_owned(), value.into()));
    }

    /// Puts a folder in front of the search path.
    pub(crate) fn search(&mut self, folder: &Path) {
        self.folders.push(folder.display().to_string());
    }

    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Run {
        let mut command = Command::new(program);
        command.current_dir(project::root());
        // Cargo tells a program it runs about itself and its compiler. A child that
        // compiles with another one must not believe it.
        for (name, _) in std::env::vars() {
            let about_xtask =
                name == "CARGO" || name == "LD_LIBRARY_PATH" || name.starts_with("CARGO_PKG_");
            if about_xtask || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(name);
            }
        }
        // Trunk 0.21 takes the customary NO_COLOR=1 for a mistake and stops.
        command.env_remove("NO_COLOR");
        command.env("PATH", self.search_path());
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null());
        Run {
            command,
            limit: None,
        }
    }

    fn search_path(&self) -> String {
        let mut path = self.folders.join(":");
        if let Ok(inherited) = std::env::var("PATH") {
            if !path.is_empty() {
                path.push(':');
            }
            path.push_str(&inherited);
        }
        path
    }

    /// Where a program is, as a child process would find it.
    pub(crate) fn find(&self, program: &str) -> Option<String> {
        let path = self.search_path();
        let mut places = path
            .split(':')
            .map(|folder| Path::new(folder).join(program));
        places
            .find(|place| place.is_file())
            .map(|place| place.display().to_string())
    }
}

/// One program about to run.
pub(crate) struct Run {
    command: Command,
    limit: Option<Duration>,
}

impl Run {
    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Runs it with its output on the screen.
    pub(crate) fn show(mut self) -> Outcome<()> {
        let child = self
            .command
            .spawn()
            .map_err(|error| self.unstartable(&error))?;
        self.finish(child)
    }

    /// Runs it silently; what it printed goes into the error if it fails.
    pub(crate) fn read(mut self) -> Outcome<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let output = self
            .command
            .output()
            .map_err(|error| self.unstartable(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!(
            "`{}` failed ({}): {}",
            self.name(),
            output.status,
            said.trim()
        ))
    }

    /// Starts it and leaves it running. Its input closes when this program ends, however it ends.
    pub(crate) fn start(mut self) -> Outcome<Child> {
        self.command.stdin(Stdio::piped());
        self.command
            .spawn()
            .map_err(|error| self.unstartable(&error))
    }

    fn finish(&self, mut child: Child) -> Outcome<()> {
        let started = Instant::now();
        loop {
            let ended = match self.limit {
                None => Some(child.wait()),
                Some(_) => child.try_wait().transpose(),
            };
            match ended {
                Some(Ok(status)) if status.success() => return Ok(()),
                Some(Ok(status)) => return Err(format!("`{}` failed ({status}).", self.name())),
                Some(Err(error)) => return Err(format!("`{}` was lost: {error}.", self.name())),
                None => {}
            }
            if let Some(limit) = self.limit.filter(|limit| started.elapsed() > *limit) {
                stop(&mut child);
                return Err(format!(
                    "`{}` took longer than {} and was stopped.",
                    self.name(),
                    report::duration(limit)
                ));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn unstartable(&self, error: &std::io::Error) -> String {
        format!("`{}` could not be started: {error}.", self.name())
    }

    fn name(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        let line: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
        let mut line = line
            .join(" ")
            .replace(&format!("{}/", project::root().display()), "");
        if line.chars().count() > 120 {
            line = line.chars().take(117).chain("...".chars()).collect();
        }
        line
    }
}

/// Asks a program to stop, then ends it with all that it has started: a browser that is left
/// behind would hold the output open, and whoever reads it would wait for good.
///
/// Failing to stop one of them changes nothing about what is reported.
fn stop(child: &mut Child) {
    let family = descendants(child.id());
    signal("-TERM", &[child.id()]);
    let asked = Instant::now();
    while asked.elapsed() < LAST_WORDS && matches!(child.try_wait(), Ok(None)) {
        thread::sleep(Duration::from_millis(50));
    }
    signal("-KILL", &family);
    let _ = child.kill();
    let _ = child.wait();
}

fn signal(which: &str, processes: &[u32]) {
    let _ = Command::new("kill")
        .arg(which)
        .args(processes.iter().map(u32::to_string))
        .stderr(Stdio::null())
        .status();
}

/// Browsers are process groups of their own: they are found by their parents. Only Linux tells.
fn descendants(of: u32) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let parents: Vec<(u32, u32)> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|process| Some((process, parent(process)?)))
        .collect();
    let mut family = vec![of];
    let mut next = 0;
    while let Some(&member) = family.get(next) {
        let children = parents.iter().filter(|(_, parent)| *parent == member);
        family.extend(children.map(|(process, _)| *process));
        next += 1;
    }
    family.split_off(1)
}

fn parent(process: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name before it is in parentheses, and may hold some of its own.
    let (_, after) = status.rsplit_once(')')?;
    after.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_program_over_its_limit_is_stopped_with_its_children() {
        // The child does not end with its parent, and is found by an argument of its own.
        let script = "sleep 54321 & wait";
        let run = Environment::default()
            .program("sh")
            .args(["-c", script])
            .limit(Duration::from_millis(300));
        let problem = run.show().err().unwrap_or_default();
        assert!(problem.contains("was stopped"), "{problem}");
        // A process that was told to end still takes a moment.
        let mut looks = 0..100;
        while sleepers() > 0 && looks.next().is_some() {
            thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(sleepers(), 0);
    }

    fn sleepers() -> usize {
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        processes
            .filter_map(|entry| std::fs::read(entry.path().join("cmdline")).ok())
            .filter(|line| line == b"sleep\x0054321\x00")
            .count()
    }
}
