//! Rows into what policies see.

use std::collections::BTreeMap;
use std::fmt;

use foldhash::HashMap;
use regorus::Value;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};

use crate::resource::{Fields, Row};

/// Turns JSON into values of regorus. Of keys, which repeat from row to row, each is kept once.
#[derive(Default)]
pub(super) struct Converter {
    keys: HashMap<Box<str>, Value>,
}

type Object = BTreeMap<Value, Value>;

impl Converter {
    /// A row as a policy sees it.
    ///
    /// # Errors
    /// Its text is no JSON.
    pub(super) fn row(&mut self, row: &Row) -> serde_json::Result<Value> {
        let Some(written) = row.unread() else {
            return Ok(self.object(row));
        };
        let mut text = serde_json::Deserializer::from_str(written.text());
        let mut fields = text.deserialize_map(ObjectVisitor(self))?;
        text.end()?;
        written.complete(&mut Held {
            fields: &mut fields,
            converter: self,
        });
        Ok(fields.into())
    }

    /// An object that was read.
    pub(super) fn object(&mut self, fields: &Map<String, Json>) -> Value {
        let fields = fields.deserialize_map(ObjectVisitor(self));
        // What is read has no fault that it could find.
        fields.map_or(Value::Undefined, Value::from)
    }

    fn key(&mut self, key: &str) -> Value {
        if let Some(known) = self.keys.get(key) {
            return known.clone();
        }
        let value = Value::from(key);
        self.keys.insert(key.into(), value.clone());
        value
    }
}

/// The fields of an object of regorus.
struct Held<'a> {
    fields: &'a mut Object,
    converter: &'a mut Converter,
}

impl Fields for Held<'_> {
    fn text(&self, key: &str) -> Option<&str> {
        match self.fields.get(self.converter.keys.get(key)?)? {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn put(&mut self, key: &str, text: &str) {
        let key = self.converter.key(key);
        self.fields.insert(key, text.into());
    }
}

struct ValueVisitor<'a>(&'a mut Converter);

impl<'de> DeserializeSeed<'de> for ValueVisitor<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueVisitor<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    /// There is one zero.
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(if value == 0.0 {
            0_u64.into()
        } else {
            value.into()
        })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element_seed(ValueVisitor(&mut *self.0))? {
            list.push(element);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Value, A::Error> {
        ObjectVisitor(self.0).visit_map(entries).map(Value::from)
    }
}

struct ObjectVisitor<'a>(&'a mut Converter);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = Object;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Object, A::Error> {
        let mut object = Object::new();
        while let Some(key) = entries.next_key_seed(KeyVisitor(&mut *self.0))? {
            object.insert(key, entries.next_value_seed(ValueVisitor(&mut *self.0))?);
        }
        Ok(object)
    }
}

struct KeyVisitor<'a>(&'a mut Converter);

impl<'de> DeserializeSeed<'de> for KeyVisitor<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyVisitor<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Value, E> {
        Ok(self.0.key(key))
    }
}
