//! Values as Rego and YAML write them.

use serde_json::Value;

/// A value in the layout of `opa fmt`: what does not fit beside others stands in lines of its own,
/// indented by so many tabs.
pub(super) fn literal(value: &Value, depth: usize) -> String {
    let items: Vec<String> = match value {
        Value::Object(keys) if !keys.is_empty() => {
            let item = |(key, value): (&String, &Value)| {
                format!(
                    "{}: {}",
                    Value::from(key.as_str()),
                    literal(value, depth + 1)
                )
            };
            keys.iter().map(item).collect()
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| literal(item, depth + 1)).collect()
        }
        plain => return plain.to_string(),
    };
    let (open, close) = if value.is_object() {
        ('{', '}')
    } else {
        ('[', ']')
    };
    let short = format!("{open}{}{close}", items.join(", "));
    if depth > 0 && short.len() <= SHORT && !short.contains('\n') {
        return short;
    }
    let indent = "\t".repeat(depth + 1);
    let lines: String = items
        .iter()
        .map(|item| format!("{indent}{item},\n"))
        .collect();
    format!("{open}\n{lines}{}{close}", "\t".repeat(depth))
}

/// What stands in one line, in bytes.
const SHORT: usize = 60;

/// A text as a value of YAML on one line, between quotes where it would be read as another.
pub(super) fn scalar(text: &str) -> String {
    let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(&format!("key: {text}"));
    let is_plain =
        read.is_ok_and(|read| read.get("key").and_then(serde_yaml::Value::as_str) == Some(text));
    match is_plain {
        true => text.to_owned(),
        false => Value::from(text).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_long_stands_in_lines() {
        let value =
            json!({"a": [1, "two"], "b": {}, "c": {"long": ["x".repeat(40), "y".repeat(40)]}});
        let (x, y) = ("x".repeat(40), "y".repeat(40));
        let wanted = format!(
            "{{\n\t\"a\": [1, \"two\"],\n\t\"b\": {{}},\n\t\"c\": {{\n\t\t\"long\": [\n\t\t\t\"{x}\",\n\t\t\t\"{y}\",\n\t\t],\n\t}},\n}}"
        );
        assert_eq!(literal(&value, 0), wanted);
        assert_eq!(literal(&json!("1.3"), 0), "\"1.3\"");
    }

    proptest! {
        #[test]
        fn a_scalar_means_its_text(text in "[ -~äß]{0,40}") {
            let read: serde_yaml::Value = serde_yaml::from_str(&format!("key: {}\nnext: 1", scalar(&text))).unwrap();
            prop_assert_eq!(read["key"].as_str(), Some(text.as_str()));
        }
    }
}
