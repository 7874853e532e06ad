//! Policies with every name resolved: what the evaluator walks over.

use std::fmt;

use regorus::Value;
use regorus::unstable::{ArithOp, BinOp, BoolOp};

use super::places::Document;
use crate::rego::builtins::Function as Builtin;

/// The number of a rule in [`Code::rules`].
pub(super) type RuleNumber = usize;

/// The number of a function in [`Code::functions`].
pub(super) type FunctionNumber = usize;

/// The number of a term in [`Code::kept`].
pub(super) type KeptNumber = usize;

/// The number of a variable in the frame of a body.
pub(super) type Slot = usize;

/// Rules and functions that were resolved so far.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub(super) rules: Vec<Rule>,
    pub(super) functions: Vec<Function>,
    pub(super) kept: Vec<Kept>,
}

/// A rule without arguments.
#[derive(Debug, Default)]
pub(super) struct Rule {
    pub(super) kind: Kind,
    /// Each definition with what stands behind its `else`.
    pub(super) definitions: Vec<Vec<Body>>,
    pub(super) default: Option<Term>,
    /// Whether it may differ from resource to resource.
    pub(super) reads_input: bool,
}

/// What a rule makes of the values that its bodies come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// The one value.
    #[default]
    Value,
    /// The set of all.
    Set,
    /// An object, each value under its key.
    Object,
    /// An object, under each key the set of its values.
    Sets,
}

/// A term of which the value is kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) term: Term,
    /// Whether it may differ from resource to resource.
    pub(super) reads_input: bool,
}

/// A function with its definitions.
#[derive(Debug, Default)]
pub(super) struct Function {
    /// Whether it goes through collections, by itself or by what it calls.
    pub(super) searches: bool,
    /// Whether it may answer otherwise from resource to resource, whatever its arguments.
    pub(super) reads_input: bool,
    /// What has to be defined for it to be called at all.
    pub(super) needs: Vec<Term>,
    pub(super) definitions: Vec<Definition>,
}

/// One definition of a function.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) arguments: Vec<Pattern>,
    pub(super) bodies: Vec<Body>,
    pub(super) slots: usize,
}

/// What stands behind one `if` or `else`.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) query: Query,
    /// The key under which a rule that makes an object holds the value.
    pub(super) key: Option<Term>,
    pub(super) value: Term,
    /// The variables of its frame; those of a function are its definition's.
    pub(super) slots: usize,
}

/// Statements of which each has to hold.
pub(super) type Query = Vec<Statement>;

#[derive(Debug)]
pub(super) enum Statement {
    /// Neither false nor undefined.
    Holds(Term),
    /// False or undefined.
    Fails(Term),
    /// `pattern := term`
    Bind(Pattern, Term),
    /// `some key, value in collection`
    Each {
        key: Option<Pattern>,
        value: Pattern,
        collection: Term,
    },
    /// `every key, value in domain { … }`
    Every {
        key: Option<Slot>,
        value: Option<Slot>,
        domain: Term,
        query: Query,
    },
}

/// What a value is taken apart by.
#[derive(Debug)]
pub(super) enum Pattern {
    /// `_`
    Anything,
    Variable(Slot),
    /// A list of so many elements.
    List(Vec<Pattern>),
    Equal(Value),
}

#[derive(Debug)]
pub(super) enum Term {
    Constant(Value),
    Variable(Slot),
    /// The resource.
    Input,
    /// A document as a whole.
    Document(Document),
    /// `data.inventory.by_id[id]`
    Resource(Box<Term>),
    /// `data.inventory.by_type[type]`
    OfType(Box<Term>),
    /// `data.inventory.children[id][type]`
    Children(Box<[Term; 2]>),
    Rule(RuleNumber),
    /// What stands under a key.
    At(Box<Term>, Box<Term>),
    Call(FunctionNumber, Vec<Term>),
    /// The same for all that is asked about a resource, or about a scope.
    Kept(KeptNumber),
    Builtin(Builtin, Vec<Term>),
    List(Vec<Term>),
    Set(Vec<Term>),
    Object(Vec<(Term, Term)>),
    ListOf(Box<Term>, Query),
    SetOf(Box<Term>, Query),
    ObjectOf(Box<(Term, Term)>, Query),
    Compare(BoolOp, Box<[Term; 2]>),
    Compute(ArithOp, Box<[Term; 2]>),
    Combine(BinOp, Box<[Term; 2]>),
    /// `key, value in collection`
    Contains {
        key: Option<Box<Term>>,
        value: Box<Term>,
        collection: Box<Term>,
    },
}

impl Term {
    /// The value that it has whatever the documents are.
    pub(super) fn constant(&self) -> Option<&Value> {
        match self {
            Self::Constant(value) => Some(value),
            _ => None,
        }
    }
}

/// Why a rule is left to the interpreter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown(pub(super) &'static str);

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}
