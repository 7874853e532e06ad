//! Packages with their rules, and rules without arguments.

use std::collections::BTreeMap;

use regorus::unstable::{Expr, Module, Ref, Rule as WrittenRule, RuleBody, RuleHead};

use super::{Compiled, Compiler, Place};
use crate::rego::checks::path_text;
use crate::rego::checks::room::{Kind as WrittenKind, full_path, head_of, imports, kind_of};
use crate::rego::evaluator::code::{Body, Kind, Rule, RuleNumber, Term, Unknown};

/// A module: what its names lead to.
#[derive(Debug)]
pub(super) struct Package {
    /// Its path: `data.lib.text`.
    pub(super) path: String,
    /// The name of its text.
    pub(super) file: String,
    /// Whether there are several texts of it.
    pub(super) is_split: bool,
    /// What each import is called, and the path it stands for.
    pub(super) imports: BTreeMap<String, String>,
    /// Its rules by their names.
    pub(super) rules: BTreeMap<String, Vec<Ref<WrittenRule>>>,
}

impl Package {
    pub(super) fn of(module: &Ref<Module>) -> Self {
        let mut rules: BTreeMap<String, Vec<Ref<WrittenRule>>> = BTreeMap::new();
        for rule in &module.policy {
            let (_, (name, _)) = head_of(rule);
            rules.entry(name).or_default().push(rule.clone());
        }
        let path = path_text(&module.package.refr).unwrap_or_default();
        Self {
            path: format!("data.{path}"),
            file: module.package.span.source.file().clone(),
            is_split: false,
            imports: imports(module),
            rules,
        }
    }

    /// The path below `data` that a name leads to, if it is none of a built-in.
    pub(super) fn full(&self, path: &str) -> Option<String> {
        let is_rule = |root: &str| self.rules.contains_key(root);
        full_path(path, &self.imports, &self.path, &is_rule)
    }
}

impl Compiler {
    /// The rule of a full path: `data.azure.storage.secure_transfer.healthy`.
    pub(in crate::rego::evaluator) fn rule(&mut self, path: &str) -> Compiled<RuleNumber> {
        if let Some(known) = self.rules.get(path) {
            return known.clone();
        }
        let resolved = self.resolve_rule(path);
        self.rules.insert(path.to_owned(), resolved.clone());
        resolved
    }

    fn resolve_rule(&mut self, path: &str) -> Compiled<RuleNumber> {
        let (package, name) = path.rsplit_once('.').ok_or(Unknown("a rule"))?;
        if self.goes_on(package, path) {
            return Err(Unknown("a rule with others below it"));
        }
        let mut rule = Rule::default();
        for written in self.written(package, name)? {
            self.definition(&written, package, &mut rule)?;
        }
        self.code.rules.push(rule);
        Ok(self.code.rules.len() - 1)
    }

    /// The package of a place.
    pub(super) fn package(&self, place: &Place<'_>) -> Compiled<&Package> {
        self.packages.get(place.package).ok_or(Unknown("a package"))
    }

    /// What is written of a rule or function.
    pub(super) fn written(&self, package: &str, name: &str) -> Compiled<Vec<Ref<WrittenRule>>> {
        let package = self.packages.get(package).ok_or(Unknown("a package"))?;
        match package.rules.get(name) {
            _ if package.is_split => Err(Unknown("a package of several texts")),
            Some(written) => Ok(written.clone()),
            None => Err(Unknown("a rule")),
        }
    }

    /// Whether a path is that of a package too, or leads to other rules or packages.
    fn goes_on(&self, package: &str, path: &str) -> bool {
        let below = format!("{path}.");
        let own = self.packages.get(package);
        let mut names = own.iter().flat_map(|package| package.rules.keys());
        let mut packages = self.packages.keys();
        packages.any(|package| package == path || package.starts_with(&below))
            || names.any(|name| format!("{package}.{name}").starts_with(&below))
    }

