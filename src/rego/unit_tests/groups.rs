//! The tests of a text: the rules of one name, and the statements of their bodies.

use std::time::Duration;

use regorus::unstable::{Expr, LiteralStmt, Query, Rule, RuleBody, RuleHead};

use super::{Outcome, UnitTest};
use crate::rego::checks::head_parts;
use crate::rego::extents::Extents;
use crate::rego::texts::Text;

/// A test: all rules of one name.
pub(super) struct Group<'a> {
    pub(super) package: &'a str,
    pub(super) name: String,
    pub(super) definitions: Vec<Definition<'a>>,
}

/// One rule of a test.
pub(super) struct Definition<'a> {
    pub(super) text: &'a Text,
    pub(super) rule: &'a Rule,
    /// What stands behind the name of the rule in its head: the name of a case, in its parts.
    pub(super) names: Vec<String>,
}

/// The tests of some texts, in the order of their first rules.
pub(super) fn groups<'a>(texts: &[&'a Text]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for text in texts {
        for rule in &text.module.policy {
            let Some((name, definition)) = definition(text, rule) else {
                continue;
            };
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.definitions.push(definition),
                None => groups.push(Group {
                    package: &text.package,
                    name,
                    definitions: vec![definition],
                }),
            }
        }
    }
    groups
}

fn definition<'a>(text: &'a Text, rule: &'a Rule) -> Option<(String, Definition<'a>)> {
    let reference = match rule {
        Rule::Spec { head, .. } => head_parts(head).0,
        Rule::Default { refr, .. } => refr,
    };
    let mut names = Vec::new();
    let name = root(reference, text.source.text(), &mut names)?;
    let is_test = name.starts_with("test_") || name.starts_with("todo_test_");
    is_test.then_some((name, Definition { text, rule, names }))
}

/// The set that stands in for a rule that regorus cannot be asked for: the cases that pass.
fn stand_in(name: &str) -> String {
    format!("securescore_cases_of_{name}")
}

/// The rules that stand in for some of a text; nothing for most texts.
pub(in crate::rego) fn stand_ins(text: &Text) -> String {
    let groups = groups(&[text]);
    let groups = groups.iter().filter(|group| !group.is_plain());
    let rules = groups.flat_map(|group| {
        let name = stand_in(&group.name);
        let definitions = group.definitions.iter();
        definitions.flat_map(move |definition| definition.stand_ins(&name))
    });
    rules.collect()
}

/// The name of a rule; `names` are what stands behind it.
fn root(reference: &Expr, text: &str, names: &mut Vec<String>) -> Option<String> {
    let (inner, name) = match reference {
        Expr::Var { span, .. } => return Some(span.text().to_owned()),
        Expr::RefDot { refr, field, .. } => (refr, format!("\"{}\"", field.0.text())),
        Expr::RefBrack { refr, index, .. } => {
            let place = Extents::of(text).expression(index);
            (refr, text[place].to_owned())
        }
        _ => return None,
    };
    let root = root(inner, text, names);
    names.push(name);
    root
}

impl Group<'_> {
    /// Its name in full.
    pub(super) fn path(&self) -> String {
        format!("{}.{}", self.package, self.name)
    }

    /// What is asked for: the rule itself, or what stands in for it.
    pub(super) fn asked(&self) -> String {
        match self.is_plain() {
            true => format!("data.{}", self.path()),
            false => format!("data.{}.{}", self.package, stand_in(&self.name)),
        }
    }

    /// Whether regorus can be asked for the rule: not where its head has several brackets, or a
    /// fixed name between them.
    fn is_plain(&self) -> bool {
        let mut definitions = self.definitions.iter();
        definitions.all(|definition| match definition.names.as_slice() {
            [] => true,
            [name] => !name.starts_with(['"', '`']),
            _ => false,
        })
    }

    /// Whether it is still to be written.
    pub(super) fn is_todo(&self) -> bool {
        self.name.starts_with("todo_")
    }

    /// Whether it runs over several cases.
    pub(super) fn has_cases(&self) -> bool {
        let mut definitions = self.definitions.iter();
        definitions.any(|definition| !definition.names.is_empty())
    }

    /// The test, or one case of it.
    pub(super) fn test(&self, case: Option<String>, outcome: Outcome) -> UnitTest {
        let first = self.definitions.first();
        UnitTest {
            package: self.package.to_owned(),
            name: self.name.clone(),
            case,
            file: first
                .map_or("", |first| first.text.source.name())
                .to_owned(),
            line: first.map_or(0, |first| first.rule.span().line as usize),
            outcome,
            time: Duration::ZERO,
        }
    }
}

impl<'a> Definition<'a> {
    fn stand_ins(&self, name: &str) -> Vec<String> {
        let value = match self.rule {
            Rule::Spec { head, .. } => head_parts(head).1,
            Rule::Default { .. } => None,
        };
        let text = self.text.source.text();
        let value = value.map(|value| &text[Extents::of(text).expression(value)]);
        let value = value.map_or("true".to_owned(), |value| format!("{value} == true"));
        let names = self.names.join(", ");
        let rule =
            |body: String| format!("\n{name} contains [{names}] if {{\n{body}\n{value}\n}}\n");
        let bodies = self.bodies().map(|body| self.written(&body.stmts));
        let mut bodies: Vec<String> = bodies.collect();
        if bodies.is_empty() {
            bodies.push("true".to_owned());
        }
        bodies.into_iter().map(rule).collect()
    }

    /// The bodies of the rule, each with its statements.
    pub(super) fn bodies(&self) -> impl Iterator<Item = &'a Query> {
        let bodies: &[RuleBody] = match self.rule {
            Rule::Spec { bodies, .. } => bodies,
            Rule::Default { .. } => &[],
        };
        bodies.iter().map(|body| body.query.as_ref())
    }

    /// Whether the rule takes arguments, and so is no test.
    pub(super) fn is_function(&self) -> bool {
        match self.rule {
            Rule::Spec { head, .. } => matches!(head, RuleHead::Func { .. }),
            Rule::Default { args, .. } => !args.is_empty(),
        }
    }

    /// Statements as they are written, a line for each.
    pub(super) fn written(&self, statements: &[LiteralStmt]) -> String {
        let text = self.text.source.text();
        let extents = Extents::of(text);
        let lines = statements.iter().map(|statement| {
            let start = extents.span(&statement.span).start;
            &text[start..end(&extents, statement)]
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Statements as they are shown: as far to the left as they go, with blanks for tabs.
    pub(super) fn tidy(&self, statements: &[LiteralStmt]) -> String {
        let start = statements
            .first()
            .map_or(0, |first| first.span.start as usize);
        let before = &self.text.source.text()[..start];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let indent = &line[..line.len() - line.trim_start().len()];
        let written = self.written(statements);
        let lines = written
            .lines()
            .map(|line| line.strip_prefix(indent).unwrap_or(line));
        lines.collect::<Vec<_>>().join("\n").replace('\t', "    ")
    }

    /// The replacements of a statement, as they stand behind it.
    pub(super) fn replacements(&self, statement: &LiteralStmt) -> String {
        let text = self.text.source.text();
        let place = Extents::of(text).replacements(statement);
        place.map_or(String::new(), |place| format!(" {}", &text[place]))
    }
}

/// Where a statement ends, its replacements included.
fn end(extents: &Extents<'_>, statement: &LiteralStmt) -> usize {
    let last = statement.with_mods.last();
    let last = last.map(|last| extents.expression(&last.r#as).end);
    extents
        .span(&statement.span)
        .end
        .max(last.unwrap_or_default())
}
