//! Numbers that look random and are the same each time, and values that change with them.

use serde_json::{Value, json};

pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

/// Values that stand in for others.
fn odd() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("Disabled"),
        json!("*"),
        json!(0),
        json!(3),
        json!(-1.5),
        json!(true),
        json!(false),
        json!([]),
        json!([null, "x", 3]),
        json!({}),
        json!({"properties": {"a": 1}}),
        json!([{"properties": {}}]),
    ]
}

/// Exchanges or removes a value somewhere within another one.
pub(crate) fn exchange(value: &mut Value, numbers: &mut Numbers) {
    let goes_on = numbers.below(5) > 0;
    match value {
        Value::Array(items) if goes_on && !items.is_empty() => {
            let place = numbers.below(items.len());
            exchange(&mut items[place], numbers);
        }
        Value::Object(fields) if goes_on && !fields.is_empty() => {
            let place = numbers.below(fields.len());
            let key = fields.keys().nth(place).unwrap().clone();
            match numbers.below(6) {
                0 => _ = fields.remove(&key),
                _ => exchange(&mut fields[&key], numbers),
            }
        }
        other => {
            let mut odd = odd();
            *other = odd.swap_remove(numbers.below(odd.len()));
        }
    }
}
