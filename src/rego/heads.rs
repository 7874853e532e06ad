//! Heads of rules that may be undefined, worked out in the body instead.
//!
//! Where the head of a rule is undefined for one of its iterations, OPA goes on with the next
//! one. regorus forgets what it found before, or fails: `offences contains names[key] if …` comes
//! out empty because of one key without a name, and a policy that counts offences calls that
//! healthy. A statement of the body that is undefined is treated as OPA treats it, so what a head
//! has to look up or call is assigned there, at the end.

use regorus::unstable::{Expr, Module, Query, Rule, RuleBody, RuleHead, Span};

use super::edits::{Edit, edited};
use super::extents::Extents;

/// The text of a module with such heads in the bodies. Lines stay where they are.
pub(super) fn in_bodies(text: &str, module: &Module) -> String {
    let mut edits = Vec::new();
    let written = (text, &Extents::of(text));
    for rule in &module.policy {
        if let Rule::Spec { span, head, bodies } = rule.as_ref() {
            edits.extend(of_rule(written, span, head, bodies));
        }
    }
    edited(text, edits)
}

/// A text, and where its expressions are.
type Written<'a> = (&'a str, &'a Extents<'a>);

fn of_rule(written: Written<'_>, span: &Span, head: &RuleHead, bodies: &[RuleBody]) -> Vec<Edit> {
    let mut moved = Moved::new(written);
    match head {
        RuleHead::Set { refr, key, .. } => {
            moved.indexes(refr);
            key.iter().for_each(|key| moved.expression(key));
        }
        RuleHead::Compr { refr, assign, .. } => {
            moved.indexes(refr);
            let values = assign.iter().filter(|_| !bodies.is_empty());
            values.for_each(|assign| moved.expression(&assign.value));
        }
        // The value of a function is one; there is nothing before it to forget.
        RuleHead::Func { .. } => return Vec::new(),
    }
    let Some((first, others)) = bodies.split_first() else {
        let end = written.1.span(span).end;
        return moved.without_body(end);
    };
    let mut edits = moved.into_body(&first.query);
    for body in others {
        let mut moved = Moved::new(written);
        let assign = body.assign.iter();
        assign.for_each(|assign| moved.expression(&assign.value));
        edits.extend(moved.into_body(&body.query));
    }
    edits
}

/// Expressions of one head on their way into the body.
struct Moved<'a> {
    text: &'a str,
    extents: &'a Extents<'a>,
    edits: Vec<Edit>,
    assignments: Vec<String>,
    /// Lines that the head loses.
    newlines: usize,
}

impl<'a> Moved<'a> {
    fn new((text, extents): Written<'a>) -> Self {
        Self {
            text,
            extents,
            edits: Vec::new(),
            assignments: Vec::new(),
            newlines: 0,
        }
    }

    /// The names between the brackets of `rule[name]`.
    fn indexes(&mut self, reference: &Expr) {
        match reference {
            Expr::RefDot { refr, .. } => self.indexes(refr),
            Expr::RefBrack { refr, index, .. } => {
                self.indexes(refr);
                self.expression(index);
            }
            _ => {}
        }
    }

    fn expression(&mut self, expression: &Expr) {
        if is_always_defined(expression) {
            return;
        }
        let place = self.extents.expression(expression);
        let name = self.free_name();
        let written = &self.text[place.clone()];
        // A comment or a raw string needs its line ends.
        let is_bound_to_lines = written.contains(['#', '`']);
        let value = if is_bound_to_lines {
            written.to_owned()
        } else {
            self.newlines += written.matches('\n').count();
            written.replace('\n', " ")
        };
        self.assignments.push(format!("{name} := {value}"));
        self.edits.push((place, name));
    }

    /// A name that the text does not use.
    fn free_name(&self) -> String {
        let mut name = format!("head_{}", self.assignments.len());
        while self.text.contains(&name) {
            name.push('_');
        }
        name
    }

    fn without_body(mut self, end: usize) -> Vec<Edit> {
        if !self.assignments.is_empty() {
            let body = self.assignments.join("; ");
            self.edits.push((end..end, format!(" if {{ {body} }}")));
        }
        self.edits
    }

