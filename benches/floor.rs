//! The least that reading an inventory can take: each line is parsed, on one thread, and forgotten.
//!
//! What a run takes is compared with this, over the same bytes.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use clap::Parser;
use miette::IntoDiagnostic;
use serde_json::Value;

/// Parses lines of JSON.
#[derive(Debug, Parser)]
struct Args {
    /// The file with the lines
    path: PathBuf,
}

fn main() -> miette::Result<()> {
    let file = File::open(Args::parse().path).into_diagnostic()?;
    let mut lines = BufReader::with_capacity(1 << 20, file);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).into_diagnostic()? > 0 {
        let row: Value = serde_json::from_slice(&line).into_diagnostic()?;
        black_box(row);
        line.clear();
    }
    Ok(())
}
