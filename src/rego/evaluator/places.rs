//! The documents of a scope, and the places in them that policies read by a key.

use regorus::Value;

use crate::rego::documents::{BY_ID, BY_TYPE, CHILDREN, INVENTORY, PARAMETERS};

/// A place in the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Document {
    /// `data`
    All,
    /// `data.parameters`
    Parameters,
    /// `data.inventory`
    Inventory,
    /// `data.inventory.by_id`
    ById,
    /// `data.inventory.by_type`
    ByType,
    /// `data.inventory.children`
    Children,
}

impl Document {
    /// The place that a key leads to, if it is one of these.
    pub(super) fn under(self, key: &Value) -> Option<Self> {
        let Value::String(word) = key else {
            return None;
        };
        match (self, word.as_ref()) {
            (Self::All, PARAMETERS) => Some(Self::Parameters),
            (Self::All, INVENTORY) => Some(Self::Inventory),
            (Self::Inventory, BY_ID) => Some(Self::ById),
            (Self::Inventory, BY_TYPE) => Some(Self::ByType),
            (Self::Inventory, CHILDREN) => Some(Self::Children),
            _ => None,
        }
    }
}

/// The documents of a scope, each place at hand.
#[derive(Clone, Debug)]
pub(in crate::rego) struct Places {
    all: Value,
    parameters: Value,
    inventory: Value,
    by_id: Value,
    by_type: Value,
    children: Value,
}

impl Places {
    /// What stands under `data`.
    pub(in crate::rego) fn of(all: Value) -> Self {
        let inventory = all[INVENTORY].clone();
        Self {
            parameters: all[PARAMETERS].clone(),
            by_id: inventory[BY_ID].clone(),
            by_type: inventory[BY_TYPE].clone(),
            children: inventory[CHILDREN].clone(),
            inventory,
            all,
        }
    }

    /// What stands at a place; undefined where nothing does.
    pub(super) fn at(&self, place: Document) -> &Value {
        match place {
            Document::All => &self.all,
            Document::Parameters => &self.parameters,
            Document::Inventory => &self.inventory,
            Document::ById => &self.by_id,
            Document::ByType => &self.by_type,
            Document::Children => &self.children,
        }
    }
}
