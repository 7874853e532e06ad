//! Functions, a version for each way to call them with arguments that stay the same: what follows
//! from those is worked out once.

use regorus::Value;
use regorus::unstable::{Expr, Rule as WrittenRule, RuleHead};

use super::fixed::Fixed;
use super::{Compiled, Compiler, Place};
use crate::rego::checks::syntax::scalar;
use crate::rego::evaluator::code::{Definition, Function, FunctionNumber, Pattern, Term, Unknown};

/// A function and the arguments that stay the same in a call of it, by their places.
pub(super) type Key = (String, Vec<Option<Fixed>>);

/// What is not known yet cannot be taken apart by a pattern.
const TAKEN_APART: Unknown = Unknown("an argument that is taken apart");

/// The most versions of all functions together; what comes after is called with what stays the same
/// as with anything else.
const MOST: usize = 20_000;

impl Compiler {
    /// A call of a function by its full path: `data.lib.text.same`.
    pub(super) fn call(
        &mut self,
        path: &str,
        arguments: Vec<Term>,
        place: &mut Place<'_>,
    ) -> Compiled<Term> {
        let fixed: Vec<Option<Fixed>> = match self.functions.len() < MOST {
            true => arguments.iter().map(Fixed::of).collect(),
            false => vec![None; arguments.len()],
        };
        let mut key = (path.to_owned(), fixed);
        let mut function = self.function(&key);
        if function == Err(TAKEN_APART) {
            key.1.iter_mut().for_each(|fixed| {
                *fixed = fixed.take().filter(|fixed| fixed.value().is_some());
            });
            function = self.function(&key);
        }
        let number = function?;
        let Function {
            reads_input,
            searches,
            ..
        } = self.code.functions[number];
        place.reads_input |= reads_input;
        place.searches |= searches;
        let (path, fixed) = key;
        let given = arguments.into_iter().zip(&fixed);
        let given = given.filter(|(_, fixed)| fixed.is_none());
        let call = Term::Call(number, given.map(|(term, _)| term).collect());
        Ok(match fixed.into_iter().collect::<Option<Vec<_>>>() {
            Some(fixed) => self.keep((path, fixed), call, reads_input, place),
            None => call,
        })
    }

    /// A version of a function.
    fn function(&mut self, key: &Key) -> Compiled<FunctionNumber> {
        if let Some(known) = self.functions.get(key) {
            return known.clone();
        }
        let resolved = self.resolve_function(key);
        self.functions.insert(key.clone(), resolved.clone());
        resolved
    }

    fn resolve_function(&mut self, (path, fixed): &Key) -> Compiled<FunctionNumber> {
        let (package, name) = path.rsplit_once('.').ok_or(Unknown("a function"))?;
        let open = fixed
            .iter()
            .flatten()
            .filter(|fixed| fixed.value().is_none());
        let mut function = Function {
            searches: false,
            reads_input: open.clone().any(|fixed| self.leads_to_input(fixed)),
            needs: open.map(Fixed::term).collect(),
            definitions: Vec::new(),
        };
        for written in self.written(package, name)? {
            let mut place = Place::new(package);
            let WrittenRule::Spec { head, bodies, .. } = written.as_ref() else {
                return Err(Unknown("a default of a function"));
            };
            let RuleHead::Func { args, .. } = head else {
                return Err(Unknown("a function"));
            };
            if args.len() != fixed.len() {
                return Err(Unknown("a number of arguments"));
            }
            let arguments = args.iter().map(AsRef::as_ref).zip(fixed);
            let Some(arguments) = place.arguments(arguments)? else {
                continue;
            };
            function.definitions.push(Definition {
                arguments,
                bodies: self.bodies(head, bodies, &mut place)?,
                slots: place.names.slots(),
            });
            function.reads_input |= place.reads_input;
            function.searches |= place.searches;
        }
        self.code.functions.push(function);
        Ok(self.code.functions.len() - 1)
    }
}

impl Place<'_> {
    /// The patterns of the arguments that are given each time; nothing where a constant does not
    /// fit its pattern, so that the definition never applies.
    fn arguments<'e>(
        &mut self,
        arguments: impl Iterator<Item = (&'e Expr, &'e Option<Fixed>)>,
    ) -> Compiled<Option<Vec<Pattern>>> {
        let mut patterns = Vec::new();
        for (argument, fixed) in arguments {
            match (argument, fixed) {
                (_, None) => patterns.push(self.pattern(argument)?),
                (Expr::Var { span, .. }, Some(fixed)) => {
                    self.names.fix(span.text(), fixed.clone());
                }
                (_, Some(fixed)) => {
                    let value = fixed.value().ok_or(TAKEN_APART)?;
                    if !self.fits(argument, value)? {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(patterns))
    }

    /// Whether a constant fits a pattern, whose names are known from then on.
    fn fits(&mut self, pattern: &Expr, value: &Value) -> Compiled<bool> {
        match (pattern, value) {
            (Expr::Var { span, .. }, _) => {
                self.names.fix(span.text(), Fixed::constant(value.clone()));
                Ok(true)
            }
            (Expr::Array { items, .. }, Value::Array(values)) if items.len() == values.len() => {
                for (item, value) in items.iter().zip(values.iter()) {
                    if !self.fits(item, value)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Expr::Array { .. }, _) => Ok(false),
            _ => {
                let wanted = scalar(pattern).ok_or(Unknown("a pattern"))?;
                Ok(wanted == value)
            }
        }
    }
}
