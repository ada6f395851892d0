//! The commands, one per file.

mod bench;
mod dist;
mod faults;
mod pictures;
mod serve;
mod test;

use crate::report::Outcome;

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--release]   build, serve on localhost, rebuild on change
  test [STEP...]                 every check, or the steps named
  dist                           build dist/, the folder to upload
  bench                          measure sizes and times
  faults [--kills N] [--minutes M] [LOOP...]
                                 kill, fill and damage it; count what is lost
  shots                          pictures of every page and the printed PDFs, in shots/

Each installs what it misses into the project's .tools folder, and says so.";

pub(crate) fn run(arguments: &[String]) -> Outcome<()> {
    let (command, rest) = arguments
        .split_first()
        .map_or(("help", [].as_slice()), |(first, rest)| {
            (first.as_str(), rest)
        });
    match command {
        "serve" => serve::serve(rest),
        "test" => test::test(rest),
        "dist" => dist::dist(),
        "bench" => bench::bench(rest),
        "faults" => faults::faults(rest),
        "shots" => pictures::shots(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command \"{other}\".\n\n{HELP}")),
    }
}
