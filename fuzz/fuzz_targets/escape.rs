//! Any text as a value that is shown.

#![no_main]

use libfuzzer_sys::fuzz_target;
use securescore::text::escape::{LONGEST, cut, excerpt, is_armed, is_visible, lines, shown, visible};

fuzz_target!(|text: &str| {
    for line in lines(text).chain([shown(text)]) {
        assert!(line.chars().all(is_visible), "{line:?}");
        assert!(!line.trim_start().starts_with("::"), "{line:?}");
        assert!(!is_armed_anywhere(&line), "{line:?}");
    }
    let all = visible(text);
    assert_eq!(visible(&all), all, "what is visible stays as it is");
    assert!(text.chars().any(|character| !is_visible(character)) || text.contains("##") || all == text);
    assert!(excerpt(text).chars().all(|character| matches!(character, '\t' | '\n') || is_visible(character)));
    assert!(cut(text, LONGEST).chars().count() <= LONGEST);
});

fn is_armed_anywhere(line: &str) -> bool {
    line.char_indices().any(|(at, _)| is_armed(line, at))
}
