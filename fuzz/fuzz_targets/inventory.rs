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

/// A row of Azure alone is the same resource; objects of other services need what stood around them.
fn written_and_read_again(row: Value) {
    const FOREIGN: [&str; 4] = ["@odata.context", "apiVersion", "attributes", "kid"];
    let is_of_azure = row["id"]
        .as_str()
        .is_some_and(|id| id.starts_with("/subscriptions/"));
    if !is_of_azure || FOREIGN.iter().any(|word| row.get(word).is_some()) {
        return;
    }
    let written = Value::from(vec![row.clone()]).to_string();
    let again = read(written.as_bytes(), &Options::default());
    let again = again.unwrap_or_else(|errors| panic!("{}: {written}", errors[0]));
    assert_eq!(rows(&again), [row]);
}
