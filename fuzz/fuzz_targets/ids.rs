//! Any text as an id, a type and a pattern.

#![no_main]

use libfuzzer_sys::fuzz_target;
use securescore::resource::{IdPattern, ResourceId, ResourceType, Scope};
use securescore_fuzz::check;

fuzz_target!(|text: &str| {
    let id = ResourceId::new(text);
    let shouted = text.to_ascii_uppercase();
    assert_eq!(ResourceId::new(id.as_str()), id, "folded once is folded");
    assert_eq!(ResourceId::new(&shouted), id, "case does not matter");
    assert_eq!(
        ResourceId::new(&format!("{text}/")),
        id,
        "nor does a slash at the end"
    );
    let kind = ResourceType::new(text);
    assert_eq!(ResourceType::new(kind.as_str()), kind);
    assert_eq!(ResourceType::new(&shouted), kind);
    let scope = id.scope();
    assert_eq!(Scope::new(scope.as_str()), scope);
    assert_eq!(scope.is_subscription(), id.subscription().is_some());
    for parent in id.parents() {
        assert!(
            id.as_str().starts_with(parent.as_str()) && parent != id,
            "{parent}"
        );
    }
    let _ = (
        id.name(),
        id.resource_group(),
        id.spelled_type(),
        scope.environment(),
    );
    patterns(text, &id);
});

fn patterns(text: &str, id: &ResourceId) {
    match IdPattern::new(text) {
        Err(error) => check(&error),
        Ok(pattern) => {
            let again = IdPattern::new(&text.to_ascii_uppercase()).expect("case does not matter");
            assert_eq!(again.matches(id.as_str()), pattern.matches(id.as_str()));
            assert_eq!(again.narrowness(), pattern.narrowness());
            if !text.contains('*') {
                assert!(pattern.matches(id.as_str()), "an id is a pattern of itself");
                assert!(!pattern.matches(&format!("{id}x")), "and of nothing else");
            }
        }
    }
}
