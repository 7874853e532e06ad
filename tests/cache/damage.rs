//! A cache that is damaged, foreign, shared or cut short: the report is the same.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use redb::{Database, TableDefinition};
use securescore::cache::Cache;
use securescore::cli::Exit;
use serde_json::json;

use crate::estate::{Estate, USUAL, assert_same, assert_scored};
use crate::numbers::{Numbers, rounds};
use crate::seed;
use crate::support::Ran;
use crate::zoo::{self, ONE, TWO};

const FILE: &str = "cache/securescore.redb";

/// An estate of which a run was remembered, that run, and the file.
fn remembered() -> (Estate, Ran, Vec<u8>) {
    let estate = Estate::zoo();
    let ran = estate.same(&USUAL, "before");
    assert_scored(&ran);
    let kept = fs::read(estate.path(FILE)).unwrap();
    (estate, ran, kept)
}

/// Runs with a file in place of the cache. Whether a warning was said.
fn warned(estate: &Estate, plain: &Ran, kept: &[u8], what: &str) -> bool {
    fs::write(estate.path(FILE), kept).unwrap();
    let ran = estate.cached(&USUAL);
    assert!(ran.output == plain.output, "{what}");
    assert_eq!(ran.exit, plain.exit, "{what}");
    let warning = ran.errors.strip_suffix(&plain.errors).unwrap();
    assert!(
        warning.is_empty() || warning.starts_with("warning: the cache "),
        "{what}: {warning}"
    );
    let again = estate.cached(&USUAL);
    assert_same(&again, plain, &format!("{what}, once more"));
    !warning.is_empty()
}

#[test]
fn no_damage_becomes_a_verdict() {
    let (estate, plain, kept) = remembered();
    let mut numbers = Numbers::of(seed());
    let mut warnings = 0;
    let rounds = rounds(40);
    for round in 0..rounds {
        let mut bytes = kept.clone();
        let what = match round % 4 {
            0 => {
                bytes.truncate(numbers.below(kept.len()));
                "cut short"
            }
            1 => {
                let from = numbers.below(kept.len());
                let to = (from + 4096).min(kept.len());
                bytes[from..to].fill(0);
                "a page of zeros"
            }
            _ => {
                // Most of the file is not in use.
                let used: Vec<usize> = (0..kept.len()).filter(|&place| kept[place] != 0).collect();
                let place = used[numbers.below(used.len())];
                bytes[place] ^= 1 << numbers.below(8);
                "a bit"
            }
        };
        let what = format!("seed {}, round {round}, {what}", seed());
        warnings += usize::from(warned(&estate, &plain, &bytes, &what));
    }
    assert!(warnings * 4 > rounds, "{warnings} of {rounds}");
}

#[test]
fn a_foreign_file_is_no_cache() {
    let (estate, plain, _) = remembered();
    assert!(!warned(&estate, &plain, b"", "an empty file"));
    assert!(warned(&estate, &plain, b"no cache", "a text"));
    assert!(warned(&estate, &plain, &[0xff; 9000], "bytes"));
    let other = estate.path("other.redb");
    let database = Database::create(&other).unwrap();
    let change = database.begin_write().unwrap();
    let table: TableDefinition<'_, u64, u64> = TableDefinition::new("memos");
    change.open_table(table).unwrap().insert(1, 1).unwrap();
    change.commit().unwrap();
    drop(database);
    let other = fs::read(other).unwrap();
    assert!(warned(&estate, &plain, &other, "another database"));
}

#[test]
fn a_cache_of_another_version_is_emptied() {
    let (estate, plain, kept) = remembered();
    fs::write(estate.path("next.redb"), kept).unwrap();
    let database = Database::open(estate.path("next.redb")).unwrap();
    let change = database.begin_write().unwrap();
    let about: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
    let version = change
        .open_table(about)
        .unwrap()
        .insert("version", 999)
        .unwrap()
        .is_some();
    assert!(version);
    change.commit().unwrap();
    drop(database);
    let next = fs::read(estate.path("next.redb")).unwrap();
    assert!(warned(&estate, &plain, &next, "another version"));
}

#[test]
fn a_cache_that_another_run_has_is_done_without() {
    let (estate, plain, _) = remembered();
    let (held, _) = Cache::open(&estate.cache()).unwrap();
    let ran = estate.cached(&USUAL);
    assert!(ran.output == plain.output);
    assert_eq!(ran.exit, plain.exit);
    let warning = ran.errors.strip_suffix(&plain.errors).unwrap();
    assert!(
        warning.contains("is in use by another run; this run does without"),
        "{warning}"
    );
    held.close().unwrap();
    assert_same(&estate.cached(&USUAL), &plain, "afterwards");
}

#[test]
fn a_directory_that_cannot_be_made_is_an_error() {
    let (estate, _, _) = remembered();
    estate.write("file", "");
    let below = estate.path("file/cache");
    let option = ["--cache", below.to_str().unwrap()];
    let ran = estate.run(&[USUAL.as_slice(), &option].concat());
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Input, ""));
    assert!(ran.errors.contains("cache::unwritable"), "{}", ran.errors);
    assert!(
        ran.errors.contains("file/cache` cannot be written"),
        "{}",
        ran.errors
    );
    fs::remove_file(estate.path(FILE)).unwrap();
    fs::create_dir(estate.path(FILE)).unwrap();
    let ran = estate.cached(&USUAL);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Input, ""));
    assert!(ran.errors.contains("cache::no_file"), "{}", ran.errors);
}

/// Two inventories of the same ids share a directory, and with it what is remembered.
#[test]
fn two_inventories_take_turns() {
    let (mut one, _, _) = remembered();
    let mut other = Estate::zoo();
    for number in 0..4 {
        other.row(&zoo::till(ONE, number))["properties"]["tls"] = json!(3);
    }
    other.row("/users/0")["accountEnabled"] = json!(true);
    other
        .rows
        .retain(|row| !row["id"].as_str().unwrap().starts_with(TWO));
    other.write_rows();
    let cache = one.cache();
    let options = [USUAL.as_slice(), &["--cache", cache.to_str().unwrap()]].concat();
    for turn in 0..3 {
        for estate in [&one, &other] {
            let (with, without) = (estate.run(&options), estate.run(&USUAL));
            assert_same(&with, &without, &format!("turn {turn}"));
        }
        one.row(&zoo::till(ONE, 1))["properties"]["tls"] = json!(turn);
        one.row("/users/1")["accountEnabled"] = json!(turn == 1);
        one.write_rows();
    }
}

#[test]
fn a_run_that_was_killed_leaves_nothing_wrong() {
    let mut estate = Estate::zoo();
    for round in 0..rounds(12) {
        estate.row(&zoo::till(ONE, round % 9))["properties"]["tls"] = json!(round % 5);
        estate.row(&zoo::till(TWO, round % 6))["properties"]["tls"] = json!(round % 3);
        estate.row("/users/2")["accountEnabled"] = json!(round % 2 == 0);
        estate.write_rows();
        let mut run = estate.process(&USUAL);
        let run = run.stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = run.spawn().unwrap();
        sleep(Duration::from_millis(round as u64 * 53 % 200));
        run.kill().unwrap();
        run.wait().unwrap();
        estate.same(&USUAL, &format!("round {round}"));
    }
}
