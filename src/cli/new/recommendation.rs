//! `securescore new recommendation`.

use std::path::PathBuf;

use super::home::{Home, shown_path};
use super::{control, export};
use crate::cli::args::DecisionArgs;
use crate::cli::console::{Console, Exit, Failure, unwritten};
use crate::cli::load::Decisions;
use crate::format::files::{FileText, Unwritten, write_all};
use crate::policy::{PolicySet, PolicyText};
use crate::recommendation::{RecommendationId, Severity, named};
use crate::resource::ResourceType;
use crate::scaffold::{self, Draft, NameError, Sample, Texts};
use crate::text::escape::is_visible;
use crate::text::{SourceText, nearest};

/// Start a recommendation: its policy, its unit tests, a fixture, and its place in the catalog.
///
/// What is written passes `securescore check`; its healthy test fails until you write the condition.
/// Nothing is ever overwritten, and where one file cannot be written none is.
///
/// Files go where the project says: the nearest securescore.yaml in the working directory or above
/// it. Where there is none, and neither `--policies` nor `--catalog` is given, one is started here.
/// With `--control` the id is added to that control in the project's catalog, where every comment
/// stays; a project that uses the built-in catalog gets a catalog.yaml that extends it.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore new recommendation contoso.web.internal_tls --type microsoft.web/sites \\\n    \
        --attribute properties.siteConfig.minTlsVersion --control encrypt_data_in_transit\n  \
    az webapp show --ids \"$ID\" | securescore new recommendation contoso.web.internal_tls \\\n    \
        --type microsoft.web/sites --from -\n\n\
    Of the resource that --from names nothing is kept that may say whose it is: names, ids, addresses,\n\
    host names, keys, tags and texts are replaced by stand-ins of the same shape, listed on standard error.")]
pub(in crate::cli) struct Args {
    /// The id: owner or provider, service, what should hold, as in contoso.web.internal_tls
    #[arg(value_name = "ID")]
    id: String,
    /// A type that it assesses, in lower case (repeatable)
    #[arg(long = "type", value_name = "TYPE", required = true)]
    types: Vec<String>,
    /// One sentence: what should hold [default: made from the id]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// How much it matters: low, medium, high or critical
    #[arg(long, value_name = "SEVERITY", default_value = "medium")]
    severity: Severity,
    /// The attribute that is judged, as the path from the resource to it
    #[arg(long, value_name = "PATH", default_value = "properties.example")]
    attribute: String,
    /// The control of the catalog that it belongs to; a person at a terminal is asked
    #[arg(long, value_name = "ID")]
    control: Option<String>,
    /// An exported resource as the shape for tests and fixture; - for standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// The directory of policies [default: the project's first]
    #[arg(long, visible_alias = "dir", value_name = "DIR")]
    policies: Option<PathBuf>,
    /// The catalog to add it to [default: the project's]
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
    /// The project file [default: the nearest in the working directory or above it]
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// Leave the built-in policies out: for those who write them
    #[arg(long)]
    no_builtin_policies: bool,
}

/// Writes the first files of a recommendation.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let id = scaffold::recommendation_id(&args.id).map_err(Failure::one)?;
    let types = types(args)?;
    let title = title(args, &id)?;
    let attribute = scaffold::attribute(&args.attribute).map_err(Failure::one)?;
    let home = Home::find(&args.project, &args.policies, &args.catalog)?;
    let decision_args = decision_args(args);
    let mut decisions = Decisions::of_project(&decision_args, home.project_so_far()?)?;
    refuse_known(&id, &decisions)?;
    warn_of_types(&types, &decisions, console);
    let sample = match &args.from {
        Some(path) => export::sample(path, &types, attribute, console)?,
        None => Sample::invented(&types[0], attribute),
    };
    let draft = Draft {
        id: &id,
        types: &types,
        title: &title,
        severity: args.severity,
        sample: &sample,
    };
    let texts = draft.texts();
    let mut files = home.new_files(&id, texts.clone())?;
    let control = control::chosen(args.control.as_deref(), &decisions.catalog, console)?;
    files.extend(home.changed_files(&id, control.as_deref())?);
    check(&mut decisions, &id, &texts, &decision_args, console)?;
    write_all(&files).map_err(failed)?;
    let lines = report(args, &id, &home, &files, control.is_some());
    let lines = lines.join("\n");
    writeln!(console.output, "{lines}").map_err(unwritten)?;
    Ok(Exit::Done)
}

