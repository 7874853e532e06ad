//! `securescore lint`.

mod output;
mod own;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{DecisionArgs, Format, InventoryArgs, owned};
use super::console::{Console, Exit, Failure, unwritten};
use super::load::{self, Decisions, Policies};
use super::run::Run;
use crate::catalog::Catalog;
use crate::format::file;
use crate::lint::{self, Found, LINTS, Level, Levels, Subject, Tried, Verdicts};
use crate::policy::{PolicySet, PolicyText};
use crate::project::Project;
use crate::report::Report;
use crate::resource::Export;
use crate::text::{SourceText, did_you_mean};
use output::Outcome;
use own::Own;

/// Say what could be better about policies that are right.
///
/// Looks at the project's own policies, libraries and unit tests, at those of the paths that are
/// named, or at the built-in ones. What is wrong with them is an error as in `check`, and ends
/// with 2.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore lint policies/\n  \
    securescore lint --fix policies/contoso/naming\n  \
    securescore lint --deny-warnings --allow lint::line_length\n  \
    securescore lint --inventory exports/\n\n\
    In a policy, `# securescore: allow lint::code: reason` allows a lint on its line, or on the next one.")]
#[command(next_help_heading = "What is looked at")]
pub(super) struct Args {
    /// Directories of policies, or parts of them [default: the project's own]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Look at the built-in policies
    #[arg(long, conflicts_with = "paths")]
    builtin: bool,
    /// Hold the policies against an exported inventory as well (repeatable)
    #[arg(long, value_name = "PATH")]
    inventory: Vec<PathBuf>,
    /// A further file, with what its objects belong to where they do not say it themselves
    /// (repeatable)
    #[arg(long, value_name = "ID=PATH", value_parser = owned)]
    of: Vec<Export>,
    /// A type that was exported, and found empty where there is none (repeatable)
    #[arg(long, value_name = "TYPE")]
    collected: Vec<String>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    decisions: DecisionArgs,
}

/// What is reported, and how.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "What is reported")]
struct OutputArgs {
    /// List all lints
    #[arg(long)]
    list: bool,
    /// Do not report this lint (repeatable)
    #[arg(long, value_name = "CODE", value_parser = code)]
    allow: Vec<&'static str>,
    /// Take this lint for an error (repeatable)
    #[arg(long, value_name = "CODE", value_parser = code)]
    deny: Vec<&'static str>,
    /// End with 1 where there is a warning
    #[arg(long)]
    deny_warnings: bool,
    /// Mend what can be mended without a change of meaning
    #[arg(long)]
    fix: bool,
    /// How the lints are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
}

fn code(text: &str) -> Result<&'static str, String> {
    let known = || LINTS.iter().map(|lint| lint.code);
    let advice = || did_you_mean(text, known()).unwrap_or_else(|| "`--list` names all".to_owned());
    lint::lint(text)
        .map(|lint| lint.code)
        .ok_or_else(|| format!("there is no such lint: {}", advice()))
}

/// Lints policies.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    if args.output.list {
        output::list(args.output.format, console.look(), &mut console.output).map_err(unwritten)?;
        return Ok(Exit::Done);
    }
    let project = load::project(&args.decisions, &[])?;
    let mut own = Own::find(args, &project)?;
    let mut mended = Vec::new();
    if args.output.fix {
        mended = mend(args, &mut own, console.program.as_deref())?;
    }
    let set = loaded(args, &own, console.program.as_deref())?;
    let tried = tried(args, &own, console)?;
    let tried = tried.as_ref();
    let tried = tried.map(|(report, verdicts)| Tried { report, verdicts });
    let catalog = catalog(args, &project, &set)?;
    let found = found(args, &own, &set, catalog.as_ref(), tried)?;
    let outcome = Outcome {
        found,
        mended,
        texts: own.names.len(),
    };
    match args.output.format {
        Format::Table => outcome.table(console.look(), &mut console.output),
        Format::Json => outcome.json(&mut console.output),
    }
    .map_err(unwritten)?;
    Ok(exit(args, &outcome.found))
}

fn exit(args: &Args, found: &[Found]) -> Exit {
    let least = match args.output.deny_warnings {
        true => Level::Warning,
        false => Level::Error,
    };
    match found.iter().any(|found| found.level >= least) {
        true => Exit::Gate,
        false => Exit::Done,
    }
}

fn levels(args: &Args) -> Levels {
    Levels {
        allowed: args.output.allow.iter().copied().collect(),
        denied: args.output.deny.iter().copied().collect(),
    }
}

