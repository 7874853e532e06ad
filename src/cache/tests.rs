//! What is remembered is recalled; what is damaged is not, and ends nothing.

mod damage;
mod memos;
mod opening;

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::assessment::Health;
use crate::recommendation::RecommendationId;
use memos::{memo, of_size, without_what_is_never_kept};

/// A scope by its number.
fn scope(number: usize) -> Scope {
    Scope::new(&format!("/subscriptions/{number}"))
}

/// A cache in which nothing was to be thrown away.
fn opened(directory: &Path) -> Cache {
    let (cache, warning) = Cache::open(directory).unwrap();
    assert_eq!(warning, None);
    cache
}

fn packed(memo: &Memo) -> Vec<u8> {
    pack::pack(memo).unwrap()
}

proptest! {
    #[test]
    fn what_is_packed_is_unpacked_the_same(memo in memo(false)) {
        prop_assert_eq!(unpack::unpack(&packed(&memo)), Some(memo));
    }

    #[test]
    fn what_is_never_kept_does_not_come_out(memo in memo(true)) {
        let kept = without_what_is_never_kept(&memo);
        prop_assert_eq!(unpack::unpack(&packed(&memo)), Some(kept));
    }

    #[test]
    fn bytes_that_are_no_memo_are_none(
        memo in memo(false),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = packed(&memo);
        let whole = bytes.len();
        bytes[at.index(whole)] = byte;
        bytes.truncate(1 + cut.index(whole));
        if let Some(other) = unpack::unpack(&bytes) {
            prop_assert_eq!(&without_what_is_never_kept(&other), &other);
        }
    }
}

#[test]
fn what_one_run_remembers_the_next_recalls() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    let memos = [of_size(3, 1), Memo::default(), of_size(200, 2)];
    for (number, memo) in memos.iter().enumerate() {
        cache.remember(&scope(number), memo);
        assert_eq!(cache.recall(&scope(number)).as_ref(), Some(memo));
    }
    cache.close().unwrap();
    let cache = opened(folder.path());
    for (number, memo) in memos.iter().enumerate() {
        assert_eq!(cache.recall(&scope(number)).as_ref(), Some(memo));
    }
    assert_eq!(cache.recall(&scope(3)), None);
    assert_eq!(cache.warnings(), []);
    cache.remember(&scope(0), &memos[2]);
    assert_eq!(cache.recall(&scope(0)).as_ref(), Some(&memos[2]));
}

#[test]
fn a_cache_that_nobody_closed_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    cache.remember(&scope(0), &of_size(9, 1));
    drop(cache);
    assert_eq!(opened(folder.path()).recall(&scope(0)), Some(of_size(9, 1)));
}

#[test]
fn a_verdict_that_was_not_reached_is_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    let mut memo = of_size(1, 1);
    let verdicts = &mut Arc::make_mut(&mut memo.resources[0]).verdicts;
    let (first, last) = (verdicts[0].policy.clone(), verdicts.len() - 1);
    verdicts[0].verdict.health = Health::Indeterminate;
    verdicts[last].policy = RecommendationId::new("Azure.Storage");
    let misnamed = verdicts[last].policy.clone();
    memo.policies.insert(misnamed.clone(), [7; 16]);
    cache.remember(&scope(0), &memo);
    let kept = cache.recall(&scope(0)).unwrap();
    let names = kept.resources[0].verdicts.iter().map(|memo| &memo.policy);
    let names: Vec<_> = names.collect();
    assert_eq!(names.len(), last - 1);
    assert!(!names.contains(&&first) && !names.contains(&&misnamed));
    assert!(kept.policies.contains_key(&first));
    assert!(!kept.policies.contains_key(&misnamed));
}

#[test]
fn what_is_remembered_already_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    cache.remember(&scope(0), &of_size(9, 1));
    assert!(cache.store.is_changed());
    cache.close().unwrap();
    let cache = opened(folder.path());
    cache.remember(&scope(0), &of_size(9, 1));
    assert!(!cache.store.is_changed());
    cache.remember(&scope(0), &of_size(9, 2));
    assert!(cache.store.is_changed());
}

#[test]
fn many_threads_ask_and_tell_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    std::thread::scope(|threads| {
        for thread in 0..4 {
            let cache = &cache;
            threads.spawn(move || {
                for number in (thread..40).step_by(4) {
                    let memo = of_size(number, number);
                    cache.remember(&scope(number), &memo);
                    assert_eq!(cache.recall(&scope(number)), Some(memo));
                }
            });
        }
    });
    for number in 0..40 {
        assert_eq!(cache.recall(&scope(number)), Some(of_size(number, number)));
    }
}

#[test]
fn a_file_does_not_grow_while_what_it_holds_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let mut sizes = Vec::new();
    for run in 0..50 {
        let cache = opened(folder.path());
        for number in 0..20 {
            let memo = of_size(60 + (run * 7 + number) % 20, run);
            cache.remember(&scope(number), &memo);
        }
        cache.close().unwrap();
        sizes.push(folder.path().join(FILE).metadata().unwrap().len());
    }
    assert!(sizes[49] < 2 * sizes[0], "{sizes:?}");
}
