//! Why records make no inventory.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use miette::{Diagnostic, MietteDiagnostic};
use thiserror::Error;

use crate::resource::{ResourceId, Scope};

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

    /// A scope of which the resources do not fit into memory.
    #[error(
        "the scope `{scope}` may take {} MiB of memory, and {} MiB are available",
        .needed >> 20,
        .available >> 20
    )]
    #[diagnostic(
        code(inventory::scope_too_large),
        help(
            "resources of one scope are judged together; give the program more memory, or export \
             fewer types of that scope"
        )
    )]
    ScopeTooLarge {
        /// The scope.
        scope: Scope,
        /// What its resources may take, in bytes.
        needed: u64,
        /// What is left, in bytes.
        available: u64,
    },

    /// Records that cannot be read anew.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Load(#[from] LoadError),

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

/// Why a scope that was counted cannot be loaded: what reading it anew found wrong.
#[derive(Clone)]
pub struct LoadError(Arc<dyn Diagnostic + Send + Sync>);

impl LoadError {
    /// What reading found wrong.
    pub fn new(error: impl Diagnostic + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    /// A scope of another inventory.
    pub(super) fn unknown(scope: &Scope) -> Self {
        let message = format!("the inventory has no scope `{scope}`");
        Self::new(MietteDiagnostic::new(message).with_code("inventory::unknown_scope"))
    }
}

impl fmt::Debug for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl StdError for LoadError {}

impl Diagnostic for LoadError {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.code()
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.0.help()
    }
}
