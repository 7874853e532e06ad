//! Policies and catalogs are embedded in the binary: a change in their folders is a change in it.

fn main() {
    println!("cargo::rerun-if-changed=policies");
    println!("cargo::rerun-if-changed=catalog");
}
