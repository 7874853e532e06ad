//! `securescore collect`.

use std::collections::BTreeSet;
use std::io::Write;

use super::args::DecisionArgs;
use super::console::{Console, Exit, Failure, unwritten};
use super::load::Decisions;
use crate::catalog::Activity;
use crate::collect::{recipe_for, recipes, script};
use crate::recommendation::Recommendation;
use crate::resource::{ResourceType, Scope};
use crate::text::did_you_mean;

/// Print the script that exports what is judged.
///
/// The script calls `az`, `kubectl` and `gh`, and only reads. Nothing is run here: look into the
/// script, then run it yourself. Without options it exports every type that a scored or previewed
/// recommendation assesses or requires.
#[derive(Clone, Debug, clap::Args)]
#[command(
    after_long_help = "How it is used:\n  securescore collect --print > collect.sh\n  less collect.sh\n  \
                       bash collect.sh exports\n  securescore score exports/"
)]
pub(super) struct Args {
    /// Print the script; it is not run
    #[arg(long, required = true)]
    print: bool,
    /// Export this type only (repeatable)
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Export what this recommendation assesses and requires only (repeatable)
    #[arg(long = "recommendation", value_name = "ID")]
    recommendations: Vec<String>,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Prints the script.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &[])?;
    let types = types(args, &decisions)?;
    for kind in types.iter().filter(|kind| recipe_for(kind).is_none()) {
        console.say(&format!(
            "warning: nothing is known about how to export `{kind}`"
        ));
    }
    let script = script(&types);
    console
        .output
        .write_all(script.as_bytes())
        .map_err(unwritten)?;
    Ok(Exit::Done)
}

/// The types that the options name, else all that count.
fn types(args: &Args, decisions: &Decisions) -> Result<BTreeSet<ResourceType>, Failure> {
    if args.types.is_empty() && args.recommendations.is_empty() {
        return Ok(types_that_count(decisions));
    }
    let known = known_types(decisions);
    let mut types = BTreeSet::new();
    for name in &args.types {
        types.insert(known_type(&known, name)?);
    }
    for name in &args.recommendations {
        types.extend(decisions.recommendation(name)?.types_read().cloned());
    }
    Ok(types)
}

fn types_that_count(decisions: &Decisions) -> BTreeSet<ResourceType> {
    let catalog = &decisions.catalog;
    let counts = |known: &&Recommendation| {
        let settings = catalog.settings(known, &Scope::root(), decisions.as_of);
        !matches!(settings.activity, Activity::Disabled { .. })
    };
    let known = decisions.recommendations.values().filter(counts);
    known
        .flat_map(Recommendation::types_read)
        .cloned()
        .collect()
}

/// The types that a recipe names or a recommendation reads.
fn known_types(decisions: &Decisions) -> BTreeSet<ResourceType> {
    let read = decisions.recommendations.values();
    let read = read.flat_map(Recommendation::types_read);
    let named = recipes().iter().flat_map(|recipe| &recipe.types);
    read.chain(named).cloned().collect()
}

fn known_type(known: &BTreeSet<ResourceType>, name: &str) -> Result<ResourceType, Failure> {
    let kind = ResourceType::new(name);
    if known.contains(&kind) {
        return Ok(kind);
    }
    let hint = did_you_mean(kind.as_str(), known.iter().map(ResourceType::as_str));
    let advice =
        hint.unwrap_or_else(|| "`securescore list --format json` names the types".to_owned());
    let message = format!("no recommendation reads the type `{name}`");
    Err(Failure::advised(message, advice))
}
