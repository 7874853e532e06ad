//! Tests that run over several cases, each with its name in the head: `test_access[name]`.
//!
//! OPA takes each name that the head can have, once the body got as far as giving it one, for a
//! case, and each for which the rule is true for one that passed.

use std::time::Duration;

use regorus::Value;
use regorus::unstable::{Expr, LiteralStmt, Query, Rule, RuleBody, RuleHead};

use super::explain::{explain, written};
use super::runner::Answer;
use super::suite::Suite;
use super::texts::Text;
use super::{Failed, Outcome, UnitTest};
use crate::rego::checks::head_parts;
use crate::rego::extents::Extents;
use crate::rego::failure;
use crate::text::SourceText;

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

/// The name of a case, in its parts.
pub(super) type Case = Vec<Value>;

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
pub(super) fn stand_ins(text: &Text) -> String {
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
        let extents = Extents::of(text);
        let (Some(first), Some(last)) = (statement.with_mods.first(), statement.with_mods.last())
        else {
            return String::new();
        };
        let start = extents.span(&first.span).start;
        format!(" {}", &text[start..extents.expression(&last.r#as).end])
    }

    /// How many statements of a body, from the first, give the case its name, and the names.
    pub(super) fn attempted(&self, suite: &Suite<'_>, body: &Query) -> Option<(usize, Vec<Case>)> {
        (0..=body.stmts.len()).find_map(|count| {
            let statements = match count {
                0 => "true".to_owned(),
                _ => self.written(&body.stmts[..count]),
            };
            Some((count, self.named(suite, &statements)?))
        })
    }

    /// The cases that some statements name; nothing if they do not yet.
    fn named(&self, suite: &Suite<'_>, statements: &str) -> Option<Vec<Case>> {
        let names = self.names.join(", ");
        let asked = format!("{{[{names}] | {statements}\n}}");
        let Ok(Value::Set(found)) = ask_beside(suite, self.text, &asked)?.value else {
            return None;
        };
        let parts = |name: &Value| name.as_array().ok().map(|parts| parts.to_vec());
        Some(found.iter().filter_map(parts).collect())
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

/// The value of an expression as if it stood in a text of tests; nothing if it cannot stand there.
pub(super) fn ask_beside(suite: &Suite<'_>, text: &Text, expression: &str) -> Option<Answer> {
    let mut rule = "asked".to_owned();
    while text.source.text().contains(&rule) {
        rule.push('_');
    }
    let written = format!("{}\n{rule} := {expression}\n", text.source.text());
    let extended = SourceText::new(text.source.name(), written);
    let mut runner = suite.runner(&[&extended]).ok()?;
    Some(runner.ask(&format!("data.{}.{rule}", text.package)))
}

/// What became of each case.
pub(super) fn outcomes(suite: &Suite<'_>, group: &Group<'_>, answer: Answer) -> Vec<UnitTest> {
    let failed = |reason: &str, prints| {
        let failed = Failed {
            reason: reason.to_owned(),
            steps: Vec::new(),
            prints,
        };
        vec![group.test(None, Outcome::Failed(failed))]
    };
    let value = match answer.value {
        Ok(value) => value,
        Err(error) => return failed(&failure::reason(&error), answer.prints),
    };
    let Some(attempted) = attempted(suite, group) else {
        return failed("its cases cannot be told", answer.prints);
    };
    if attempted.is_empty() {
        return failed("it has no cases", answer.prints);
    }
    let has_passed = |case: &Case| match &value {
        Value::Set(passed) => passed.contains(&Value::from(case.clone())),
        value => passes(value, case),
    };
    let outcome = |case: &Case| match has_passed(case) {
        true => Outcome::Passed,
        false => Outcome::Failed(Failed {
            reason: "it does not hold".to_owned(),
            steps: explain(suite, group, Some(case)),
            prints: answer.prints.clone(),
        }),
    };
    let test = |case: &Case| group.test(Some(shown(case)), outcome(case));
    attempted.iter().map(test).collect()
}

/// The cases of all rules; nothing if those of one of them cannot be told.
fn attempted(suite: &Suite<'_>, group: &Group<'_>) -> Option<Vec<Case>> {
    let mut cases: Vec<Case> = Vec::new();
    for definition in &group.definitions {
        let mut bodies = definition.bodies().peekable();
        if bodies.peek().is_none() {
            cases.extend(definition.named(suite, "true")?);
        }
        for body in bodies {
            let (_, found) = definition.attempted(suite, body)?;
            cases.extend(found);
        }
    }
    let mut known: Vec<Case> = Vec::new();
    cases.retain(|case| {
        let is_new = !known.contains(case);
        known.extend(is_new.then(|| case.clone()));
        is_new
    });
    Some(cases)
}

fn passes(value: &Value, case: &[Value]) -> bool {
    match case.split_first() {
        None => *value == Value::Bool(true),
        Some((name, rest)) => match value.as_object() {
            Ok(fields) => fields.get(name).is_some_and(|value| passes(value, rest)),
            Err(_) => false,
        },
    }
}

/// The name of a case for people.
fn shown(case: &[Value]) -> String {
    let part = |part: &Value| match part.as_string() {
        Ok(text) => text.to_string(),
        Err(_) => written(part),
    };
    case.iter().map(part).collect::<Vec<_>>().join(", ")
}
