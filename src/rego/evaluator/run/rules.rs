//! The values of rules and functions.

use std::collections::{BTreeMap, BTreeSet};

use regorus::Value;

use super::known::Worked;
use super::remembered::Call;
use super::{Fault, Kind, Run, Search};
use crate::rego::evaluator::code::{
    Body, Function, FunctionNumber, KeptNumber, Rule, RuleNumber, Term,
};

impl<'a> Run<'a> {
    /// The value of a rule; undefined where it has none.
    pub(in crate::rego::evaluator) fn rule(&mut self, number: RuleNumber) -> Result<Value, Fault> {
        if let Some(worked) = &self.known.rules[number] {
            return Ok(worked.reused(&mut self.known.watch));
        }
        let rule = &self.code.rules[number];
        let worked = self.worked(|run| run.evaluate(rule))?;
        let value = worked.value.clone();
        self.known.rules[number] = Some(worked);
        if rule.reads_input {
            self.known.passing_rules.push(number);
        }
        Ok(value)
    }

    /// The value of a term that is worked out once.
    pub(super) fn kept(&mut self, number: KeptNumber) -> Result<Value, Fault> {
        if let Some(worked) = &self.known.kept[number] {
            return Ok(worked.reused(&mut self.known.watch));
        }
        let kept = &self.code.kept[number];
        let worked = self.worked(|run| run.term(&kept.term))?;
        let value = worked.value.clone();
        self.known.kept[number] = Some(worked);
        if kept.reads_input {
            self.known.passing.push(number);
        }
        Ok(value)
    }

    /// Works a value out that is going to be kept.
    fn worked(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<Value, Fault>,
    ) -> Result<Worked, Fault> {
        if let Some(watch) = &mut self.known.watch {
            watch.begin();
        }
        let value = work(self)?;
        let noted = self.known.watch.as_mut().and_then(|watch| watch.end());
        Ok(Worked { value, noted })
    }

    fn evaluate(&mut self, rule: &'a Rule) -> Result<Value, Fault> {
        match rule.kind {
            Kind::Value => self.one_value(rule),
            Kind::Set => {
                let mut values = BTreeSet::new();
                self.solutions(rule, &mut |run, body| {
                    let value = run.term(&body.value)?;
                    values.extend((value != Value::Undefined).then_some(value));
                    Ok(())
                })?;
                Ok(Value::from(values))
            }
            Kind::Object => {
                let mut fields = BTreeMap::new();
                self.pairs(rule, &mut |key, value| add_field(&mut fields, key, value))?;
                Ok(Value::from(fields))
            }
            Kind::Sets => {
                let mut sets: BTreeMap<Value, BTreeSet<Value>> = BTreeMap::new();
                self.pairs(rule, &mut |key, value| {
                    if key != Value::Undefined && value != Value::Undefined {
                        sets.entry(key).or_default().insert(value);
                    }
                    Ok(())
                })?;
                let sets = sets.into_iter().map(|(key, set)| (key, Value::from(set)));
                Ok(Value::from(sets.collect::<BTreeMap<_, _>>()))
            }
        }
    }

    fn one_value(&mut self, rule: &'a Rule) -> Result<Value, Fault> {
        let mut found = Value::Undefined;
        for bodies in &rule.definitions {
            let value = self.first(bodies, Some(Search::Ends))?;
            agree(&mut found, value)?;
        }
        match (&found, &rule.default) {
            (Value::Undefined, Some(default)) => self.in_frame(0, |run| run.term(default)),
            _ => Ok(found),
        }
    }

    /// The value of the first body that holds; undefined where none does. `once` says whether one
    /// solution is enough where all come to the same.
    fn first(&mut self, bodies: &'a [Body], once: Option<Search>) -> Result<Value, Fault> {
        for body in bodies {
            let value = self.in_frame(body.slots, |run| run.body(body, once))?;
            if value != Value::Undefined {
                return Ok(value);
            }
        }
        Ok(Value::Undefined)
    }

