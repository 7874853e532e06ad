use git2::{Signature, Time};

use super::*;

/// A repository whose commit holds entries: a mode, a path and a content.
struct Made {
    directory: tempfile::TempDir,
}

impl Made {
    fn of(entries: &[(u32, &str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let repository = Repository::init(directory.path()).unwrap();
        let mut index = repository.index().unwrap();
        for (mode, path, content) in entries {
            let mut entry = empty_entry(*mode, path);
            entry.id = match *mode {
                0o160_000 => Oid::from_str(&"1".repeat(40)).unwrap(),
                _ => repository.blob(content.as_bytes()).unwrap(),
            };
            index.add(&entry).unwrap();
        }
        let tree = index.write_tree().unwrap();
        let tree = repository.find_tree(tree).unwrap();
        let author = Signature::new("a", "a@b.c", &Time::new(0, 0)).unwrap();
        let _commit = repository
            .commit(Some("HEAD"), &author, &author, "m", &tree, &[])
            .unwrap();
        Self { directory }
    }

    fn head(&self) -> Revision {
        Revision::open("HEAD", self.directory.path()).unwrap()
    }
}

fn empty_entry(mode: u32, path: &str) -> git2::IndexEntry {
    git2::IndexEntry {
        ctime: git2::IndexTime::new(0, 0),
        mtime: git2::IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id: Oid::from_str(&"0".repeat(40)).unwrap(),
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

const FILE: u32 = 0o100_644;
const LINK: u32 = 0o120_000;

fn code(error: &RevisionError) -> String {
    miette::Diagnostic::code(error).unwrap().to_string()
}

#[test]
fn a_text_is_read_as_it_was_committed_and_named_as_git_names_it() {
    let made = Made::of(&[(FILE, "a/b.yaml", "\u{feff}x: 1\r\n")]);
    let text = made.head().text(Path::new("a/../a/b.yaml")).unwrap();
    assert_eq!(text.name(), "HEAD:a/../a/b.yaml");
    assert_eq!(text.text(), "x: 1\r\n");
    assert_eq!(made.head().directory_of(&text), Path::new("a/../a"));
    assert!(made.head().has_file(Path::new("a/b.yaml")).unwrap());
    assert!(!made.head().has_file(Path::new("a")).unwrap());
    assert!(!made.head().has_file(Path::new("a/b.yaml/c")).unwrap());
    let missing = made.head().text(Path::new("a/c.yaml")).unwrap_err();
    assert_eq!(missing.to_string(), "there is no `HEAD:a/c.yaml`");
}

#[test]
fn files_are_found_along_links_and_without_hidden_ones() {
    let made = Made::of(&[
        (FILE, "p/b/policy.rego", "b"),
        (FILE, "p/b.rego", "c"),
        (FILE, "p/.hidden/policy.rego", "h"),
        (FILE, "p/notes.txt", "n"),
        (FILE, "shared/x.rego", "x"),
        (LINK, "p/back", "../p"),
        (LINK, "p/lib", "../shared"),
        (0o160_000, "p/vendor", ""),
    ]);
    let head = made.head();
    let is_rego = |path: &Path| path.extension().is_some_and(|end| end == "rego");
    let files = head.files(Path::new("p"), &is_rego).unwrap();
    let files: Vec<String> = files.iter().map(|path| slashed(path)).collect();
    assert_eq!(files, ["p/b/policy.rego", "p/b.rego", "p/lib/x.rego"]);
    assert_eq!(head.submodules(), [Path::new("p/vendor")]);
    assert_eq!(head.text(Path::new("p/lib/x.rego")).unwrap().text(), "x");
}

#[test]
fn no_link_leads_out() {
    let made = Made::of(&[
        (LINK, "up", "../secret"),
        (LINK, "etc", "/etc/passwd"),
        (LINK, "loop", "loop"),
        (LINK, "p/nowhere.rego", "gone"),
    ]);
    let head = made.head();
    for name in ["up", "etc", "../x"] {
        let error = head.text(Path::new(name)).unwrap_err();
        assert_eq!(code(&error), "revision::outside", "{name}");
    }
    let error = head.text(Path::new("loop")).unwrap_err();
    assert_eq!(code(&error), "revision::unreadable");
    let error = head.files(Path::new("p"), &|_| true).unwrap_err();
    assert_eq!(code(&error), "revision::missing");
}

#[test]
fn a_path_of_the_disk_has_its_place_in_the_commit() {
    let made = Made::of(&[(FILE, "a", "")]);
    let head = made.head();
    let root = made.directory.path();
    let located = |path: &str| head.locate(&root.join(path));
    assert_eq!(located("x/y/policies").unwrap(), Path::new("x/y/policies"));
    assert_eq!(located(".").unwrap(), Path::new(""));
    assert_eq!(code(&located("/etc").unwrap_err()), "revision::outside");
}

#[test]
fn what_is_no_commit_is_named() {
    let made = Made::of(&[(FILE, "a", "")]);
    let open = |spec: &str| Revision::open(spec, made.directory.path());
    let refused = |spec: &str| code(&open(spec).err().unwrap());
    assert_eq!(refused("HEAD:a"), "revision::no_commit");
    assert_eq!(refused("nothing"), "revision::unknown");
    assert_eq!(refused("../old"), "revision::unknown");
    let outside = tempfile::tempdir().unwrap();
    let error = Revision::open("main", outside.path()).err().unwrap();
    assert_eq!(code(&error), "revision::no_repository");
    let bare = tempfile::tempdir().unwrap();
    Repository::init_bare(bare.path()).unwrap();
    let error = Revision::open("main", bare.path()).err().unwrap();
    assert_eq!(code(&error), "revision::bare_repository");
}
