//! What a policy's verdicts are made of, the documents apart: the engine, the texts, the instant.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::PARAMETERS;
use super::program::Program;
use super::texts::{Texts, reached};
use super::tokens::tokens;
use crate::digest::{Digest, Digester};
use crate::recommendation::RecommendationId;

/// The code that judges, as it was built.
const BUILD: &str = env!("SECURESCORE_BUILD");

/// What reads the instant of a run.
const CLOCK: &str = "now_ns";

/// What a policy's verdicts are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyDigest {
    /// The same while it says the same of the same documents and parameters.
    pub digest: Digest,
    /// Whether the parameters of other policies decide as well: it, or what it may lead to, names
    /// some.
    pub reads_all_parameters: bool,
}

impl Program {
    /// A digest of each policy of the set. Of time it is made only where the policy, or a library
    /// that it may lead to, reads it.
    pub fn digests(&self) -> BTreeMap<RecommendationId, PolicyDigest> {
        let parts = parts(&self.texts);
        let roots = self.texts.policies();
        let digests = roots.map(|(id, root)| {
            let closure = closure(root, &parts, &self.texts);
            let paths = closure.iter().flat_map(|&position| &parts[position].paths);
            let digest = PolicyDigest {
                digest: self.digest(&closure, &parts),
                reads_all_parameters: self.names_other_parameters(id, paths),
            };
            (id.clone(), digest)
        });
        digests.collect()
    }

    /// Whether one of the paths may lead to parameters of others than a policy.
    fn names_other_parameters<'p>(
        &self,
        own: &RecommendationId,
        mut paths: impl Iterator<Item = &'p String>,
    ) -> bool {
        let below = format!("{own}.");
        let is_alone = || {
            let mut ids = self.texts.policies();
            !ids.any(|(id, _)| id.as_str().starts_with(&below))
        };
        paths.any(|path| match path.strip_prefix(PARAMETERS) {
            Some("") => true,
            Some(rest) => rest.strip_prefix('.').is_some_and(|rest| {
                let is_own = rest == own.as_str() || rest.starts_with(&below);
                !(is_own && is_alone())
            }),
            None => path.is_empty(),
        })
    }

    fn digest(&self, closure: &BTreeSet<usize>, parts: &[Part]) -> Digest {
        let mut digester = Digester::default()
            .with(BUILD.as_bytes())
            .with(&self.limits.time.as_nanos().to_le_bytes())
            .with(&self.limits.memory.to_le_bytes());
        let closure = closure.iter().map(|&position| &parts[position]);
        if closure.clone().any(|part| part.reads_time) {
            digester.add(self.as_of.to_string().as_bytes());
        }
        closure.for_each(|part| digester.add(&part.digest));
        digester.digest()
    }
}

/// What is known of a text that was not parsed.
struct Part {
    digest: Digest,
    reads_time: bool,
    /// The paths below `data` that it may name.
    paths: BTreeSet<String>,
}

fn parts(texts: &Texts) -> Vec<Part> {
    let deciding = &texts.all()[..texts.deciding()];
    let parts = deciding.iter().map(|unread| {
        let text = unread.source.text();
        let digester = Digester::default().with(unread.package.as_bytes());
        Part {
            digest: digester.with(text.as_bytes()).digest(),
            reads_time: text.contains(CLOCK),
            paths: paths(text),
        }
    });
    parts.collect()
}

/// A text with all that it may need, directly or through others.
fn closure(root: usize, parts: &[Part], texts: &Texts) -> BTreeSet<usize> {
    reached([root], |position| {
        let needed = parts[position].paths.iter();
        let needed = needed.flat_map(|path| led_to(path, texts));
        needed.filter(|&position| position < parts.len()).collect()
    })
}

fn led_to(path: &str, texts: &Texts) -> Vec<usize> {
    match path {
        "" => (0..texts.all().len()).collect(),
        path => texts.at(path),
    }
}

/// The paths below `data` that a text names: the words behind the dots of that word. What it does
/// not name so leads everywhere, which is the empty path.
fn paths(text: &str) -> BTreeSet<String> {
    let mut tokens = tokens(text).map(|token| &text[token.place]).peekable();
    let mut paths = BTreeSet::new();
    while let Some(token) = tokens.next() {
        if token == "data" {
            let mut words = Vec::new();
            while tokens.next_if_eq(&".").is_some() {
                words.extend(tokens.next_if(|word| is_word(word)));
            }
            paths.insert(words.join("."));
        } else if token == "$" {
            // A text with terms in it.
            paths.insert(String::new());
        }
    }
    paths
}

fn is_word(token: &str) -> bool {
    let is_of_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    token.chars().all(is_of_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{PolicySet, PolicyText};
    use crate::rego::Limits;
    use crate::text::SourceText;

    fn text(name: &str, body: &str) -> PolicyText {
        let text = format!(
            "# METADATA\n# title: T\n# custom:\n#   severity: low\n#   resource_types: [a.b/c]\n\
             #   parameters:\n#     most: {{type: number, default: 1}}\npackage {name}\n\n\
             default healthy := false\n\nhealthy if input.size < {body}\n"
        );
        let path = format!("{}/policy.rego", name.replace('.', "/"));
        PolicyText {
            source: SourceText::new(&path, text),
            path,
        }
    }

    #[test]
    fn a_policy_that_names_parameters_of_others_is_told_apart() {
        let texts = vec![
            text("a.own", "data.parameters.a.own.most"),
            text("a.none", "3"),
            text("a.other", "data.parameters.a.own.most"),
            text("a.any", "count(data.parameters)"),
            text("a.verdict", "{true: 3}[data.a.other.healthy]"),
            text("a.own_too", "data.parameters.a.own_too.most"),
        ];
        let set = PolicySet::read(texts).unwrap();
        let as_of = "2026-11-24T00:00:00Z".parse().unwrap();
        let digests = Program::shipped(&set, as_of, Limits::default()).digests();
        let all = digests.iter().filter(|(_, it)| it.reads_all_parameters);
        let all: Vec<&str> = all.map(|(id, _)| id.as_str()).collect();
        assert_eq!(all, ["a.any", "a.other", "a.verdict"]);
    }

    #[test]
    fn a_path_ends_where_its_words_do() {
        let named = |text: &str| paths(text).into_iter().collect::<Vec<_>>().join(" ");
        let text = "import data.lib.text\nimport data.lib.ids as i\nx := data.a_b . c[input.x]\n\
                    # some data. more data\nmetadata.data_x\ny := \"data.z\"";
        assert_eq!(named(text), "a_b.c lib.ids lib.text");
        for everything in ["data[\"lib\"].z", "import data as d", "x := $\"{y}\""] {
            assert_eq!(
                paths(everything),
                BTreeSet::from([String::new()]),
                "{everything}"
            );
        }
    }
}
