//! Catalogs: which recommendations make up which control, what a control is worth, and the
//! flags of single recommendations.

mod control;
mod error;
mod flags;
mod layer;
mod raw;
#[cfg(test)]
mod tests;
mod warnings;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

pub use error::{CatalogComplaint, CatalogError};

use crate::points::Points;
use crate::recommendation::{Recommendation, RecommendationId, Recommendations, Severity};
use crate::resource::{IdPattern, Scope};
use crate::text::{Place, SourceText, Warning, schema};
use error::Findings;
use flags::Flags;

/// How many catalogs may extend one another.
const DEEPEST: usize = 16;

/// The controls of a standard, in order, and the flags of its recommendations.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// Its short name.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What the exemption category `mitigated` does.
    pub exemptions: ExemptionMode,
    /// Whether exemptions may go without an end.
    pub open_ended_exemptions: bool,
    /// The controls: those of the extended catalog first.
    pub controls: Vec<Control>,
    flags: BTreeMap<RecommendationId, Flags>,
    scopes: Vec<ScopeFlags>,
    places: BTreeMap<String, Place>,
    file: String,
}

/// What the exemption category `mitigated` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExemptionMode {
    /// It counts as healthy.
    #[default]
    Standard,
    /// It leaves the denominator as a waiver does: Defender for Cloud until 2023.
    Classic,
}

/// A group of recommendations that is worth points.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its id, such as `encrypt_data_in_transit`.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What it is worth.
    pub max_score: Points,
    /// What it consists of.
    pub recommendations: Vec<RecommendationId>,
}

/// Whether a recommendation counts in one scope, on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It is assessed and counts.
    Enabled,
    /// It is assessed and does not count.
    Preview {
        /// The last day of that.
        until: Option<Date>,
    },
    /// It is not assessed.
    Disabled {
        /// Why.
        reason: String,
    },
}

/// What holds for a recommendation in one scope, on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whether it counts.
    pub activity: Activity,
    /// How much it matters.
    pub severity: Severity,
    /// All parameters that it declares: the catalog's value or the default.
    pub parameters: BTreeMap<String, Value>,
}

/// The flags of one element of `scopes`.
#[derive(Clone, Debug)]
struct ScopeFlags {
    pattern: IdPattern,
    flags: BTreeMap<RecommendationId, Flags>,
}

impl Catalog {
    /// What holds for a recommendation in a scope at `as_of`: the general flags, then those of
    /// each element of `scopes` that matches, the last word on each flag winning.
    pub fn settings(
        &self,
        recommendation: &Recommendation,
        scope: &Scope,
        as_of: Timestamp,
    ) -> Settings {
        let id = &recommendation.id;
        let mut flags = self.flags.get(id).cloned().unwrap_or_default();
        for scoped in &self.scopes {
            if let Some(later) = scoped.flags.get(id)
                && scoped.pattern.matches(scope.as_str())
            {
                flags.amend(later);
            }
        }
        flags.settings(recommendation, as_of)
    }

    /// Where a control stands.
    pub fn place_of(&self, control: &str) -> Option<&Place> {
        self.places.get(control)
    }

    /// The recommendations of all controls, each once, in catalog order.
    pub fn recommendations(&self) -> Vec<&RecommendationId> {
        let mut seen = BTreeSet::new();
        self.controls
            .iter()
            .flat_map(|control| &control.recommendations)
            .filter(|id| seen.insert(*id))
            .collect()
    }
}

/// The JSON Schema of a catalog file.
pub fn json_schema() -> serde_json::Value {
    schema::of::<raw::RawCatalog>()
}

/// Gives the text of an extended catalog: by its name or path as written, and the file that
/// extends it. The text's name must be the same whenever the file is the same.
pub type Load<'a> = dyn FnMut(&str, &SourceText) -> Result<SourceText, String> + 'a;

/// Reads a catalog and all that it extends.
///
/// # Errors
/// All that is wrong with the file, in its order, and with those that it extends.
pub fn load(
    source: &SourceText,
    load: &mut Load<'_>,
    known: &Recommendations,
) -> Result<(Catalog, Vec<Warning>), Vec<CatalogError>> {
    let mut warnings = Vec::new();
    let mut chain = Vec::new();
    let catalog = load_layer(source, &mut chain, load, known, &mut warnings)?;
    Ok((catalog, warnings))
}

fn load_layer(
    source: &SourceText,
    chain: &mut Vec<String>,
    load: &mut Load<'_>,
    known: &Recommendations,
    warnings: &mut Vec<Warning>,
) -> Result<Catalog, Vec<CatalogError>> {
    let mut findings = Findings::default();
    let mut errors = Vec::new();
    let document = raw::read(source, &mut errors);
    findings.add_yaml(errors);
    chain.push(source.name().to_owned());
    let base = match extended(&document, chain, load, &mut findings) {
        None => None,
        Some(base) => match load_layer(&base, chain, load, known, warnings) {
            Ok(base) => Some(base),
            Err(below) => return Err([findings.into_sorted_errors(), below].concat()),
        },
    };
    if base.is_none() && document.head.extends.is_some() {
        return Err(findings.into_sorted_errors());
    }
    let catalog = layer::overlay(base, document, known, &mut findings);
    warnings.append(&mut findings.warnings);
    if findings.errors.is_empty() {
        Ok(catalog)
    } else {
        Err(findings.into_sorted_errors())
    }
}

/// The text of the catalog that a document extends, if it extends one and the chain ends.
fn extended(
    document: &raw::Document,
    chain: &[String],
    load: &mut Load<'_>,
    findings: &mut Findings,
) -> Option<SourceText> {
    let name = document.head.extends.clone()?;
    let place = document.root.then("extends");
    let complaint = match load(&name, document.root.source()) {
        Ok(base) if chain.len() < DEEPEST && !chain.iter().any(|file| file == base.name()) => {
            return Some(base);
        }
        Ok(base) => {
            let chain = [chain, &[base.name().to_owned()]].concat().join(" -> ");
            CatalogComplaint::EndlessExtends { name, chain }
        }
        Err(reason) => CatalogComplaint::CannotExtend { name, reason },
    };
    findings.add(place.complain(complaint));
    None
}
