//! Why records make no inventory.

use miette::Diagnostic;
use thiserror::Error;

use crate::resource::ResourceId;

/// Why records make no inventory.
#[derive(Debug, Error, Diagnostic)]
pub enum InventoryError {
    /// Two records that claim one id and disagree.
    #[error("`{id}` stands twice with different content: {first} and {second}")]
    #[diagnostic(
        code(inventory::conflicting_records),
        help(
            "export the resource once, or say which record counts with `--on-duplicate first|last`"
        )
    )]
    ConflictingRecords {
        /// The id that both claim.
        id: ResourceId,
        /// Where the one read first stands.
        first: String,
        /// Where the other one stands.
        second: String,
    },

    /// Accounts and settings of a tenant beside subscriptions of several.
    #[error(
        "the subscriptions belong to {count} tenants, and `{object}` does not say to which: {origin}"
    )]
    #[diagnostic(
        code(inventory::several_tenants),
        help(
            "score the subscriptions of each tenant with the directory of that tenant, one run each"
        )
    )]
    SeveralTenants {
        /// How many tenants there are.
        count: usize,
        /// An object of one of them.
        object: ResourceId,
        /// Where it stands.
        origin: String,
    },
}
