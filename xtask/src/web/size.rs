//! How large the page is, and whether that is within the budget.

use std::path::Path;

use super::files;
use crate::project;
use crate::report::{self, Outcome, kilobytes};
use crate::run::Environment;

/// Bytes, compressed by brotli, that may arrive before the page can be used.
const BUDGET: u64 = 450_000;

pub(crate) struct Table {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    raw: u64,
    brotli: u64,
}

impl Row {
    /// What the first screen needs. The chart library comes with the first chart.
    fn is_needed_at_first(&self) -> bool {
        let starts = ["index.html", "app-", "boot-", "aimline-"];
        starts.iter().any(|start| self.name.starts_with(start))
    }
}

pub(crate) fn measure(environment: &Environment, page: &Path) -> Outcome<Table> {
    let script = project::path("xtask/brotli.mjs");
    let names = files::list(page)?;
    let said = environment
        .program("node")
        .arg(script)
        .arg(page)
        .args(&names)
        .read()?;
    let rows = said.lines().filter_map(row).collect();
    Ok(Table { rows })
}

fn row(line: &str) -> Option<Row> {
    let mut parts = line.split('\t');
    let name = parts.next()?.to_owned();
    let raw = parts.next()?.parse().ok()?;
    let brotli = parts.next()?.parse().ok()?;
    Some(Row { name, raw, brotli })
}

impl Table {
    pub(crate) fn print(&self) {
        report::heading("Bytes before interactive");
        self.print_rows(Row::is_needed_at_first);
        let (raw, brotli) = self.total();
        println!(
            "   {:<28} {:>12} {:>12}",
            "together",
            kilobytes(raw),
            kilobytes(brotli)
        );
        report::heading("Bytes later, or only for hosts");
        self.print_rows(|row| !row.is_needed_at_first());
    }

    fn print_rows(&self, wanted: impl Fn(&Row) -> bool) {
        println!("   {:<28} {:>12} {:>12}", "file", "raw", "brotli");
        for row in self.rows.iter().filter(|row| wanted(row)) {
            println!(
                "   {:<28} {:>12} {:>12}",
                row.name,
                kilobytes(row.raw),
                kilobytes(row.brotli)
            );
        }
    }

    fn total(&self) -> (u64, u64) {
        let needed = self.rows.iter().filter(|row| row.is_needed_at_first());
        needed.fold((0, 0), |(raw, brotli), row| {
            (raw + row.raw, brotli + row.brotli)
        })
    }

    pub(crate) fn check(&self) -> Outcome<()> {
        let (_, brotli) = self.total();
        if brotli > BUDGET {
            let over = kilobytes(brotli - BUDGET);
            return Err(format!(
                "{} before interactive; at most {} are allowed ({over} less).",
                kilobytes(brotli),
                kilobytes(BUDGET)
            ));
        }
        report::note(&format!(
            "{} before interactive, of at most {}.",
            kilobytes(brotli),
            kilobytes(BUDGET)
        ));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(brotli: u64) -> Table {
        let row = |name: &str, brotli| Row {
            name: name.to_owned(),
            raw: 0,
            brotli,
        };
        Table {
            rows: vec![row("aimline-1.wasm", brotli), row("echarts-1.js", 900_000)],
        }
    }

    #[test]
    fn the_budget_counts_only_what_the_first_screen_needs() {
        assert!(table(BUDGET).check().is_ok());
        assert!(table(BUDGET + 1).check().is_err());
    }
}
