//! Networks: the built-ins that regorus lacks, and bounds for those that it has.

use std::collections::BTreeSet;
use std::net::IpAddr;

use anyhow::{Result, bail};
use ipnet::IpNet;
use regorus::Value;

use super::kind;

/// Addresses that a network may expand to.
const MOST_ADDRESSES: u32 = 16;

/// A network of at most so many addresses, as a power of two.
pub(super) fn cidr_expand(arguments: &[Value]) -> Result<Option<Value>> {
    if let [Value::String(text)] = arguments
        && let Ok(network) = text.parse::<IpNet>()
        && u32::from(network.max_prefix_len() - network.prefix_len()) > MOST_ADDRESSES
    {
        bail!("`net.cidr_expand` expands networks of at most 2^{MOST_ADDRESSES} addresses")
    }
    Ok(None)
}

pub(super) fn cidr_intersects(arguments: Vec<Value>) -> Result<Value> {
    let [first, second] = arguments.as_slice() else {
        bail!("`net.cidr_intersects` takes two arguments")
    };
    let (first, second) = (network(first)?, network(second)?);
    let intersect = first.contains(&second) || second.contains(&first);
    Ok(Value::from(intersect))
}

/// The pairs of positions where the first network holds the second network or address; an
/// operand that is one string stands for its own position.
pub(super) fn cidr_contains_matches(arguments: Vec<Value>) -> Result<Value> {
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
pub(super) fn cidr_merge(arguments: Vec<Value>) -> Result<Value> {
    let Some(argument) = arguments.first() else {
        bail!("`net.cidr_merge` takes one argument")
    };
    let networks: Vec<IpNet> = match argument {
        Value::Array(items) => items.iter().map(network_or_class).collect::<Result<_>>()?,
        Value::Set(items) => items.iter().map(network_or_class).collect::<Result<_>>()?,
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
        Err(_) => bail!("a text is no network in CIDR notation"),
    }
}

/// A network, or an address of version 4 for the network of its class, as OPA takes it.
fn network_or_class(value: &Value) -> Result<IpNet> {
    let text = value.as_string()?;
    let Ok(address) = text.parse::<IpAddr>() else {
        return network(value);
    };
    let length = match address {
        IpAddr::V4(address) => match address.octets()[0] {
            0..128 => 8,
            128..192 => 16,
            192..224 => 24,
            _ => bail!("the address is of no class that has a prefix length"),
        },
        IpAddr::V6(_) => bail!("the address lacks its prefix length"),
    };
    Ok(IpNet::new(address, length)?.trunc())
}

fn network_or_address(value: &Value) -> Result<IpNet> {
    let text = value.as_string()?;
    match text.parse::<IpAddr>() {
        Ok(address) => Ok(IpNet::from(address)),
        Err(_) => network(value),
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
    fn an_address_stands_for_the_network_of_its_class() {
        let merged = cidr_merge(vec![json(r#"["192.0.128.0", "192.0.129.0"]"#)]);
        let wanted = BTreeSet::from([Value::from("192.0.128.0/23")]);
        assert_eq!(merged.unwrap(), Value::from(wanted));
        assert!(cidr_merge(vec![json(r#"["2601:600:8a80::1"]"#)]).is_err());
        assert!(cidr_merge(vec![json(r#"["224.0.0.1"]"#)]).is_err());
    }

    #[test]
    fn large_networks_are_not_expanded() {
        for network in ["10.0.0.0/6", "::/1", "10.0.0.0/15"] {
            assert!(cidr_expand(&[network.into()]).is_err(), "{network}");
        }
        assert_eq!(cidr_expand(&["10.0.0.0/16".into()]).unwrap(), None);
    }

    #[test]
    fn a_bad_network_is_an_error() {
        assert!(cidr_intersects(vec!["10.0.0.0".into(), "10.0.0.0/8".into()]).is_err());
        assert!(cidr_merge(vec![json("[1]")]).is_err());
    }
}
