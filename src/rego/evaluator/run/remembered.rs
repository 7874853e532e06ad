//! What functions that go through collections came to, for as long as the documents stay: many
//! resources lead to the same ones.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use foldhash::HashMap;
use regorus::Value;

use super::known::Worked;
use crate::rego::evaluator::code::{Function, FunctionNumber};

/// The most answers that are remembered.
const MOST: usize = 1 << 16;

/// Answers of functions.
#[derive(Clone, Debug, Default)]
pub(super) struct Remembered(HashMap<Call, Worked>);

/// A function with its arguments. Collections are the same where they are one and the same.
#[derive(Clone, Debug)]
pub(super) struct Call {
    function: FunctionNumber,
    arguments: Vec<Value>,
}

impl Call {
    /// A call that is worth remembering: it takes a search, and its arguments may come again.
    pub(super) fn of(
        number: FunctionNumber,
        function: &Function,
        arguments: &[Value],
    ) -> Option<Self> {
        // What has no arguments is kept anyhow.
        let is_lasting = function.searches && !function.reads_input && !arguments.is_empty();
        (is_lasting && arguments.iter().all(may_come_again)).then(|| Self {
            function: number,
            arguments: arguments.to_vec(),
        })
    }
}

/// A collection that nobody else holds was made for this call: it stands in its arguments, and
/// perhaps in a variable.
fn may_come_again(value: &Value) -> bool {
    const OWN: usize = 2;
    match value {
        Value::Array(items) => Arc::strong_count(items) > OWN,
        Value::Set(items) => Arc::strong_count(items) > OWN,
        Value::Object(fields) => Arc::strong_count(fields) > OWN,
        _ => true,
    }
}

impl PartialEq for Call {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.arguments.iter().zip(&other.arguments);
        self.function == other.function && pairs.all(|(one, other)| is_same(one, other))
    }
}

impl Eq for Call {}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => Arc::ptr_eq(one, other),
        (Value::Set(one), Value::Set(other)) => Arc::ptr_eq(one, other),
        (Value::Object(one), Value::Object(other)) => Arc::ptr_eq(one, other),
        _ => one == other,
    }
}

impl Hash for Call {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.function.hash(hasher);
        for argument in &self.arguments {
            match argument {
                Value::String(text) => text.hash(hasher),
                Value::Array(items) => Arc::as_ptr(items).hash(hasher),
                Value::Set(items) => Arc::as_ptr(items).hash(hasher),
                Value::Object(fields) => Arc::as_ptr(fields).hash(hasher),
                // Few of these are arguments, and equal ones have to agree.
                _ => {}
            }
        }
    }
}

impl Remembered {
    pub(super) fn get(&self, call: &Call) -> Option<&Worked> {
        self.0.get(call)
    }

    pub(super) fn add(&mut self, call: Call, worked: Worked) {
        if self.0.len() < MOST {
            self.0.insert(call, worked);
        }
    }
}
