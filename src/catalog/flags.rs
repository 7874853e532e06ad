//! What a catalog says of a single recommendation, and what comes of it on a day.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

use super::error::{CatalogComplaint, Findings};
use super::raw::RawFlags;
use super::{Activity, Settings};
use crate::calendar;
use crate::recommendation::{Parameter, ParameterType, Recommendation, Severity};
use crate::text::{Place, did_you_mean};

/// The flags of one recommendation; what is not written is None.
#[derive(Clone, Debug, Default)]
pub(super) struct Flags {
    enabled: Option<bool>,
    reason: Option<String>,
    preview: Option<bool>,
    pub(super) preview_until: Option<Until>,
    severity: Option<Severity>,
    parameters: BTreeMap<String, Value>,
}

/// The last day of a preview, and where that is written.
#[derive(Clone, Debug)]
pub(super) struct Until {
    pub(super) day: Date,
    pub(super) place: Place,
}

impl Flags {
    /// Takes over what `later` says, field by field, parameter by parameter.
    pub(super) fn amend(&mut self, later: &Flags) {
        take_over(&mut self.enabled, &later.enabled);
        take_over(&mut self.reason, &later.reason);
        take_over(&mut self.preview, &later.preview);
        take_over(&mut self.preview_until, &later.preview_until);
        take_over(&mut self.severity, &later.severity);
        let parameters = later.parameters.clone();
        self.parameters.extend(parameters);
    }

    /// What comes of the flags and the author's defaults at `as_of`.
    pub(super) fn settings(self, author: &Recommendation, as_of: Timestamp) -> Settings {
        let activity = self.activity(author, as_of);
        let mut parameters: BTreeMap<String, Value> = author
            .parameters
            .iter()
            .map(|(name, parameter)| (name.clone(), parameter.default.clone()))
            .collect();
        parameters.extend(self.parameters);
        Settings {
            activity,
            severity: self.severity.unwrap_or(author.severity),
            parameters,
        }
    }

    /// Disabled wins over preview; a preview ends with the last instant of its last day.
    pub(super) fn activity(&self, author: &Recommendation, as_of: Timestamp) -> Activity {
        let until = self.preview_until.as_ref().map(|until| until.day);
        let still = until.is_none_or(|day| as_of < calendar::end_of(day));
        if self.enabled == Some(false) {
            let reason = self.reason.clone().unwrap_or_default();
            Activity::Disabled { reason }
        } else if self.is_preview(author) && still {
            Activity::Preview { until }
        } else {
            Activity::Enabled
        }
    }

    /// Whether the catalog or, where it is silent, the author calls it a preview.
    pub(super) fn is_preview(&self, author: &Recommendation) -> bool {
        self.preview.unwrap_or(author.preview)
    }
}

fn take_over<T: Clone>(field: &mut Option<T>, later: &Option<T>) {
    if later.is_some() {
        field.clone_from(later);
    }
}

/// Checks the flags of a recommendation by themselves.
pub(super) fn valid(
    raw: RawFlags,
    author: &Recommendation,
    place: &Place,
    findings: &mut Findings,
) -> Flags {
    let reason = raw.reason.filter(|reason| !reason.trim().is_empty());
    if raw.enabled == Some(false) && reason.is_none() {
        let name = author.id.to_string();
        let complaint = CatalogComplaint::MissingReason { name };
        findings.add(place.then("enabled").complain(complaint));
    }
    let until = raw
        .preview_until
        .and_then(|text| valid_until(text, &place.then("preview_until"), findings));
    let parameters = raw.parameters.unwrap_or_default();
    check_parameters(&parameters, author, &place.then("parameters"), findings);
    Flags {
        enabled: raw.enabled,
        reason,
        preview: raw.preview,
        preview_until: until,
        severity: raw.severity,
        parameters,
    }
}

fn valid_until(text: String, place: &Place, findings: &mut Findings) -> Option<Until> {
    match calendar::day(&text) {
        Some(day) => Some(Until {
            day,
            place: place.clone(),
        }),
        None => {
            findings.add(place.complain(CatalogComplaint::BadDate { text }));
            None
        }
    }
}

fn check_parameters(
    parameters: &BTreeMap<String, Value>,
    author: &Recommendation,
    place: &Place,
    findings: &mut Findings,
) {
    for (name, value) in parameters {
        let place = place.then(name.as_str());
        match author.parameters.get(name) {
            None => findings.add(place.key().complain(unknown_parameter(name, author))),
            Some(declared) if !declared.parameter_type.accepts(value) => {
                findings.add(place.complain(wrong_type(name, declared, value)));
            }
            Some(_) => {}
        }
    }
}

fn unknown_parameter(parameter: &str, author: &Recommendation) -> CatalogComplaint {
    let declared = author.parameters.keys().map(String::as_str);
    CatalogComplaint::UnknownParameter {
        name: author.id.to_string(),
        parameter: parameter.to_owned(),
        advice: did_you_mean(parameter, declared),
    }
}

fn wrong_type(parameter: &str, declared: &Parameter, value: &Value) -> CatalogComplaint {
    CatalogComplaint::WrongParameterType {
        parameter: parameter.to_owned(),
        expected: match declared.parameter_type {
            ParameterType::String => "string",
            ParameterType::Number => "number",
            ParameterType::Boolean => "boolean",
            ParameterType::Array => "array",
            ParameterType::Object => "object",
        },
        value: value.to_string(),
    }
}