fn types(args: &Args) -> Result<Vec<ResourceType>, Failure> {
    let types = args.types.iter().map(|name| scaffold::resource_type(name));
    let types: Result<Vec<ResourceType>, NameError> = types.collect();
    types.map_err(Failure::one)
}

fn title(args: &Args, id: &RecommendationId) -> Result<String, Failure> {
    let Some(title) = &args.title else {
        return Ok(scaffold::title_of(id));
    };
    let title = title.trim();
    if title.is_empty() || !title.chars().all(is_visible) {
        return Err(Failure::advised(
            "the title is no sentence on one line",
            "say in one sentence what should hold",
        ));
    }
    Ok(title.to_owned())
}

/// What loading takes: the project is read by its own way.
fn decision_args(args: &Args) -> DecisionArgs {
    DecisionArgs {
        project: None,
        catalog: args.catalog.as_ref().map(|path| path.display().to_string()),
        policies: Vec::new(),
        no_builtin_policies: args.no_builtin_policies,
        exemptions: Vec::new(),
        as_of: None,
        trusted: false,
        time_limit: 1000,
        memory_limit: 1024,
    }
}

fn refuse_known(id: &RecommendationId, decisions: &Decisions) -> Result<(), Failure> {
    let Some(found) = named(&decisions.recommendations, id.as_str()) else {
        return Ok(());
    };
    let (message, known) = match found.formerly {
        false => (format!("there is a recommendation `{id}` already"), id),
        true => {
            let known = &found.recommendation.id;
            (format!("`{id}` is a former name of `{known}`"), known)
        }
    };
    let policy = decisions.policies.policies.get(known);
    let place = policy.map_or("its policy", |policy| policy.source.name());
    Err(Failure::advised(
        message,
        format!("change `{place}`, or choose another id"),
    ))
}

/// A type that nobody else knows may be right; a misspelt one would silently match nothing.
fn warn_of_types(types: &[ResourceType], decisions: &Decisions, console: &mut Console) {
    let known = decisions
        .recommendations
        .values()
        .flat_map(|known| known.types_read());
    let known: Vec<&str> = known.map(ResourceType::as_str).collect();
    for kind in types
        .iter()
        .map(ResourceType::as_str)
        .filter(|kind| !known.contains(kind))
    {
        let hint = nearest(kind, known.iter().copied());
        let hint = hint
            .map(|near| format!(": did you mean `{near}`?"))
            .unwrap_or_default();
        console.say(&format!(
            "warning: no other recommendation assesses `{kind}`{hint}"
        ));
    }
}

/// What is about to be written is checked as `securescore check` would.
fn check(
    decisions: &mut Decisions,
    id: &RecommendationId,
    texts: &Texts,
    args: &DecisionArgs,
    console: &Console,
) -> Result<(), Failure> {
    let path = format!("{}/policy.rego", id.as_str().replace('.', "/"));
    let mut policies = decisions.policies.texts();
    policies.push(PolicyText {
        source: SourceText::new(&path, texts.policy.as_str()),
        path,
    });
    decisions.policies = PolicySet::read(policies)?;
    decisions.compile(args, console.program.as_deref())?;
    Ok(())
}

/// A file that is there, or has changed, is the user's; all else is a fault of the system.
fn failed(unwritten: Unwritten) -> Failure {
    let Unwritten { path, error } = unwritten;
    let message = format!(
        "cannot write `{}`: {error}; nothing was written",
        path.display()
    );
    match error.kind() {
        std::io::ErrorKind::AlreadyExists => Failure::input(message),
        _ => Failure::fault(message),
    }
}

/// What was written, and what comes next.
fn report(
    args: &Args,
    id: &RecommendationId,
    home: &Home,
    files: &[FileText],
    is_controlled: bool,
) -> Vec<String> {
    let line = |file: &FileText| {
        let verb = if file.former.is_some() {
            "changed"
        } else {
            "wrote"
        };
        format!("{verb} {}", shown_path(&file.path))
    };
    let mut lines: Vec<String> = files.iter().map(line).collect();
    lines.push(String::new());
    if !is_controlled {
        lines.extend([home.advice(id), String::new()]);
    }
    let folder = home.folder(id);
    let (policy, folder) = (shown_path(&folder.join("policy.rego")), shown_path(&folder));
    let mut options = home.options();
    if args.no_builtin_policies {
        options.push_str(" --no-builtin-policies");
    }
    lines.push(format!(
        "Its healthy test fails until you write the condition in {policy}. Then:"
    ));
    lines.push(format!("  securescore check{options}"));
    lines.push(format!("  securescore test {folder}{options}"));
    lines
}
