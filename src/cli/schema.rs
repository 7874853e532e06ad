//! `securescore schema`.

use super::console::{Console, Exit, Failure, unwritten};
use crate::format::json;
use crate::text::did_you_mean;
use crate::{catalog, exemption, policy, project};

/// Print the JSON Schema of a file, for editors and for other programs.
///
/// Without a name the schemas are listed. An editor that knows the schema of a file completes its
/// keys, explains them and underlines what is wrong while somebody types.
#[derive(Clone, Debug, clap::Args)]
#[command(after_long_help = "Examples:\n  \
    securescore schema catalog > schemas/catalog.json\n  \
    # yaml-language-server: $schema=schemas/catalog.json    the first line of catalog.yaml then")]
pub(super) struct Args {
    /// Which one; without it they are listed
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// A schema: its name, what it is of, and where it comes from.
struct Named {
    name: &'static str,
    about: &'static str,
    schema: fn() -> serde_json::Value,
}

const SCHEMAS: [Named; 5] = [
    Named {
        name: "catalog",
        about: "a catalog: controls, points, flags",
        schema: catalog::json_schema,
    },
    Named {
        name: "exemptions",
        about: "a file of exemptions",
        schema: exemption::json_schema,
    },
    Named {
        name: "metadata",
        about: "the METADATA comment of a policy",
        schema: policy::metadata_json_schema,
    },
    Named {
        name: "project",
        about: "securescore.yaml",
        schema: project::json_schema,
    },
    Named {
        name: "report",
        about: "what `score --format json` writes",
        schema: json::json_schema,
    },
];

/// Prints a schema, or the list of them.
pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let Some(name) = &args.name else {
        for Named { name, about, .. } in SCHEMAS {
            writeln!(console.output, "{name:<12} {about}").map_err(unwritten)?;
        }
        return Ok(Exit::Done);
    };
    let known = SCHEMAS.iter().find(|known| known.name == name);
    let known = known.ok_or_else(|| unknown(name))?;
    json::pretty(&(known.schema)(), &mut console.output).map_err(unwritten)?;
    Ok(Exit::Done)
}

fn unknown(name: &str) -> Failure {
    let names = SCHEMAS.map(|known| known.name);
    let all = || format!("there are `{}`", names.join("`, `"));
    let advice = did_you_mean(name, names).unwrap_or_else(all);
    Failure::advised(format!("there is no schema `{name}`"), advice)
}
