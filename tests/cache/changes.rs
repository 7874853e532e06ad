//! Random changes of an inventory.

use serde_json::{Value, json};

use crate::estate::Estate;
use crate::numbers::{Numbers, exchange, spoil};
use crate::zoo;

/// What changes an estate from round to round.
pub(crate) struct Changes {
    numbers: Numbers,
    /// Rows that were taken away and may come back.
    gone: Vec<Value>,
    added: usize,
}

impl Changes {
    pub(crate) fn of(seed: u64) -> Self {
        Self {
            numbers: Numbers::of(seed),
            gone: Vec::new(),
            added: 0,
        }
    }

    pub(crate) fn numbers(&mut self) -> &mut Numbers {
        &mut self.numbers
    }

    /// Changes something, and says what.
    pub(crate) fn make(&mut self, estate: &mut Estate) -> &'static str {
        let place = self.numbers.below(estate.rows.len());
        let rows = &mut estate.rows;
        match self.numbers.below(16) {
            0..=3 => {
                spoil(&mut rows[place], &mut self.numbers);
                "a value exchanged"
            }
            4 => {
                self.gone.push(rows.remove(place));
                "a row removed"
            }
            5 => {
                rows.append(&mut self.gone);
                "rows put back"
            }
            6 => {
                self.added += 1;
                let mut row = rows[place].clone();
                let id = format!("{}x{}", row["id"].as_str().unwrap(), self.added);
                row["id"] = json!(id);
                rows.push(row);
                "a row added"
            }
            7 => {
                rows.push(rows[place].clone());
                "a row twice"
            }
            8 => {
                let mut row = rows[place].clone();
                spoil(&mut row, &mut self.numbers);
                rows.push(row);
                "a row twice, the second one other"
            }
            9 => {
                let other = self.numbers.below(rows.len());
                rows.swap(place, other);
                "two rows exchanged"
            }
            10 => {
                let kinds = [zoo::TILLS, zoo::SAFES, "Contoso.Shop/stools"];
                if rows[place]["type"] != zoo::USERS {
                    rows[place]["type"] = json!(self.numbers.one_of(&kinds));
                }
                "a row of another type"
            }
            11 => self.child(rows),
            12 => {
                let users: Vec<&mut Value> = rows
                    .iter_mut()
                    .filter(|row| row["type"] == zoo::USERS)
                    .collect();
                if !users.is_empty() {
                    let user = self.numbers.below(users.len());
                    spoil(users.into_iter().nth(user).unwrap(), &mut self.numbers);
                }
                "a row of the directory"
            }
            13 => self.subscription(rows),
            14 => {
                estate.per_file = 1 + self.numbers.below(30);
                estate.compressed = [1, 2, 3, usize::MAX][self.numbers.below(4)];
                "other files"
            }
            _ => {
                rows.reverse();
                "the order of all rows"
            }
        }
    }

    /// Children within their parents become rows, stay as both, or change where they are.
    fn child(&mut self, rows: &mut Vec<Value>) -> &'static str {
        let inside = |row: &Value| row["properties"]["drawers"].as_array().cloned();
        let parents: Vec<usize> = (0..rows.len())
            .filter(|&row| inside(&rows[row]).is_some_and(|drawers| !drawers.is_empty()))
            .collect();
        if parents.is_empty() {
            return "no child";
        }
        let parent = parents[self.numbers.below(parents.len())];
        let drawers = inside(&rows[parent]).unwrap();
        let place = self.numbers.below(drawers.len());
        match self.numbers.below(4) {
            0 => {
                let drawers = rows[parent]["properties"]["drawers"].as_array_mut();
                let drawer = drawers.unwrap().remove(place);
                if drawer["type"].is_string() && drawer["id"].is_string() {
                    rows.push(drawer);
                }
                "a child out of its parent"
            }
            1 => {
                let mut drawer = drawers[place].clone();
                if drawer["type"].is_string() && drawer["id"].is_string() {
                    spoil(&mut drawer, &mut self.numbers);
                    rows.push(drawer);
                }
                "a child that is a row as well"
            }
            2 => {
                let mut copy = rows[parent].clone();
                exchange(&mut copy["properties"]["drawers"][place], &mut self.numbers);
                rows.push(copy);
                "a child that differs in two rows of its parent"
            }
            _ => {
                let drawers = &mut rows[parent]["properties"]["drawers"];
                exchange(&mut drawers[place], &mut self.numbers);
                "a child that changes"
            }
        }
    }

    /// A subscription goes, or its own row does.
    fn subscription(&mut self, rows: &mut Vec<Value>) -> &'static str {
        let scope = self.numbers.one_of(&[zoo::ONE, zoo::TWO]);
        let is_whole = self.numbers.below(2) == 0;
        let goes = |row: &mut Value| match row["id"].as_str() {
            Some(id) if is_whole => id.starts_with(scope),
            id => id == Some(scope),
        };
        let gone: Vec<Value> = rows.extract_if(.., goes).collect();
        self.gone.extend(gone);
        if rows.is_empty() {
            rows.append(&mut self.gone);
        }
        "a subscription removed"
    }
}
