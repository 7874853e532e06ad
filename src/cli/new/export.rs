//! An exported resource as the shape for tests and fixtures.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::console::{Console, Failure};
use crate::resource::{Export, Resource, ResourceType};
use crate::scaffold::{Sample, disguised};
use crate::source::{self, Options};

/// The first resource of one of the types in an export, with stand-ins for all that may say whose
/// it is; what was replaced is said.
pub(super) fn sample(
    path: &Path,
    types: &[ResourceType],
    attribute: Vec<String>,
    console: &mut Console,
) -> Result<Sample, Failure> {
    let options = Options {
        read_types: types.iter().cloned().collect(),
        ..Options::default()
    };
    let exports = [Export::from(path.to_owned())];
    let records = source::read(&exports, &mut console.input, &options)?;
    let is_wanted = |resource: &&Resource| types.contains(&resource.resource_type);
    let found = records
        .resources
        .iter()
        .chain(&records.inline)
        .find(is_wanted);
    let found = found.ok_or_else(|| nothing(path, types, &records.resources))?;
    let (row, replaced) = disguised(&found.row);
    for one in replaced {
        console.say(&format!(
            "replaced: {}, {}, by `{}`",
            one.path, one.what, one.stand_in
        ));
    }
    Ok(Sample::new(row, attribute))
}

fn nothing(path: &Path, types: &[ResourceType], there: &[Resource]) -> Failure {
    let types: Vec<&str> = types.iter().map(ResourceType::as_str).collect();
    let message = format!(
        "`{}` holds no resource of `{}`",
        path.display(),
        types.join("`, `")
    );
    let there: BTreeSet<&str> = there.iter().map(|one| one.resource_type.as_str()).collect();
    let there: Vec<&str> = there.into_iter().take(5).collect();
    let advice = match there.is_empty() {
        true => "export one resource of that type".to_owned(),
        false => format!("it holds `{}`", there.join("`, `")),
    };
    Failure::advised(message, advice)
}
