//! `securescore check`.

use super::args::{DecisionArgs, InventoryArgs};
use super::console::{Console, Exit, Failure, unwritten};
use super::load::Decisions;
use crate::format::number::counted;

/// Validate everything in a project; evaluate nothing.
///
/// Reads the project file, the policies, the catalog, the exemptions and, where one is named,
/// the inventory. Ends with 2 where something is wrong with one of them, and says where.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inventory: InventoryArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// Validates a project.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let decisions = Decisions::load(&args.decisions, &args.inventory.paths)?;
    decisions.check_shipped(&args.decisions)?;
    decisions.compile(&args.decisions, console.program.as_deref())?;
    let mut warnings = decisions.warnings.clone();
    let mut distrust = None;
    let mut resources = None;
    if !decisions.exports(&args.inventory).is_empty() {
        let judged = decisions.inventory(&args.inventory, console)?;
        warnings.extend(judged.warnings);
        resources = Some(judged.inventory.len());
        distrust = judged.left_out.excess();
    }
    for warning in &warnings {
        console.say(&format!("warning: {warning}"));
    }
    if let Some(reason) = distrust {
        return Err(Failure::input(reason));
    }
    let mut found = vec![
        counted(decisions.policies.policies.len(), "policy"),
        counted(decisions.catalog.controls.len(), "control"),
        counted(decisions.exemptions.len(), "exemption"),
    ];
    found.extend(resources.map(|resources| counted(resources, "resource")));
    writeln!(console.output, "ok: {}", found.join(", ")).map_err(unwritten)?;
    Ok(Exit::Done)
}
