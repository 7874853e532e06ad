//! Any text as a file of exemptions.

#![no_main]

use libfuzzer_sys::fuzz_target;
use securescore::exemption::{self, Context};
use securescore::text::SourceText;
use securescore_fuzz::{KNOWN, check, controls};

fuzz_target!(|text: &str| {
    let controls = controls();
    let context = Context {
        controls: &controls,
        known: &KNOWN,
        open_ended: false,
    };
    let source = SourceText::new("exemptions.yaml", text);
    match exemption::load(vec![source], &context) {
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(|error| check(error));
        }
        Ok((exemptions, _)) => {
            for exemption in exemptions.iter() {
                assert!(!exemption.id.trim().is_empty() && !exemption.reason.trim().is_empty());
                let end = exemption.expires.expect("open ends are not allowed");
                assert!(!exemption.is_live(end));
            }
        }
    }
});
