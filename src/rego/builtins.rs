//! The built-ins that differ from what regorus brings: refused, missing or supplied by us.

mod bounds;
mod direct;
mod net;
mod numbers;
mod objects;
mod re2;
mod regex;
mod sprintf;
mod strings;
mod time;
mod units;

use anyhow::Result;
use jiff::Timestamp;
use regorus::{Engine, Value};

pub(super) use direct::{Function, compute, function};

/// Built-ins that read the network, the environment or a random number: a verdict that leans
/// on one could not be recomputed.
pub(super) const REFUSED: [&str; 5] = [
    "http.send",
    "net.lookup_ip_addr",
    "opa.runtime",
    "rand.intn",
    "uuid.rfc4122",
];

/// Name spaces of OPA's built-ins: an unknown name in one of them is a built-in that this
/// engine lacks, not a misspelt rule.
const NAMESPACES: [&str; 22] = [
    "array",
    "base64",
    "base64url",
    "bits",
    "crypto",
    "glob",
    "graph",
    "graphql",
    "hex",
    "io",
    "json",
    "net",
    "numbers",
    "object",
    "providers",
    "regex",
    "rego",
    "semver",
    "strings",
    "time",
    "units",
    "urlquery",
];

/// Built-ins that we supply, with their number of arguments.
const SUPPLIED: [(&str, u8); 5] = [
    ("time.now_ns", 0),
    ("array.flatten", 1),
    ("net.cidr_intersects", 2),
    ("net.cidr_contains_matches", 2),
    ("net.cidr_merge", 1),
];

/// What a called name is, as far as built-ins go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Builtin {
    /// It can be called.
    Known,
    /// It is refused.
    Refused,
    /// OPA has it or may have it, this engine has not.
    Missing,
    /// No built-in at all.
    None,
}

/// Looks a called name up.
pub(super) fn look_up(name: &str) -> Builtin {
    let supplied = SUPPLIED.iter().any(|(known, _)| *known == name);
    if REFUSED.contains(&name) {
        Builtin::Refused
    } else if supplied || name == "print" || regorus::unstable::BUILTINS.contains_key(name) {
        Builtin::Known
    } else if name
        .split_once('.')
        .is_some_and(|(space, _)| NAMESPACES.contains(&space))
    {
        Builtin::Missing
    } else {
        Builtin::None
    }
}

/// How many arguments a built-in takes. A call that is a statement may have one more, for its
/// result.
pub(super) fn arity(name: &str) -> Option<usize> {
    if name == "print" {
        return None;
    }
    let brought = regorus::unstable::BUILTINS.get(name);
    let brought = brought.map(|(_, arity)| usize::from(*arity));
    brought.or_else(|| supplied_arity(name))
}

/// How many arguments a built-in takes that only we have.
pub(super) fn supplied_arity(name: &str) -> Option<usize> {
    let supplied = SUPPLIED.iter().find(|(known, _)| *known == name);
    let supplied = supplied.filter(|(name, _)| !regorus::unstable::BUILTINS.contains_key(name));
    supplied.map(|(_, arity)| usize::from(*arity))
}

/// Whether a name is that of a built-in, whether or not this engine has it.
pub(super) fn is_builtin(name: &str) -> bool {
    matches!(look_up(name), Builtin::Known | Builtin::Refused)
}

/// Whether names of built-ins begin with a word.
pub(super) fn is_namespace(word: &str) -> bool {
    NAMESPACES.contains(&word)
}

/// A built-in of ours.
type Extension = fn(Vec<Value>) -> Result<Value>;

/// A built-in that we supply, with its name and number of arguments. What now is belongs to a run.
fn extension(name: &str) -> Option<(&'static str, usize, Extension)> {
    let supplied = SUPPLIED.iter().find(|(known, _)| *known == name);
    let (name, arity) = supplied?;
    let extension: Extension = match *name {
        "array.flatten" => objects::array_flatten,
        "net.cidr_intersects" => net::cidr_intersects,
        "net.cidr_contains_matches" => net::cidr_contains_matches,
        "net.cidr_merge" => net::cidr_merge,
        _ => return None,
    };
    Some((name, usize::from(*arity), extension))
}

/// What `time.now_ns` answers at an instant.
pub(super) fn now(as_of: Timestamp) -> Value {
    Value::from(i64::try_from(as_of.as_nanosecond()).unwrap_or(i64::MAX))
}

/// Adds the built-ins that we supply to an engine; `as_of` is what a policy takes for now.
///
/// # Errors
/// regorus refuses a name that was added before.
pub(super) fn supply(engine: &mut Engine, as_of: Timestamp) -> Result<()> {
    let now = now(as_of);
    for (name, arguments) in SUPPLIED {
        let supplied: Box<dyn regorus::Extension> = match extension(name) {
            Some((_, _, extension)) => Box::new(extension),
            None => {
                let now = now.clone();
                Box::new(move |_| Ok(now.clone()))
            }
        };
        engine.add_extension(name.to_owned(), arguments, supplied)?;
    }
    bounds::supply(engine)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Set(_) => "a set",
        Value::Object(_) => "an object",
        Value::Undefined => "nothing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_refused_missing_or_none() {
        assert_eq!(look_up("time.now_ns"), Builtin::Known);
        assert_eq!(look_up("startswith"), Builtin::Known);
        assert_eq!(look_up("http.send"), Builtin::Refused);
        assert_eq!(look_up("crypto.sha256"), Builtin::Missing);
        assert_eq!(look_up("stratswith"), Builtin::None);
    }
}