    /// The value that all solutions of a body come to.
    fn body(&mut self, body: &'a Body, once: Option<Search>) -> Result<Value, Fault> {
        let enough = once.filter(|_| body.value.constant().is_some());
        let mut found = Value::Undefined;
        self.query(&body.query, &mut |run| {
            let value = run.term(&body.value)?;
            agree(&mut found, value)?;
            Ok(enough.unwrap_or(Search::GoesOn))
        })?;
        Ok(found)
    }

    /// Visits the keys and values that the bodies of a rule come to.
    fn pairs(
        &mut self,
        rule: &'a Rule,
        visit: &mut dyn FnMut(Value, Value) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.solutions(rule, &mut |run, body| {
            let key = match &body.key {
                Some(key) => run.term(key)?,
                None => Value::Undefined,
            };
            visit(key, run.term(&body.value)?)
        })
    }

    /// Visits the solutions of the bodies of a rule, which has no `else`.
    fn solutions(
        &mut self,
        rule: &'a Rule,
        visit: &mut dyn FnMut(&mut Self, &'a Body) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        for bodies in &rule.definitions {
            let [body] = bodies.as_slice() else {
                return Err(Fault::Failed);
            };
            self.in_frame(body.slots, |run| {
                run.query(&body.query, &mut |run| {
                    visit(run, body)?;
                    Ok(Search::GoesOn)
                })
            })?;
        }
        Ok(())
    }

    /// What a function comes to.
    pub(super) fn call(
        &mut self,
        number: FunctionNumber,
        arguments: &'a [Term],
    ) -> Result<Value, Fault> {
        let function = &self.code.functions[number];
        let Some(arguments) = self.defined(arguments)? else {
            return Ok(Value::Undefined);
        };
        for needed in &function.needs {
            if self.term(needed)? == Value::Undefined {
                return Ok(Value::Undefined);
            }
        }
        let Some(call) = Call::of(number, function, &arguments) else {
            return self.answer(function, &arguments);
        };
        if let Some(worked) = self.known.calls.get(&call) {
            return Ok(worked.reused(&mut self.known.watch));
        }
        let worked = self.worked(|run| run.answer(function, &arguments))?;
        let value = worked.value.clone();
        self.known.calls.add(call, worked);
        Ok(value)
    }

    fn answer(&mut self, function: &'a Function, arguments: &[Value]) -> Result<Value, Fault> {
        self.step()?;
        let mut found = Value::Undefined;
        for definition in &function.definitions {
            let value = self.in_frame(definition.slots, |run| {
                let mut pairs = definition.arguments.iter().zip(arguments);
                match pairs.all(|(pattern, value)| run.fits(pattern, value)) {
                    true => run.of_function(&definition.bodies),
                    false => Ok(Value::Undefined),
                }
            });
            agree(&mut found, value?)?;
        }
        Ok(found)
    }

    /// The value of the first body of a function that holds.
    fn of_function(&mut self, bodies: &'a [Body]) -> Result<Value, Fault> {
        for body in bodies {
            let value = self.body(body, None)?;
            if value != Value::Undefined {
                return Ok(value);
            }
        }
        Ok(Value::Undefined)
    }
}

/// Two values of one rule have to be the same.
fn agree(found: &mut Value, value: Value) -> Result<(), Fault> {
    match (&*found, &value) {
        (_, Value::Undefined) => {}
        (Value::Undefined, _) => *found = value,
        (found, value) if found == value => {}
        _ => return Err(Fault::Failed),
    }
    Ok(())
}

/// Two values under one key have to be the same.
pub(super) fn add_field(
    fields: &mut BTreeMap<Value, Value>,
    key: Value,
    value: Value,
) -> Result<(), Fault> {
    if key == Value::Undefined || value == Value::Undefined {
        return Ok(());
    }
    match fields.get(&key) {
        Some(other) if *other != value => Err(Fault::Failed),
        _ => {
            fields.insert(key, value);
            Ok(())
        }
    }
}
