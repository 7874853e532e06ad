//! What a directory may hold before it is a cache's.

use std::fs;

use miette::Diagnostic;
use redb::{Database, TableDefinition};

use super::*;

fn refused(directory: &Path) -> (CacheError, String) {
    let error = Cache::open(directory).unwrap_err();
    let code = error.code().unwrap().to_string();
    (error, code)
}

/// Opens a cache whose file has to be emptied, and says why.
fn why_emptied(directory: &Path) -> String {
    let (cache, warning) = Cache::open(directory).unwrap();
    let warning = warning.unwrap();
    assert_eq!(warning.code, "cache::rebuilt");
    let file = directory.join(FILE).display().to_string();
    assert_eq!(warning.file, Some(file));
    cache.remember(&scope(0), &of_size(2, 1));
    cache.close().unwrap();
    assert_eq!(opened(directory).recall(&scope(0)), Some(of_size(2, 1)));
    warning.message
}

#[test]
fn a_new_directory_is_tagged_as_a_cache() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("a/b");
    opened(&directory);
    let tag = directory.join("CACHEDIR.TAG");
    let tagged = fs::read_to_string(&tag).unwrap();
    assert!(tagged.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
    fs::remove_file(&tag).unwrap();
    opened(&directory);
    assert!(!tag.exists());
}

#[test]
fn what_others_keep_in_the_directory_stays() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("notes.redb"), "mine").unwrap();
    opened(folder.path());
    let notes = fs::read_to_string(folder.path().join("notes.redb")).unwrap();
    assert_eq!(notes, "mine");
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    names.sort_by_key(|entry| entry.as_ref().unwrap().file_name());
    let names = names
        .iter()
        .map(|entry| entry.as_ref().unwrap().file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["notes.redb", FILE, "src"]);
}

#[test]
fn what_is_no_database_is_emptied() {
    let folder = tempfile::tempdir().unwrap();
    for text in ["x", "a text of others\n", &"0".repeat(100_000)] {
        fs::write(folder.path().join(FILE), text).unwrap();
        assert_eq!(
            why_emptied(folder.path()),
            "the cache is damaged or no cache: it was emptied, and is filled anew"
        );
    }
}

#[test]
fn a_database_of_others_is_emptied() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::create(folder.path().join(FILE)).unwrap();
    let change = database.begin_write().unwrap();
    let table: TableDefinition<'_, u64, &str> = TableDefinition::new("about");
    change.open_table(table).unwrap().insert(1, "x").unwrap();
    change.commit().unwrap();
    drop(database);
    assert_eq!(
        why_emptied(folder.path()),
        "the cache is none of securescore: it was emptied, and is filled anew"
    );
}

#[test]
fn a_cache_whose_making_was_cut_short_is_made() {
    let folder = tempfile::tempdir().unwrap();
    drop(Database::create(folder.path().join(FILE)).unwrap());
    let cache = opened(folder.path());
    cache.remember(&scope(0), &of_size(2, 1));
    drop(cache);
    assert_eq!(opened(folder.path()).recall(&scope(0)), Some(of_size(2, 1)));
}

#[test]
fn a_cache_of_another_version_is_emptied() {
    let folder = tempfile::tempdir().unwrap();
    let cache = opened(folder.path());
    cache.remember(&scope(0), &of_size(2, 1));
    cache.close().unwrap();
    let database = Database::open(folder.path().join(FILE)).unwrap();
    let change = database.begin_write().unwrap();
    let table: TableDefinition<'_, &str, u64> = TableDefinition::new("about");
    let mut about = change.open_table(table).unwrap();
    about.insert("version", FORMAT + 1).unwrap();
    drop(about);
    change.commit().unwrap();
    drop(database);
    assert_eq!(
        why_emptied(folder.path()),
        "the cache was written by another version of securescore: it was emptied, and is filled \
         anew"
    );
}

#[test]
fn one_run_has_it_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path());
    first.remember(&scope(0), &of_size(2, 1));
    let (error, code) = refused(folder.path());
    assert!(matches!(error, CacheError::InUse { .. }), "{error:?}");
    assert_eq!(code, "cache::in_use");
    let file = folder.path().join(FILE).display().to_string();
    let message = format!("the cache `{file}` is in use by another run");
    assert_eq!(error.to_string(), message);
    first.close().unwrap();
    let second = opened(folder.path());
    assert_eq!(second.recall(&scope(0)), Some(of_size(2, 1)));
}

#[test]
fn what_is_no_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("directory").join(FILE)).unwrap();
    let (error, code) = refused(&folder.path().join("directory"));
    assert!(matches!(error, CacheError::NoFile { .. }), "{error:?}");
    assert_eq!(code, "cache::no_file");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("target");
    std::os::unix::fs::symlink(&target, folder.path().join(FILE)).unwrap();
    for content in [None, Some("theirs")] {
        content
            .into_iter()
            .for_each(|text| fs::write(&target, text).unwrap());
        let (error, _) = refused(folder.path());
        assert!(matches!(error, CacheError::NoFile { .. }), "{error:?}");
        assert_eq!(fs::read_to_string(&target).ok().as_deref(), content);
    }
}

#[test]
fn a_directory_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "theirs").unwrap();
    for directory in [file.clone(), file.join("cache")] {
        let (error, code) = refused(&directory);
        let is_named = matches!(&error, CacheError::Unwritable { path, .. }
            if *path == directory.display().to_string());
        assert!(is_named, "{error:?}");
        assert_eq!(code, "cache::unwritable");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");
}

#[cfg(unix)]
#[test]
#[allow(clippy::disallowed_macros, reason = "a test that is skipped says so")]
fn a_directory_that_cannot_be_written_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("theirs"), "").unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(folder.path().join("mine"), "").is_ok() {
        eprintln!("SKIPPED: root may write everywhere");
        return;
    }
    let (error, _) = refused(folder.path());
    assert!(matches!(error, CacheError::Unwritable { .. }), "{error:?}");
}