/// The policies, once they are known to be right. Those of strangers are looked at in a worker
/// first, for they may be made to bring it down.
fn loaded(args: &Args, own: &Own, program: Option<&Path>) -> Result<PolicySet, Failure> {
    let policies = Policies {
        policies: PolicySet::read(own.texts.clone())?,
        shipped: PolicySet::read(own.shipped.clone())?,
    };
    policies.compile(args.decisions.as_of(), &args.decisions, program)?;
    Ok(policies.policies)
}

fn found(
    args: &Args,
    own: &Own,
    set: &PolicySet,
    catalog: Option<&Catalog>,
    tried: Option<Tried<'_>>,
) -> Result<Vec<Found>, Failure> {
    let subject = Subject {
        set,
        own: &own.names,
        catalog,
        as_of: args.decisions.as_of(),
        tried,
    };
    Ok(lint::found(&subject, &levels(args))?)
}

/// A catalog that nobody named lists the built-in policies: without these there is none.
fn catalog(args: &Args, project: &Project, set: &PolicySet) -> Result<Option<Catalog>, Failure> {
    let decisions = &args.decisions;
    let is_named = decisions.catalog.is_some() || project.catalog.is_some();
    let has_built_in = project.builtin_policies && !decisions.no_builtin_policies;
    if !is_named && !has_built_in {
        return Ok(None);
    }
    let (catalog, _) = load::catalog(decisions, project, &set.recommendations())?;
    Ok(Some(catalog))
}

/// What the policies said of an inventory, where one is named.
fn tried(
    args: &Args,
    own: &Own,
    console: &mut Console,
) -> Result<Option<(Report, Verdicts)>, Failure> {
    if args.inventory.is_empty() && args.of.is_empty() {
        return Ok(None);
    }
    let mut decisions = args.decisions.clone();
    decisions.policies = own.further.clone();
    decisions.no_builtin_policies |= own.replaces_built_in;
    let inventory = InventoryArgs {
        paths: args.inventory.clone(),
        of: args.of.clone(),
        collected: args.collected.clone(),
        ..InventoryArgs::default()
    };
    let decision_args = decisions;
    let decisions = Decisions::load(&decision_args, &inventory.paths)?;
    let judges = decisions.compile(&decision_args, console.program.as_deref())?;
    let mut verdicts = Verdicts::default();
    let run = Run::new(&decisions, &judges, &inventory, &mut verdicts, console)?;
    Ok(Some((run.report, verdicts)))
}

/// Mends the texts that can be, first line by line, then by their syntax. Nothing is written unless
/// what comes out is as right as what went in.
fn mend(args: &Args, own: &mut Own, program: Option<&Path>) -> Result<Vec<Found>, Failure> {
    let levels = levels(args);
    let before = own.texts.clone();
    let texts = before.iter().map(|text| &text.source);
    let texts: Vec<&SourceText> = texts
        .filter(|text| own.names.contains(text.name()))
        .collect();
    let of_lines = lint::found_in_texts(&texts, &levels);
    let mut done = apply(own, &of_lines);
    let set = loaded(args, own, program)?;
    let of_syntax = found(args, own, &set, None, None)?;
    let of_lines = own.texts.clone();
    let more = apply(own, &of_syntax);
    match loaded(args, own, program) {
        Ok(_) => done.extend(more),
        // What reads worse than before stays as it was.
        Err(_) => own.texts = of_lines,
    }
    write(&before, &own.texts)?;
    Ok(done)
}

/// Makes the changes in the texts, and says which were made.
fn apply(own: &mut Own, found: &[Found]) -> Vec<Found> {
    let mut done = Vec::new();
    for text in &mut own.texts {
        if let Some((mended, of_text)) = lint::mended(&text.source, found) {
            text.source = SourceText::new(text.source.name(), mended);
            done.extend(of_text.into_iter().cloned());
        }
    }
    done
}

fn write(before: &[PolicyText], after: &[PolicyText]) -> Result<(), Failure> {
    let changed = before.iter().zip(after);
    let changed = changed.filter(|(before, after)| before.source.text() != after.source.text());
    for (_, text) in changed {
        let path = Path::new(text.source.name());
        let written = file::write(path, |out| out.write_all(text.source.text().as_bytes()));
        written.map_err(|error| {
            Failure::fault(format!("cannot write `{}`: {error}", path.display()))
        })?;
    }
    Ok(())
}

/// The names of texts.
fn names<'a>(texts: impl IntoIterator<Item = &'a PolicyText>) -> BTreeSet<String> {
    let name = |text: &PolicyText| text.source.name().to_owned();
    texts.into_iter().map(name).collect()
}
