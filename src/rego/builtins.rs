//! The built-ins that differ from what regorus brings: refused, missing or supplied by us.

use std::collections::BTreeSet;
use std::net::IpAddr;

use anyhow::{Result, bail};
use ipnet::IpNet;
use jiff::Timestamp;
use regorus::{Engine, Value};

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
const SUPPLIED: [(&str, u8); 4] = [
    ("time.now_ns", 0),
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

/// How many arguments a built-in takes, and whether a call may have one more, for its result.
pub(super) fn arity(name: &str) -> Option<(usize, bool)> {
    if name == "print" {
        return None;
    }
    let brought = regorus::unstable::BUILTINS.get(name);
    let brought = brought.map(|(_, arity)| (usize::from(*arity), true));
    let supplied = SUPPLIED.iter().find(|(known, _)| *known == name);
    brought.or(supplied.map(|(_, arity)| (usize::from(*arity), false)))
}

/// Whether a name is that of a built-in, whether or not this engine has it.
pub(super) fn is_builtin(name: &str) -> bool {
    matches!(look_up(name), Builtin::Known | Builtin::Refused)
}

/// Whether names of built-ins begin with a word.
pub(super) fn is_namespace(word: &str) -> bool {
    NAMESPACES.contains(&word)
}

/// Adds the built-ins that we supply to an engine; `as_of` is what a policy takes for now.
///
/// # Errors
/// regorus refuses a name that was added before.
pub(super) fn supply(engine: &mut Engine, as_of: Timestamp) -> Result<()> {
    let now = i64::try_from(as_of.as_nanosecond()).unwrap_or(i64::MAX);
    for (name, arguments) in SUPPLIED {
        let extension: Box<dyn regorus::Extension> = match name {
            "time.now_ns" => Box::new(move |_| Ok(Value::from(now))),
            "net.cidr_intersects" => Box::new(cidr_intersects),
            "net.cidr_contains_matches" => Box::new(cidr_contains_matches),
            _ => Box::new(cidr_merge),
        };
        engine.add_extension(name.to_owned(), arguments, extension)?;
    }
    Ok(())
}

fn cidr_intersects(arguments: Vec<Value>) -> Result<Value> {
    let [first, second] = arguments.as_slice() else {
        bail!("`net.cidr_intersects` takes two arguments")
    };
    let (first, second) = (network(first)?, network(second)?);
    let intersect = first.contains(&second) || second.contains(&first);
    Ok(Value::from(intersect))
}

/// The pairs of positions where the first network holds the second network or address; an
/// operand that is one string stands for its own position.
fn cidr_contains_matches(arguments: Vec<Value>) -> Result<Value> {
    let [networks, candidates] = arguments.as_slice() else {
        bail!("`net.cidr_contains_matches` takes two arguments")
    };
    let candidates = positions(candidates)?
        .into_iter()
        .map(|(position, value)| Ok((position, network_or_address(&value)?)))
        .collect::<Result<Vec<_>>>()?;
    let mut matches = BTreeSet::new();
    for (position, value) in positions(networks)? {
        let outer = network(&value)?;
        for (other, inner) in &candidates {
            if outer.contains(inner) {
                matches.insert(Value::from(vec![position.clone(), other.clone()]));
            }
        }
    }
    Ok(Value::from(matches))
}

/// The smallest set of networks that covers the same addresses.
fn cidr_merge(arguments: Vec<Value>) -> Result<Value> {
    let Some(argument) = arguments.first() else {
        bail!("`net.cidr_merge` takes one argument")
    };
    let networks: Vec<IpNet> = match argument {
        Value::Array(items) => items
            .iter()
            .map(network_or_address)
            .collect::<Result<_>>()?,
        Value::Set(items) => items
            .iter()
            .map(network_or_address)
            .collect::<Result<_>>()?,
        other => bail!(
            "`net.cidr_merge` takes an array or a set, not {}",
            kind(other)
        ),
    };
    let merged = IpNet::aggregate(&networks);
    let texts = merged
        .iter()
        .map(|network| Value::from(network.to_string()));
    Ok(Value::from(texts.collect::<BTreeSet<_>>()))
}

/// What stands at each position of an operand; of an array inside, its first element counts.
fn positions(operand: &Value) -> Result<Vec<(Value, Value)>> {
    let first = |value: &Value| match value {
        Value::Array(items) => items.first().cloned().unwrap_or(Value::Undefined),
        other => other.clone(),
    };
    Ok(match operand {
        Value::String(_) => vec![(operand.clone(), operand.clone())],
        Value::Array(items) => {
            let position = |(index, value)| (Value::from(index), first(value));
            items.iter().enumerate().map(position).collect()
        }
        Value::Set(items) => items
            .iter()
            .map(|item| (item.clone(), first(item)))
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), first(value)))
            .collect(),
        other => bail!(
            "`net.cidr_contains_matches` cannot look through {}",
            kind(other)
        ),
    })
}

fn network(value: &Value) -> Result<IpNet> {
    let text = value.as_string()?;
    match text.parse::<IpNet>() {
        Ok(network) => Ok(network.trunc()),
        Err(_) => bail!("`{text}` is no network in CIDR notation"),
    }
}

fn network_or_address(value: &Value) -> Result<IpNet> {
    let text = value.as_string()?;
    match text.parse::<IpAddr>() {
        Ok(address) => Ok(IpNet::from(address)),
        Err(_) => network(value),
    }
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

    fn json(text: &str) -> Value {
        Value::from_json_str(text).unwrap()
    }

    // Expected values: the examples of OPA's own documentation and test cases.
    #[test]
    fn cidr_built_ins_answer_as_opa_does() {
        let intersects = |a: &str, b: &str| cidr_intersects(vec![a.into(), b.into()]).unwrap();
        assert_eq!(
            intersects("192.168.0.0/16", "192.168.1.0/24"),
            Value::from(true)
        );
        assert_eq!(
            intersects("192.168.1.0/25", "192.168.1.64/25"),
            Value::from(true)
        );
        assert_eq!(
            intersects("192.168.0.0/24", "192.168.1.0/24"),
            Value::from(false)
        );
        assert_eq!(intersects("::/0", "10.0.0.0/8"), Value::from(false));

        let matches = cidr_contains_matches(vec![
            json(r#"["1.1.2.0/24", "1.1.3.0/24"]"#),
            json(r#"["1.1.1.1", "1.1.2.3", ["1.1.3.9", "x"]]"#),
        ]);
        let wanted = BTreeSet::from([json("[0, 1]"), json("[1, 2]")]);
        assert_eq!(matches.unwrap(), Value::from(wanted));

        let merged = cidr_merge(vec![json(r#"["192.0.128.0/24", "192.0.129.0/24"]"#)]);
        assert_eq!(
            merged.unwrap(),
            Value::from(BTreeSet::from([Value::from("192.0.128.0/23")]))
        );
    }

    #[test]
    fn a_bad_network_is_an_error() {
        assert!(cidr_intersects(vec!["10.0.0.0".into(), "10.0.0.0/8".into()]).is_err());
        assert!(cidr_merge(vec![json("[1]")]).is_err());
    }

    #[test]
    fn names_are_known_refused_missing_or_none() {
        assert_eq!(look_up("time.now_ns"), Builtin::Known);
        assert_eq!(look_up("startswith"), Builtin::Known);
        assert_eq!(look_up("http.send"), Builtin::Refused);
        assert_eq!(look_up("crypto.sha256"), Builtin::Missing);
        assert_eq!(look_up("stratswith"), Builtin::None);
    }
}
