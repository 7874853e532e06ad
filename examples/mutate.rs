//! Changes the policies in small ways and says which changes their tests do not notice.

#![allow(
    clippy::disallowed_macros,
    reason = "an example speaks on standard output"
)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use jiff::Timestamp;
use rayon::prelude::*;
use securescore::bundle;
use securescore::policy::PolicySet;
use securescore::rego::{Bench, Mutant};

/// Would the tests notice? Drops conditions and rules, flips comparisons, changes literals and
/// swaps `healthy` and `applicable`, one at a time, and runs the tests of the changed package.
#[derive(Debug, Parser)]
struct Args {
    /// A directory of policies with their libraries and tests
    #[arg(default_value = "policies")]
    policies: PathBuf,
    /// The packages to change: those that start with one of these
    packages: Vec<String>,
    /// The share of changes that must be noticed, in percent
    #[arg(long, default_value_t = 95)]
    minimum: usize,
}

fn main() -> miette::Result<ExitCode> {
    let args = Args::parse();
    let texts = bundle::policies_in(&args.policies).map_err(first)?;
    let set = PolicySet::read(texts).map_err(first)?;
    let wanted = |package: &str| {
        let starts = |prefix: &String| package.starts_with(prefix.as_str());
        args.packages.is_empty() || args.packages.iter().any(starts)
    };
    let bench = Bench::new(&set, Timestamp::UNIX_EPOCH).map_err(first)?;
    let packages: Vec<&str> = bench.packages().filter(|package| wanted(package)).collect();
    let mutants: Result<Vec<Vec<Mutant>>, _> = packages
        .par_iter()
        .map(|package| bench.mutants(package))
        .collect();
    let mutants: Vec<Mutant> = mutants.map_err(first)?.into_iter().flatten().collect();
    let survivors = mutants.iter().filter(|mutant| !mutant.noticed);
    survivors.for_each(show);
    let noticed = mutants.iter().filter(|mutant| mutant.noticed).count();
    println!("the tests notice {noticed} of {} changes", mutants.len());
    let enough = noticed * 100 >= mutants.len() * args.minimum;
    Ok(if enough {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn show(mutant: &Mutant) {
    let Mutant {
        package,
        line,
        what,
        before,
        after,
        ..
    } = mutant;
    println!("{package}, line {line}: {what}");
    let lines = |sign: char, text: &str| {
        text.lines()
            .for_each(|line| println!("  {sign} {}", line.trim()));
    };
    lines('-', before);
    lines('+', after);
}

fn first<E: miette::Diagnostic + Send + Sync + 'static>(errors: Vec<E>) -> miette::Report {
    let first = errors.into_iter().next().map(miette::Report::new);
    first.unwrap_or_else(|| miette::miette!("something went wrong without a word"))
}
