//! What a negated statement reads, worked out before it.
//!
//! OPA works the operands of a negated call out first: where one is undefined, there is nothing to
//! negate, and the statement does not hold. regorus negates the whole: `not is_public(input.access)`
//! holds there where there is no `access`, and calls what nobody knows healthy. So operands are
//! assigned in front of the `not`, as OPA's compiler does it.

use regorus::unstable::{Expr, Literal, LiteralStmt, Module, Query, Rule};

use super::checks::{Walk, equation, head_parts, operands};
use super::edits::{Edit, edited};
use super::extents::Extents;

/// The text of a module with the outermost of such operands in front; nothing if it has none.
/// Lines stay where they are.
pub(super) fn operands_first(text: &str, module: &Module) -> Option<String> {
    let mut negations = Negations {
        text,
        extents: Extents::of(text),
        edits: Vec::new(),
        names: 0,
    };
    for rule in &module.policy {
        if let Rule::Spec { head, bodies, .. } = rule.as_ref() {
            let (reference, value) = head_parts(head);
            negations.expression(reference);
            value.iter().for_each(|value| negations.expression(value));
            for body in bodies {
                let value = body.assign.iter().map(|assign| &assign.value);
                value.for_each(|value| negations.expression(value));
                negations.body(&body.query);
            }
        }
    }
    let has_some = !negations.edits.is_empty();
    has_some.then(|| edited(text, negations.edits))
}

struct Negations<'a> {
    text: &'a str,
    extents: Extents<'a>,
    edits: Vec<Edit>,
    /// How many operands have a name.
    names: usize,
}

impl<'b> Walk<'b> for Negations<'_> {
    fn statement(&mut self, statement: &'b LiteralStmt) {
        match &statement.literal {
            Literal::NotExpr { expr, .. } => self.negated(statement, expr),
            _ => self.inside_statement(statement),
        }
    }
}

impl Negations<'_> {
    /// The body of a rule. Where it has more than one statement now, it needs braces.
    fn body(&mut self, query: &Query) {
        let place = self.extents.span(&query.span);
        let before = self.edits.len();
        self.query(query);
        let is_changed = self.edits.len() > before;
        if is_changed && !self.text[place.clone()].starts_with('{') {
            // Of edits at one place the last stands first.
            self.edits.push((place.start..place.start, "{ ".to_owned()));
            self.edits.push((place.end..place.end, " }".to_owned()));
        }
    }

    /// What stands inside of an operand that moves is looked at when it has moved.
    fn negated(&mut self, statement: &LiteralStmt, expression: &Expr) {
        let mut moved = Vec::new();
        of_negated(expression, &mut moved);
        if moved.is_empty() {
            return self.expression(expression);
        }
        let with = self.extents.replacements(statement);
        let with = with.map_or(String::new(), |place| format!(" {}", &self.text[place]));
        let start = self.extents.span(&statement.span).start;
        let mut assignments = String::new();
        for operand in moved {
            let place = self.extents.expression(operand);
            let name = self.free_name();
            let value = &self.text[place.clone()];
            assignments.push_str(&format!("{name} := {value}{with}; "));
            self.edits.push((place, name));
        }
        self.edits.push((start..start, assignments));
    }

    /// A name that the text does not use.
    fn free_name(&mut self) -> String {
        loop {
            let name = format!("operand_{}", self.names);
            self.names += 1;
            if !self.text.contains(&name) {
                return name;
            }
        }
    }
}

/// The operands of a negated expression that OPA works out first.
fn of_negated<'a>(expression: &'a Expr, moved: &mut Vec<&'a Expr>) {
    if let Some(sides) = equation(expression) {
        sides.into_iter().for_each(|side| of_term(side, moved));
        return;
    }
    match expression {
        Expr::Call { .. }
        | Expr::UnaryExpr { .. }
        | Expr::BinExpr { .. }
        | Expr::BoolExpr { .. }
        | Expr::ArithExpr { .. }
        | Expr::Membership { .. } => {
            let operands = operands(expression).into_iter();
            moved.extend(operands.filter(|operand| may_be_undefined(operand)));
        }
        _ => of_term(expression, moved),
    }
}

/// A reference may be undefined inside of a negation; what it looks up may not.
fn of_term<'a>(term: &'a Expr, moved: &mut Vec<&'a Expr>) {
    match term {
        Expr::RefDot { refr, .. } => of_term(refr, moved),
        Expr::RefBrack { refr, index, .. } => {
            of_term(refr, moved);
            moved.extend(may_be_undefined(index).then_some(index.as_ref()));
        }
        term => moved.extend(may_be_undefined(term).then_some(term)),
    }
}

