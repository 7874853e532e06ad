//! What OPA's compiler finds in a policy and regorus does not: undefined names, unknown
//! functions, refused built-ins, documents that do not exist.

mod calls;
mod conflicts;
mod documents;
mod language;
mod names;
mod recursion;
mod replacements;
pub(in crate::rego) mod room;
mod safety;
pub(in crate::rego) mod syntax;
pub(in crate::rego) mod uses;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use miette::SourceSpan;
use regorus::unstable::{Expr, Module, Rule, RuleHead, Span};

use super::RegoError;
use super::builtins::{self, Builtin};
use crate::policy::PolicySet;
use crate::text::{SourceText, did_you_mean, nearest};
use names::Names;

pub(super) use language::check as check_language;
pub(super) use syntax::{comprehension, declarations, equation, head_parts, operands};
pub(super) use walk::Walk;

/// The rules of all modules, by their full path: `data.lib.text.same`.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    /// For each package the names of its rules.
    packages: BTreeMap<String, BTreeSet<String>>,
    /// Packages and rules, and every path above them.
    paths: BTreeSet<String>,
}

impl Rules {
    /// Notes the rules of a module.
    pub(super) fn add(&mut self, module: &Module) {
        let package = path_text(&module.package.refr).unwrap_or_default();
        let names = self.packages.entry(package.clone()).or_default();
        for rule in &module.policy {
            if let Some(head) = head_path(rule) {
                let name = head.split('.').next().unwrap_or_default();
                names.insert(name.to_owned());
                self.paths.insert(format!("data.{package}.{name}"));
            }
        }
        self.add_package(&package);
    }

    /// Notes that there is a package.
    pub(super) fn add_package(&mut self, package: &str) {
        let mut path = String::from("data");
        for word in package.split('.') {
            path = format!("{path}.{word}");
            self.paths.insert(path.clone());
        }
    }

    /// Whether a package has a rule.
    pub(super) fn has(&self, package: &str, rule: &str) -> bool {
        self.packages
            .get(package)
            .is_some_and(|names| names.contains(rule))
    }
}

/// The name of the rule whose head a rule has.
pub(super) fn head_path(rule: &Rule) -> Option<String> {
    let refr = match rule {
        Rule::Spec { head, .. } => match head {
            RuleHead::Compr { refr, .. }
            | RuleHead::Set { refr, .. }
            | RuleHead::Func { refr, .. } => refr,
        },
        Rule::Default { refr, .. } => refr,
    };
    path_text(refr)
}

/// The path of a rule whose head is fixed, without brackets to be worked out.
pub(super) fn fixed_head_path(rule: &Rule) -> Option<String> {
    let (_, (path, is_whole)) = room::head_of(rule);
    is_whole.then_some(path)
}

/// The fixed words at the start of a reference: `a.b` of `a.b[i].c`; nothing for what is none.
pub(super) fn path_text(reference: &Expr) -> Option<String> {
    fixed_words(reference).map(|(path, _)| path)
}

/// The fixed words of a reference, and whether they are all of it.
fn fixed_words(reference: &Expr) -> Option<(String, bool)> {
    let (inner, word) = match reference {
        Expr::Var { span, .. } => return Some((span.text().to_owned(), true)),
        Expr::RefDot { refr, field, .. } => (refr, Some(field.0.text())),
        Expr::RefBrack { refr, index, .. } => match index.as_ref() {
            Expr::String { span, .. } => (refr, Some(span.text())),
            _ => (refr, None),
        },
        _ => return None,
    };
    let (path, whole) = fixed_words(inner)?;
    Some(match word {
        Some(word) if whole => (format!("{path}.{word}"), true),
        _ => (path, false),
    })
}

/// The names that what a rule reads and calls begins with.
pub(super) fn names_read(rule: &Rule) -> BTreeSet<String> {
    let names = Names::of(rule);
    let paths = names.references.into_iter().chain(names.calls);
    let first = |(path, _): (String, Span)| path.split('.').next().map(str::to_owned);
    paths.filter_map(first).collect()
}

