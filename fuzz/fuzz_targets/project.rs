//! Any text as a project file.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use securescore::project::Project;
use securescore_fuzz::check;

/// One a process: several fuzzers may run at once.
static FILE: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
    let name = format!("securescore-fuzz-{}.yaml", std::process::id());
    std::env::temp_dir().join(name)
});

fuzz_target!(|text: &[u8]| {
    std::fs::write(&*FILE, text).expect("the temporary directory can be written to");
    match Project::read(&FILE) {
        Err(error) => check(&error),
        Ok(project) => {
            let minimum = project.gate.minimum_score.as_deref().unwrap_or("0");
            let minimum: f64 = minimum.parse().expect("it is a number");
            assert!((0.0..=1.0).contains(&minimum));
        }
    }
});
