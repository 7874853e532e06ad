//! What kind of inventory is asked for.

use std::io;
use std::path::PathBuf;

use clap::Parser;

use crate::family;
use crate::output::{Compression, Format, Output};
use crate::scope::{Inventory, Scope};

/// Writes an inventory of made-up resources.
#[derive(Debug, Parser)]
#[command(name = "generate")]
pub(crate) struct Request {
    /// How many resources: rows of the file
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    resources: u64,
    /// How many subscriptions they stand in, evenly
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    scopes: u64,
    /// Another seed is another inventory
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How rows stand in the file
    #[arg(long, value_enum, default_value = "ndjson")]
    format: Format,
    /// How the file is compressed
    #[arg(long, value_enum, default_value = "none")]
    compress: Compression,
    /// The share of resources that differ from the inventory of the same seed, as in `1%`
    #[arg(long, default_value = "0%", value_parser = per_million)]
    change: u64,
    /// The file to write; `-` is standard output
    #[arg(long)]
    output: PathBuf,
}

impl Request {
    /// Writes the inventory.
    pub(crate) fn write(&self) -> io::Result<()> {
        let output = Output::create(&self.output, self.format, self.compress, self.resources)?;
        let mut inventory = Inventory::new(output, self.seed, self.change);
        for number in 0..self.scopes {
            let before = self.resources * number / self.scopes;
            let rows = self.resources * (number + 1) / self.scopes - before;
            family::write_scope(&mut Scope::new(&mut inventory, number, rows))?;
        }
        inventory.output.finish()
    }
}

/// A share in percent, as a number of resources in a million.
fn per_million(text: &str) -> Result<u64, String> {
    let number = text.strip_suffix('%').unwrap_or(text);
    match number.parse::<f64>() {
        Ok(percent) if (0.0..=100.0).contains(&percent) => Ok((percent * 10_000.0).round() as u64),
        _ => Err("a share is a number from 0% to 100%".to_owned()),
    }
}
