//! Any bytes on standard input: resources or errors, and resources that stay what they are when
//! they are written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use securescore::source::{self, Options, Records, SourceError};
use securescore_fuzz::check;
use serde_json::Value;

fn read(bytes: &[u8], options: &Options) -> Result<Records, Vec<SourceError>> {
    let exports = [std::path::PathBuf::from("-").into()];
    source::read(&exports, &mut &*bytes, options)
}

fn rows(records: &Records) -> Vec<Value> {
    let rows = records
        .resources
        .iter()
        .map(|resource| resource.row.clone());
    rows.map(Value::Object).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let strict = Options::default();
    let forgiving = Options {
        allow_partial: true,
        skip_invalid: true,
        ..Options::default()
    };
    let forgiven = read(bytes, &forgiving);
    match read(bytes, &strict) {
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(|error| check(error));
        }
        Ok(records) => {
            assert!(records.skipped.is_empty() && records.partial.is_empty());
            let forgiven = forgiven.expect("what is read strictly is read leniently");
            assert_eq!(rows(&forgiven), rows(&records));
            rows(&records).into_iter().for_each(written_and_read_again);
        }
    }
});

/// A resource alone is the same resource. Objects of other services may be none without what stood
/// around them; they never become another one.
fn written_and_read_again(row: Value) {
    let says_it_all = row["id"]
        .as_str()
        .is_some_and(|id| id.starts_with("/subscriptions/"))
        && ["apiVersion", "kid", "attributes"]
            .iter()
            .all(|word| row.get(word).is_none());
    let written = Value::from(vec![row.clone()]).to_string();
    match read(written.as_bytes(), &Options::default()) {
        Ok(again) => assert_eq!(rows(&again), [row]),
        Err(errors) => assert!(!says_it_all, "{}: {written}", errors[0]),
    }
}
