//! Arrays, objects and graphs: what is part of what, and how many paths there may be.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use regorus::Value;

use super::kind;

/// Elements of an array that a built-in makes.
const MOST_ELEMENTS: usize = 1_000_000;
/// Steps along all paths of a graph.
const MOST_STEPS: usize = 100_000;
/// Steps along one path of a graph.
const LONGEST_PATH: usize = 200;
/// Elements that are held against elements.
const MOST_COMPARISONS: usize = 10_000_000;
/// Operations of a patch that copy.
const MOST_COPIES: usize = 10;

pub(super) fn array_concat(arguments: &[Value]) -> Result<Option<Value>> {
    if let [Value::Array(first), Value::Array(second)] = arguments
        && first.len() + second.len() > MOST_ELEMENTS
    {
        bail!("an array has at most {MOST_ELEMENTS} elements")
    }
    Ok(None)
}

/// The elements of an array, and for each that is an array its own.
pub(super) fn array_flatten(arguments: Vec<Value>) -> Result<Value> {
    let Some(Value::Array(items)) = arguments.first() else {
        bail!("`array.flatten` takes an array")
    };
    let mut flat = Vec::new();
    for item in items.iter() {
        match item {
            Value::Array(inner) => flat.extend(inner.iter().cloned()),
            other => flat.push(other.clone()),
        }
        if flat.len() > MOST_ELEMENTS {
            bail!("an array has at most {MOST_ELEMENTS} elements")
        }
    }
    Ok(Value::from(flat))
}

/// A copy may double what is patched.
pub(super) fn json_patch(arguments: &[Value]) -> Result<Option<Value>> {
    let copy = Value::from("copy");
    if let [_, Value::Array(operations)] = arguments {
        let copies = operations
            .iter()
            .filter(|operation| operation["op"] == copy);
        if copies.count() > MOST_COPIES {
            bail!("a patch copies at most {MOST_COPIES} times")
        }
    }
    Ok(None)
}

pub(super) fn subset(arguments: &[Value]) -> Result<Option<Value>> {
    let [whole, part] = arguments else {
        bail!("`object.subset` takes two arguments")
    };
    let is_known = matches!(
        (whole, part),
        (Value::Object(_), Value::Object(_))
            | (Value::Set(_), Value::Set(_))
            | (Value::Array(_), Value::Array(_) | Value::Set(_))
    );
    if !is_known {
        bail!(
            "`object.subset` does not hold {} against {}",
            kind(part),
            kind(whole)
        )
    }
    holds(whole, part, &mut 0).map(|holds| Some(Value::from(holds)))
}

/// Whether a value holds another: objects by key, arrays as a stretch, sets by element.
fn holds(whole: &Value, part: &Value, comparisons: &mut usize) -> Result<bool> {
    *comparisons += 1;
    if *comparisons > MOST_COMPARISONS {
        bail!("there is too much to hold against each other")
    }
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (key, value) in part.iter() {
                let Some(other) = whole.get(key) else {
                    return Ok(false);
                };
                if !holds(other, value, comparisons)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Value::Set(whole), Value::Set(part)) => Ok(part.iter().all(|item| whole.contains(item))),
        (Value::Array(whole), Value::Array(part)) => {
            *comparisons = comparisons.saturating_add(whole.len().saturating_mul(part.len()));
            if *comparisons > MOST_COMPARISONS {
                bail!("there is too much to hold against each other")
            }
            let part = part.as_slice();
            Ok(part.is_empty()
                || whole
                    .as_slice()
                    .windows(part.len())
                    .any(|stretch| stretch == part))
        }
        (Value::Array(whole), Value::Set(part)) => {
            let whole: BTreeSet<&Value> = whole.iter().collect();
            Ok(part.iter().all(|item| whole.contains(item)))
        }
        _ => Ok(whole == part),
    }
}

/// Walks the paths as regorus will, but counts the steps.
pub(super) fn reachable_paths(arguments: &[Value]) -> Result<Option<Value>> {
    if let [graph @ Value::Object(_), starts] = arguments {
        let mut way = Vec::new();
        let mut steps = 0;
        for start in items(starts) {
            walk(graph, start, &mut way, &mut steps)?;
        }
    }
    Ok(None)
}

fn walk<'a>(
    graph: &'a Value,
    node: &'a Value,
    way: &mut Vec<&'a Value>,
    steps: &mut usize,
) -> Result<()> {
    *steps += 1;
    if *steps > MOST_STEPS || way.len() > LONGEST_PATH {
        bail!("the graph has too many paths, or too long ones")
    }
    if !way.contains(&node) {
        way.push(node);
        for neighbour in items(&graph[node]) {
            walk(graph, neighbour, way, steps)?;
        }
        way.pop();
    }
    Ok(())
}

fn items(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Set(items) => Box::new(items.iter()),
        _ => Box::new(std::iter::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::bounds::tests::{answer, error};

    // Expected values: the examples of OPA's documentation and test cases.
    #[test]
    fn subsets_are_those_of_opa() {
        let answer = |call: &str| {
            answer(&format!("object.subset({call})"))
                .unwrap()
                .to_string()
        };
        assert_eq!(
            answer("{\"a\": {\"b\": 1, \"c\": 2}}, {\"a\": {\"b\": 1}}"),
            "true"
        );
        assert_eq!(answer("{\"a\": {\"b\": 1}}, {\"a\": {\"b\": 2}}"), "false");
        assert_eq!(answer("[1, 2, 3], [2, 3]"), "true");
        assert_eq!(answer("[1, 2, 3], [1, 3]"), "false");
        assert_eq!(answer("[1, 2, 3], {3, 1}"), "true");
        assert_eq!(answer("{1, 2, 3}, {1, 4}"), "false");
        assert_eq!(answer("[1], []"), "true");
        assert_eq!(answer("{\"a\": [1]}, {\"a\": []}"), "true");
    }

    #[test]
    fn graphs_patches_and_arrays_have_bounds() {
        let graph = "{sprintf(\"%d\", [x]): [sprintf(\"%d\", [x + 1]), sprintf(\"%d\", [x + 2])] | some x in numbers.range(1, 60)}";
        let copies = "[{\"op\": \"copy\", \"from\": \"\", \"path\": \"/a\"} | some x in numbers.range(1, 40)]";
        let long = "numbers.range(1, 99999)";
        for call in [
            format!("graph.reachable_paths({graph}, [\"1\"])"),
            format!("json.patch({{}}, {copies})"),
            format!("object.subset({long}, {long})"),
            "object.subset(1, 2)".to_owned(),
        ] {
            assert!(error(&call).is_some(), "{call}");
        }
    }
}
