//! Writes an inventory of any size, as Azure Resource Graph exports it: the same for the same seed.
//!
//! Everything in it is made up. Healthy and unhealthy values are mixed, some attributes are left
//! out, and resources refer to each other as in Azure, so each policy has something to look at.

mod family;
mod output;
mod random;
mod request;
mod scope;
mod template;

use clap::Parser;
use miette::IntoDiagnostic;

fn main() -> miette::Result<()> {
    request::Request::parse().write().into_diagnostic()
}