/// Names are bound before, literals are what they are, and a collection has all that it found.
fn may_be_undefined(expression: &Expr) -> bool {
    match expression {
        Expr::Array { .. } | Expr::Set { .. } | Expr::Object { .. } => {
            operands(expression).into_iter().any(may_be_undefined)
        }
        Expr::String { .. }
        | Expr::RawString { .. }
        | Expr::Number { .. }
        | Expr::Bool { .. }
        | Expr::Null { .. }
        | Expr::Var { .. }
        | Expr::ArrayCompr { .. }
        | Expr::SetCompr { .. }
        | Expr::ObjectCompr { .. } => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use regorus::{Engine, Value};

    use super::*;

    fn rewritten(text: &str) -> Option<String> {
        let mut engine = Engine::new();
        engine.add_policy("x".to_owned(), text.to_owned()).unwrap();
        operands_first(text, &engine.get_modules()[0])
    }

    fn body(body: &str) -> String {
        let text = format!("package x\n\na if {body}\n");
        let rewritten = rewritten(&text).unwrap_or(text);
        rewritten["package x\n\na if ".len()..]
            .trim_end()
            .to_owned()
    }

    #[test]
    fn operands_of_negated_calls_come_first() {
        assert_eq!(
            body("not f(input.a)"),
            "{ operand_0 := input.a; not f(operand_0) }"
        );
        assert_eq!(
            body("{ x := 1; not input.a[x] > count(\"b\") }"),
            "{ x := 1; operand_0 := input.a[x]; operand_1 := count(\"b\"); not operand_0 > operand_1 }"
        );
        assert_eq!(
            body("not f({\"k\": input.a}, \"s\") with input as {\"a\": \"b\"}"),
            "{ operand_0 := {\"k\": input.a} with input as {\"a\": \"b\"}; \
             not f(operand_0, \"s\") with input as {\"a\": \"b\"} }"
        );
        assert_eq!(
            body("not input.a in input.b"),
            "{ operand_0 := input.a; operand_1 := input.b; not operand_0 in operand_1 }"
        );
        assert_eq!(
            body("not [input.a] == [1]"),
            "{ operand_0 := [input.a]; not operand_0 == [1] }"
        );
        assert_eq!(
            body("not input.m[input.k]"),
            "{ operand_0 := input.k; not input.m[operand_0] }"
        );
        assert_eq!(
            body("{ y := [x | x := 1; not f(input.a)] }"),
            "{ y := [x | x := 1; operand_0 := input.a; not f(operand_0)] }"
        );
    }

    #[test]
    fn what_may_be_undefined_inside_stays() {
        for stays in [
            "not input.a",
            "not input.a == \"b\"",
            "not input.a.b[\"c\"] == 1",
            "not f(\"a\", 1, null)",
            "{ x := 1; not f(x) }",
            "not count([x | some x in input.a]) == 0",
            "f(input.a)",
        ] {
            let text = format!("package x\n\na if {stays}\n");
            let is_call = stays.starts_with("not count");
            assert_eq!(rewritten(&text).is_some(), is_call, "{stays}");
        }
    }

    /// What OPA answers: true, or undefined.
    #[test]
    fn a_negation_of_nothing_does_not_hold() {
        let holds = |body: &str, input: &str| {
            let text = format!("package x\n\nf(x) if x == 1\n\nm := {{\"b\": 1}}\n\na if {body}\n");
            let mut engine = Engine::new();
            engine.set_strict_builtin_errors(true);
            let text = rewritten(&text).unwrap_or(text);
            engine.add_policy("x".to_owned(), text).unwrap();
            engine.set_input(Value::from_json_str(input).unwrap());
            engine.eval_rule("data.x.a".to_owned()).unwrap() == Value::from(true)
        };
        for body in [
            "not f(input.a)",
            "not input.a in [1]",
            "not input.a > 3",
            "not input.a != 2",
            "not input.a + 1 == 2",
            "not m[input.a]",
            "not [input.a, 1] == [1, 1]",
        ] {
            assert!(holds(body, r#"{"a": 2}"#), "{body}");
            assert!(!holds(body, "{}"), "{body}");
        }
        for body in ["not input.a", "not input.a == 1"] {
            assert!(holds(body, "{}"), "{body}");
        }
        assert!(!holds("every x in [{}, {\"a\": 2}] { not f(x.a) }", "{}"));
        assert!(holds("every x in [{\"a\": 2}] { not f(x.a) }", "{}"));
    }
}
