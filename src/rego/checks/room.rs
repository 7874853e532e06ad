//! One module, and what its names stand for.

use std::collections::{BTreeMap, BTreeSet};

use regorus::unstable::{Expr, Module, Rule, RuleHead, Span};

use super::uses::{Use, uses};
use super::{fixed_words, path_text, source_span};
use crate::rego::RegoError;
use crate::text::SourceText;

/// A module with its names.
#[derive(Debug)]
pub(in crate::rego) struct Room<'a> {
    /// The module.
    pub(in crate::rego) module: &'a Module,
    /// Its text.
    pub(in crate::rego) source: &'a SourceText,
    /// Its package, as a path: `data.lib.text`.
    pub(in crate::rego) package: String,
    /// What each import is called, and the path it stands for.
    pub(in crate::rego) imports: BTreeMap<String, String>,
    /// The names of the rules of its package.
    pub(in crate::rego) rules: BTreeSet<String>,
    /// What each rule refers to, in their order.
    pub(in crate::rego) uses: Vec<Vec<Use<'a>>>,
}

impl<'a> Room<'a> {
    /// A module as it is written.
    pub(in crate::rego) fn new(module: &'a Module, source: &'a SourceText) -> Self {
        let package = path_text(&module.package.refr).unwrap_or_default();
        let rules = module.policy.iter().map(|rule| head_of(rule).1.0);
        let root = |path: String| path.split('.').next().unwrap_or_default().to_owned();
        Self {
            module,
            source,
            package: format!("data.{package}"),
            imports: imports(module),
            rules: rules.map(root).collect(),
            uses: module.policy.iter().map(|rule| uses(rule)).collect(),
        }
    }

    /// The path below `data` that a name of this module leads to: that of an import, of a rule of
    /// its own package, or one that is written out.
    pub(in crate::rego) fn full(&self, path: &str) -> Option<String> {
        let is_rule = |root: &str| self.rules.contains(root);
        full_path(path, &self.imports, &self.package, &is_rule)
    }

    /// Each rule with the path below `data` that is fixed, and with what it refers to.
    pub(in crate::rego) fn rules_and_uses(
        &self,
    ) -> impl Iterator<Item = (&'a Rule, String, &[Use<'a>])> {
        let rules = self.module.policy.iter().zip(&self.uses);
        rules.map(|(rule, uses)| {
            let (_, (path, _)) = head_of(rule);
            (
                rule.as_ref(),
                format!("{}.{path}", self.package),
                uses.as_slice(),
            )
        })
    }

    /// A complaint about a place in this module.
    pub(in crate::rego) fn complain(
        &self,
        code: &'static str,
        span: &Span,
        message: impl Into<String>,
        help: impl Into<Option<String>>,
    ) -> RegoError {
        RegoError::new(code, self.source, source_span(span), message, help)
    }
}

/// The path below `data` that a name leads to in a package: that of an import, of one of its rules,
/// or one that is written out.
pub(in crate::rego) fn full_path(
    path: &str,
    imports: &BTreeMap<String, String>,
    package: &str,
    is_rule: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let (root, rest) = path.split_once('.').unwrap_or((path, ""));
    let base = match imports.get(root) {
        Some(import) => import.clone(),
        None if root == "data" => root.to_owned(),
        None if is_rule(root) => format!("{package}.{root}"),
        None => return None,
    };
    let full = if rest.is_empty() {
        base
    } else {
        format!("{base}.{rest}")
    };
    full.starts_with("data").then_some(full)
}

/// What each import of a module is called, and the path it stands for.
pub(in crate::rego) fn imports(module: &Module) -> BTreeMap<String, String> {
    let mut imports = BTreeMap::new();
    for import in &module.imports {
        let path = path_text(&import.refr).unwrap_or_default();
        if !path.starts_with("rego.") && !path.starts_with("future.") {
            let last = path.rsplit('.').next().unwrap_or_default();
            let name = import.r#as.as_ref().map_or(last, Span::text);
            imports.insert(name.to_owned(), path.clone());
        }
    }
    imports
}

/// What kind of rule a head makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rego) enum Kind {
    /// It has one value.
    Value,
    /// It holds values, each stated by itself.
    Set,
    /// It holds values under keys that are worked out.
    Object,
    /// It is called with arguments.
    Function(usize),
}

/// The reference of a rule's head, and its fixed words, and whether they are all of it.
pub(in crate::rego) fn head_of(rule: &Rule) -> (&Expr, (String, bool)) {
    let reference = match rule {
        Rule::Spec { head, .. } => match head {
            RuleHead::Compr { refr, .. }
            | RuleHead::Set { refr, .. }
            | RuleHead::Func { refr, .. } => refr,
        },
        Rule::Default { refr, .. } => refr,
    };
    (reference, fixed_words(reference).unwrap_or_default())
}

/// What kind of rule a rule is.
pub(in crate::rego) fn kind_of(rule: &Rule) -> Kind {
    let (_, (_, is_whole)) = head_of(rule);
    match rule {
        Rule::Spec {
            head: RuleHead::Func { args, .. },
            ..
        } => Kind::Function(args.len()),
        Rule::Default { args, .. } if !args.is_empty() => Kind::Function(args.len()),
        _ if !is_whole => Kind::Object,
        Rule::Spec {
            head: RuleHead::Set { .. },
            ..
        } => Kind::Set,
        _ => Kind::Value,
    }
}
