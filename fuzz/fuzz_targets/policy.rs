//! Any text as a policy: read, checked, compiled, never run.

#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use securescore::rego::{Limits, Program};
use securescore_fuzz::{POLICY, check, policies};

fuzz_target!(|text: &str| {
    // By themselves few texts get past the metadata; behind a sound policy they all do.
    for text in [text.to_owned(), format!("{POLICY}\n{text}")] {
        match policies(&text) {
            Err(errors) => errors.iter().for_each(|error| check(error)),
            Ok(set) => match Program::load(&set, Timestamp::UNIX_EPOCH, Limits::default(), &mut || ()) {
                Err(errors) => errors.iter().for_each(|error| check(error)),
                Ok(program) => drop(program),
            },
        }
    }
});
