//! Snapshots read back: strictly, every error with its place.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use thiserror::Error;

use super::{Exempt, Ruling, Snapshot};
use crate::assessment::Health;
use crate::text::SourceText;
use crate::text::yaml::{self, YamlError};

impl Snapshot {
    /// Reads the text of a snapshot.
    ///
    /// # Errors
    /// Broken YAML, a key that is unknown, missing or stands twice, a value that means nothing.
    pub fn read(source: &SourceText) -> Result<Self, YamlError> {
        let value = yaml::parse(source)?;
        yaml::read(source, &yaml::Path::root(), value)
    }
}

/// A verdict whose parts do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RulingError {
    /// Without an exemption, the policy's answer counts.
    #[error("`counts_as` stands beside an `exemption`")]
    CountsWithoutExemption,
    /// An exemption makes something of the answer.
    #[error("an `exemption` needs `counts_as`: the health that counts")]
    ExemptionWithoutCounts,
}

/// A verdict as a mapping.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRuling {
    health: Health,
    #[serde(default)]
    preview: bool,
    exemption: Option<String>,
    counts_as: Option<Health>,
    #[serde(default)]
    reasons: Vec<String>,
}

impl TryFrom<RawRuling> for Ruling {
    type Error = RulingError;

    fn try_from(raw: RawRuling) -> Result<Self, RulingError> {
        let exempt = match (raw.exemption, raw.counts_as) {
            (None, None) => None,
            (Some(exemption), Some(counts_as)) => Some(Exempt {
                exemption,
                counts_as,
            }),
            (None, Some(_)) => return Err(RulingError::CountsWithoutExemption),
            (Some(_), None) => return Err(RulingError::ExemptionWithoutCounts),
        };
        Ok(Self {
            health: raw.health,
            is_preview: raw.preview,
            exempt,
            reasons: raw.reasons,
        })
    }
}

/// A word where there is nothing but the health, else a mapping.
impl<'de> Deserialize<'de> for Ruling {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Ruling;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a health such as `unhealthy`, or a mapping with one")
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Ruling, E> {
                let health = Health::deserialize(serde::de::value::StrDeserializer::new(word))?;
                Ok(Ruling {
                    health,
                    is_preview: false,
                    exempt: None,
                    reasons: Vec::new(),
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Ruling, A::Error> {
                let raw = RawRuling::deserialize(MapAccessDeserializer::new(map))?;
                raw.try_into().map_err(A::Error::custom)
            }
        }
        deserializer.deserialize_any(Either)
    }
}