    fn into_body(mut self, query: &Query) -> Vec<Edit> {
        if self.assignments.is_empty() {
            return self.edits;
        }
        let place = self.extents.span(&query.span);
        let lines = "\n".repeat(self.newlines);
        let assignments = self.assignments.join("; ");
        let first = query.stmts.first();
        let first = first.map(|first| self.extents.span(&first.span).start);
        if first.is_some_and(|first| first > place.start) {
            let close = place.end - 1;
            let last = query
                .stmts
                .last()
                .map_or(close, |last| self.extents.span(&last.span).end);
            let is_on_one_line = !self.text[last.min(close)..close].contains('\n');
            let separator = if is_on_one_line { "; " } else { "" };
            let open = place.start + 1;
            self.edits.push((open..open, lines));
            self.edits
                .push((close..close, format!("{separator}{assignments} ")));
        } else {
            self.edits
                .push((place.start..place.start, format!("{{{lines} ")));
            self.edits
                .push((place.end..place.end, format!("; {assignments} }}")));
        }
        self.edits
    }
}

/// Names are bound by the body, and literals are what they are.
fn is_always_defined(expression: &Expr) -> bool {
    match expression {
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. }
        | Expr::Var { .. } => true,
        Expr::Array { items, .. } | Expr::Set { items, .. } => {
            items.iter().all(|item| is_always_defined(item))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use regorus::{Engine, Value};

    use super::*;

    fn rewritten(text: &str) -> String {
        let mut engine = Engine::new();
        engine.add_policy("x".to_owned(), text.to_owned()).unwrap();
        let modules = engine.get_modules();
        in_bodies(text, &modules[0])
    }

    /// The value of `a` where some keys have names and some have not.
    fn value(rule: &str, keys: &str) -> String {
        let text = format!("package x\n\nnames := {{\"a\": 1, \"c\": 3}}\n\n{rule}\n");
        let mut engine = Engine::new();
        engine.set_strict_builtin_errors(true);
        engine.add_policy("x".to_owned(), rewritten(&text)).unwrap();
        engine.set_input(Value::from_json_str(keys).unwrap());
        engine.eval_rule("data.x.a".to_owned()).unwrap().to_string()
    }

    #[test]
    fn what_is_undefined_once_is_passed_over() {
        for keys in [
            r#"["a", "b", "c"]"#,
            r#"["b", "a", "c"]"#,
            r#"["c", "a", "b"]"#,
        ] {
            let value = |rule: &str| value(rule, keys);
            assert_eq!(value("a contains names[k] if some k in input"), "[1,3]");
            assert_eq!(
                value(
                    "a contains sprintf(\"%v\", [\n\tnames[k],\n]) if {\n\tsome k in input # all\n}"
                ),
                r#"["1","3"]"#
            );
            assert_eq!(
                value("a[k] := names[k] if { some k in input }"),
                r#"{"a":1,"c":3}"#
            );
            assert_eq!(
                value("a[names[k]] contains k if some k in input"),
                r#"{"1":["a"],"3":["c"]}"#
            );
            assert_eq!(
                value("a := names[k] if {\n\tsome k in input\n\tk != \"c\"\n}"),
                "1"
            );
            assert_eq!(
                value("a := 2 if input == [] else := names[k] if { some k in input; k != \"c\" }"),
                "1"
            );
        }
    }

    /// regorus's spans leave quotes out, and begin an object at its last field.
    #[test]
    fn strings_and_objects_are_moved_whole() {
        let value = |rule: &str| value(rule, "[]");
        assert_eq!(value("a := names.a == \"x\" if b := \"c\""), "false");
        assert_eq!(value("a := names.a if \"x\" in {\"x\"}"), "1");
        assert_eq!(
            value("a := {b: {\"x\": 1}, c: names.c} if {\n\tb = \"b\"\n\tc = `c`\n}"),
            r#"{"b":{"x":1},"c":3}"#
        );
        assert_eq!(value("a := names.a == \"x\""), "false");
    }

    #[test]
    fn a_rule_without_a_body_takes_nothing_from_the_others() {
        assert_eq!(value("a contains 7\n\na contains names.b", "[]"), "[7]");
    }

    #[test]
    fn other_rules_and_all_lines_stay() {
        let plain =
            "package x\n\na contains k if some k in input\n\nb := names.z\n\nf(x) := x.y if x\n";
        assert_eq!(rewritten(plain), plain);
        let text = "package x\n\na contains f(\n\tinput.x,\n) if {\n\tinput.y\n}\n\nf(x) := x\n";
        let moved = rewritten(text);
        let line = |text: &str, part: &str| text.lines().position(|line| line.contains(part));
        for part in ["input.y", "f(x) := x"] {
            assert_eq!(line(&moved, part), line(text, part), "{moved}");
        }
    }

    #[test]
    fn a_name_in_use_is_not_taken() {
        let text = "package x\n\na contains names[head_0] if some head_0 in input\n\nnames := {}\n";
        assert!(
            rewritten(text).contains("a contains head_0_ if"),
            "{}",
            rewritten(text)
        );
    }
}
