//! The house: imports point down only, rooms of one floor are strangers, and each outside thing
//! has one owner.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// Every module with its floor. An import may only lead to a lower floor.
const FLOORS: [(&str, u8); 31] = [
    ("text", 0),
    ("points", 0),
    ("digest", 0),
    ("calendar", 0),
    ("resource", 0),
    ("recommendation", 0),
    ("assessment", 1),
    ("fix", 1),
    ("inventory", 1),
    ("collect", 1),
    ("policy", 2),
    ("catalog", 2),
    ("exemption", 2),
    ("rego", 3),
    ("scaffold", 3),
    ("score", 3),
    ("worker", 4),
    ("trial", 4),
    ("assess", 5),
    ("report", 6),
    ("impact", 7),
    ("lint", 7),
    ("snapshot", 7),
    ("format", 8),
    ("source", 8),
    ("bundle", 8),
    ("cache", 8),
    ("project", 8),
    ("revision", 8),
    ("cli", 9),
    ("main", 10),
];

/// Words build on each other: the only imports within one floor.
const WORDS_IN_WORDS: [(&str, &str); 1] = [("recommendation", "resource")];

/// Things of the outside, with the modules that may name them.
const OWNED: [(&[&str], &[&str]); 16] = [
    (&["regorus"], &["rego"]),
    (&["anyhow"], &["rego"]),
    // Lines are looked at in parallel, resources judged, packages tested: all come back in order.
    (&["rayon"], &["assess", "source", "trial"]),
    (
        &["std", "fs"],
        &["source", "bundle", "cache", "project", "format", "main"],
    ),
    (&["std", "env"], &["main"]),
    (&["blake3"], &["digest"]),
    (&["clap"], &["cli"]),
    (&["comfy_table"], &["format"]),
    (&["console"], &["cli", "main"]),
    (&["git2"], &["revision"]),
    (&["notify"], &["cli"]),
    (&["postcard"], &["cache"]),
    (&["quick_junit"], &["cli"]),
    (&["redb"], &["cache"]),
    (&["similar"], &["cli"]),
    (&["signal_hook"], &["main"]),
];

/// What no module may name but the one place that is allowed to by a reason of its own.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

struct Paths(Vec<Vec<String>>);

impl Visit<'_> for Paths {
    fn visit_item_mod(&mut self, module: &syn::ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<syn::Ident>()
                    .is_ok_and(|word| word == "test")
        });
        if !is_test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &syn::ItemUse) {
        self.tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let words = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.0.push(words.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        let name = call.path.segments.last().unwrap().ident.to_string();
        self.0.push(vec![format!("{name}!")]);
        visit::visit_macro(self, call);
    }
}

impl Paths {
    fn tree(&mut self, tree: &syn::UseTree, prefix: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.tree(&path.tree, prefix);
                prefix.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, prefix));
            }
            syn::UseTree::Name(name) => self.leaf(prefix, &name.ident),
            syn::UseTree::Rename(rename) => self.leaf(prefix, &rename.ident),
            syn::UseTree::Glob(_) => self.0.push(prefix.clone()),
        }
    }

    fn leaf(&mut self, prefix: &[String], name: &syn::Ident) {
        let mut path = prefix.to_vec();
        path.push(name.to_string());
        self.0.push(path);
    }
}

fn rust_files(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    files.sort();
    let module = |file: &PathBuf| {
        let first = file.strip_prefix(&root).unwrap().iter().next().unwrap();
        first.to_str().unwrap().trim_end_matches(".rs").to_owned()
    };
    let is_test = |file: &PathBuf| {
        file.iter()
            .any(|part| part == "tests" || part == "tests.rs")
    };
    let files = files.into_iter().filter(|file| !is_test(file));
    files
        .map(|file| (module(&file), file))
        .filter(|(module, _)| module != "lib")
        .collect()
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

fn may_import(from: &str, to: &str) -> bool {
    let (Some(here), Some(there)) = (floor(from), floor(to)) else {
        return false;
    };
    from == to || there < here || WORDS_IN_WORDS.contains(&(from, to))
}

/// What is wrong with one path that a module names.
fn offence(module: &str, path: &[String]) -> Option<String> {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    if let ["crate" | "securescore", to, ..] = words.as_slice()
        && !may_import(module, to)
    {
        return Some(format!("imports `{to}`, which is not below it"));
    }
    if let [name] = words.as_slice()
        && PRINTING
            .iter()
            .any(|printing| *name == format!("{printing}!"))
    {
        return Some(format!("calls `{name}`: output goes through a writer"));
    }
    let foreign = OWNED
        .iter()
        .find(|(thing, owners)| words.starts_with(thing) && !owners.contains(&module));
    foreign
        .map(|(thing, owners)| format!("names `{}`, which belongs to {owners:?}", thing.join("::")))
}

#[test]
fn imports_point_down_and_outside_things_have_owners() {
    let mut offences = Vec::new();
    for (module, file) in sources() {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut paths = Paths(Vec::new());
        paths.visit_file(&syn::parse_file(&text).unwrap());
        let found = paths.0.iter().filter_map(|path| offence(&module, path));
        offences.extend(found.map(|offence| format!("{}: {offence}", file.display())));
    }
    assert!(offences.is_empty(), "{}", offences.join("\n"));
}

#[test]
fn every_module_has_its_floor_and_every_floor_its_modules() {
    let modules: BTreeSet<String> = sources().into_iter().map(|(module, _)| module).collect();
    let table: BTreeSet<String> = FLOORS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(modules, table);
}

#[test]
fn an_upward_import_is_an_offence() {
    let path = |text: &str| text.split("::").map(str::to_owned).collect::<Vec<_>>();
    assert!(offence("resource", &path("crate::report::Report")).is_some());
    assert!(offence("catalog", &path("crate::exemption::Category")).is_some());
    assert!(offence("score", &path("regorus::Engine")).is_some());
    assert!(offence("report", &path("std::fs::read")).is_some());
    assert!(offence("report", &path("println!")).is_some());
    assert!(offence("score", &path("crate::catalog::Control")).is_none());
}