    /// Adds one definition to a rule.
    fn definition(
        &mut self,
        written: &WrittenRule,
        package: &str,
        rule: &mut Rule,
    ) -> Compiled<()> {
        let mut place = Place::new(package);
        match written {
            WrittenRule::Default { refr, value, .. } => {
                simple_name(refr)?;
                rule.default = Some(self.term(value, &mut place)?);
            }
            WrittenRule::Spec { head, bodies, .. } => {
                rule.kind = kind(written)?;
                let definition = self.bodies(head, bodies, &mut place)?;
                rule.definitions.push(definition);
            }
        }
        rule.reads_input |= place.reads_input;
        Ok(())
    }

    /// The bodies of a definition, each with the value that it comes to.
    pub(super) fn bodies(
        &mut self,
        head: &RuleHead,
        bodies: &[RuleBody],
        place: &mut Place<'_>,
    ) -> Compiled<Vec<Body>> {
        if bodies.is_empty() {
            return Ok(vec![self.body(head, None, place)?]);
        }
        if bodies.iter().skip(1).any(|body| !body.is_else) {
            return Err(Unknown("bodies without `else`"));
        }
        let bodies = bodies.iter();
        bodies
            .map(|body| {
                let mark = place.names.mark();
                let compiled = self.body(head, Some(body), place);
                place.names.forget(mark);
                compiled
            })
            .collect()
    }

    fn body(
        &mut self,
        head: &RuleHead,
        body: Option<&RuleBody>,
        place: &mut Place<'_>,
    ) -> Compiled<Body> {
        let is_else = body.is_some_and(|body| body.is_else);
        let of_else = body.and_then(|body| body.assign.as_ref());
        let written = match (head, is_else) {
            (RuleHead::Set { key, .. }, false) => key.as_ref(),
            (RuleHead::Set { .. }, true) => return Err(Unknown("`else` of a set")),
            (_, true) => of_else.map(|assign| &assign.value),
            (RuleHead::Compr { assign, .. } | RuleHead::Func { assign, .. }, false) => {
                assign.as_ref().map(|assign| &assign.value)
            }
        };
        let query = body.map(|body| body.query.as_ref());
        let (query, (key, value)) = self.query_and(query, place, |compiler, place| {
            let key = object_key(head).map(|key| compiler.term(key, place));
            let value = match written {
                Some(value) => compiler.term(value, place)?,
                None => Term::Constant(true.into()),
            };
            Ok((key.transpose()?, value))
        })?;
        Ok(Body {
            query,
            key,
            value,
            slots: place.names.slots(),
        })
    }
}

/// What a rule makes, if its name is one word, with a key at most.
fn kind(rule: &WrittenRule) -> Compiled<Kind> {
    let WrittenRule::Spec { head, .. } = rule else {
        return Err(Unknown("a default"));
    };
    match (kind_of(rule), head) {
        (WrittenKind::Value, RuleHead::Compr { refr, .. }) => {
            simple_name(refr).map(|()| Kind::Value)
        }
        (
            WrittenKind::Set,
            RuleHead::Set {
                refr, key: Some(_), ..
            },
        ) => simple_name(refr).map(|()| Kind::Set),
        (
            WrittenKind::Object,
            RuleHead::Compr {
                refr,
                assign: Some(_),
                ..
            },
        ) => name_with_key(refr).map(|()| Kind::Object),
        (
            WrittenKind::Object,
            RuleHead::Set {
                refr, key: Some(_), ..
            },
        ) => name_with_key(refr).map(|()| Kind::Sets),
        _ => Err(Unknown("a head")),
    }
}

/// Heads with dots in them share their values with other rules.
fn simple_name(reference: &Expr) -> Compiled<()> {
    match reference {
        Expr::Var { .. } => Ok(()),
        _ => Err(Unknown("a head of several words")),
    }
}

fn name_with_key(reference: &Expr) -> Compiled<()> {
    match reference {
        Expr::RefBrack { refr, .. } => simple_name(refr),
        _ => Err(Unknown("a head")),
    }
}

fn object_key(head: &RuleHead) -> Option<&Expr> {
    match head {
        RuleHead::Compr { refr, .. } | RuleHead::Set { refr, .. } => match refr.as_ref() {
            Expr::RefBrack { index, .. } => Some(index),
            _ => None,
        },
        RuleHead::Func { .. } => None,
    }
}