/// The paths that a module imports, reads and calls, as they are written.
pub(super) fn paths_read(module: &Module) -> BTreeSet<String> {
    let imports = module.imports.iter();
    let mut paths: BTreeSet<String> = imports
        .filter_map(|import| path_text(&import.refr))
        .collect();
    for rule in &module.policy {
        let names = Names::of(rule);
        let named = names.references.into_iter().chain(names.calls);
        paths.extend(named.map(|(path, _)| path));
    }
    paths
}

/// Holds one module against the names that exist.
pub(super) struct Checker<'a> {
    /// All rules.
    pub(super) rules: &'a Rules,
    /// All policies, for the parameters that they declare.
    pub(super) policies: &'a PolicySet,
    /// The text of the module.
    pub(super) source: &'a SourceText,
}

impl Checker<'_> {
    /// All complaints about a module.
    pub(super) fn check(&self, module: &Module) -> Vec<RegoError> {
        let mut errors = self.replacements(module);
        errors.extend(self.check_names(module));
        errors
    }

    /// Complaints about the names of a module: all that a module of unit tests may not do.
    pub(super) fn check_names(&self, module: &Module) -> Vec<RegoError> {
        let mut errors = Vec::new();
        let package = path_text(&module.package.refr).unwrap_or_default();
        let imports = self.imports(module, &mut errors);
        for rule in &module.policy {
            let names = Names::of(rule);
            for (name, span) in &names.calls {
                errors.extend(self.call(&package, &imports, name, span));
            }
            for (path, span) in &names.references {
                errors.extend(self.reference(&package, &imports, &names, path, span));
            }
        }
        errors
    }

    fn replacements(&self, module: &Module) -> Vec<RegoError> {
        let refused = replacements::refused(module).into_iter();
        let complaint = |(path, span): (String, &Span)| {
            self.complain(
                "rego::with_target",
                span,
                format!("a policy may not replace `{path}`"),
                Some("behind `with` stands `input`, the inventory or a parameter".to_owned()),
            )
        };
        refused.map(complaint).collect()
    }

    /// A recommendation needs `healthy`, with its default.
    pub(super) fn check_contract(&self, module: &Module) -> Vec<RegoError> {
        let is = |rule: &Rule, name: &str| head_path(rule).as_deref() == Some(name);
        let rules = module.policy.iter().filter(|rule| is(rule, "healthy"));
        let default = rules.clone().find_map(|rule| match rule.as_ref() {
            Rule::Default { value, .. } => Some(value),
            Rule::Spec { .. } => None,
        });
        let stated = rules
            .clone()
            .any(|rule| matches!(rule.as_ref(), Rule::Spec { .. }));
        let false_by_default = default.is_some_and(
            |value| matches!(value.as_ref(), Expr::Bool { span, .. } if span.text() == "false"),
        );
        if stated && false_by_default {
            return Vec::new();
        }
        vec![
            self.complain(
                "rego::no_healthy_rule",
                default.map_or(&module.package.span, |value| value.span()),
                "a policy states `healthy`, with `default healthy := false`".to_owned(),
                Some(
                    "a resource that no rule calls healthy is unhealthy: say so with the default"
                        .to_owned(),
                ),
            ),
        ]
    }

    /// What each import is called in the module, and the path it stands for.
    fn imports(&self, module: &Module, errors: &mut Vec<RegoError>) -> BTreeMap<String, String> {
        let mut imports = BTreeMap::new();
        for import in &module.imports {
            let Some(path) = path_text(&import.refr) else {
                continue;
            };
            if path.starts_with("rego.") || path.starts_with("future.") {
                continue;
            }
            let last = path.rsplit('.').next().unwrap_or_default();
            let name = import.r#as.as_ref().map_or(last, Span::text);
            imports.insert(name.to_owned(), path.clone());
            errors.extend(self.document(&path, import.refr.span()));
        }
        imports
    }

    fn call(
        &self,
        package: &str,
        imports: &BTreeMap<String, String>,
        name: &str,
        span: &Span,
    ) -> Option<RegoError> {
        let (root, rest) = name.split_once('.').unwrap_or((name, ""));
        let full = match imports.get(root) {
            Some(path) if rest.is_empty() => path.clone(),
            Some(path) => format!("{path}.{rest}"),
            None => name.to_owned(),
        };
        let local = format!("data.{package}.{name}");
        if self.rules.paths.contains(&full) || self.rules.paths.contains(&local) {
            return None;
        }
        if let Some(path) = imports.get(root)
            && self.document(path, span).is_some()
        {
            // Said where it is imported.
            return None;
        }
        let (code, message, help) = match builtins::look_up(name) {
            Builtin::Known => return None,
            Builtin::Refused => (
                "rego::refused_builtin",
                format!("the built-in `{name}` is refused: its answer could not be recomputed"),
                Some(
                    "policies see `input`, `data` and the instant of the run, nothing else"
                        .to_owned(),
                ),
            ),
            Builtin::Missing => (
                "rego::missing_builtin",
                format!("the built-in `{name}` does not exist in this engine"),
                near_path(name, self.callable(package, imports, root)),
            ),
            Builtin::None => (
                "rego::unknown_function",
                format!("there is no function `{name}`"),
                near_path(name, self.callable(package, imports, root)),
            ),
        };
        Some(self.complain(code, span, message, help))
    }

    /// The rules that a name may stand for: those of the library imported as `root`, or else
    /// those of the policy itself and the built-ins.
    fn callable(
        &self,
        package: &str,
        imports: &BTreeMap<String, String>,
        root: &str,
    ) -> Vec<String> {
        let rules = |package: &str| self.rules.packages.get(package).into_iter().flatten();
        let library = imports
            .get(root)
            .and_then(|path| path.strip_prefix("data."));
        match library {
            Some(library) => rules(library)
                .map(|name| format!("{root}.{name}"))
                .collect(),
            None => {
                let built_in = regorus::unstable::BUILTINS.keys();
                let built_in = built_in.map(|name| (*name).to_owned());
                rules(package).cloned().chain(built_in).collect()
            }
        }
    }

    fn reference(
        &self,
        package: &str,
        imports: &BTreeMap<String, String>,
        names: &Names,
        path: &str,
        span: &Span,
    ) -> Option<RegoError> {
        let (root, rest) = path.split_once('.').unwrap_or((path, ""));
        if names.bound.contains(root) || root == "input" || root == "_" {
            return None;
        }
        if root == "data" {
            return self.document(path, span);
        }
        if let Some(import) = imports.get(root) {
            if self.document(import, span).is_some() {
                // Said where it is imported.
                return None;
            }
            let full = if rest.is_empty() {
                import.clone()
            } else {
                format!("{import}.{rest}")
            };
            return self.document(&full, span);
        }
        if self.rules.has(package, root) {
            return None;
        }
        let own = self
            .rules
            .packages
            .get(package)
            .into_iter()
            .flatten()
            .map(String::as_str);
        let known = own
            .chain(["input", "data"])
            .chain(names.bound.iter().map(String::as_str));
        Some(self.complain(
            "rego::undefined_name",
            span,
            format!("`{root}` is defined nowhere"),
            did_you_mean(root, known),
        ))
    }

    /// A complaint about a place in the module.
    fn complain(
        &self,
        code: &'static str,
        span: &Span,
        message: String,
        help: Option<String>,
    ) -> RegoError {
        RegoError::new(code, self.source, source_span(span), message, help)
    }
}

/// `did you mean …?` for a path that differs in one word, and in that one not by much: long
/// paths are alike by what they have in common.
fn near_path(path: &str, known: Vec<String>) -> Option<String> {
    let is_near = |candidate: &String| {
        let mut words = path.split('.').zip(candidate.split('.'));
        let differing = words.find(|(written, known)| written != known);
        candidate.split('.').count() == path.split('.').count()
            && words.all(|(written, known)| written == known)
            && differing.is_some_and(|(written, known)| nearest(written, [known]).is_some())
    };
    let near: Vec<String> = known.into_iter().filter(is_near).collect();
    did_you_mean(path, near.iter().map(String::as_str))
}

fn source_span(span: &Span) -> SourceSpan {
    let start = span.start as usize;
    (start, (span.end as usize).saturating_sub(start)).into()
}
