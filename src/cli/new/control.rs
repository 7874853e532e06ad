//! The control that a new recommendation belongs to.

use std::io::{BufRead, BufReader, Read};

use crate::catalog::{Catalog, Control};
use crate::cli::console::{Console, Failure};
use crate::text::did_you_mean;

/// The control that was named, or that a person at a terminal names; none where nobody does.
pub(super) fn chosen(
    named: Option<&str>,
    catalog: &Catalog,
    console: &mut Console,
) -> Result<Option<String>, Failure> {
    let is_asked = console.is_output_terminal && console.is_error_terminal;
    let answer = match named {
        Some(name) => name.to_owned(),
        None if is_asked => asked(catalog, console)?,
        None => return Ok(None),
    };
    match answer.as_str() {
        "" if named.is_none() => Ok(None),
        name => known(name, catalog).map(Some),
    }
}

fn known(name: &str, catalog: &Catalog) -> Result<String, Failure> {
    let mut ids = catalog.controls.iter().map(|control| control.id.as_str());
    if ids.any(|id| id == name) {
        return Ok(name.to_owned());
    }
    let ids = catalog.controls.iter().map(|control| control.id.as_str());
    let all = || "`securescore list --format json` names them all".to_owned();
    let advice = did_you_mean(name, ids).unwrap_or_else(all);
    let message = format!("the catalog `{}` has no control `{name}`", catalog.name);
    Err(Failure::advised(message, advice))
}

fn asked(catalog: &Catalog, console: &mut Console) -> Result<String, Failure> {
    console.say("Which control does it belong to? An empty line leaves it out of all.");
    for Control { id, title, .. } in &catalog.controls {
        console.say(&format!("  {id:<34} {title}"));
    }
    line(&mut console.input)
        .map_err(|error| Failure::fault(format!("cannot read the answer: {error}")))
}

/// One line; nobody reads what follows it.
fn line(input: &mut dyn Read) -> std::io::Result<String> {
    let mut line = Vec::new();
    BufReader::new(input.take(LONGEST)).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).trim().to_owned())
}

/// The most bytes of an answer.
const LONGEST: u64 = 200;
