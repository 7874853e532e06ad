//! Values of JSON, read so that none of them is another one than was written.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A value in which no key of an object stands twice, and every number is one.
pub(super) struct Strict {
    pub(super) value: Value,
    /// Whether a number in it may have been an integer of more than 64 bits.
    pub(super) has_large: bool,
}

/// Reads a value in which every number is certain to be as it was written, or an error.
pub(in crate::source) fn exact<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Value, D::Error> {
    let has_large = Cell::new(false);
    let visitor = StrictVisitor {
        has_large: &has_large,
        refuses_large: true,
        is_known: false,
    };
    visitor.deserialize(deserializer)
}

/// Reads a value that is known to be sound.
pub(super) fn again<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    let has_large = Cell::new(false);
    let visitor = StrictVisitor {
        has_large: &has_large,
        refuses_large: false,
        is_known: true,
    };
    visitor.deserialize(deserializer)
}

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let has_large = Cell::new(false);
        let visitor = StrictVisitor {
            has_large: &has_large,
            refuses_large: false,
            is_known: false,
        };
        Ok(Self {
            value: visitor.deserialize(deserializer)?,
            has_large: has_large.get(),
        })
    }
}

fn too_large(number: impl fmt::Display) -> String {
    format!("the number {number} does not fit in 64 bits")
}

fn stands_twice(key: &str) -> String {
    format!("the key `{key}` stands twice in one object")
}

/// The key that an error of [`Strict`] is about.
pub(super) fn duplicate_key(reason: &str) -> Option<&str> {
    let rest = reason.strip_prefix("the key `")?;
    rest.strip_suffix("` stands twice in one object")
}

#[derive(Clone, Copy)]
struct StrictVisitor<'a> {
    has_large: &'a Cell<bool>,
    refuses_large: bool,
    /// Whether no key stands twice.
    is_known: bool,
}

impl<'de> DeserializeSeed<'de> for StrictVisitor<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// From here on a float may have been an integer.
const LARGE: f64 = i64::MAX as f64;

impl<'de> Visitor<'de> for StrictVisitor<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    /// There is one zero, and no number without an end.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        let number = Number::from_f64(value)
            .ok_or_else(|| E::custom(format!("`{value}` is no number of JSON")))?;
        if value.abs() >= LARGE {
            if self.refuses_large {
                return Err(E::custom(too_large(format_args!("{value:e}"))));
            }
            self.has_large.set(true);
        }
        Ok(if value == 0.0 {
            0.into()
        } else {
            Value::Number(number)
        })
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Err(E::custom(too_large(value)))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Err(E::custom(too_large(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(self)? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if !self.is_known && object.contains_key(&key) {
                return Err(A::Error::custom(stands_twice(&key)));
            }
            object.insert(key, entries.next_value_seed(self)?);
        }
        Ok(Value::Object(object))
    }
}
