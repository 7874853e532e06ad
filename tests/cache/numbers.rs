//! Choices, rounds, and rows that are spoiled.

use serde_json::Value;

pub(crate) use crate::exchange::{Numbers, exchange};

impl Numbers {
    pub(crate) fn one_of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> &'a T {
        choices[self.below(choices.len())]
    }
}

/// How many rounds a test makes: as many times `usual` as SECURESCORE_ROUNDS says.
pub(crate) fn rounds(usual: usize) -> usize {
    let times = std::env::var("SECURESCORE_ROUNDS").ok();
    usual * times.map_or(1, |times| times.parse::<usize>().unwrap())
}

/// Exchanges a value of a row, whose id and type stay.
pub(crate) fn spoil(row: &mut Value, numbers: &mut Numbers) {
    let fields = row.as_object_mut().unwrap();
    let fields = fields
        .iter_mut()
        .filter(|(key, _)| *key != "id" && *key != "type");
    let mut fields: Vec<&mut Value> = fields.map(|(_, value)| value).collect();
    if !fields.is_empty() {
        let place = numbers.below(fields.len());
        exchange(fields[place], numbers);
    }
}
