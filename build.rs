//! Policies and catalogs are embedded in the binary: a change in their folders is a change in it.
//! So is what tells one build from another.

#![allow(
    clippy::disallowed_macros,
    reason = "a build script speaks to cargo on standard output"
)]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    for folder in ["policies", "catalog", "src", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    println!("cargo::rustc-env=SECURESCORE_BUILD={}", build()?);
    Ok(())
}

/// The version, with a digest of the code and of what it is built with.
fn build() -> io::Result<String> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    add_files(Path::new("src"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        (file.to_string_lossy(), fs::read(&file)?).hash(&mut hasher);
    }
    let version = env!("CARGO_PKG_VERSION");
    Ok(format!("{version}-{:016x}", hasher.finish()))
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => add_files(&path, files)?,
            false => files.push(path),
        }
    }
    Ok(())
}
