//! Policies and catalogs are embedded in the binary: a change in their folders is a change in it.

#![allow(
    clippy::disallowed_macros,
    reason = "a build script speaks to cargo on standard output"
)]

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=catalog");
}
