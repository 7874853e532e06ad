//! Any bytes on standard input: resources or errors, and resources that stay what they are when
//! they are written out and read again.

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
    let rows = records.resources.iter().map(|resource| resource.row.clone());
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
            let written = Value::from(rows(&records)).to_string();
            // What belongs to something by its envelope alone is no resource without it.
            if !bytes.windows(4).any(|word| word == b"\"of\"") {
                let again = read(written.as_bytes(), &strict);
                let again = again.unwrap_or_else(|errors| panic!("{}: {written}", errors[0]));
                assert_eq!(rows(&again), rows(&records));
            }
        }
    }
});
