//! Nothing that happens to a file becomes another memo, or ends the program.

use std::fs;

use serde::Serialize;

use super::*;
use crate::cache::words::{Decided, Head, Policy, Row, Said, Text};

const SCOPES: usize = 6;

/// What is kept of a scope: from a part of a page to several pages.
fn kept(number: usize) -> Memo {
    of_size([1, 12, 120][number % 3], number)
}

/// The bytes of a file that a run left: closed, or as a kill leaves it.
fn image(is_closed: bool) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    for number in 0..SCOPES {
        cache.remember(&scope(number), &kept(number));
    }
    let file = folder.path().join(FILE);
    if is_closed {
        cache.close().unwrap();
        return fs::read(file).unwrap();
    }
    fs::read(file).unwrap()
}

/// Opens a cache in which these bytes stand, and counts what is recalled.
fn recalled(bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(FILE), bytes).unwrap();
    let (cache, warning) = Cache::open(folder.path()).unwrap();
    let mut recalled = 0;
    for number in 0..SCOPES {
        if let Some(memo) = cache.recall(&scope(number)) {
            assert_eq!(memo, kept(number));
            recalled += 1;
        }
    }
    // What a kill leaves has an end that may be missing: the last that was remembered.
    let is_told = warning.is_some() || !cache.warnings().is_empty();
    assert!(is_told || recalled >= SCOPES - 1, "{recalled}");
    for number in 0..SCOPES {
        cache.remember(&scope(number), &kept(number));
    }
    drop(cache);
    let cache = opened(folder.path());
    for number in 0..SCOPES {
        assert_eq!(cache.recall(&scope(number)), Some(kept(number)));
    }
    recalled
}

#[test]
fn a_file_as_it_was_left_is_read() {
    assert_eq!(recalled(&image(true)), SCOPES);
    assert_eq!(recalled(&image(false)), SCOPES);
}

#[test]
fn a_file_that_is_cut_off_is_made_anew() {
    for image in [image(true), image(false)] {
        let step = image.len() / 40;
        for end in (1..600).step_by(97).chain((600..image.len()).step_by(step)) {
            assert!(recalled(&image[..end]) < SCOPES, "{end}");
        }
    }
}

#[test]
fn a_bit_that_flips_is_no_verdict() {
    for image in [image(true), image(false)] {
        let step = image.len() / 60 + 1;
        for at in (0..320).step_by(23).chain((320..image.len()).step_by(step)) {
            let mut flipped = image.clone();
            flipped[at] ^= 1 << (at % 8);
            recalled(&flipped);
        }
    }
}

#[test]
fn a_page_of_zeros_is_no_verdict() {
    const PAGE: usize = 4096;
    for image in [image(true), image(false)] {
        for page in 0..image.len() / PAGE {
            let mut zeroed = image.clone();
            zeroed[page * PAGE..][..PAGE].fill(0);
            recalled(&zeroed);
        }
    }
}

#[test]
fn every_bit_of_what_is_sealed_counts() {
    let sealed = seal::sealed(&scope(1), &packed(&of_size(2, 1))).unwrap();
    assert!(seal::opened(&scope(1), &sealed).is_some());
    assert!(seal::opened(&scope(2), &sealed).is_none());
    for bit in 0..sealed.len() * 8 {
        let mut flipped = sealed.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(seal::opened(&scope(1), &flipped).is_none(), "{bit}");
    }
    for end in 0..sealed.len() {
        assert!(seal::opened(&scope(1), &sealed[..end]).is_none(), "{end}");
    }
}

#[test]
fn what_is_kept_under_the_wrong_scope_is_not_believed() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    for number in 0..3 {
        cache.remember(&scope(number), &kept(number));
    }
    let of_first = cache.store.read(scope(0).as_str(), <[u8]>::to_vec);
    let of_first = of_first.unwrap().unwrap();
    for number in [2, 1] {
        let key = scope(number);
        cache.store.write(key.as_str(), &of_first).unwrap();
        assert_eq!(cache.recall(&key), None);
    }
    assert_eq!(cache.recall(&scope(0)), Some(kept(0)));
    let [warning] = &cache.warnings()[..] else {
        panic!("{:?}", cache.warnings());
    };
    assert_eq!(warning.code, "cache::unreadable");
    assert_eq!(
        warning.message,
        "what the cache holds of 2 of the scopes is damaged and was not used; the first is \
         `/subscriptions/1`"
    );
    assert!(warning.file.as_ref().unwrap().ends_with(FILE));
    cache.remember(&scope(1), &kept(1));
    assert_eq!(cache.recall(&scope(1)), Some(kept(1)));
}

fn written(parts: &[&dyn erased::Write]) -> Vec<u8> {
    parts.iter().flat_map(|part| part.bytes()).collect()
}

/// Parts of a memo that are no memo together.
mod erased {
    pub(super) trait Write {
        fn bytes(&self) -> Vec<u8>;
    }

    impl<T: super::Serialize> Write for T {
        fn bytes(&self) -> Vec<u8> {
            postcard::to_extend(self, Vec::new()).unwrap()
        }
    }
}

fn head(policy: &str) -> Head<'_> {
    Head {
        above: [7; 16],
        policies: vec![Policy {
            id: policy,
            digest: None,
        }],
        types: vec!["m.s/accounts"],
        texts: vec![Text::after("", "a reason")],
    }
}

fn row(resource_type: usize, policy: usize, reason: usize) -> Row<'static> {
    Row {
        id: Text::after("", "/a"),
        resource_type,
        digest: [1; 16],
        labels: Text::after("", "{}"),
        lookups: vec![Vec::new()],
        verdicts: vec![Said {
            policy,
            health: Decided::Healthy,
            reasons: vec![reason],
            lookups: 0,
        }],
    }
}

#[test]
fn numbers_that_stand_for_nothing_are_no_memo() {
    let unpacked = |policy: &str, row: Row<'_>| unpack::unpack(&written(&[&head(policy), &row]));
    let memo = unpacked("a.b", row(0, 0, 0)).unwrap();
    assert_eq!(memo.resources[0].verdicts[0].verdict.reasons, ["a reason"]);
    for (kind, policy, reason) in [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, usize::MAX, 0)] {
        assert_eq!(unpacked("a.b", row(kind, policy, reason)), None);
    }
    assert_eq!(unpacked("A.b", row(0, 0, 0)), None);
    assert_eq!(unpacked("", row(0, 0, 0)), None);
}

#[test]
fn there_is_no_word_for_a_verdict_that_was_not_reached() {
    let mut bytes = written(&[&head("a.b"), &row(0, 0, 0)]);
    let health = bytes.len() - 4;
    assert_eq!(bytes[health..], [0, 1, 0, 0]);
    for word in 3..=u8::MAX {
        bytes[health] = word;
        assert_eq!(unpack::unpack(&bytes), None, "{word}");
    }
}

#[test]
fn a_length_that_is_a_lie_takes_no_memory() {
    for length in [u32::MAX as usize, usize::MAX] {
        let lie = written(&[&length, &length, &length]);
        assert_eq!(unpack::unpack(&lie), None);
        assert_eq!(
            unpack::unpack(&written(&[&head("a.b"), &length, &length])),
            None
        );
    }
}
