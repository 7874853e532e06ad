//! Any text as a catalog.

#![no_main]

use libfuzzer_sys::fuzz_target;
use securescore::catalog;
use securescore::points::{Exact, MOST, round};
use securescore::text::SourceText;
use securescore_fuzz::{KNOWN, check};

fuzz_target!(|text: &str| {
    let source = SourceText::new("catalog.yaml", text);
    let mut none = |name: &str, _: &SourceText| Err(format!("there is no `{name}`"));
    match catalog::load(&source, &mut none, &KNOWN) {
        Err(errors) => {
            assert!(!errors.is_empty());
            errors.iter().for_each(|error| check(error));
        }
        Ok((catalog, _)) => {
            for control in &catalog.controls {
                let points = control.max_score.exact();
                assert!(points >= Exact::from(0) && points <= Exact::from(MOST));
                assert_eq!(round(points, 2), points);
                assert!(
                    control
                        .recommendations
                        .iter()
                        .all(|id| KNOWN.contains_key(id))
                );
            }
        }
    }
});
