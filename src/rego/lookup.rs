//! What policies look up in the documents of a scope.

use std::collections::BTreeSet;

/// Something that a policy looked for in `data.inventory`, whether it was there or not. What it
/// found is the same in other documents that hold the same there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lookup {
    /// `by_id[id]`
    Resource(String),
    /// `by_type[type]`
    OfType(String),
    /// `children[id][type]`
    Children(String, String),
    /// Anything else: all documents.
    Everything,
}

/// All that was looked up.
pub type Lookups = BTreeSet<Lookup>;
